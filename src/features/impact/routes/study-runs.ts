// Runs of a study, and what can be taken out of the last finished one.
import { type AnyRoute, defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract/studies.ts'
import * as problem from '../problems.ts'
import { askRun, readRun, stopRun } from '../service/studies/runs.ts'
import { takeAnswer, takePanel, takePlot, takeScript } from '../service/studies/take-out.ts'

const attached = (name: string) => ({ 'content-disposition': `attachment; filename="${name}"` })
const takenOut = { access: { operation: 'studies.read' }, params: contract.studyParams, problems: [problem.nothingToTakeOut] } as const

export const studyRunRoutes: readonly AnyRoute[] = [
  defineRoute({
    id: 'askStudyRun',
    method: 'POST',
    path: '/api/studies/:studyId/runs',
    summary: 'Ask for an estimate, or for what the plan could show; the one that waits or runs already, if there is one',
    access: { operation: 'studies.write' },
    params: contract.studyParams,
    body: contract.newRun,
    status: 202,
    reply: contract.run,
    problems: [problem.studyNotRegistered, problem.studyIsClosed],
    replay: async (ctx, id) => ({ body: await readRun(ctx, id) }),
    handle: async (ctx, { params, body }) => ({ body: await askRun(ctx, params.studyId, body.kind) }),
  }),
  defineRoute({
    id: 'readStudyRun',
    method: 'GET',
    path: '/api/study-runs/:runId',
    summary: 'How far a run is, or why it failed',
    access: { operation: 'studies.read' },
    params: contract.runParams,
    reply: contract.run,
    handle: async (ctx, { params }) => ({ body: await readRun(ctx, params.runId) }),
  }),
  defineRoute({
    id: 'cancelStudyRun',
    method: 'POST',
    path: '/api/study-runs/:runId/cancellation',
    summary: 'Stop a run; one that has ended stays as it is',
    access: { operation: 'studies.write' },
    params: contract.runParams,
    reply: contract.run,
    replay: async (ctx, id) => ({ body: await readRun(ctx, id) }),
    handle: async (ctx, { params }) => ({ body: await stopRun(ctx, params.runId) }),
  }),
  defineRoute({
    id: 'takeStudyPanel',
    method: 'GET',
    path: '/api/studies/:studyId/panel',
    summary: 'The rows that the last finished run looked at, as CSV',
    ...takenOut,
    produces: 'text/csv; charset=utf-8',
    handle: async (ctx, { params }) => ({ body: await takePanel(ctx, params.studyId), headers: attached('panel.csv') }),
  }),
  defineRoute({
    id: 'takeStudyScript',
    method: 'GET',
    path: '/api/studies/:studyId/r-script',
    summary: 'A script that checks the last finished run in R, from the panel beside it',
    ...takenOut,
    produces: 'text/plain; charset=utf-8',
    handle: async (ctx, { params }) => ({ body: await takeScript(ctx, params.studyId), headers: attached('check.R') }),
  }),
  defineRoute({
    id: 'takeStudyPlot',
    method: 'GET',
    path: '/api/studies/:studyId/plot',
    summary: 'The event study of the last finished run as a picture',
    ...takenOut,
    produces: 'image/svg+xml',
    handle: async (ctx, { params }) => ({ body: await takePlot(ctx, params.studyId), headers: attached('event-study.svg') }),
  }),
  defineRoute({
    id: 'takeStudyAnswer',
    method: 'GET',
    path: '/api/studies/:studyId/answer',
    summary: 'The answer of the last finished run with every figure, as the command’s --json, and the plan that was fixed',
    ...takenOut,
    produces: 'application/json; charset=utf-8',
    handle: async (ctx, { params }) => ({ body: await takeAnswer(ctx, params.studyId), headers: attached('answer.json') }),
  }),
]
