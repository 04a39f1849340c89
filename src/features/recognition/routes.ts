import type { AnyRoute } from '#platform/http/route.ts'
import { reachRoutes } from './routes/reach.ts'
import { storyRoutes } from './routes/stories.ts'
import { storyPosterRoutes } from './routes/story-posters.ts'
import { thanksRoutes } from './routes/thanks.ts'

export const routes: readonly AnyRoute[] = [...thanksRoutes, ...reachRoutes, ...storyRoutes, ...storyPosterRoutes]
