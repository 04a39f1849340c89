import type { AnyRoute } from '#platform/http/route.ts'
import { mantraRoutes } from './routes/mantra.ts'
import { principleRoutes } from './routes/principles.ts'

export const routes: AnyRoute[] = [...mantraRoutes, ...principleRoutes]
