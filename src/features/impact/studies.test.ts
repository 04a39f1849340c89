// Studies through HTTP: the plan.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { newId } from '#platform/ids.ts'
import { type Person, testServer } from '../../../test/support/server.ts'
import { countingStatements } from '../../../test/support/statements.ts'
import { mondayOf, studyHouse } from '../../../test/support/study-house.ts'
import { drawAgain } from './rules/draw-lot.ts'

const clock = fixedClock('2026-03-02T08:00:00Z')
const server = await testServer({ clock })

/** Half of the teams start in week 12, a quarter in week 20, a quarter does not. */
const waves = (count: number) => Array.from({ length: count }, (_, i) => (i % 4 < 2 ? mondayOf(12) : i % 4 === 2 ? mondayOf(20) : null))
const codes = (list: { code: string }[]) => list.map(({ code }) => code).toSorted()

test('a plan says what it lacks, and what it has takes it away', async () => {
  const house = await studyHouse(server, 16)
  const made = await house.call('POST', '/api/studies', {
    body: { source: 'signals', title: '  Listening first ', unitId: house.region, measure: 'csat' },
  })
  assert.equal(made.status, 201, made.text)
  assert.equal(made.headers['etag'], '"1"')
  const { title, state, teams, gaps, unit, firstDay, lastDay, outcome, mayWrite } = made.body
  assert.deepEqual(
    [title, state, unit.name, firstDay, lastDay, mayWrite],
    ['Listening first', 'plan', 'North', '2025-09-01', '2026-08-30', true],
  )
  assert.deepEqual(outcome, { measure: 'csat', column: null, kind: 'share' })
  assert.deepEqual(codes(gaps), ['no-teams'])
  assert.deepEqual([teams.length, teams[0].part, teams[0].parent.name], [16, 'out', 'East'])
  const planned = await house.plan(waves(16))
  assert.deepEqual(codes(planned.gaps), ['no-power'])
  assert.equal(planned.teams.filter(({ part }: { part: string }) => part === 'starts').length, 12)
  const few = await house.plan([mondayOf(2), mondayOf(2), mondayOf(40), null, null])
  assert.deepEqual(codes(few.gaps), [
    'already-started',
    'few-comparison',
    'few-periods-before',
    'few-treated',
    'no-power',
    'start-not-in-window',
  ])
  const { read, statements } = await countingStatements(server.platform.db, () => house.call('GET', `/api/studies/${planned.id}`))
  assert.equal(read.status, 200)
  assert.ok(statements <= 5, `${statements} statements`)
  const list = await countingStatements(server.platform.db, () => house.call('GET', '/api/studies?limit=2'))
  assert.deepEqual([list.read.body.items.length, list.read.body.mayWrite, list.read.body.next === null], [2, true, false])
  assert.ok(list.statements <= 3, `${list.statements} statements`)
  const rest = await house.call('GET', `/api/studies?limit=2&after=${list.read.body.next}`)
  assert.deepEqual([rest.body.items.length, rest.body.next], [1, null])
})

test('what a plan can’t be is refused, and an old version writes nothing', async () => {
  const house = await studyHouse(server, 4)
  const { id, version } = await house.plan([null])
  const patch = (body: unknown, at = version) => house.call('PATCH', `/api/studies/${id}`, { body, version: at })
  assert.equal((await patch({ firstDay: '2026-01-06' })).status, 422)
  assert.equal((await patch({ lastDay: '2026-01-05' })).status, 422)
  assert.equal((await patch({ others: ['csat'] })).status, 422)
  assert.equal((await patch({ others: ['nps', 'nps'] })).status, 422)
  assert.equal((await patch({ weeksEach: 3 })).status, 422)
  assert.equal((await patch({ title: 'Old' }, version - 1)).status, 412)
  const elsewhere = await studyHouse(server, 1)
  const put = (unitId: string) => house.call('PUT', `/api/studies/${id}/teams`, { body: { teams: [{ unitId, startDay: null }] }, version })
  assert.equal((await put(elsewhere.teams[0]!)).status, 422)
  assert.equal((await put(house.region)).status, 422, 'a unit with teams below it is no team')
  const unknown = await house.call('POST', '/api/studies', {
    body: { source: 'signals', title: 'x', unitId: newId(), measure: 'csat' },
  })
  assert.equal(unknown.body.type, '/problems/unknown-reference')
  assert.equal((await house.call('GET', `/api/studies/${newId()}`)).status, 404)
  assert.equal((await elsewhere.call('GET', `/api/studies/${id}`)).status, 404)
  assert.equal((await patch({ title: 'Better' })).body.title, 'Better')
})

test('only the head of CX writes, executives read, leaders and other regions do neither', async () => {
  const house = await studyHouse(server, 8)
  const { id } = await house.plan(waves(8))
  const south = await server.unit(house.world, 'South')
  const as = (role: 'executive' | 'team-leader' | 'head-of-cx', unitId: string | null) =>
    server.person(house.world, { roles: [{ role, unitId }] })
  const status = async (who: Person, method: string, url: string, body?: unknown) =>
    (await server.call(who, method, url, body === undefined ? {} : { body })).status
  const [boss, leader, southern] = [await as('executive', null), await as('team-leader', house.region), await as('head-of-cx', south)]
  assert.equal(await status(boss, 'GET', `/api/studies/${id}`), 200)
  assert.equal(await status(boss, 'POST', `/api/studies/${id}/runs`, { kind: 'power' }), 403)
  assert.equal(await status(leader, 'GET', '/api/studies'), 403)
  assert.equal(await status(leader, 'GET', `/api/studies/${id}`), 403)
  assert.equal(await status(southern, 'GET', `/api/studies/${id}`), 403)
  assert.deepEqual((await server.call(southern, 'GET', '/api/studies')).body.items, [])
  // A file belongs to no part of the house.
  const ofFile = { source: 'file', title: 'Brought' }
  assert.equal(await status(southern, 'POST', '/api/studies', ofFile), 403)
  const brought = (await house.call('POST', '/api/studies', { body: ofFile })).body
  assert.equal(await status(southern, 'GET', `/api/studies/${brought.id}`), 403)
  assert.equal(await status(boss, 'GET', `/api/studies/${brought.id}`), 200)
})

test('the lot can be drawn again from its seed, gives each region its share, and a start set by hand voids it', async () => {
  const house = await studyHouse(server, 16)
  const { id } = await house.plan(Array.from({ length: 16 }, () => null))
  const body = {
    waves: [
      { startDay: mondayOf(20), count: 4 },
      { startDay: mondayOf(12), count: 8 },
    ],
    isStratified: true,
  }
  const drawn = await house.call('POST', `/api/studies/${id}/lot`, { body })
  assert.equal(drawn.status, 200, drawn.text)
  const { lot, teams, version } = drawn.body
  const starting = (day: string) => teams.filter(({ startDay }: { startDay: string | null }) => startDay === day)
  assert.deepEqual([starting(mondayOf(12)).length, starting(mondayOf(20)).length], [8, 4])
  for (const parent of ['East', 'West'])
    assert.equal(starting(mondayOf(12)).filter((team: { parent: { name: string } }) => team.parent.name === parent).length, 4)
  assert.equal(lot.possible, ((8 * 7 * 6 * 5) / 24) ** 2 * ((4 * 3) / 2) ** 2)
  const parents = [...new Set<string>(teams.map((team: { parent: { id: string } }) => team.parent.id))].toSorted()
  const kept = teams.map((team: { unit: { id: string }; startDay: string | null; parent: { id: string } }) => ({
    unitId: team.unit.id,
    startDay: team.startDay,
    stratum: parents.indexOf(team.parent.id),
  }))
  const again = new Map(drawAgain(kept, lot.seed).map(({ unitId, startDay }) => [unitId, startDay]))
  assert.ok(kept.every((team: { unitId: string; startDay: string | null }) => again.get(team.unitId) === team.startDay))
  assert.ok(
    drawAgain(kept, `${lot.seed}x`).some(({ unitId, startDay }) => again.get(unitId) !== startDay),
    'another seed is another lot',
  )
  const put = (list: { unitId: string; startDay: string | null }[], at: number) =>
    house.call('PUT', `/api/studies/${id}/teams`, {
      body: { teams: list.map(({ unitId, startDay }) => ({ unitId, startDay })) },
      version: at,
    })
  const same = await put(kept, version)
  assert.equal(same.body.lot.seed, lot.seed, 'saved as drawn, it stands')
  const moved = await put([{ ...kept[0], startDay: mondayOf(13) }, ...kept.slice(1)], same.body.version)
  assert.equal(moved.body.lot, null)
  const tooMany = await house.call('POST', `/api/studies/${id}/lot`, { body: { waves: [{ startDay: mondayOf(12), count: 17 }] } })
  assert.equal(tooMany.status, 422)
})

test('registration fixes the plan, and its fingerprint is of all that was fixed', async () => {
  const house = await studyHouse(server, 16)
  const lacking = await house.plan([mondayOf(12)])
  const refused = await house.call('POST', `/api/studies/${lacking.id}/registration`, { body: {} })
  assert.deepEqual([refused.status, refused.body.type], [409, '/problems/plan-has-gaps'])
  assert.deepEqual(refused.body.gaps.toSorted(), ['few-comparison', 'few-treated'])
  const { id } = await house.plan(waves(16))
  assert.equal(
    (await house.call('POST', `/api/studies/${id}/runs`, { body: { kind: 'study' } })).body.type,
    '/problems/study-not-registered',
  )
  const key = newId()
  const register = () => house.call('POST', `/api/studies/${id}/registration`, { body: { expectation: 'Two points.' }, key })
  const registered = await register()
  assert.equal(registered.status, 200, registered.text)
  const { fingerprint, registeredBy, state, version, gaps } = registered.body
  assert.match(fingerprint, /^[0-9a-f]{64}$/)
  assert.deepEqual([state, registeredBy.id, gaps], ['registered', house.ruth.id, []])
  assert.equal((await register()).body.fingerprint, fingerprint, 'the same key: the same answer')
  for (const [method, part, body, at] of [
    ['PATCH', '', { lastDay: '2026-12-27' }, version],
    ['PUT', '/teams', { teams: [] }, version],
    ['POST', '/lot', { waves: [{ startDay: mondayOf(12), count: 1 }] }, undefined],
    ['POST', '/registration', {}, undefined],
    ['DELETE', '', undefined, undefined],
  ] as const) {
    const answer = await house.call(method, `/api/studies/${id}${part}`, { body, ...(at ? { version: at } : {}) })
    assert.deepEqual([answer.status, answer.body?.type], [409, '/problems/study-is-registered'], `${method} ${part}`)
  }
  const renamed = await house.call('PATCH', `/api/studies/${id}`, { body: { title: 'Another name' }, version })
  assert.deepEqual([renamed.body.title, renamed.body.fingerprint], ['Another name', fingerprint])
  const other = await house.plan(waves(16), { weeksEach: 4 })
  const another = await house.call('POST', `/api/studies/${other.id}/registration`, { body: { expectation: 'Two points.' } })
  assert.notEqual(another.body.fingerprint, fingerprint)
  const closed = await house.call('POST', `/api/studies/${id}/closing`)
  assert.equal(closed.body.state, 'closed')
  assert.equal((await house.call('POST', `/api/studies/${id}/runs`, { body: { kind: 'study' } })).body.type, '/problems/study-is-closed')
  assert.equal((await house.call('POST', `/api/studies/${lacking.id}/closing`)).body.type, '/problems/study-not-registered')
  assert.equal((await house.call('DELETE', `/api/studies/${lacking.id}`)).status, 204)
  assert.equal((await house.call('GET', `/api/studies/${lacking.id}`)).status, 404)
})

test('asked twice there is one run; what waits is cancelled at once', async () => {
  const house = await studyHouse(server, 16)
  const { id } = await house.plan(waves(16))
  const ask = () => house.call('POST', `/api/studies/${id}/runs`, { body: { kind: 'power' } })
  const [first, second] = [await ask(), await ask()]
  assert.deepEqual([first.status, first.body.state, first.body.askedBy.id], [202, 'waiting', house.ruth.id])
  assert.equal(second.body.id, first.body.id)
  const seen = await countingStatements(server.platform.db, () => house.call('GET', `/api/study-runs/${first.body.id}`))
  assert.deepEqual(seen.read.body, first.body)
  assert.ok(seen.statements <= 3)
  const stopped = await house.call('POST', `/api/study-runs/${first.body.id}/cancellation`)
  assert.equal(stopped.body.state, 'cancelled')
  assert.equal((await house.call('POST', `/api/study-runs/${first.body.id}/cancellation`)).body.state, 'cancelled')
  assert.notEqual((await ask()).body.id, first.body.id)
  assert.equal((await house.call('GET', `/api/studies/${id}/panel`)).body.type, '/problems/nothing-to-take-out')
  assert.equal((await house.call('GET', `/api/study-runs/${newId()}`)).status, 404)
})
