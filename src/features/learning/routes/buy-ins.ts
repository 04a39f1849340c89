import { nobodyLeads } from '#features/obstacles/public.ts'
import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract/buy-ins.ts'
import { readBuyIn, readBuyInFigures, sayHindrance, sayWords } from '../service/buy-ins.ts'

export const buyInRoutes = [
  defineRoute({
    id: 'readBuyIn',
    method: 'GET',
    path: '/api/buy-ins/:lessonId',
    summary: 'What I said about a lesson, and what stands in the way near me',
    access: { operation: 'buy-ins.say' },
    params: contract.buyInParams,
    reply: contract.buyIn,
    handle: async (ctx, { params }) => ({ body: await readBuyIn(ctx, params.lessonId) }),
  }),
  // Both wait in the phone's queue without a network, so they say their lesson in the body and are taken twice as once.
  defineRoute({
    id: 'sayBuyIn',
    method: 'POST',
    path: '/api/buy-ins',
    summary: 'I know, I can, I will: each by itself; read by nobody else',
    access: { operation: 'buy-ins.say' },
    body: contract.buyInWords,
    status: 204,
    problems: [problems.notFound],
    noReplay: 'said twice it is said once',
    handle: async (ctx, { body }) => ({ body: await sayWords(ctx, body) }),
  }),
  defineRoute({
    id: 'sayWhatStopsMe',
    method: 'POST',
    path: '/api/buy-in-obstacles',
    summary: 'What stops me: joins an obstacle, or raises one without my name',
    access: { operation: 'buy-ins.say' },
    body: contract.hindrance,
    status: 201,
    reply: contract.hindered,
    problems: [nobodyLeads, problems.notFound],
    replay: async (_ctx, obstacleId) => ({ body: { obstacleId, isNew: false } }),
    handle: async (ctx, { body }) => ({ body: await sayHindrance(ctx, body) }),
  }),
  defineRoute({
    id: 'readBuyInFigures',
    method: 'GET',
    path: '/api/buy-in-figures',
    summary: 'How many know, can and will, of at least five people and of weeks that are over',
    access: { operation: 'buy-ins.read' },
    query: contract.buyInFigureQuery,
    reply: contract.buyInFigures,
    problems: [problems.notFound],
    handle: async (ctx, { query }) => ({ body: await readBuyInFigures(ctx, query) }),
  }),
]
