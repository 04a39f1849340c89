import type { AnyRoute } from '#platform/http/route.ts'
import { artefactRoutes, placementRoutes } from './routes/artefacts.ts'
import { behaviourRoutes, exampleRoutes } from './routes/behaviours.ts'
import { mantraRoutes } from './routes/mantra.ts'
import { principleRoutes } from './routes/principles.ts'
import { wallboardRoutes } from './routes/wallboards.ts'

export const routes: AnyRoute[] = [
  ...mantraRoutes,
  ...principleRoutes,
  ...exampleRoutes,
  ...behaviourRoutes,
  ...artefactRoutes,
  ...placementRoutes,
  ...wallboardRoutes,
]
