import { createContext, use } from 'react'
import type { PageRoute } from '../routes.ts'

export const PageListContext = createContext<PageRoute[]>([])
export const usePageList = (): PageRoute[] => use(PageListContext)
