import type { AnyRoute } from '#platform/http/route.ts'
import { reachRoutes } from './routes/reach.ts'
import { thanksRoutes } from './routes/thanks.ts'

export const routes: readonly AnyRoute[] = [...thanksRoutes, ...reachRoutes]
