import { encodeCursor } from '#platform/http/fields.ts'
// Sends the requests one after another against a house of its own, and gathers what was wrong. Ids in replies are used by later requests.
import type { AnyRoute } from '#platform/http/route.ts'
import { isUuid } from '#platform/ids.ts'
import { examples } from '../access/examples.ts'
import { type AccessWorld, accessWorld } from '../access/world.ts'
import type { Answer, Person, TestServer, World } from '../support/server.ts'
import { judge } from './judge.ts'
import { nearRequests } from './near.ts'
import { type Document, type Endpoint, endpointsOf, type FuzzRequest, requestsFrom } from './requests.ts'
import { kindOf } from './values.ts'

export interface FuzzReport {
  seed: number
  requests: number
  /** 500 and above. */
  broken: number
  offContract: number
  byStatus: Map<number, number>
  /** Operations that succeeded at least once. */
  succeeded: Set<string>
  /** One line for each kind of fault, with the first request that showed it. */
  faults: string[]
}

export interface FuzzOptions {
  seed: number
  count: number
  /** Only operations whose path is like this. */
  only: RegExp
  /** Of the server, for what their policy operations are. */
  routes: readonly AnyRoute[]
  /** What the server logged about this request, to be shown beside a fault. */
  logged?: (requestId: string) => string
}

/** People end their own sessions, leave and are erased: so many requests are sent before new ones come. */
const perWorld = 2500
const mostIds = 40
/** Of each request that succeeds, so many with one field otherwise. */
const variants = 3

type Pools = Map<string, string[]>
const nowhere = '01900000-0000-7000-8000-000000000000'

function remember(pools: Pools, kind: string, value: string): void {
  const pool = pools.get(kind) ?? []
  if (pool.includes(value)) return
  pool.push(value)
  if (pool.length > mostIds) pool.shift()
  pools.set(kind, pool)
}

/** What replies name: ids by the field that holds them, and cursors. */
function harvest(pools: Pools, value: unknown, kind: string): void {
  if (Array.isArray(value)) for (const item of value.slice(0, 20)) harvest(pools, item, kind)
  else if (typeof value === 'object' && value !== null)
    for (const [name, item] of Object.entries(value)) {
      if (typeof item !== 'string') harvest(pools, item, name)
      else if (name === 'next') remember(pools, 'cursor', item)
      else if (isUuid(item)) remember(pools, name === 'id' ? kind : kindOf(name), item)
    }
}

const forged = [
  [],
  [null],
  [null, null],
  ['x', 'y'],
  [2 ** 53, nowhere],
  ['2026-11-30', nowhere],
  [nowhere],
  [-1, 1.5],
  ['a', 'b', 'c'],
  [{}],
].map((parts) => encodeCursor(parts as (string | number | null)[]))

interface Ground {
  server: TestServer
  world: AccessWorld
  own: Pools
  other: Pools
  callers: (Person | null)[]
}

function fillIn(text: string, { own, other }: Ground): string {
  const pick = (pool: readonly string[], index: number) => pool[index % pool.length] ?? nowhere
  return text
    .replaceAll(/@(own|other)\/(\w+)\/(\d+)@/g, (_, whose, kind, index) =>
      pick((whose === 'own' ? own : other).get(kind) ?? [], Number(index)),
    )
    .replaceAll(/@any\/(\d+)@/g, (_, index) => pick([...own.values()].flat(), Number(index) * 7))
    .replaceAll(/@cursor\/(\d+)@/g, (_, index) =>
      pick([...forged, ...(own.get('cursor') ?? []), ...(own.get('cursor') ?? [])], Number(index)),
    )
}

const segmentKinds = (document: Document): Map<string, string> =>
  new Map(
    endpointsOf(document).flatMap(({ path }) => [...path.matchAll(/([\w-]+)\/\{(\w+)\}/g)].map(([, segment, name]) => [segment!, name!])),
  )

/** Things of every kind, made as the access matrix makes them: a rule, a case or an obstacle does not come about by chance. */
async function settle(pools: Pools, world: AccessWorld, document: Document): Promise<void> {
  const caller = world.callers.find(({ name }) => name === 'head-of-cx')!
  for (const { path, operation } of endpointsOf(document)) {
    const example = examples[operation.operationId]
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
    if (!example || names.length === 0) continue
    const relation = (['same', 'organisation', 'self'] as const).find((one) => example.relations.includes(one))
    if (!relation) continue
    const { path: aimed, body } = await example.aim(world, caller, relation)
    const found = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/?]+)')}`).exec(aimed)
    for (const [i, name] of names.entries()) if (isUuid(found?.[i + 1] ?? '')) remember(pools, kindOf(name), found![i + 1]!)
    harvest(pools, body, '')
  }
}

async function newGround(server: TestServer, document: Document): Promise<Ground> {
  const world = await accessWorld(server)
  const own: Pools = new Map()
  const other: Pools = new Map()
  const kinds = segmentKinds(document)
  for (const [pools, { admin, organisationId }] of [
    [own, world.world],
    [other, world.other],
  ] as [Pools, World][]) {
    remember(pools, 'organisationId', organisationId)
    for (const { method, path } of endpointsOf(document)) {
      if (method !== 'GET' || path.includes('{')) continue
      const answer = await server.call(admin, 'GET', path)
      harvest(pools, answer.body, kinds.get(path.split('/').at(-1)!) ?? '')
    }
  }
  await settle(own, world, document)
  // The administrator and the head of CX more than once, or hardly anything would ever succeed.
  const head = world.callers.find(({ name }) => name === 'head-of-cx')!.who
  const callers = [...world.callers.map(({ who }) => who), null, ...Array.from({ length: 8 }, () => [world.world.admin, head]).flat()]
  return { server, world, own, other, callers }
}

async function send(
  ground: Ground,
  { endpoint, caller, path, query, headers, payload }: FuzzRequest,
): Promise<{ answer: Answer; url: string }> {
  const who = ground.callers[caller] ?? null
  const url = fillIn(query === '' ? path : `${path}?${query}`, ground)
  const body = payload === undefined ? undefined : 'text' in payload ? fillIn(payload.text, ground) : payload.bytes
  return { answer: await ground.server.send(who, endpoint.method, url, headers, body), url }
}

export async function fuzz(server: TestServer, document: Document, options: FuzzOptions): Promise<FuzzReport> {
  const { seed, count, only, routes, logged } = options
  const report: FuzzReport = { seed, requests: 0, broken: 0, offContract: 0, byStatus: new Map(), succeeded: new Set(), faults: [] }
  const kinds = segmentKinds(document)
  const seen = new Set<string>()
  let ground = await newGround(server, document)
  const note = (endpoint: Endpoint, answer: Answer, url: string, sent: () => string): void => {
    report.requests++
    report.byStatus.set(answer.status, (report.byStatus.get(answer.status) ?? 0) + 1)
    if (answer.status < 300) {
      report.succeeded.add(endpoint.operation.operationId)
      harvest(ground.own, answer.body, kinds.get(endpoint.path.split('/').at(-1)!) ?? '')
    }
    const verdict = judge(endpoint, answer, url.split('?')[0]!)
    if (verdict.kind === 'fine') return
    if (verdict.kind === 'broken') report.broken++
    else report.offContract++
    const log = logged?.(String(answer.headers['x-request-id'])) ?? ''
    const name = `${endpoint.operation.operationId}: ${verdict.what} ${log}`
    if (seen.has(name)) return
    seen.add(name)
    report.faults.push(`${name}\n    request ${report.requests}: ${endpoint.method} ${url.slice(0, 300)} ${sent()}`)
  }

  for await (const { endpoint, caller, aimed } of nearRequests(ground.world, document, { seed, routes, only, variants })) {
    const { path, upload, ...more } = aimed
    const answer = upload ? await server.upload(caller.who, path, upload) : await server.call(caller.who, endpoint.method, path, more)
    note(endpoint, answer, path, () => JSON.stringify(more).slice(0, 700))
  }
  // What succeeded has changed the house: the others begin in one of their own.
  ground = await newGround(server, document)
  for (const [i, request] of requestsFrom(document, { seed, count, only, callers: ground.callers.length }).entries()) {
    if (i > 0 && i % perWorld === 0) ground = await newGround(server, document)
    const { endpoint } = request
    const { answer, url } = await send(ground, request)
    note(endpoint, answer, url, () => {
      const { headers, payload } = request
      const body = payload === undefined ? '' : 'text' in payload ? fillIn(payload.text, ground) : payload.bytes.toString('latin1')
      return `${JSON.stringify(headers).slice(0, 300)} ${JSON.stringify(body).slice(0, 400)}`
    })
    const who = ground.callers[request.caller]
    // Requests end sessions; whoever asks without one never gets far.
    if (answer.status === 401 && who?.cookie) who.cookie = (await server.session(who.organisationId, who.personId)).cookie
  }
  return report
}
