import { unknownReference } from '#features/people/public.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import * as problem from '../problems.ts'
import { listMantraVersions, readMantra, withdrawMantra, wordMantra } from '../service/mantra.ts'

export const mantraRoutes = [
  defineRoute({
    id: 'readMantra',
    method: 'GET',
    path: '/api/mantra',
    summary: 'The wording that counts today',
    access: { operation: 'mantra.read' },
    reply: contract.currentMantra,
    handle: async (ctx) => ({ body: { mantra: await readMantra(ctx) } }),
  }),
  defineRoute({
    id: 'listMantraVersions',
    method: 'GET',
    path: '/api/mantra-versions',
    summary: 'Every wording: planned, current and former, with reason and approver',
    access: { operation: 'mantra.read' },
    reply: contract.mantraVersions,
    handle: async (ctx) => ({ body: await listMantraVersions(ctx) }),
  }),
  defineRoute({
    id: 'wordMantra',
    method: 'POST',
    path: '/api/mantra-versions',
    summary: 'A new wording, from today or a later day on',
    access: { operation: 'mantra.change' },
    body: contract.newMantra,
    status: 201,
    reply: contract.mantraVersions,
    problems: [problem.coolingOff, problem.dayNotPossible, unknownReference],
    replay: async (ctx) => ({ body: await listMantraVersions(ctx) }),
    handle: async (ctx, { body }) => ({ body: await wordMantra(ctx, body) }),
  }),
  defineRoute({
    id: 'withdrawMantra',
    method: 'DELETE',
    path: '/api/mantra-versions/:versionId',
    summary: 'Take back a wording whose day has not come',
    access: { operation: 'mantra.change' },
    params: contract.mantraVersionParams,
    problems: [problem.inForce],
    handle: async (ctx, { params }) => ({ body: await withdrawMantra(ctx, params.versionId) }),
  }),
]
