// Builds the HTTP server from routes: origin, limits, session, validation, policy, idempotency, validated reply, in this order.
import { readFileSync } from 'node:fs'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Registry } from 'prom-client'
import { newId } from '../ids.ts'
import type { Platform } from '../platform.ts'
import { addBodyParsers } from './body.ts'
import type { Session } from './context.ts'
import { sendProblem } from './errors.ts'
import { handleRoute } from './handle.ts'
import { addHealth } from './health.ts'
import { openApiDocument } from './openapi.ts'
import { addPages } from './pages.ts'
import { Problem, problems } from './problem.ts'
import { pageParts } from './public-page.ts'
import { createRateLimits, networkOf, type RateLimits } from './rate-limits.ts'
import type { AnyRoute } from './route.ts'
import { addSecurityHeaders, doorOf } from './security.ts'

export interface Credentials {
  cookies: Record<string, string | undefined>
  authorization: string | undefined
  isSecure: boolean
}
export interface ServerOptions {
  platform: Platform
  routes: readonly AnyRoute[]
  /** Finds the session of a cookie or bearer token; null where there is none. */
  authenticate: (credentials: Credentials) => Promise<Session | null>
  /** Folder with the built pages; absent in tests of the API alone. */
  pagesDir?: string
  limitsPerMinute?: { network: number; device: number; account: number }
  version: string
  isReady?: () => Promise<Record<string, boolean>>
  /** Further figures for /metrics. */
  addMetrics?: (registry: Registry) => void
}

export interface ServerParts extends ServerOptions {
  limits: RateLimits
}

export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { platform, routes } = options
  const { config, log } = platform
  checkRoutes(routes, platform)
  const tls = config.tlsCert && config.tlsKey ? { https: { cert: readFileSync(config.tlsCert), key: readFileSync(config.tlsKey) } } : {}
  const server = fastify({
    ...tls,
    loggerInstance: log.child({ part: 'http' }, { level: 'warn' }),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    genReqId: () => newId(),
    bodyLimit: 100_000,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 600, ignoreTrailingSlash: false, caseSensitive: true },
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => sendProblem(error, request, reply, log),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  } as Parameters<typeof fastify>[0]) as unknown as FastifyInstance
  const limits = createRateLimits(platform.clock, options.limitsPerMinute ?? { network: 6000, device: 1200, account: 1200 })
  const parts: ServerParts = { ...options, limits }

  await server.register(cookie)
  addBodyParsers(server)
  await server.register(multipart, {
    limits: { fieldSize: 100_000, fields: 20, fileSize: 52_428_800, files: 1, headerPairs: 200, parts: 21 },
  })
  addSecurityHeaders(server, config)
  server.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => sendProblem(error, request, reply, log))
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    const waitS = limits.countAndWait('network', networkOf(request.ip))
    if (waitS > 0) throw new Problem(problems.tooManyRequests, { headers: { 'retry-after': String(waitS) } })
    if (request.url.startsWith('/api/') && !doorOf(request, config).isUsable)
      throw new Problem(problems.needsHttps, {
        detail: 'Open Attune by https, or from the machine itself. The administrator sets TLS_CERT and TLS_KEY, or PUBLIC_URL.',
      })
    done()
  })
  addHealth(server, parts)
  // Made when first asked for, and kept as text: as objects it would be a tenth of the memory at rest.
  let document: string | undefined
  server.get('/api/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(routes, options.version))
    return reply.header('cache-control', 'no-cache').type('application/json').send(document)
  })
  for (const route of routes) {
    server.route({
      method: route.method,
      url: route.path,
      bodyLimit: route.bodyLimitBytes ?? 100_000,
      config: { takesForms: route.consumes === 'form' },
      handler: (request, reply) => handleRoute(parts, route, request, reply),
      ...(route.page ? pageParts(parts, route.page) : {}),
    })
  }
  const known = routes.map(({ path, method }) => ({ method, shape: new RegExp(`^${path.replace(/:[a-zA-Z]+/g, '[^/]+')}$`) }))
  const answerUnknown = (request: FastifyRequest) => {
    const pathname = request.url.split('?')[0]!
    const methods = known.filter(({ shape }) => shape.test(pathname)).map(({ method }) => method)
    if (methods.length > 0 || pathname === '/api/openapi.json')
      throw new Problem(problems.methodNotAllowed, { headers: { allow: [...new Set(methods.length > 0 ? methods : ['GET'])].join(', ') } })
    throw new Problem(problems.notFound)
  }
  await addPages(server, parts, answerUnknown)
  return server
}

/** No declaration, no start: a route whose operation the policy does not know stops the process. */
function checkRoutes(routes: readonly AnyRoute[], platform: Platform): void {
  const faults: string[] = []
  const ids = new Set<string>()
  for (const route of routes) {
    const name = `${route.method} ${route.path} (${route.id})`
    if (ids.has(route.id)) faults.push(`${name}: this id stands twice`)
    ids.add(route.id)
    const access = route.access as Partial<Record<'operation' | 'signedIn' | 'open', string>> | undefined
    if (!access || !(access.operation || access.signedIn || access.open)) faults.push(`${name}: says not who may call it`)
    else if (route.page && !access.open) faults.push(`${name}: is a page for everybody, so it must be open, with the reason`)
    else if (route.page && route.path.startsWith('/api/')) faults.push(`${name}: is a page, so it stands outside /api/`)
    else if (access.operation && !platform.policy[access.operation]) faults.push(`${name}: no policy line knows ${access.operation}`)
    if (route.method === 'POST' && !route.replay && !route.noReplay) faults.push(`${name}: needs replay, or noReplay with the reason`)
  }
  if (faults.length > 0) throw new Error(`These routes can't be served:\n  ${faults.join('\n  ')}`)
}
