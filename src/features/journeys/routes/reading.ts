import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { journeyCsv, printJourney } from '../service/export.ts'
import { listJourneys, listSteps, readJourney } from '../service/read.ts'

export const readingRoutes = [
  defineRoute({
    id: 'listJourneys',
    method: 'GET',
    path: '/api/journeys',
    summary: 'Journeys in use, or those that are retired',
    access: { operation: 'journeys.read' },
    query: contract.journeyListQuery,
    reply: contract.journeyList,
    handle: async (ctx, { query }) => ({ body: await listJourneys(ctx, query.retired === 'true') }),
  }),
  defineRoute({
    id: 'readJourney',
    method: 'GET',
    path: '/api/journeys/:journeyId',
    summary: 'One journey: stages, steps, lanes, who shapes them, and what customers answered',
    access: { operation: 'journeys.read' },
    params: contract.journeyParams,
    reply: contract.journey,
    handle: async (ctx, { params }) => ({ body: await readJourney(ctx, params.journeyId) }),
  }),
  defineRoute({
    id: 'exportJourney',
    method: 'GET',
    path: '/api/journeys/:journeyId/table',
    summary: 'One journey as CSV, a line for each step and who shapes it',
    access: { operation: 'journeys.read' },
    params: contract.journeyParams,
    produces: 'text/csv; charset=utf-8',
    handle: async (ctx, { params }) => ({
      body: await journeyCsv(ctx, params.journeyId),
      headers: { 'content-disposition': 'attachment; filename="journey.csv"' },
    }),
  }),
  defineRoute({
    id: 'printJourney',
    method: 'GET',
    path: '/api/journeys/:journeyId/print',
    summary: 'One journey on paper, as PDF',
    access: { operation: 'journeys.read' },
    params: contract.journeyParams,
    produces: 'application/pdf',
    handle: async (ctx, { params }) => ({
      body: await printJourney(ctx, params.journeyId, 'pdf'),
      headers: { 'content-disposition': 'attachment; filename="journey.pdf"' },
    }),
  }),
  defineRoute({
    id: 'drawJourney',
    method: 'GET',
    path: '/api/journeys/:journeyId/drawing',
    summary: 'The same as SVG',
    access: { operation: 'journeys.read' },
    params: contract.journeyParams,
    produces: 'image/svg+xml',
    handle: async (ctx, { params }) => ({
      body: await printJourney(ctx, params.journeyId, 'svg'),
      headers: { 'content-disposition': 'attachment; filename="journey.svg"' },
    }),
  }),
  defineRoute({
    id: 'listJourneySteps',
    method: 'GET',
    path: '/api/journey-steps',
    summary: 'Steps of all journeys in use, for choosing one',
    access: { operation: 'journeys.read' },
    reply: contract.stepList,
    handle: async (ctx) => ({ body: await listSteps(ctx) }),
  }),
]
