// Gathers what the parts declare: lessons, scenarios, items, cards, paths, packs, role families.
import type { Policy } from '#platform/access/policy.ts'
import { policy as assessments } from './access/assessments.ts'
import { policy as cards } from './access/cards.ts'
import { policy as items } from './access/items.ts'
import { policy as lessons } from './access/lessons.ts'
import { policy as packs } from './access/packs.ts'
import { policy as paths } from './access/paths.ts'
import { policy as roleFamilies } from './access/role-families.ts'
import { policy as scenarios } from './access/scenarios.ts'

export const policy: Policy = { ...roleFamilies, ...lessons, ...scenarios, ...items, ...cards, ...packs, ...assessments, ...paths }
