import type { AnyRoute } from '#platform/http/route.ts'
import { assessmentRoutes } from './routes/assessments.ts'
import { itemRoutes } from './routes/items.ts'
import { roleFamilyRoutes } from './routes/role-families.ts'

export const routes: readonly AnyRoute[] = [...roleFamilyRoutes, ...itemRoutes, ...assessmentRoutes]
