import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { type Person, testServer, type TestServer, type World } from '../../../test/support/server.ts'
import { lapseLevels } from './service/lapse.ts'

const clock = fixedClock('2026-11-30T08:00:00Z')
let server: TestServer
let world: World
let depot: string
let lea: Person & { id: string }
let tom: Person & { id: string }
let ruth: Person & { id: string }
before(async () => {
  server = await testServer({ clock })
  world = await server.organisation()
  depot = await server.unit(world, 'Depot')
  lea = await server.person(world, { unitId: depot, roles: [{ role: 'team-leader', unitId: depot }] })
  tom = await server.person(world, { unitId: depot, managerId: lea.id })
  ruth = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
})
const sign = (who: Person, personId: string, body: object) => server.call(who, 'POST', `/api/people/${personId}/sign-offs`, { body })
const met = (kind: string, level: number) => ({ kind, level, outcome: 'met', words: 'Seen at the packing table.' })
const standing = async (who: Person, personId: string) => (await server.call(who, 'GET', `/api/people/${personId}/standing`)).body
const events = () =>
  server.platform.db.read(
    world.organisationId,
    sql<{
      payload: { personId: string; from: number; to: number }
    }>`select payload from outbox_events where organisation_id = ${world.organisationId} and type = 'level-changed' order by id`,
  )

test('a leader notes what was shown; the level follows at once and is announced', async () => {
  assert.equal((await standing(tom, tom.id)).level, 0)
  assert.deepEqual(
    (await standing(tom, tom.id)).next.missing.map((one: { kind: string }) => one.kind),
    ['knowledge', 'sign-off'],
  )
  assert.equal((await sign(lea, tom.id, met('knowledge', 1))).status, 201)
  assert.equal((await sign(lea, tom.id, met('sign-off', 1))).status, 201)
  const own = await standing(tom, tom.id)
  assert.equal(own.level, 1)
  assert.equal(own.evidence.length, 2)
  assert.equal(own.evidence[0].notedBy.id, lea.id)
  assert.deepEqual(
    (await events()).map(({ payload }) => payload),
    [{ personId: tom.id, from: 0, to: 1 }],
  )
})

test('the same form sent twice is one piece', async () => {
  const body = met('observed', 2)
  const first = await server.call(lea, 'POST', `/api/people/${tom.id}/sign-offs`, { body, key: 'key-of-one-form' })
  const again = await server.call(lea, 'POST', `/api/people/${tom.id}/sign-offs`, { body, key: 'key-of-one-form' })
  assert.equal(first.body.id, again.body.id)
  assert.equal((await standing(tom, tom.id)).evidence.filter((one: { kind: string }) => one.kind === 'observed').length, 1)
})

test('nobody signs for themselves, for strangers, or for a day to come', async () => {
  assert.equal((await sign(lea, lea.id, met('sign-off', 1))).body.type, '/problems/not-for-oneself')
  assert.equal((await sign(tom, lea.id, met('sign-off', 1))).status, 403)
  const elsewhere = await server.person(world)
  assert.equal((await sign(lea, elsewhere.id, met('sign-off', 1))).status, 403)
  const other = await server.organisation()
  const stranger = await server.person(other)
  assert.equal((await sign(lea, stranger.id, met('sign-off', 1))).status, 404)
  assert.equal((await sign(lea, tom.id, { ...met('sign-off', 1), shownOn: '2026-12-01' })).status, 422)
  assert.equal((await sign(lea, tom.id, { ...met('sign-off', 1), principleId: newId() })).body.type, '/problems/principle-unknown')
})

test('a level lapses after its time, and the lapse is announced', async () => {
  const eva = await server.person(world, { unitId: depot })
  for (const [kind, level] of [
    ['knowledge', 1],
    ['sign-off', 1],
    ['scenario', 2],
    ['observed', 2],
    ['sign-off', 2],
  ] as const)
    await sign(lea, eva.id, met(kind, level))
  const before = await standing(eva, eva.id)
  assert.equal(before.level, 2)
  assert.equal(before.lapsesAt, '2027-11-30T08:00:00.000Z')
  const ctx = systemContext(server.platform, world.organisationId, newId())
  clock.set('2027-11-30T07:59:00Z')
  await lapseLevels(ctx)
  clock.set('2027-11-30T08:01:00Z')
  const later = await server.session(world.organisationId, eva.id)
  assert.equal((await standing(later, eva.id)).level, 1, 'the question needs no job')
  assert.equal(await lapseLevels(ctx), false)
  assert.deepEqual((await events()).at(-1)!.payload, { personId: eva.id, from: 2, to: 1 })
  clock.set('2026-11-30T08:00:00Z')
})

test('requirements are read by everybody, changed by the head of CX, and levels follow', async () => {
  const read = await server.call(tom, 'GET', '/api/level-requirements')
  assert.equal(read.body.isDefault, true)
  const items = [
    { level: 1, kind: 'knowledge', needed: 1, validDays: null },
    { level: 2, kind: 'observed', needed: 1, validDays: null },
    { level: 3, kind: 'observed', needed: 5, validDays: null },
    { level: 4, kind: 'observed', needed: 9, validDays: null },
  ]
  assert.equal((await server.call(lea, 'PUT', '/api/level-requirements', { body: { items }, version: 0 })).status, 403)
  const changed = await server.call(ruth, 'PUT', '/api/level-requirements', { body: { items }, version: 0 })
  assert.equal(changed.status, 200, changed.text)
  assert.equal((await server.call(ruth, 'PUT', '/api/level-requirements', { body: { items }, version: 0 })).status, 412)
  assert.equal((await standing(tom, tom.id)).level, 2)
  assert.ok((await events()).some(({ payload }) => payload.personId === tom.id && payload.to === 2))
  const without = items.filter(({ level }) => level !== 3)
  assert.equal((await server.call(ruth, 'PUT', '/api/level-requirements', { body: { items: without }, version: 1 })).status, 422)
})

test('with the works-council switch on only the person reads; leaders still note', async () => {
  assert.equal((await server.call(lea, 'GET', `/api/people/${tom.id}/standing`)).status, 200)
  const settings = await server.call(world.admin, 'GET', '/api/organisation')
  const turned = await server.call(world.admin, 'PATCH', '/api/organisation', {
    body: { isWorksCouncilMode: true },
    version: settings.body.version,
  })
  assert.equal(turned.status, 200)
  assert.equal((await server.call(lea, 'GET', `/api/people/${tom.id}/standing`)).status, 403)
  const own = await standing(tom, tom.id)
  assert.deepEqual(own.whoSees, ['self'])
  assert.equal((await sign(lea, tom.id, met('observed', 3))).status, 201)
})

test('what was shown is in the own export, and gone after erasure', async () => {
  const gone = await server.person(world, { unitId: depot, givenName: 'Gone', familyName: 'Away' })
  await sign(lea, gone.id, { ...met('knowledge', 1), words: 'erasurecanary' })
  assert.match((await server.call(gone, 'GET', `/api/people/${gone.id}/personal-data`)).text, /erasurecanary/)
  const admin = await server.session(world.organisationId, world.admin.personId, [{ role: 'administrator' }])
  const erased = await server.call(admin, 'POST', `/api/people/${gone.id}/erasures`, { body: { confirmation: 'Gone Away' } })
  assert.ok(erased.status < 300, erased.text)
  const rows = await server.platform.db.read(
    world.organisationId,
    sql`select 1 from evidence_pieces where organisation_id = ${world.organisationId} and words like '%erasurecanary%'`,
  )
  assert.equal(rows.length, 0)
})
