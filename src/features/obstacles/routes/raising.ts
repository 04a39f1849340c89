import { principleUnknown } from '#features/language/public.ts'
import type { Context } from '#platform/http/context.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import * as problem from '../problems.ts'
import { listLeaders, raise, sayHelped, support, withdraw } from '../service/raise.ts'
import { readObstacle } from '../service/read.ts'

export const shown = async (ctx: Context, id: string) => ({ body: await readObstacle(ctx, id) })
const access = { operation: 'obstacles.raise' }

export const raisingRoutes = [
  defineRoute({
    id: 'listObstacleLeaders',
    method: 'GET',
    path: '/api/obstacle-leaders',
    summary: 'Who could answer what you raise: leaders of your unit and above, the nearest first',
    access,
    reply: contract.leaderList,
    handle: async (ctx) => ({ body: await listLeaders(ctx) }),
  }),
  defineRoute({
    id: 'raiseObstacle',
    method: 'POST',
    path: '/api/obstacles',
    summary: 'Something is in the way',
    access,
    body: contract.newObstacle,
    status: 201,
    reply: contract.obstacle,
    problems: [problem.nobodyLeads, principleUnknown],
    replay: shown,
    handle: async (ctx, { body }) => shown(ctx, await raise(ctx, body)),
  }),
  defineRoute({
    id: 'withdrawObstacle',
    method: 'DELETE',
    path: '/api/obstacles/:obstacleId',
    summary: 'Take back what you raised, while nobody else waits for it',
    access: { operation: 'obstacles.withdraw' },
    params: contract.obstacleParams,
    problems: [problem.othersWaitToo],
    handle: async (ctx, { params }) => ({ body: await withdraw(ctx, params.obstacleId) }),
  }),
  defineRoute({
    id: 'supportObstacle',
    method: 'PUT',
    path: '/api/obstacles/:obstacleId/support',
    summary: 'It stops me too',
    access,
    params: contract.obstacleParams,
    reply: contract.obstacle,
    replay: shown,
    handle: async (ctx, { params }) => {
      await support(ctx, params.obstacleId, true)
      return shown(ctx, params.obstacleId)
    },
  }),
  defineRoute({
    id: 'leaveObstacle',
    method: 'DELETE',
    path: '/api/obstacles/:obstacleId/support',
    summary: 'It does not stop me any more',
    access,
    params: contract.obstacleParams,
    status: 200,
    reply: contract.obstacle,
    replay: shown,
    handle: async (ctx, { params }) => {
      await support(ctx, params.obstacleId, false)
      return shown(ctx, params.obstacleId)
    },
  }),
  defineRoute({
    id: 'sayObstacleHelped',
    method: 'PUT',
    path: '/api/obstacles/:obstacleId/voice',
    summary: 'Whether the answer helped, said by whom it stopped',
    access: { operation: 'obstacles.say-helped' },
    params: contract.obstacleParams,
    body: contract.helpBody,
    reply: contract.obstacle,
    problems: [problem.obstacleOpen],
    replay: shown,
    handle: async (ctx, { params, body }) => {
      await sayHelped(ctx, params.obstacleId, body.hasHelped)
      return shown(ctx, params.obstacleId)
    },
  }),
]
