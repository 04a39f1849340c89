import { type AnyRoute, defineRoute } from '#platform/http/route.ts'
import * as contract from './contract.ts'
import { readToday } from './service/read-today.ts'

export const routes: readonly AnyRoute[] = [
  defineRoute({
    id: 'readToday',
    method: 'GET',
    path: '/api/today',
    summary: 'The start page of the person signed in',
    access: { operation: 'today.read' },
    query: contract.todayQuery,
    reply: contract.today,
    handle: async (ctx, { query }) => ({ body: await readToday(ctx, query) }),
  }),
]
