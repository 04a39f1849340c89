// Requests made from the OpenAPI document, as everybody, with the words of trust.md: none may end in a 500, none may be answered off the contract.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { z } from 'zod'
import { openApiDocument } from '#platform/http/openapi.ts'
import { problemType, Problem } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import { routes } from '../../src/assembly.ts'
import { testServer } from '../support/server.ts'
import type { Document } from './requests.ts'
import { fuzz, type FuzzReport } from './run.ts'

const seed = 20_261_130
const ofLearning =
  /^\/api\/(lesson|my-|own-lesson|commitment|scenario|learning|item|assessment|own-assessment|sitting|skill|path|coverage|buy-in|role-famil|practice|recall)/
/** `npm run bench -- fuzz` asks for 20,000. */
const count = Number(process.env.FUZZ_REQUESTS ?? 8000)

interface Line {
  requestId?: string
  err?: { message: string; stack: string }
}

/** The server with these routes, sent `count` requests; what it logs stands beside the faults. */
async function fuzzed(served: typeof routes, count: number, only = /./): Promise<FuzzReport> {
  const lines = new Map<string, string>()
  const log = pino(
    { level: 'error' },
    {
      write(text: string) {
        const { requestId, err } = JSON.parse(text) as Line
        const place = err?.stack
          .split('\n')
          .find((line) => line.includes('/src/'))
          ?.replace(/.*\/(src\/[^)]*)\)?$/, '$1')
        if (requestId) lines.set(requestId, `${err?.message} ${place ?? ''}`)
      },
    },
  )
  const server = await testServer({ routes: served, log, config: { smtpUrl: 'smtp://127.0.0.1:9' } })
  const document = openApiDocument(served, 'test') as unknown as Document
  return fuzz(server, document, { seed, count, only, routes: served, logged: (requestId) => lines.get(requestId) ?? '' })
}

test('a route that breaks and one that answers what it does not declare are found', async (t) => {
  const undeclared = problemType({ slug: 'not-declared', status: 409, title: 'Declared nowhere' })
  const twins = [
    defineRoute({
      id: 'breakOnNumbers',
      method: 'POST',
      path: '/api/twin-numbers',
      summary: 'Breaks where a number is great',
      access: { signedIn: 'a bad twin' },
      noReplay: 'a bad twin',
      body: z.object({ name: z.string().max(400) }),
      reply: z.object({ length: z.number().max(300) }),
      handle: async (_ctx, { body }) => ({ body: { length: body.name.length } }),
    }),
    defineRoute({
      id: 'answerOddly',
      method: 'GET',
      path: '/api/twin-words/:wordId',
      summary: 'Answers a problem that it does not declare',
      access: { signedIn: 'a bad twin' },
      params: z.object({ wordId: z.string() }),
      reply: z.object({ word: z.string() }),
      async handle(_ctx, { params }) {
        if (params.wordId === '=1+1') throw new Problem(undeclared)
        return { body: { word: params.wordId } }
      },
    }),
  ]
  const report = await fuzzed([...routes, ...twins], 600, /twin/)
  t.diagnostic(`twin: ${report.requests} requests, ${report.broken} answers of 500, ${report.offContract} replies off the contract`)
  assert.ok(
    report.faults.some((fault) => fault.startsWith('breakOnNumbers: 500')),
    report.faults.join('\n'),
  )
  assert.ok(
    report.faults.some((fault) => fault.startsWith('answerOddly: 409')),
    report.faults.join('\n'),
  )
})

test('no request of thousands ends in a 500 or off the contract', async (t) => {
  const report = await fuzzed(routes, count)
  const statuses = [...report.byStatus].sort(([left], [right]) => left - right).map(([status, n]) => `${status}: ${n}`)
  t.diagnostic(`seed ${seed}, ${report.requests} requests, ${report.broken} answers of 500, ${report.offContract} replies off the contract`)
  t.diagnostic(`statuses ${statuses.join(', ')}; ${report.succeeded.size} of ${routes.length} operations succeeded at least once`)
  const never = routes.map(({ id }) => id).filter((id) => !report.succeeded.has(id))
  t.diagnostic(`never: ${never.join(', ')}`)
  assert.deepEqual(report.faults, [])
  const taught = routes.filter(({ path }) => ofLearning.test(path)).map(({ id }) => id)
  assert.deepEqual(
    never.filter((id) => taught.includes(id)),
    [],
    'each operation of learning and practice succeeds at least once',
  )
  assert.ok(report.succeeded.size > routes.length * 0.8, 'too little succeeds for the requests to reach far')
})
