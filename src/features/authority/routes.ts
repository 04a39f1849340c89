import type { AnyRoute } from '#platform/http/route.ts'
import { askedRoutes } from './routes/asked.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { mayIRoutes } from './routes/may-i.ts'
import { ruleRoutes } from './routes/rules.ts'

export const routes: readonly AnyRoute[] = [...mayIRoutes, ...askedRoutes, ...catalogueRoutes, ...ruleRoutes]
