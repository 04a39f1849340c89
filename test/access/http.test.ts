// The written matrix, asked over HTTP: every route with a policy operation, as every actor, aimed at a thing in every relation.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { routes } from '../../src/assembly.ts'
import { testServer } from '../support/server.ts'
import { readMatrix } from './cells.ts'
import { type Aimed, elsewhere, examples } from './examples.ts'
import { type AccessWorld, accessWorld, detailCanary, otherCanary } from './world.ts'

const matrix = readMatrix()
let world: AccessWorld
before(async () => {
  world = await accessWorld(
    // An address is enough: letters wait in the outbox, and no job sends them here.
    await testServer({ clock: fixedClock('2026-11-30T08:00:00Z'), config: { smtpUrl: 'smtp://127.0.0.1:9' } }),
  )
})

/** What names a thing of another organisation is told that there is no such thing, as if it were made up. */
const unknown = new Set(['/problems/unknown-reference', '/problems/principle-unknown'])
const guarded = routes.filter((route) => 'operation' in route.access)

test('every route that asks the policy has an example, and every example a route', () => {
  const ids = guarded.map(({ id }) => id)
  assert.deepEqual(
    ids.filter((id) => !examples[id] && !elsewhere[id]),
    [],
  )
  assert.deepEqual(
    [...Object.keys(examples), ...Object.keys(elsewhere)].filter((id) => !ids.includes(id)),
    [],
  )
})

test('every cell of the matrix answers over HTTP as it is written', async (t) => {
  const faults: string[] = []
  let cells = 0
  let leaks = 0
  let wrongDenials = 0
  for (const route of guarded) {
    const example = examples[route.id]
    if (!example) continue
    // Where nothing may happen to it, one thing does for all who ask: making a new one for each took a third of the time.
    const untouched = new Map<string, Aimed>()
    const { operation } = route.access as { operation: string }
    for (const caller of world.callers) {
      for (const relation of example.relations) {
        if (relation === 'report' && caller.name.endsWith(' key')) continue
        if (relation === 'self' && caller.name.endsWith(' key')) continue
        const expected = matrix.get(operation)?.get(caller.name)?.[relation]
        const ofWhom = relation === 'self' || relation === 'report' ? `${relation} ${caller.name}` : relation
        const known = route.method === 'GET' || expected === 'deny' ? untouched.get(ofWhom) : undefined
        const aimed = known ?? (await example.aim(world, caller, relation))
        if (route.method === 'GET' || expected === 'deny') untouched.set(ofWhom, aimed)
        const { path, upload, ...options } = aimed
        const answer = upload
          ? await world.server.upload(caller.who, path, upload)
          : await world.server.call(caller.who, route.method, path, options)
        const isDenied = [401, 403, 404].includes(answer.status) || (answer.status < 300 && (example.isRefused?.(answer) ?? false))
        const isAllowed = (answer.status < 300 && !isDenied) || (example.passes?.includes(answer.status) ?? false)
        cells++
        const cell = `${route.id} as ${caller.name}, ${relation}: ${answer.status} ${answer.status < 300 ? '' : answer.text.slice(0, 200)}`
        if (expected === 'deny' && !isDenied && !(relation === 'other' && answer.status === 422 && unknown.has(answer.body?.type))) {
          leaks++
          faults.push(`leak: ${cell}`)
        } else if (expected === 'allow' && !isAllowed) {
          wrongDenials++
          faults.push(`wrong denial: ${cell}`)
        } else if (
          relation === 'other' &&
          answer.status === 403 &&
          answer.body?.type === '/problems/not-allowed' &&
          matrix.get(operation)?.get(caller.name)?.[example.relations.includes('organisation') ? 'organisation' : 'same'] === 'allow'
        )
          faults.push(`tells that it exists: ${cell}`)
        if (answer.text.includes(otherCanary)) faults.push(`another organisation's words: ${cell}`)
        const seesDetails = matrix.get('people.details')?.get(caller.name)?.[relation] === 'allow'
        if (route.id === 'readPerson' && relation !== 'self' && !seesDetails && answer.text.includes(detailCanary))
          faults.push(`details: ${cell}`)
      }
    }
  }
  t.diagnostic(`${cells} cells, ${leaks} leaks, ${wrongDenials} wrong denials`)
  assert.deepEqual(faults.slice(0, 40), [])
  assert.ok(cells > 2000, `${cells} cells`)
})

test('without a session every route with an operation answers 401', async () => {
  for (const route of guarded) {
    const path = route.path.replace(/:[a-zA-Z]+/g, '01900000-0000-7000-8000-000000000000')
    const answer = await world.server.call(null, route.method, path, route.body && route.consumes !== 'multipart' ? { body: {} } : {})
    assert.equal(answer.status, 401, `${route.method} ${path}: ${answer.text}`)
  }
})
