import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { notYourPart } from '../problems.ts'
import { exportGaps, readGaps } from '../service/gaps.ts'
import { readParts, wordPart } from '../service/parts.ts'

export const partRoutes = [
  defineRoute({
    id: 'readParts',
    method: 'GET',
    path: '/api/people/:personId/parts',
    summary: 'The steps that your work shapes, with a customer’s words and the live score',
    access: { operation: 'my-part.read' },
    params: contract.partParams,
    reply: contract.partList,
    handle: async (ctx, { params }) => ({ body: await readParts(ctx, params.personId) }),
  }),
  defineRoute({
    id: 'wordPart',
    method: 'PUT',
    path: '/api/people/:personId/parts/:shaperId',
    summary: 'Say a part of yours in your own words',
    access: { operation: 'my-part.word' },
    params: contract.ownPartParams,
    body: contract.ownPart,
    reply: contract.partList,
    problems: [notYourPart],
    replay: async (ctx, _id, { params }) => ({ body: await readParts(ctx, params.personId) }),
    handle: async (ctx, { params, body }) => ({ body: await wordPart(ctx, params.personId, params.shaperId, body.wording) }),
  }),
  defineRoute({
    id: 'resetPart',
    method: 'DELETE',
    path: '/api/people/:personId/parts/:shaperId',
    summary: 'Go back to the house’s sentence',
    access: { operation: 'my-part.word' },
    params: contract.ownPartParams,
    status: 200,
    reply: contract.partList,
    replay: async (ctx, _id, { params }) => ({ body: await readParts(ctx, params.personId) }),
    handle: async (ctx, { params }) => ({ body: await wordPart(ctx, params.personId, params.shaperId, null) }),
  }),
  defineRoute({
    id: 'listPartGaps',
    method: 'GET',
    path: '/api/part-gaps',
    summary: 'Active people whose work shapes no step yet, within your reach',
    access: { operation: 'part-gaps.read' },
    query: contract.gapQuery,
    reply: contract.gapPage,
    handle: async (ctx, { query }) => ({ body: await readGaps(ctx, query) }),
  }),
  defineRoute({
    id: 'exportPartGaps',
    method: 'GET',
    path: '/api/part-gaps-export',
    summary: 'The same as CSV',
    access: { operation: 'part-gaps.read' },
    query: contract.gapExportQuery,
    produces: 'text/csv; charset=utf-8',
    handle: async (ctx, { query }) => ({
      body: await exportGaps(ctx, query.unitId),
      headers: { 'content-disposition': 'attachment; filename="people-without-a-part.csv"' },
    }),
  }),
]
