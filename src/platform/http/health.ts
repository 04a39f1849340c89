// /live: the process answers. /ready: the database does too. /metrics: for Prometheus, from this machine or with METRICS_TOKEN.
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { monotonicMs } from '../clock.ts'
import { sql } from '../db/sql.ts'
import { isSameSecret } from '../ids.ts'
import { Problem, problems } from './problem.ts'
import type { ServerParts } from './server.ts'

export function addHealth(server: FastifyInstance, parts: ServerParts): void {
  const { platform } = parts
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'attune_http_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  })
  new Gauge({
    name: 'attune_database_connections',
    help: 'Connections by pool and state',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [name, pool] of Object.entries(platform.db.pools)) {
        this.set({ pool: name, state: 'open' }, pool.totalCount)
        this.set({ pool: name, state: 'idle' }, pool.idleCount)
        this.set({ pool: name, state: 'waited for' }, pool.waitingCount)
      }
    },
  })
  parts.addMetrics?.(registry)
  server.addHook('onRequest', (request, _reply, done) => {
    request.startedMs = monotonicMs()
    done()
  })
  // As many as there are routes and statuses.
  const known = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>()
  server.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request
    const route = routeOptions.url ?? 'none'
    const name = `${method} ${route} ${reply.statusCode}`
    let child = known.get(name)
    if (!child) known.set(name, (child = seconds.labels({ method, route, status: reply.statusCode })))
    child.observe((monotonicMs() - request.startedMs) / 1000)
    done()
  })

  server.get('/live', async () => ({ live: true }))
  server.get('/ready', async (_request, reply) => {
    const checks: Record<string, boolean> = { database: false, ...(await parts.isReady?.()) }
    try {
      await platform.db.controlRead(sql`select 1`)
      checks.database = true
    } catch {
      // the answer below says it
    }
    const isReady = Object.values(checks).every(Boolean)
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready: isReady, checks })
  })
  server.get('/metrics', async (request, reply) => {
    const token = platform.config.metricsToken
    const isLocal = !platform.config.trustProxy && /^(127\.|::1$|::ffff:127\.)/.test(request.ip)
    if (!isLocal && !(token && isSameSecret(request.headers.authorization ?? '', `Bearer ${token}`))) throw new Problem(problems.notFound)
    return reply.header('content-type', registry.contentType).send(await registry.metrics())
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    startedMs: number
  }
}
