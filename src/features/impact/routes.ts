import type { AnyRoute } from '#platform/http/route.ts'
import { chainRoutes } from './routes/chain.ts'
import { studyRoutes } from './routes/studies.ts'
import { studyFileRoutes } from './routes/study-files.ts'
import { studyRunRoutes } from './routes/study-runs.ts'

export const routes: readonly AnyRoute[] = [...chainRoutes, ...studyRoutes, ...studyFileRoutes, ...studyRunRoutes]
