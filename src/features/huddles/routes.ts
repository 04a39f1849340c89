import { principleUnknown } from '#features/language/public.ts'
import { nobodyLeads } from '#features/obstacles/public.ts'
import { unknownReference } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { problems } from '#platform/http/problem.ts'
import { type AnyRoute, defineRoute } from '#platform/http/route.ts'
import * as contract from './contract.ts'
import { listHuddles, listTeams, readHuddle } from './service/read.ts'
import { giveHost, open, raise, settle } from './service/run.ts'

const shown = async (ctx: Context, id: string) => ({ body: await readHuddle(ctx, id) })
const access = { operation: 'huddles.run' }
const params = contract.huddleParams
const reply = contract.huddle

export const routes: readonly AnyRoute[] = [
  defineRoute({
    id: 'listHuddles',
    method: 'GET',
    path: '/api/huddles',
    summary: 'The huddles of a team, this week’s first',
    access: { operation: 'huddles.read' },
    query: contract.huddleQuery,
    reply: contract.huddlePage,
    problems: [problems.notFound],
    handle: async (ctx, { query }) => ({ body: await listHuddles(ctx, query) }),
  }),
  defineRoute({
    id: 'listHuddleTeams',
    method: 'GET',
    path: '/api/huddle-teams',
    summary: 'How often the teams met that the caller leads',
    access: { operation: 'huddles.follow' },
    reply: contract.teamList,
    handle: async (ctx) => ({ body: await listTeams(ctx) }),
  }),
  defineRoute({
    id: 'readHuddle',
    method: 'GET',
    path: '/api/huddles/:huddleId',
    summary: 'One huddle with its agenda',
    access: { operation: 'huddles.read' },
    params,
    reply,
    handle: async (ctx, { params: { huddleId } }) => shown(ctx, huddleId),
  }),
  defineRoute({
    id: 'openHuddle',
    method: 'POST',
    path: '/api/huddles/:huddleId/openings',
    summary: 'Open the agenda: from here on it stays as it is',
    access,
    params,
    reply,
    replay: shown,
    handle: async (ctx, { params: { huddleId } }) => {
      await open(ctx, huddleId)
      return shown(ctx, huddleId)
    },
  }),
  defineRoute({
    id: 'settleHuddle',
    method: 'PUT',
    path: '/api/huddles/:huddleId/outcome',
    summary: 'It was held, or left out this week; or take that back',
    access,
    params,
    body: contract.outcomeBody,
    reply,
    replay: shown,
    handle: async (ctx, { params: { huddleId }, body }) => {
      await settle(ctx, huddleId, body.state)
      return shown(ctx, huddleId)
    },
  }),
  defineRoute({
    id: 'giveHuddleHost',
    method: 'PUT',
    path: '/api/huddles/:huddleId/host',
    summary: 'Who hosts it',
    access,
    params,
    body: contract.hostBody,
    reply,
    problems: [unknownReference],
    replay: shown,
    handle: async (ctx, { params: { huddleId }, body }) => {
      await giveHost(ctx, huddleId, body.personId)
      return shown(ctx, huddleId)
    },
  }),
  defineRoute({
    id: 'raiseInHuddle',
    method: 'POST',
    path: '/api/huddles/:huddleId/obstacles',
    summary: 'One thing to raise: it returns with its answer',
    access,
    params,
    body: contract.raisingBody,
    status: 201,
    reply,
    problems: [nobodyLeads, principleUnknown],
    replay: shown,
    handle: async (ctx, { params: { huddleId }, body }) => {
      await raise(ctx, huddleId, body)
      return shown(ctx, huddleId)
    },
  }),
]
