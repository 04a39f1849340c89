import type { AnyRoute } from '#platform/http/route.ts'
import { stopPages } from './public-pages.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { dataProtectionRoutes } from './routes/data-protection.ts'
import { directoryRoutes } from './routes/directory.ts'
import { importRoutes } from './routes/imports.ts'
import { organisationRoutes } from './routes/organisation.ts'
import { personRoutes } from './routes/person.ts'
import { unitRoutes } from './routes/units.ts'

export const routes: AnyRoute[] = [
  ...organisationRoutes,
  ...catalogueRoutes,
  ...unitRoutes,
  ...directoryRoutes,
  ...personRoutes,
  ...importRoutes,
  ...dataProtectionRoutes,
  ...stopPages,
]
