// Gathers the pages of the parts.
import type { PageRoute } from '#ui/routes.ts'
import { assessmentPages } from './assessments/pages.ts'
import { cardPages } from './cards/pages.ts'
import { itemPages } from './items/pages.ts'
import { lessonPages } from './lessons/pages.ts'
import { packPages } from './packs/pages.ts'
import { pathPages } from './paths/pages.ts'
import { roleFamilyPages } from './role-families/pages.ts'
import { scenarioPages } from './scenarios/pages.ts'

export const pages: PageRoute[] = [
  ...lessonPages,
  ...roleFamilyPages,
  ...scenarioPages,
  ...itemPages,
  ...cardPages,
  ...packPages,
  ...assessmentPages,
  ...pathPages,
]
