import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { readBook } from '../service/book.ts'
import { listOf, readGap, reportGap, settle } from '../service/gaps.ts'
import { askMayI } from '../service/may-i.ts'

const versioned = <Body extends { version: number }>(body: Body) => ({ body, etag: body.version })

export const mayIRoutes = [
  defineRoute({
    id: 'readBook',
    method: 'GET',
    path: '/api/may-i-book',
    summary: 'All that a phone needs to answer “May I?” by itself, for the person signed in',
    access: { operation: 'may-i.ask' },
    query: contract.bookQuery,
    reply: contract.book,
    handle: async (ctx, { query }) => ({ body: await readBook(ctx, query.language) }),
  }),
  defineRoute({
    id: 'askMayI',
    method: 'GET',
    path: '/api/may-i',
    summary: 'May I? yes, yes if, or not alone: with the rule, its version and what may be done now',
    access: { operation: 'may-i.ask' },
    query: contract.mayIQuery,
    reply: contract.answer,
    problems: [problems.notFound],
    handle: async (ctx, { query }) => ({ body: await askMayI(ctx, query) }),
  }),
  defineRoute({
    id: 'reportGap',
    method: 'POST',
    path: '/api/authority-gaps',
    summary: 'A question without an answer; who asked is not kept',
    access: { operation: 'gaps.report' },
    body: contract.newGap,
    status: 201,
    reply: contract.gapReceipt,
    replay: async (_ctx, id) => ({ body: { id } }),
    handle: async (ctx, { body }) => ({ body: await reportGap(ctx, body) }),
  }),
  defineRoute({
    id: 'listGaps',
    method: 'GET',
    path: '/api/authority-gaps',
    summary: 'Questions without an answer, the most frequent first',
    access: { operation: 'gaps.read' },
    query: contract.gapQuery,
    reply: contract.gapPage,
    handle: async (ctx, { query }) => ({ body: await listOf(ctx, query) }),
  }),
  defineRoute({
    id: 'settleGap',
    method: 'PATCH',
    path: '/api/authority-gaps/:gapId',
    summary: 'Say what became of a question without an answer',
    access: { operation: 'gaps.read' },
    params: contract.gapParams,
    isVersioned: true,
    body: contract.gapSettling,
    reply: contract.gap,
    replay: async (ctx, _id, { params }) => versioned(await readGap(ctx, params.gapId)),
    handle: async (ctx, { params, version, body }) => versioned(await settle(ctx, params.gapId, version, body)),
  }),
]
