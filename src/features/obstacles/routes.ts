import type { AnyRoute } from '#platform/http/route.ts'
import { answeringRoutes } from './routes/answering.ts'
import { boardRoutes } from './routes/board.ts'
import { raisingRoutes } from './routes/raising.ts'

export const routes: readonly AnyRoute[] = [...boardRoutes, ...raisingRoutes, ...answeringRoutes]
