// Requests that succeed, as the access matrix makes them, and before each the same with one field otherwise: what is made at random hardly ever gets past the first
// look, and so never to where the work is done.
import fc from 'fast-check'
import { type AnyRoute } from '#platform/http/route.ts'
import { isKey, readMatrix, type Relation } from '../access/cells.ts'
import { type Aimed, examples } from '../access/examples.ts'
import type { AccessWorld, Caller } from '../access/world.ts'
import { type Document, type Endpoint, endpointsOf, slow } from './requests.ts'
import { hostileValue } from './words.ts'

export interface NearRequest {
  endpoint: Endpoint
  caller: Caller
  aimed: Aimed
}
interface NearOptions {
  seed: number
  routes: readonly AnyRoute[]
  only: RegExp
  /** With one field otherwise, for each operation with a body. */
  variants: number
}

const nearest: readonly Relation[] = ['organisation', 'same', 'below', 'self']
const matrix = readMatrix()
/** Who may, and of what; a person rather than a key. */
function allowed(
  world: AccessWorld,
  operation: string,
  relations: readonly Relation[],
): { caller: Caller; relation: Relation } | undefined {
  const callers = world.callers.toSorted((a, b) => Number(isKey(a.name)) - Number(isKey(b.name)))
  for (const relation of nearest.filter((one) => relations.includes(one)))
    for (const caller of callers) if (matrix.get(operation)?.get(caller.name)?.[relation] === 'allow') return { caller, relation }
  return undefined
}

type Json = Record<string, unknown>
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null
/** Where each value of a body stands. */
const placesIn = (value: unknown): string[][] =>
  isJson(value) ? Object.entries(value).flatMap(([name, inner]) => [[name], ...placesIn(inner).map((rest) => [name, ...rest])]) : []
function withOther(body: unknown, place: readonly string[], value: unknown): unknown {
  const copy = structuredClone(body)
  let at = copy as Json
  for (const name of place.slice(0, -1)) at = at[name] as Json
  const last = place.at(-1)!
  if (value === undefined) delete at[last]
  else at[last] = value
  return copy
}

export async function* nearRequests(world: AccessWorld, document: Document, options: NearOptions): AsyncGenerator<NearRequest> {
  const { seed, routes, only, variants } = options
  const operations = new Map(routes.map(({ id, access }) => [id, 'operation' in access ? access.operation : '']))
  for (const [i, endpoint] of endpointsOf(document).entries()) {
    const { operationId } = endpoint.operation
    const example = examples[operationId]
    if (!example || !only.test(endpoint.path) || slow.test(operationId)) continue
    const found = allowed(world, operations.get(operationId) ?? '', example.relations)
    if (!found) continue
    const { caller, relation } = found
    const aimed = await example.aim(world, caller, relation)
    const places = placesIn(aimed.body)
    const other = fc.tuple(fc.nat(Math.max(0, places.length - 1)), fc.option(hostileValue, { nil: undefined, freq: 6 }))
    if (places.length > 0)
      for (const [place, value] of fc.sample(other, { seed: seed + i, numRuns: variants }))
        yield { endpoint, caller, aimed: { ...aimed, body: withOther(aimed.body, places[place]!, value) } }
    yield { endpoint, caller, aimed }
  }
}
