import type { AnyRoute } from '#platform/http/route.ts'
import { accessRoutes } from './routes/access.ts'
import { installationRoutes } from './routes/installation.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { wayInRoutes } from './routes/ways-in.ts'

export const routes: readonly AnyRoute[] = [...installationRoutes, ...sessionRoutes, ...wayInRoutes, ...accessRoutes]
