import { problems } from '#platform/http/problem.ts'
import { type AnyRoute, defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import * as problem from '../problems.ts'
import { readQuotes } from '../service/quotes.ts'
import { exportResponses, judgeQuote, listResponses, readResponse, traceCause } from '../service/responses.ts'
import { readScores } from '../service/scores.ts'

export const answerRoutes: readonly AnyRoute[] = [
  defineRoute({
    id: 'listResponses',
    method: 'GET',
    path: '/api/responses',
    summary: 'What customers answered, the newest first',
    access: { operation: 'responses.read' },
    query: contract.responseQuery,
    reply: contract.responsePage,
    handle: async (ctx, { query }) => ({ body: await listResponses(ctx, query) }),
  }),
  defineRoute({
    id: 'exportResponses',
    method: 'GET',
    path: '/api/responses-export',
    summary: 'Answers as CSV, without contact data',
    access: { operation: 'responses.export' },
    query: contract.responseExportQuery,
    produces: 'text/csv; charset=utf-8',
    problems: [problems.stepUpNeeded],
    handle: async (ctx, { query }) => ({
      body: await exportResponses(ctx, query),
      headers: { 'content-disposition': 'attachment; filename="answers.csv"' },
    }),
  }),
  defineRoute({
    id: 'readResponse',
    method: 'GET',
    path: '/api/responses/:responseId',
    summary: 'One answer',
    access: { operation: 'responses.read' },
    params: contract.responseParams,
    reply: contract.response,
    handle: async (ctx, { params }) => ({ body: await readResponse(ctx, params.responseId) }),
  }),
  defineRoute({
    id: 'traceCause',
    method: 'PUT',
    path: '/api/responses/:responseId/cause-step',
    summary: 'The step where it was caused; its people hear the words, too. Null takes it back',
    access: { operation: 'responses.trace' },
    params: contract.responseParams,
    body: contract.causeStep,
    reply: contract.response,
    problems: [problem.unknownStep],
    noReplay: 'set twice, it is the same step',
    handle: async (ctx, { params, body }) => ({ body: await traceCause(ctx, params.responseId, body.stepId) }),
  }),
  defineRoute({
    id: 'judgeQuote',
    method: 'PUT',
    path: '/api/responses/:responseId/quote',
    summary: 'Show harsh words to the people concerned, show others in their place, or keep them back',
    access: { operation: 'quotes.judge' },
    params: contract.responseParams,
    body: contract.quoteJudgement,
    reply: contract.response,
    problems: [problems.conflict],
    noReplay: 'judged twice, it is the same judgement',
    handle: async (ctx, { params, body }) => ({ body: await judgeQuote(ctx, params.responseId, body) }),
  }),
  defineRoute({
    id: 'listQuotes',
    method: 'GET',
    path: '/api/quotes',
    summary: 'Customers’ words about the work of my unit, praise first',
    access: { operation: 'quotes.read' },
    query: contract.quoteQuery,
    reply: contract.quotePage,
    handle: async (ctx, { query }) => ({ body: await readQuotes(ctx, query) }),
  }),
  defineRoute({
    id: 'readScores',
    method: 'GET',
    path: '/api/scores',
    summary: 'Scores of a unit and everything below it, each with n and interval, who was asked and who was not',
    access: { operation: 'scores.read' },
    query: contract.scoreQuery,
    reply: contract.scores,
    problems: [problems.notFound],
    handle: async (ctx, { query }) => ({ body: await readScores(ctx, query) }),
  }),
]
