import { hasLeft, unknownReference } from '#features/people/public.ts'
import { problems } from '#platform/http/problem.ts'
import { type AnyRoute, defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract/chain.ts'
import { readChain } from '../service/chain.ts'
import { exportChain } from '../service/export.ts'
import { nameOwner } from '../service/owners.ts'
import { readRows } from '../service/rows.ts'
import { readWords } from '../service/words.ts'

export const chainRoutes: readonly AnyRoute[] = [
  defineRoute({
    id: 'readChain',
    method: 'GET',
    path: '/api/chain',
    summary: 'From what we say to what customers say, for a unit and everything below it: each number with n, interval, change and owner',
    access: { operation: 'chain.read' },
    query: contract.chainQuery,
    reply: contract.chain,
    problems: [problems.notFound],
    handle: async (ctx, { query }) => ({ body: await readChain(ctx, query) }),
  }),
  defineRoute({
    id: 'readChainWords',
    method: 'GET',
    path: '/api/chain-words',
    summary: 'A customer’s own words of these weeks about a unit or one below it, praise first',
    access: { operation: 'chain.read' },
    query: contract.wordsQuery,
    reply: contract.chainWords,
    problems: [problems.notFound],
    handle: async (ctx, { query }) => ({ body: await readWords(ctx, query) }),
  }),
  defineRoute({
    id: 'exportChain',
    method: 'GET',
    path: '/api/chain-export',
    summary: 'The chain as CSV, or the rows of one number',
    access: { operation: 'chain.read' },
    query: contract.exportQuery,
    produces: 'text/csv; charset=utf-8',
    problems: [problems.notFound],
    handle: async (ctx, { query }) => ({
      body: await exportChain(ctx, query),
      headers: { 'content-disposition': `attachment; filename="${query.measure ?? 'chain'}.csv"` },
    }),
  }),
  defineRoute({
    id: 'readMeasure',
    method: 'GET',
    path: '/api/chain/:measure',
    summary: 'The rows behind one number: its points in time and the units right below',
    access: { operation: 'chain.read' },
    params: contract.measureParams,
    query: contract.chainQuery,
    reply: contract.measureRows,
    problems: [problems.notFound],
    handle: async (ctx, { params, query }) => ({ body: await readRows(ctx, params.measure, query) }),
  }),
  defineRoute({
    id: 'nameOwner',
    method: 'PUT',
    path: '/api/chain/:measure/owner',
    summary: 'Who answers for a number of a unit and everything below it',
    access: { operation: 'chain.name-owners' },
    params: contract.measureParams,
    body: contract.newOwner,
    status: 204,
    problems: [problems.notFound, unknownReference, hasLeft],
    noReplay: 'named twice, it is the same person',
    handle: async (ctx, { params, body }) => ({ body: await nameOwner(ctx, params.measure, body) }),
  }),
]
