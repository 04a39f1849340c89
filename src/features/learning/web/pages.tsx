// Gathers the pages of the parts.
import type { PageRoute } from '#ui/routes.ts'
import { assessmentPages } from './assessments/pages.ts'
import { itemPages } from './items/pages.ts'
import { roleFamilyPages } from './role-families/pages.ts'

export const pages: PageRoute[] = [...roleFamilyPages, ...itemPages, ...assessmentPages]
