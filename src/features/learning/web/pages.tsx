// Gathers the pages of the parts.
import type { PageRoute } from '#ui/routes.ts'
import { roleFamilyPages } from './role-families/pages.ts'

export const pages: PageRoute[] = [...roleFamilyPages]
