import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jobs as signalsJobs } from '#features/signals/jobs.ts'
import { registerMetric } from '#features/signals/public.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { type Person, testServer, type World } from '../../../test/support/server.ts'
import { metric, thanksFor, wallboardSource } from './public.ts'

const dayMs = 86_400_000
const clock = fixedClock('2026-11-02T08:00:00Z')
const server = await testServer({ clock })
registerMetric(metric)
const rounds = signalsJobs.filter((job): job is Round => job.kind === 'round')
const call = (who: Person | null, method: string, url: string, body?: unknown) =>
  server.call(who, method, url, body === undefined ? {} : { body })

/** Packing, led by Lea, with Amina, Jo and Sam; Picking beside it with Tom, both in the depot that Marta leads; Ines is head of CX. */
async function house() {
  clock.set('2026-11-02T08:00:00Z')
  const world = await server.organisation()
  const depot = await server.unit(world, 'Depot')
  const [packing, picking] = [await server.unit(world, 'Packing', depot), await server.unit(world, 'Picking', depot)]
  const ines = await server.person(world, { givenName: 'Ines', roles: [{ role: 'head-of-cx' }] })
  const marta = await server.person(world, { givenName: 'Marta', unitId: depot, roles: [{ role: 'team-leader', unitId: depot }] })
  const lea = await server.person(world, {
    givenName: 'Lea',
    unitId: packing,
    managerId: marta.id,
    roles: [{ role: 'team-leader', unitId: packing }],
  })
  const inPacking = (givenName: string) => server.person(world, { givenName, unitId: packing, managerId: lea.id })
  const [amina, jo, sam] = [await inPacking('Amina'), await inPacking('Jo'), await inPacking('Sam')]
  const tom = await server.person(world, { givenName: 'Tom', unitId: picking })
  const texts = { en: { name: 'Keep the promise', meaning: 'We do what we said.' } }
  const principleId = (await call(world.admin, 'POST', '/api/principles', { colour: 'navy', icon: 'link', texts })).body.id as string
  const words = (more: object = {}) => ({
    id: newId(),
    toPersonIds: [amina.id],
    principleId,
    happened: 'Wrote “careful” on the box twice.',
    effect: 'The lamp arrived whole.',
    ...more,
  })
  const give = async (who: Person, more: object = {}) => {
    const answer = await call(who, 'POST', '/api/thanks', words(more))
    assert.equal(answer.status, 201, answer.text)
    return answer.body as { id: string }
  }
  const list = async (who: Person, query = '') => {
    const answer = await call(who, 'GET', `/api/thanks${query}`)
    assert.equal(answer.status, 200, answer.text)
    return (answer.body.items as { id: string }[]).map(({ id }) => id)
  }
  return { world, depot, packing, picking, ines, marta, lea, amina, jo, sam, tom, principleId, words, give, list }
}
const setMode = async (world: World) => {
  const { body } = await call(world.admin, 'GET', '/api/organisation')
  await server.call(world.admin, 'PATCH', '/api/organisation', { body: { isWorksCouncilMode: true }, version: body.version })
}
const read = <T>(world: World, work: Parameters<typeof server.platform.db.inOrganisation<T>>[2]) =>
  server.platform.db.inOrganisation(world.organisationId, { readOnly: true }, work)

test('thanks name a principle and what happened, and are read by whoever was thanked, the giver and the units', async () => {
  const { give, list, amina, jo, tom, marta, principleId } = await house()
  const { id } = await give(jo)
  const { body } = await call(amina, 'GET', `/api/thanks/${id}`)
  assert.deepEqual(
    [body.from.name, body.to.map((one: { name: string }) => one.name), body.principleId, body.happened, body.effect, body.on],
    ['Jo Tester', ['Amina Tester'], principleId, 'Wrote “careful” on the box twice.', 'The lamp arrived whole.', '2026-11-02'],
  )
  assert.deepEqual(
    [await list(amina, '?whose=received'), await list(jo, '?whose=given'), await list(jo), await list(marta), await list(tom)],
    [[id], [id], [id], [id], []],
  )
  assert.deepEqual([await list(tom, '?whose=all'), await list(tom, `?personId=${amina.id}`)], [[id], [id]])
  assert.equal((await call(null, 'GET', '/api/thanks')).status, 401)
})

test('without what happened the server asks for one sentence, without a principle nothing is taken', async () => {
  const { words, jo } = await house()
  for (const happened of ['', 'Great job']) {
    const { status, body } = await call(jo, 'POST', '/api/thanks', words({ happened }))
    assert.deepEqual([status, body.type, body.errors[0].pointer], [422, '/problems/situation-needed', '/happened'])
    assert.equal(body.errors[0].detail, 'What happened, and what did it change? One sentence is enough.')
  }
  assert.equal((await call(jo, 'POST', '/api/thanks', words({ principleId: undefined }))).status, 422)
  assert.equal((await call(jo, 'POST', '/api/thanks', words({ principleId: newId() }))).body.type, '/problems/principle-unknown')
  assert.equal((await call(jo, 'POST', '/api/thanks', words({ toPersonIds: [] }))).status, 422)
  assert.equal((await call(jo, 'POST', '/api/thanks', words({ toPersonIds: [jo.id] }))).status, 422)
  assert.equal((await call(jo, 'POST', '/api/thanks', words({ toPersonIds: [newId()] }))).status, 422)
  assert.equal((await call(jo, 'POST', '/api/thanks', words({ toUnitId: newId() }))).status, 422)
})

test('sent twice it is one, and somebody else’s id opens nothing', async () => {
  const { words, jo, sam, list } = await house()
  const body = words()
  const twice = await Promise.all([call(jo, 'POST', '/api/thanks', body), call(jo, 'POST', '/api/thanks', body)])
  assert.deepEqual(
    twice.map(({ status }) => status),
    [201, 201],
  )
  assert.deepEqual(await list(jo, '?whose=given'), [body.id])
  assert.equal((await call(sam, 'POST', '/api/thanks', { ...body, happened: 'Something else was said.' })).status, 404)
})

test('what was said without a network counts on its own day', async () => {
  const { give, jo } = await house()
  const { id } = await give(jo, { saidAt: '2026-10-31T10:00:00Z' })
  assert.equal((await call(jo, 'GET', `/api/thanks/${id}`)).body.on, '2026-10-31')
})

test('private thanks are read by two people and by nobody else', async () => {
  const { give, list, jo, amina, lea, marta, ines, world, sam } = await house()
  const { id } = await give(jo, { isPrivate: true })
  for (const who of [jo, amina]) assert.equal((await call(who, 'GET', `/api/thanks/${id}`)).status, 200)
  for (const who of [lea, marta, ines, sam, world.admin]) assert.equal((await call(who, 'GET', `/api/thanks/${id}`)).status, 404)
  assert.deepEqual([await list(lea), await list(sam, '?whose=all'), await list(sam, `?personId=${amina.id}`)], [[], [], []])
  assert.deepEqual(await list(amina, '?whose=received'), [id])
})

test('taken back within a day the words are gone, a late repetition brings nothing back; after a day they stay', async () => {
  const { words, jo, sam, list, world, principleId } = await house()
  const body = words()
  await call(jo, 'POST', '/api/thanks', body)
  assert.equal((await call(sam, 'DELETE', `/api/thanks/${body.id}`)).status, 404)
  assert.equal((await call(jo, 'DELETE', `/api/thanks/${body.id}`)).status, 204)
  assert.equal((await call(jo, 'POST', '/api/thanks', body)).status, 404)
  assert.deepEqual(await list(jo, '?whose=given'), [])
  const kept = await read(world, (tx) => tx.run(sql`select happened from thanks where organisation_id = ${world.organisationId}`))
  assert.deepEqual(kept, [{ happened: null }])
  const page = await call(jo, 'GET', `/api/principles/${principleId}`)
  assert.equal(page.text.includes(body.id), false)
  const second = words()
  await call(jo, 'POST', '/api/thanks', second)
  clock.advance(dayMs + 1)
  const late = await call(await server.session(world.organisationId, jo.personId), 'DELETE', `/api/thanks/${second.id}`)
  assert.equal(late.body.type, '/problems/thanks-stay')
})

test('whoever was thanked hides it from others, and shows it again; the giver can’t', async () => {
  const { give, list, jo, amina, sam } = await house()
  const { id } = await give(jo)
  const hide = (who: Person, body: object) => call(who, 'PUT', `/api/thanks/${id}/hiding`, body)
  assert.equal((await hide(jo, { isHidden: true })).status, 403)
  assert.equal((await hide(amina, { isHidden: true })).body.isHidden, true)
  assert.deepEqual([await list(sam), await list(amina, '?whose=received'), await list(jo, '?whose=given')], [[], [id], [id]])
  assert.equal((await call(sam, 'GET', `/api/thanks/${id}`)).status, 404)
  await hide(amina, { isHidden: false })
  assert.deepEqual(await list(sam), [id])
})

test('a unit can be thanked; whoever leads it can hide it', async () => {
  const { give, list, tom, lea, packing, jo, marta } = await house()
  const { id } = await give(tom, { toPersonIds: [], toUnitId: packing })
  assert.deepEqual(await list(jo), [id])
  assert.equal((await call(jo, 'PUT', `/api/thanks/${id}/hiding`, { isHidden: true })).status, 403)
  assert.equal((await call(lea, 'PUT', `/api/thanks/${id}/hiding`, { isHidden: true })).status, 200)
  assert.deepEqual(await list(marta), [])
  assert.equal((await call(lea, 'PUT', `/api/thanks/${id}/hiding`, { isHidden: false })).status, 200)
})

test('what is reported is hidden at once; the head of CX lets it stay hidden or deletes it', async () => {
  const { give, list, jo, amina, ines, sam } = await house()
  const [first, second] = [await give(jo), await give(jo)]
  for (const { id } of [first, second])
    assert.equal((await call(amina, 'PUT', `/api/thanks/${id}/hiding`, { isHidden: true, isReported: true })).body.isReported, true)
  assert.deepEqual(await list(sam), [])
  assert.equal((await call(sam, 'GET', '/api/thanks?whose=reported')).status, 403)
  assert.deepEqual((await list(ines, '?whose=reported')).sort(), [first.id, second.id].sort())
  const judge = (id: string, stays: boolean) => call(ines, 'POST', `/api/thanks/${id}/judgements`, { stays })
  assert.deepEqual(
    [(await judge(first.id, true)).status, (await judge(second.id, false)).status, (await judge(second.id, false)).status],
    [204, 204, 404],
  )
  assert.deepEqual([await list(amina, '?whose=received'), await list(sam), await list(ines, '?whose=reported')], [[first.id], [], []])
})

test('with the works council’s switch nobody reads a list about somebody else, and nobody is listed as unthanked', async () => {
  const { world, give, list, jo, amina, sam, lea } = await house()
  const { id } = await give(jo)
  await setMode(world)
  assert.equal((await call(sam, 'GET', `/api/thanks?personId=${amina.id}`)).status, 403)
  assert.equal((await call(lea, 'GET', `/api/thanks?personId=${amina.id}`)).status, 403)
  assert.deepEqual(await list(amina, `?personId=${amina.id}`), [id])
  assert.deepEqual((await call(lea, 'GET', '/api/thanks-unnoticed')).body, { days: 90, isOff: true, items: [] })
})

test('people nobody has thanked are named to their own leader only', async () => {
  const { give, jo, lea, marta, sam, amina, tom } = await house()
  await give(jo)
  const names = async (who: Person) =>
    (await call(who, 'GET', '/api/thanks-unnoticed')).body.items.map(({ name }: { name: string }) => name.split(' ')[0]).sort()
  assert.deepEqual(await names(lea), ['Jo', 'Sam'])
  assert.deepEqual(await names(marta), ['Lea'])
  for (const who of [sam, amina, tom]) assert.equal((await call(who, 'GET', '/api/thanks-unnoticed')).status, 403)
  clock.advance(95 * dayMs)
  assert.deepEqual(await names(await server.session(lea.organisationId, lea.personId)), ['Amina', 'Jo', 'Sam'])
})

test('reach is told by unit and job role, for five people or more, and never by name', async () => {
  const { world, packing, picking, depot, give, jo, lea, amina, ines, tom, marta, sam } = await house()
  for (let i = 0; i < 3; i++) await server.person(world, { unitId: packing, managerId: lea.id })
  await give(jo)
  await give(sam, { isPrivate: true })
  await give(tom, { toPersonIds: [], toUnitId: packing })
  await give(amina, { toPersonIds: [jo.id, tom.id] })
  const { body, text } = await call(lea, 'GET', '/api/thanks-reach')
  assert.deepEqual(body.whole, { id: null, name: null, people: 7, reached: 2, thanks: 4 })
  assert.deepEqual(body.units, [{ id: packing, name: 'Packing', people: 7, reached: 2, thanks: 4 }])
  // Two thanks to one of seven, one to another: (2 * 6 - 8) * 1 + (2 * 7 - 8) * 2 over 7 * 3.
  assert.ok(Math.abs(body.concentration - 16 / 21) < 1e-12)
  for (const name of ['Amina', 'Jo ']) assert.equal(text.includes(name), false)
  const whole = (await call(marta, 'GET', `/api/thanks-reach?unitId=${depot}`)).body
  assert.deepEqual([whole.whole.people, whole.units.map(({ people }: { people: number }) => people)], [9, [9]])
  const few = (await call(ines, 'GET', `/api/thanks-reach?unitId=${picking}`)).body
  assert.deepEqual([few.whole.reached, few.whole.thanks, few.concentration], [null, null, null])
  assert.equal((await call(lea, 'GET', `/api/thanks-reach?unitId=${picking}`)).status, 403)
  assert.equal((await call(ines, 'GET', `/api/thanks-reach?unitId=${newId()}`)).status, 404)
  assert.equal((await call(sam, 'GET', '/api/thanks-reach')).status, 403)
})

test('the figures agree with their recount, with principle, private ones and ones taken back', async () => {
  const { world, give, jo, sam, amina, tom, packing, principleId } = await house()
  await give(jo)
  await give(jo, { toPersonIds: [amina.id, sam.id, tom.id], isPrivate: true })
  const { id } = await give(jo)
  await call(jo, 'DELETE', `/api/thanks/${id}`)
  await settleRounds(server.platform, rounds, [world.organisationId])
  const rows = await read(world, (tx) =>
    tx.run(
      sql`select facet_kind, facet_id, n from unit_days where organisation_id = ${world.organisationId} and unit_id = ${packing} and metric = 'thanks' order by 1`,
    ),
  )
  assert.equal(rows.length, 2)
  assert.deepEqual(
    (rows as { n: number }[]).map(({ n }) => n),
    [2, 2],
  )
  assert.ok(rows.some((row) => (row as { facetId: string }).facetId === principleId))
  const { checkRollups } = await import('#features/signals/check.ts')
  assert.deepEqual((await checkRollups(server.platform, world.organisationId))[0]!.faults, [])
})

test('the principle’s page, huddles and screens read public thanks; a screen names no person', async () => {
  const { world, give, jo, packing, picking, principleId, amina, depot } = await house()
  const { id } = await give(jo)
  await give(jo, { isPrivate: true })
  const uses = await call(amina, 'GET', `/api/principles/${principleId}/uses?kind=thanks`)
  assert.deepEqual(uses.body.items, [
    { id, title: 'Wrote “careful” on the box twice.', link: `/thanks/${id}`, at: '2026-11-02T08:00:00.000Z' },
  ])
  const found = await read(world, (tx) => thanksFor(tx, [packing], '2026-11-01T00:00:00Z', 5))
  assert.deepEqual(found, [
    {
      id,
      words: 'Wrote “careful” on the box twice.',
      effect: 'The lamp arrived whole.',
      principleId,
      from: { id: jo.id, name: 'Jo Tester' },
      to: [{ id: amina.id, name: 'Amina Tester' }],
      at: '2026-11-02T08:00:00.000Z',
    },
  ])
  assert.deepEqual(await read(world, (tx) => thanksFor(tx, [picking], null, 5)), [])
  const screen = await read(world, (tx) => wallboardSource.read(tx, { unitIds: [depot], language: 'en', now: clock.now() }))
  assert.deepEqual(screen, [
    { kind: 'thanks', words: 'Wrote “careful” on the box twice. The lamp arrived whole.', by: 'Packing', principleId },
  ])
})

test('a person takes their thanks out; erased, words about them go and their name leaves what they said', async () => {
  const { world, give, jo, amina, sam, list } = await house()
  const { id } = await give(jo)
  const other = await give(amina, { toPersonIds: [sam.id] })
  const out = await call(amina, 'GET', `/api/people/${amina.id}/personal-data`)
  assert.deepEqual(
    JSON.parse(out.text).recognition?.thanks.map((row: { part: string }) => row.part) ??
      JSON.stringify(out.body).match(/was thanked|said it/g),
    ['was thanked', 'said it'],
  )
  const { participant } = await import('./public.ts')
  await server.platform.db.inOrganisation(world.organisationId, { readOnly: false }, (tx) =>
    participant.erasePerson!(tx as never, undefined as never, amina.id),
  )
  assert.deepEqual([await list(jo, '?whose=given'), await list(sam, '?whose=received')], [[], [other.id]])
  assert.equal((await call(jo, 'GET', `/api/thanks/${id}`)).status, 404)
  assert.equal((await call(sam, 'GET', `/api/thanks/${other.id}`)).body.from, null)
  await settleRounds(server.platform, rounds, [world.organisationId])
  const { checkRollups } = await import('#features/signals/check.ts')
  assert.deepEqual((await checkRollups(server.platform, world.organisationId))[0]!.faults, [])
})

test('the form knows my unit and its people, for a phone without a network', async () => {
  const { jo, packing } = await house()
  const { body } = await call(jo, 'GET', '/api/thanks-form?language=en')
  assert.deepEqual(
    [
      body.unit,
      body.principles.map(({ name }: { name: string }) => name),
      body.colleagues.map(({ name }: { name: string }) => name).sort(),
    ],
    [{ id: packing, name: 'Packing' }, ['Keep the promise'], ['Amina Tester', 'Lea Tester', 'Sam Tester']],
  )
})
