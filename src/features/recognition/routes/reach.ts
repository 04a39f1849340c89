import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { readReach, readUnnoticed } from '../service/reach.ts'

export const reachRoutes = [
  defineRoute({
    id: 'readThanksReach',
    method: 'GET',
    path: '/api/thanks-reach',
    summary: 'Which units and job roles were thanked in the last 90 days; people by name never',
    access: { operation: 'thanks.reach' },
    query: contract.reachQuery,
    reply: contract.reach,
    problems: [problems.notFound],
    handle: async (ctx, { query }) => ({ body: await readReach(ctx, query.unitId) }),
  }),
  defineRoute({
    id: 'readUnnoticed',
    method: 'GET',
    path: '/api/thanks-unnoticed',
    summary: 'Who reports to me and was thanked by nobody: to notice; empty with the works council’s switch',
    access: { operation: 'thanks.notice' },
    reply: contract.unnoticed,
    handle: async (ctx) => ({ body: await readUnnoticed(ctx) }),
  }),
]
