// One request through one route.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { isThinkable } from '../access/policy.ts'
import { sha256 } from '../ids.ts'
import { checkValue } from './body.ts'
import { type Context, createContext, type IdempotencyClaim, type Session } from './context.ts'
import { findKey } from './idempotency.ts'
import { type FieldProblem, Problem, problems } from './problem.ts'
import { type AnyRoute, isWrite, type Reply, type RouteInput, statusOf } from './route.ts'
import { checkOrigin, type Door, doorOf } from './security.ts'
import type { ServerParts } from './server.ts'

const noSession: Session = {
  actor: { kind: 'person', organisationId: '', accountId: '', personId: null, grants: [] },
  sessionId: '',
  language: 'en',
  isSharedDevice: false,
  provedAt: new Date(0),
}

export async function handleRoute(
  parts: ServerParts,
  route: AnyRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { platform } = parts
  const door = doorOf(request, platform.config)
  const bearer = request.headers.authorization
  if (isWrite(route) && !bearer && !route.page) checkOrigin(request, door)
  const session = await findSession(parts, route, request, door)
  if (session) {
    const waitS = parts.limits.countAndWait('account', session.actor.accountId) || parts.limits.countAndWait('device', session.sessionId)
    if (waitS > 0) throw new Problem(problems.tooManyRequests, { headers: { 'retry-after': String(waitS) } })
    if ('operation' in route.access && !isThinkable(platform.policy, session.actor, route.access.operation))
      throw new Problem(problems.notAllowed)
  }
  const input = await readInput(route, request, door)
  const claim = session && claimOf(route, request, input)
  const asked = new Set<string>()
  const { actor, language } = session ?? noSession
  const ctx = createContext({
    platform,
    actor,
    session,
    requestId: request.id,
    language: session ? language : languageOf(request),
    claim: claim ?? undefined,
    onPolicyAsked: (operation) => asked.add(operation),
  })
  const answer = await answerOnce(parts, route, ctx, input, claim ?? undefined)
  if ('operation' in route.access && !asked.has(route.access.operation))
    throw new Error(`${route.id} answered without asking the policy for ${route.access.operation}`)
  return sendReply(route, answer, reply, door)
}

async function findSession(parts: ServerParts, route: AnyRoute, request: FastifyRequest, door: Door): Promise<Session | null> {
  if ('open' in route.access) return null
  const session = await parts.authenticate({
    cookies: request.cookies,
    authorization: request.headers.authorization,
    isSecure: door.isSecure,
  })
  if (!session) throw new Problem(problems.signInNeeded)
  return session
}

function claimOf(route: AnyRoute, request: FastifyRequest, input: { body: unknown; params: unknown }): IdempotencyClaim | undefined {
  const key = request.headers['idempotency-key']
  if (!isWrite(route) || key === undefined || route.noReplay || (!route.replay && (route.reply || route.produces))) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key))
    throw new Problem(problems.invalidInput, {
      errors: [{ pointer: '/header/idempotency-key', detail: '8 to 200 visible ASCII characters' }],
    })
  const bodyHash = sha256(JSON.stringify([input.params, request.rawBody?.toString('utf8') ?? JSON.stringify(input.body ?? null)]))
  return { operation: route.id, key, bodyHash, status: statusOf(route) }
}

/** Does the work, or gives the answer of the first try (see idempotency.ts). */
async function answerOnce(
  parts: ServerParts,
  route: AnyRoute,
  ctx: Context,
  input: RouteInput<undefined, undefined, undefined>,
  claim: IdempotencyClaim | undefined,
): Promise<Reply<unknown>> {
  try {
    return await route.handle(ctx, input)
  } catch (error) {
    if (!claim) throw error
    const known = await findKey(parts.platform.db, ctx.organisationId, ctx.actor.accountId, claim)
    if (!known) throw error
    if (known.bodyHash !== claim.bodyHash) throw new Problem(problems.keyReused)
    if (!route.replay) return { body: undefined }
    return route.replay(ctx, known.resultId ?? '', input)
  }
}

async function readInput(route: AnyRoute, request: FastifyRequest, door: Door): Promise<RouteInput<undefined, undefined, undefined>> {
  checkValue(request.params)
  checkValue(request.query)
  const faults: FieldProblem[] = []
  let upload: { name: string; bytes: Buffer } | undefined
  let rawBody = request.body
  // Mail programs send the one click of RFC 8058 as either kind of form.
  const isForm = route.consumes === 'multipart' || (route.consumes === 'form' && request.isMultipart())
  if (isForm) ({ upload, fields: rawBody } = await readMultipart(request, route.bodyLimitBytes ?? 52_428_800))
  const params = parsePart(route.params, request.params, '/path', faults, Boolean(route.params))
  const query = parsePart(route.query, request.query, '/query', faults, Boolean(route.query))
  const body = parsePart(route.body, rawBody, '', faults, Boolean(route.body))
  if (faults.some(({ pointer }) => pointer.startsWith('/path'))) throw new Problem(problems.notFound)
  if (faults.length > 0) throw new Problem(problems.invalidInput, { errors: faults.slice(0, 50) })
  return {
    params,
    query,
    body,
    upload,
    version: route.isVersioned ? readVersion(request) : 0,
    request: {
      ip: request.ip,
      cookies: request.cookies,
      userAgent: (request.headers['user-agent'] ?? '').slice(0, 400),
      isSecure: door.isSecure,
      origin: door.origin,
      range: request.headers.range,
    },
  } as RouteInput<undefined, undefined, undefined>
}

function parsePart(schema: z.ZodType | undefined, value: unknown, at: string, faults: FieldProblem[], isExpected: boolean): unknown {
  if (!schema || !isExpected) return undefined
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues)
    faults.push({ pointer: `${at}/${issue.path.map(String).join('/')}`.slice(0, 300), detail: issue.message.slice(0, 300) })
  return undefined
}

function readVersion(request: FastifyRequest): number {
  const header = request.headers['if-match']
  if (header === undefined) throw new Problem(problems.versionNeeded, { detail: 'Send the ETag that you read as If-Match.' })
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)
  if (!match) throw new Problem(problems.versionChanged)
  return Number(match[1])
}

async function readMultipart(request: FastifyRequest, limitBytes: number) {
  if (!request.isMultipart()) throw new Problem(problems.unsupportedMediaType)
  const fields: Record<string, unknown> = {}
  let upload: { name: string; bytes: Buffer } | undefined
  try {
    for await (const part of request.parts({ limits: { fileSize: limitBytes } })) {
      if (part.type === 'file') upload = { name: part.filename.slice(0, 200), bytes: await part.toBuffer() }
      else fields[part.fieldname] = part.value
    }
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code.startsWith('FST_') || error instanceof Problem) throw error
    throw new Problem(problems.malformedRequest, { detail: 'The form is broken off or not well formed.' })
  }
  checkValue(fields)
  checkValue(upload?.name)
  return { upload, fields }
}

export function languageOf(request: FastifyRequest): string {
  const wanted = (request.headers['accept-language'] ?? '').toLowerCase()
  return /\b(en|de|ar)\b/.exec(wanted)?.[1] ?? 'en'
}

function sendReply(route: AnyRoute, answer: Reply<unknown>, reply: FastifyReply, door: Door): FastifyReply {
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value)
  for (const cookie of answer.cookies ?? [])
    reply.setCookie(cookie.name, cookie.value, {
      httpOnly: true,
      sameSite: 'lax',
      secure: door.isSecure,
      path: cookie.path ?? '/',
      ...(cookie.maxAgeS === undefined ? {} : { maxAge: cookie.maxAgeS }),
    })
  if (answer.etag !== undefined) reply.header('etag', `"${answer.etag}"`)
  reply.header('cache-control', 'no-store')
  const status = answer.status ?? statusOf(route)
  if (route.produces)
    return reply
      .code(status)
      .header('content-type', answer.headers?.['content-type'] ?? route.produces)
      .send(answer.body)
  if (!route.reply) return reply.code(status).send()
  const parsed = route.reply.safeParse(answer.body)
  if (!parsed.success)
    throw new Error(
      `${route.id} answered off its contract: ${parsed.error.issues.map((issue: z.core.$ZodIssue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
    )
  return reply.code(status).header('content-type', 'application/json; charset=utf-8').serializer(JSON.stringify).send(parsed.data)
}
