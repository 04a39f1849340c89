import type { AnyRoute } from '#platform/http/route.ts'
import { roleFamilyRoutes } from './routes/role-families.ts'

export const routes: readonly AnyRoute[] = [...roleFamilyRoutes]
