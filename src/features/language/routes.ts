import { type AnyRoute, defineRoute } from '#platform/http/route.ts'
import * as contract from './contract.ts'
import { readMantra, wordMantra } from './service.ts'

export const routes: AnyRoute[] = [
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
    id: 'wordMantra',
    method: 'POST',
    path: '/api/mantra-versions',
    summary: 'A new wording, from today on',
    access: { operation: 'mantra.change' },
    body: contract.newMantra,
    status: 201,
    reply: contract.currentMantra,
    replay: async (ctx) => ({ body: { mantra: await readMantra(ctx) } }),
    handle: async (ctx, { body }) => ({ body: { mantra: await wordMantra(ctx, body) } }),
  }),
]
