import { type AnyRoute, defineRoute } from '#platform/http/route.ts'
import { followup, followupPage, followupParams, followupQuery } from './contract.ts'
import { readOne, readPage } from './read.ts'

export const routes: readonly AnyRoute[] = [
  defineRoute({
    id: 'listFollowups',
    method: 'GET',
    path: '/api/followups',
    summary: 'What is owed, the earliest due first.',
    access: { operation: 'followups.read' },
    query: followupQuery,
    reply: followupPage,
    handle: async (ctx, { query }) => ({ body: await readPage(ctx, query) }),
  }),
  defineRoute({
    id: 'readFollowup',
    method: 'GET',
    path: '/api/followups/:followupId',
    summary: 'One followup.',
    access: { operation: 'followups.read' },
    params: followupParams,
    reply: followup,
    handle: async (ctx, { params: { followupId } }) => ({ body: await readOne(ctx, followupId) }),
  }),
]
