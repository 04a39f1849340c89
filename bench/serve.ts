// A server process of its own: the program with one route more, or its twin (performance.md): bare fastify + pg, which does the session look-up and the
// fact's own reads and writes and nothing else. The parent asks it for its CPU time.
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import pg from 'pg'
import { z } from 'zod'
import type { PersonQuery } from '#features/people/contract.ts'
import { directoryCount, directoryQuery } from '#features/people/store/directory.ts'
import { personQuery } from '#features/people/store/read-person.ts'
import { recordSignals, registerMetric } from '#features/signals/public.ts'
import { systemClock } from '#platform/clock.ts'
import { loadConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db/database.ts'
import { compileQuery, type RawBuilder, sql } from '#platform/db/sql.ts'
import { defineRoute } from '#platform/http/route.ts'
import { createServer } from '#platform/http/server.ts'
import { newId, newSecret, sha256 } from '#platform/ids.ts'
import { createLog } from '#platform/log.ts'
import type { Platform } from '#platform/platform.ts'
import { createAuthenticate, policy, routes } from '../src/assembly.ts'
import type { Setting } from './ground.ts'
import { addLearningRoutes } from './learning-twin.ts'
import { addLoopRoutes } from './loop-twin.ts'

const connections = 18
const factOf = (organisationId: string, body: { unitId: string; day: string; value: number }) => {
  const id = newId()
  return {
    id,
    insert: sql`insert into bench_facts (organisation_id, id, unit_id, day, value) values (${organisationId}, ${id}, ${body.unitId}, ${body.day}, ${body.value})`,
  }
}

const factRoute = defineRoute({
  id: 'addBenchFact',
  method: 'POST',
  path: '/api/bench-facts',
  summary: 'A fact with audit, event and signal',
  access: { operation: 'people.read' },
  body: z.object({ unitId: z.uuid(), day: z.string().max(10), value: z.number().min(0).max(10) }).strict(),
  reply: z.object({ id: z.string() }),
  status: 201,
  replay: async (_ctx, id) => ({ body: { id } }),
  handle: (ctx, { body }) =>
    ctx.write(async (tx) => {
      ctx.require('people.read', {})
      const { id, insert } = factOf(ctx.organisationId, body)
      void tx.run(insert)
      recordSignals(ctx, tx, [{ metric: 'bench', unitId: body.unitId, day: body.day, value: body.value }])
      tx.audit({ action: 'bench.noted', subject: { kind: 'bench', id } })
      tx.announce({ type: 'bench-noted', payload: { id } })
      tx.answersWith(id)
      return { body: { id } }
    }),
})

async function serveProgram({ appUrl, dataDir }: Setting) {
  registerMetric({ name: 'bench', recount: async () => [] })
  const log = createLog('warn', 'stderr')
  const db = openDatabase({ appUrl, log, max: (connections * 2) / 3 })
  // Answers of customers come from many places, as the generator says: else the brake of the public page would be what is measured.
  const config = { ...loadConfig({}), dataDir, trustProxy: true }
  const secrets = { auditKey: newSecret(), pepper: newSecret() }
  const platform: Platform = { config, clock: systemClock, db, log, secrets, policy, wake: () => undefined, enqueue: async () => undefined }
  return createServer({
    platform,
    routes: [...routes, factRoute],
    authenticate: createAuthenticate(platform),
    version: 'bench',
    limitsPerMinute: { network: 0, device: 0, account: 0 },
  })
}

function serveTwin({ appUrl, organisationId }: Setting) {
  const pool = new pg.Pool({ connectionString: appUrl, max: connections, options: `-c app.organisation_id=${organisationId}` })
  const names = new Map<string, string>()
  const ask = async <R>(query: RawBuilder<R>): Promise<R[]> => {
    const { text, values } = compileQuery(query)
    if (!names.has(text)) names.set(text, `t${names.size}`)
    return (await pool.query({ name: names.get(text)!, text, values })).rows as R[]
  }
  async function write(statements: RawBuilder<unknown>[]): Promise<void> {
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      for (const statement of statements) {
        const { text, values } = compileQuery(statement)
        if (!names.has(text)) names.set(text, `t${names.size}`)
        await client.query({ name: names.get(text)!, text, values })
      }
      await client.query('COMMIT')
    } finally {
      client.release()
    }
  }
  const server = fastify()
  server.decorateRequest('personId', '')
  server.addHook('onRequest', async (request) => {
    // The address of a survey is what lets a customer in: its route looks it up.
    if (request.url.startsWith('/s/')) return
    const token = /attune=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
    const hash = sha256(token)
    const { rowCount, rows } = await pool.query({
      name: 'session',
      text: 'select s.id, a.person_id from sessions s join accounts a on a.id = s.account_id where s.token_hash = $1',
      values: [hash],
    })
    if (rowCount === 0) throw new Error('nobody')
    request.personId = rows[0].person_id
  })
  addLoopRoutes(server, { ask, write, organisationId })
  addLearningRoutes(server, { ask, write, organisationId })
  const firstPage: PersonQuery = { limit: 50, sort: 'name', status: 'active' }
  server.get<{ Params: { id: string } }>('/api/people/:id', (request) =>
    ask(personQuery(organisationId, request.params.id)).then(([person]) => person),
  )
  server.get('/api/people', async () => {
    const [items, count] = await Promise.all([
      ask(directoryQuery(organisationId, firstPage, undefined)),
      ask(directoryCount(organisationId, firstPage)),
    ])
    return { items, next: null, total: count[0] }
  })
  server.post<{ Body: { unitId: string; day: string; value: number } }>('/api/bench-facts', async (request, reply) => {
    const { id, insert } = factOf(organisationId, request.body)
    await ask(insert)
    return reply.code(201).send({ id })
  })
  return server
}

const setting = JSON.parse(process.env.BENCH_SETTING!) as Setting
const server = process.argv[2] === 'twin' ? serveTwin(setting) : await serveProgram(setting)
await server.listen({ host: '127.0.0.1', port: 0 })
process.on('message', () => process.send!({ cpu: process.cpuUsage() }))
process.once('disconnect', () => process.exit(0))
process.send!({ port: (server.server.address() as AddressInfo).port })
