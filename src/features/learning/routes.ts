import type { AnyRoute } from '#platform/http/route.ts'
import { assessmentRoutes } from './routes/assessments.ts'
import { buyInRoutes } from './routes/buy-ins.ts'
import { cardRoutes } from './routes/cards.ts'
import { itemRoutes } from './routes/items.ts'
import { learningRoutes } from './routes/learning.ts'
import { lessonRoutes } from './routes/lessons.ts'
import { packRoutes } from './routes/packs.ts'
import { pathRoutes } from './routes/paths.ts'
import { roleFamilyRoutes } from './routes/role-families.ts'
import { scenarioRoutes } from './routes/scenarios.ts'

export const routes: readonly AnyRoute[] = [
  ...roleFamilyRoutes,
  ...lessonRoutes,
  ...learningRoutes,
  ...scenarioRoutes,
  ...itemRoutes,
  ...cardRoutes,
  ...packRoutes,
  ...assessmentRoutes,
  ...pathRoutes,
  ...buyInRoutes,
]
