import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { exportObstacles, listObstacles, listSimilar, readFigures, readObstacle } from '../service/read.ts'

export const boardRoutes = [
  defineRoute({
    id: 'listObstacles',
    method: 'GET',
    path: '/api/obstacles',
    summary: 'What stands in the way: waiting, the longest first; or answered, the latest first',
    access: { operation: 'obstacles.read' },
    query: contract.obstacleQuery,
    reply: contract.obstaclePage,
    handle: async (ctx, { query }) => ({ body: await listObstacles(ctx, query) }),
  }),
  defineRoute({
    id: 'exportObstacles',
    method: 'GET',
    path: '/api/obstacles-export',
    summary: 'The same as CSV',
    access: { operation: 'obstacles.read' },
    query: contract.exportQuery,
    produces: 'text/csv; charset=utf-8',
    handle: async (ctx, { query }) => ({
      body: await exportObstacles(ctx, query),
      headers: { 'content-disposition': 'attachment; filename="obstacles.csv"' },
    }),
  }),
  defineRoute({
    id: 'readObstacleFigures',
    method: 'GET',
    path: '/api/obstacle-figures',
    summary: 'How many are answered, how fast, and what is the oldest, over all and for each leader',
    access: { operation: 'obstacles.read' },
    reply: contract.figures,
    handle: async (ctx) => ({ body: await readFigures(ctx) }),
  }),
  defineRoute({
    id: 'listSimilarObstacles',
    method: 'GET',
    path: '/api/similar-obstacles',
    summary: 'Open ones that sound like these words',
    access: { operation: 'obstacles.raise' },
    query: contract.similarQuery,
    reply: contract.similarList,
    handle: async (ctx, { query }) => ({ body: await listSimilar(ctx, query.words) }),
  }),
  defineRoute({
    id: 'readObstacle',
    method: 'GET',
    path: '/api/obstacles/:obstacleId',
    summary: 'One obstacle, with answers that did not hold',
    access: { operation: 'obstacles.read' },
    params: contract.obstacleParams,
    reply: contract.obstacle,
    handle: async (ctx, { params }) => ({ body: await readObstacle(ctx, params.obstacleId) }),
  }),
]
