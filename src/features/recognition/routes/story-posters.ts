import { nothingToPrint } from '#features/language/public.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract/stories.ts'
import { storyWithdrawn } from '../problems.ts'
import { drawStory, listPrints, notePrint, printStory, takeDownPrint } from '../service/stories/posters.ts'

export const storyPosterRoutes = [
  defineRoute({
    id: 'drawStory',
    method: 'GET',
    path: '/api/stories/:storyId/poster',
    summary: 'The poster of a story as SVG',
    access: { operation: 'stories.read' },
    params: contract.storyParams,
    query: contract.posterQuery,
    produces: 'image/svg+xml',
    problems: [nothingToPrint, storyWithdrawn],
    handle: async (ctx, { params, query, request }) => ({ body: await drawStory(ctx, params.storyId, query.language, request.origin) }),
  }),
  defineRoute({
    id: 'notePrint',
    method: 'POST',
    path: '/api/stories/:storyId/prints',
    summary: 'Print the poster, A4 or A3: noted, so that it can be taken down once the story is taken back',
    access: { operation: 'stories.read' },
    params: contract.storyParams,
    body: contract.newPrint,
    status: 201,
    reply: contract.draftedScenario,
    problems: [nothingToPrint, storyWithdrawn],
    replay: async (_ctx, id) => ({ body: { id } }),
    handle: async (ctx, { params, body }) => ({ body: await notePrint(ctx, params.storyId, body) }),
  }),
  defineRoute({
    id: 'printStory',
    method: 'GET',
    path: '/api/story-prints/:printId/pdf',
    summary: 'A noted print as PDF',
    access: { operation: 'stories.read' },
    params: contract.printParams,
    produces: 'application/pdf',
    problems: [nothingToPrint, storyWithdrawn],
    async handle(ctx, { params, request }) {
      const { pdf, name } = await printStory(ctx, params.printId, request.origin)
      return { body: pdf, headers: { 'content-disposition': `attachment; filename="${name}"` } }
    },
  }),
  defineRoute({
    id: 'listPrints',
    method: 'GET',
    path: '/api/story-prints',
    summary: 'Posters of stories that were taken back, to be taken down: by code and place, without a word of the story',
    access: { operation: 'story-prints.read' },
    reply: contract.storyPrintList,
    handle: async (ctx) => ({ body: await listPrints(ctx) }),
  }),
  defineRoute({
    id: 'takeDownPrint',
    method: 'DELETE',
    path: '/api/story-prints/:printId',
    summary: 'This poster hangs no more',
    access: { operation: 'story-prints.read' },
    params: contract.printParams,
    handle: async (ctx, { params }) => ({ body: await takeDownPrint(ctx, params.printId) }),
  }),
]
