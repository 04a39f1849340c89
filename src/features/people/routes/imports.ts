import { Problem, problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import * as problem from '../problems.ts'
import { discardImport, listImports, readEntries, readImport } from '../service/read-import.ts'
import { startApplication } from '../service/run-import.ts'
import { startImport } from '../service/start-import.ts'

export const importRoutes = [
  defineRoute({
    id: 'listImports',
    method: 'GET',
    path: '/api/people-imports',
    summary: 'The last twenty imports',
    access: { operation: 'people.import' },
    reply: contract.importList,
    handle: async (ctx) => ({ body: await listImports(ctx) }),
  }),
  defineRoute({
    id: 'startImport',
    method: 'POST',
    path: '/api/people-imports',
    summary: 'Upload a list of people; nothing changes until it is applied',
    access: { operation: 'people.import' },
    consumes: 'multipart',
    bodyLimitBytes: 52_428_800,
    body: contract.newImport,
    status: 202,
    reply: contract.importView,
    problems: [problem.unreadableFile],
    noReplay: 'a second upload makes a second preview, which changes nothing',
    handle: async (ctx, { body, upload }) => {
      if (!upload) throw new Problem(problems.invalidInput, { errors: [{ pointer: '/file', detail: 'is missing' }] })
      const { id } = await startImport(ctx, upload, body.choices)
      return { body: await readImport(ctx, id) }
    },
  }),
  defineRoute({
    id: 'readImport',
    method: 'GET',
    path: '/api/people-imports/:importId',
    summary: 'How far it is, what the columns mean, what would change',
    access: { operation: 'people.import' },
    params: contract.importParams,
    reply: contract.importView,
    handle: async (ctx, { params }) => ({ body: await readImport(ctx, params.importId) }),
  }),
  defineRoute({
    id: 'readImportEntries',
    method: 'GET',
    path: '/api/people-imports/:importId/entries',
    summary: 'Who is new, changed or leaving, and every problem with its line',
    access: { operation: 'people.import' },
    params: contract.importParams,
    query: contract.entryQuery,
    reply: contract.importEntries,
    handle: async (ctx, { params, query }) => ({ body: await readEntries(ctx, params.importId, query.kind, query.part) }),
  }),
  defineRoute({
    id: 'applyImport',
    method: 'POST',
    path: '/api/people-imports/:importId/applications',
    summary: 'Apply a preview, all of it or nothing',
    access: { operation: 'people.import' },
    params: contract.importParams,
    body: contract.newApplication,
    status: 202,
    reply: contract.importView,
    problems: [problem.planOutdated, problem.confirmationNeeded, problems.conflict],
    replay: async (ctx, _id, { params }) => ({ body: await readImport(ctx, params.importId) }),
    handle: async (ctx, { params, body }) => {
      const { applied } = await startApplication(ctx, params.importId, body.confirmation ?? null)
      // The state says how it ends; the page asks for it.
      applied.catch(() => undefined)
      return { body: await readImport(ctx, params.importId) }
    },
  }),
  defineRoute({
    id: 'discardImport',
    method: 'DELETE',
    path: '/api/people-imports/:importId',
    summary: 'Throw a preview away',
    access: { operation: 'people.import' },
    params: contract.importParams,
    problems: [problems.conflict],
    handle: async (ctx, { params }) => ({ body: await discardImport(ctx, params.importId) }),
  }),
]
