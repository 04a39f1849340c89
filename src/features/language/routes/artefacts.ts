// Posters, signature and the placement register.
import { unknownReference } from '#features/people/public.ts'
import { pageQuery } from '#platform/http/fields.ts'
import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import * as problem from '../problems.ts'
import * as placements from '../service/placements.ts'
import { posterPdf, posterSvg } from '../service/posters.ts'
import { readSignature } from '../service/signature.ts'

const versioned = <Body extends { version: number }>(body: Body) => ({ body, etag: body.version })
const poster = { params: contract.posterParams, query: contract.languageQuery, problems: [problem.nothingToPrint] }

export const artefactRoutes = [
  defineRoute({
    id: 'printPoster',
    method: 'GET',
    path: '/api/posters/:poster/pdf',
    summary: 'A4 poster of the mantra or the principles as they are today, as PDF',
    access: { operation: 'principles.read' },
    ...poster,
    produces: 'application/pdf',
    handle: async (ctx, { params, query, request }) => ({
      body: await posterPdf(ctx, params.poster, query.language, ctx.platform.config.publicUrl ?? request.origin),
      headers: { 'content-disposition': `attachment; filename="${params.poster}-${query.language ?? ctx.language}.pdf"` },
    }),
  }),
  defineRoute({
    id: 'drawPoster',
    method: 'GET',
    path: '/api/posters/:poster/svg',
    summary: 'The same poster as SVG',
    access: { operation: 'principles.read' },
    ...poster,
    produces: 'image/svg+xml',
    handle: async (ctx, { params, query, request }) => ({
      body: await posterSvg(ctx, params.poster, query.language, ctx.platform.config.publicUrl ?? request.origin),
    }),
  }),
  defineRoute({
    id: 'readSignature',
    method: 'GET',
    path: '/api/signature',
    summary: 'My e-mail signature with the mantra of today, as HTML and text',
    access: { operation: 'mantra.read' },
    query: contract.languageQuery,
    reply: contract.signature,
    problems: [problems.notFound],
    handle: async (ctx, { query }) => ({ body: await readSignature(ctx, query.language) }),
  }),
]

const { placementParams: params, placement: reply } = contract
export const placementRoutes = [
  defineRoute({
    id: 'listPlacements',
    method: 'GET',
    path: '/api/placements',
    summary: 'Where the words hang; what shows old ones comes first',
    access: { operation: 'placements.read' },
    query: contract.placementQuery.extend(pageQuery),
    reply: contract.placementList,
    handle: async (ctx, { query }) => ({ body: await placements.listPlacements(ctx, query) }),
  }),
  defineRoute({
    id: 'notePlacement',
    method: 'POST',
    path: '/api/placements',
    summary: 'Note where something hangs; it shows the words of today',
    access: { operation: 'placements.change' },
    body: contract.newPlacement,
    status: 201,
    reply,
    problems: [unknownReference, problem.nothingToPrint],
    replay: async (ctx, id) => versioned(await placements.readPlacement(ctx, id)),
    handle: async (ctx, { body }) => versioned(await placements.notePlacement(ctx, body)),
  }),
  defineRoute({
    id: 'renewPlacement',
    method: 'POST',
    path: '/api/placements/:placementId/renewals',
    summary: 'It shows the words of today again',
    access: { operation: 'placements.change' },
    params,
    isVersioned: true,
    reply,
    problems: [problem.nothingToPrint],
    replay: async (ctx, _id, input) => versioned(await placements.readPlacement(ctx, input.params.placementId)),
    handle: async (ctx, input) => versioned(await placements.renewPlacement(ctx, input.params.placementId, input.version)),
  }),
  defineRoute({
    id: 'takeDownPlacement',
    method: 'DELETE',
    path: '/api/placements/:placementId',
    summary: 'It was taken down and hangs nowhere any more',
    access: { operation: 'placements.change' },
    params,
    handle: async (ctx, input) => ({ body: await placements.takeDownPlacement(ctx, input.params.placementId) }),
  }),
]
