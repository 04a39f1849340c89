import type { AnyRoute } from '#platform/http/route.ts'
import { learningRoutes } from './routes/learning.ts'
import { lessonRoutes } from './routes/lessons.ts'
import { roleFamilyRoutes } from './routes/role-families.ts'
import { scenarioRoutes } from './routes/scenarios.ts'

export const routes: readonly AnyRoute[] = [...roleFamilyRoutes, ...lessonRoutes, ...learningRoutes, ...scenarioRoutes]
