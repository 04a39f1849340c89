import type { Context } from '#platform/http/context.ts'
import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract/paths.ts'
import { pathEmpty } from '../problems.ts'
import { exportCoverage, readCoverage } from '../service/paths/coverage.ts'
import { readPlan } from '../service/paths/plan.ts'
import { exportPlanned, readPlanned } from '../service/paths/planned.ts'
import { previewAs } from '../service/paths/preview.ts'
import { listPaths, listStepChoices, previewPath, readPath } from '../service/paths/read.ts'
import { remind } from '../service/paths/remind.ts'
import { addPath, changePath, deletePath, startPath, stopPath } from '../service/paths/write.ts'

const answer = async (ctx: Context, pathId: string) => {
  const body = await readPath(ctx, pathId)
  return { body, etag: body.version }
}
type At = { params: { pathId: string } }
const replay = (ctx: Context, _id: string, { params }: At) => answer(ctx, params.pathId)

export const pathRoutes = [
  defineRoute({
    id: 'readMyPlan',
    method: 'GET',
    path: '/api/my-plan',
    summary: 'What the rules of the house give me to learn, each with why, and one next step',
    access: { operation: 'plans.read' },
    reply: contract.plan,
    handle: async (ctx) => ({ body: await readPlan(ctx) }),
  }),
  defineRoute({
    id: 'listPaths',
    method: 'GET',
    path: '/api/paths',
    summary: 'Paths, live ones first',
    access: { operation: 'paths.read' },
    reply: contract.pathList,
    handle: async (ctx) => ({ body: await listPaths(ctx) }),
  }),
  defineRoute({
    id: 'listStepChoices',
    method: 'GET',
    path: '/api/path-step-choices',
    summary: 'Lessons and scenarios that can be a step: whatever is taught',
    access: { operation: 'paths.read' },
    reply: contract.stepChoices,
    handle: async (ctx) => ({ body: await listStepChoices(ctx) }),
  }),
  defineRoute({
    id: 'previewPath',
    method: 'POST',
    path: '/api/path-previews',
    summary: 'Whom a rule would reach today, in all and by unit; nothing is kept',
    access: { operation: 'paths.write' },
    body: contract.pathRule,
    reply: contract.reach,
    noReplay: 'nothing is written',
    handle: async (ctx, { body }) => ({ body: await previewPath(ctx, body) }),
  }),
  defineRoute({
    id: 'previewPathAs',
    method: 'POST',
    path: '/api/path-person-previews',
    summary: 'A rule looked at as somebody: whether it reaches them, why, and what they lack; nothing is kept',
    access: { operation: 'paths.write' },
    body: contract.personPreview,
    reply: contract.personReach,
    noReplay: 'nothing is written',
    handle: async (ctx, { body }) => ({ body: await previewAs(ctx, body) }),
  }),
  defineRoute({
    id: 'addPath',
    method: 'POST',
    path: '/api/paths',
    summary: 'Write a path, as a draft',
    access: { operation: 'paths.write' },
    body: contract.writtenPath,
    status: 201,
    reply: contract.path,
    replay: answer,
    handle: async (ctx, { body }) => answer(ctx, await addPath(ctx, body)),
  }),
  defineRoute({
    id: 'readPath',
    method: 'GET',
    path: '/api/paths/:pathId',
    summary: 'One path: its rule and its steps',
    access: { operation: 'paths.read' },
    params: contract.pathParams,
    reply: contract.path,
    handle: async (ctx, { params }) => answer(ctx, params.pathId),
  }),
  defineRoute({
    id: 'changePath',
    method: 'PUT',
    path: '/api/paths/:pathId',
    summary: 'Change a path; where it is live, plans follow within seconds and nobody loses what is done',
    access: { operation: 'paths.write' },
    params: contract.pathParams,
    isVersioned: true,
    body: contract.writtenPath,
    reply: contract.path,
    problems: [pathEmpty],
    replay,
    async handle(ctx, { params, version, body }) {
      await changePath(ctx, params.pathId, version, body)
      return answer(ctx, params.pathId)
    },
  }),
  defineRoute({
    id: 'startPath',
    method: 'POST',
    path: '/api/paths/:pathId/starts',
    summary: 'Go live: plans are made from its first day on',
    access: { operation: 'paths.write' },
    params: contract.pathParams,
    status: 201,
    reply: contract.path,
    problems: [pathEmpty, problems.conflict],
    replay,
    async handle(ctx, { params }) {
      await startPath(ctx, params.pathId)
      return answer(ctx, params.pathId)
    },
  }),
  defineRoute({
    id: 'stopPath',
    method: 'POST',
    path: '/api/paths/:pathId/stops',
    summary: 'Stop: what is not finished leaves plans, what is finished stays',
    access: { operation: 'paths.write' },
    params: contract.pathParams,
    status: 201,
    reply: contract.path,
    problems: [problems.conflict],
    replay,
    async handle(ctx, { params }) {
      await stopPath(ctx, params.pathId)
      return answer(ctx, params.pathId)
    },
  }),
  defineRoute({
    id: 'deletePath',
    method: 'DELETE',
    path: '/api/paths/:pathId',
    summary: 'Delete a path that was never live',
    access: { operation: 'paths.write' },
    params: contract.pathParams,
    status: 204,
    problems: [problems.conflict],
    handle: async (ctx, { params }) => ({ body: await deletePath(ctx, params.pathId) }),
  }),
  defineRoute({
    id: 'readCoverage',
    method: 'GET',
    path: '/api/coverage',
    summary: 'Who is not taught yet, by unit and kind of work: nobody taught and left-out leaders first',
    access: { operation: 'coverage.read' },
    query: contract.coverageQuery,
    reply: contract.coverage,
    problems: [problems.notFound],
    handle: async (ctx, { query }) => ({ body: await readCoverage(ctx, query) }),
  }),
  defineRoute({
    id: 'exportCoverage',
    method: 'GET',
    path: '/api/coverage-export',
    summary: 'The same as CSV',
    access: { operation: 'coverage.read' },
    query: contract.coverageExportQuery,
    problems: [problems.notFound],
    produces: 'text/csv; charset=utf-8',
    handle: async (ctx, { query }) => ({
      body: await exportCoverage(ctx, query),
      headers: { 'content-disposition': 'attachment; filename="coverage.csv"' },
    }),
  }),
  defineRoute({
    id: 'listPlanned',
    method: 'GET',
    path: '/api/coverage-people',
    summary: 'Who has not finished, is late or has finished, leaders first; nobody in works-council mode',
    access: { operation: 'coverage.read' },
    query: contract.plannedQuery,
    reply: contract.planned,
    handle: async (ctx, { query }) => ({ body: await readPlanned(ctx, query) }),
  }),
  defineRoute({
    id: 'exportPlanned',
    method: 'GET',
    path: '/api/coverage-people-export',
    summary: 'The same as CSV',
    access: { operation: 'coverage.read' },
    query: contract.plannedExportQuery,
    produces: 'text/csv; charset=utf-8',
    handle: async (ctx, { query }) => ({
      body: await exportPlanned(ctx, query),
      headers: { 'content-disposition': 'attachment; filename="coverage-people.csv"' },
    }),
  }),
  defineRoute({
    id: 'remindOfPath',
    method: 'POST',
    path: '/api/path-reminders',
    summary: 'Remind everybody of a unit who has not finished, each once a week at most and outside quiet hours',
    access: { operation: 'coverage.remind' },
    body: contract.reminding,
    status: 201,
    reply: contract.reminded,
    problems: [problems.notFound],
    noReplay: 'asked twice, the second time finds everybody reminded already',
    handle: async (ctx, { body }) => ({ body: await remind(ctx, body) }),
  }),
]
