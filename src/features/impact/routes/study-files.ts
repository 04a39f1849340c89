// A panel in a file, and which of its columns is what.
import { Problem, problems } from '#platform/http/problem.ts'
import { type AnyRoute, defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract/studies.ts'
import * as problem from '../problems.ts'
import { nameColumns, putFile } from '../service/studies/file.ts'

const versioned = <Body extends { version: number }>(body: Body) => ({ body, etag: body.version })

export const studyFileRoutes: readonly AnyRoute[] = [
  defineRoute({
    id: 'putStudyFile',
    method: 'PUT',
    path: '/api/studies/:studyId/file',
    summary: 'Bring the file of a study: one row for each unit and period',
    access: { operation: 'studies.write' },
    params: contract.studyParams,
    consumes: 'multipart',
    bodyLimitBytes: 20_971_520,
    reply: contract.study,
    problems: [problem.studyIsRegistered, problem.unreadablePanel, problems.conflict],
    noReplay: 'the same file again is the same file',
    handle: async (ctx, { params, upload }) => {
      if (!upload) throw new Problem(problems.invalidInput, { errors: [{ pointer: '/file', detail: 'is missing' }] })
      return versioned(await putFile(ctx, params.studyId, upload))
    },
  }),
  defineRoute({
    id: 'nameStudyColumns',
    method: 'PUT',
    path: '/api/studies/:studyId/columns',
    summary: 'Say which column is what; the file is read, and line and column of what can’t be used are named',
    access: { operation: 'studies.write' },
    params: contract.studyParams,
    body: contract.columns,
    reply: contract.study,
    isVersioned: true,
    problems: [problem.studyIsRegistered, problems.conflict],
    noReplay: 'the version is the key',
    handle: async (ctx, { params, body, version }) => versioned(await nameColumns(ctx, params.studyId, version, body)),
  }),
]
