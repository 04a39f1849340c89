import type { AnyRoute } from '#platform/http/route.ts'
import { partRoutes } from './routes/parts.ts'
import { readingRoutes } from './routes/reading.ts'
import { writingRoutes } from './routes/writing.ts'

export const routes: readonly AnyRoute[] = [...readingRoutes, ...writingRoutes, ...partRoutes]
