// Gathers the pages of the parts.
import type { PageRoute } from '#ui/routes.ts'
import { lessonPages } from './lessons/pages.ts'
import { pathPages } from './paths/pages.ts'
import { roleFamilyPages } from './role-families/pages.ts'

export const pages: PageRoute[] = [...lessonPages, ...pathPages, ...roleFamilyPages]
