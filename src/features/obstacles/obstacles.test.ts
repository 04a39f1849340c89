import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unheard as followupsUnheard } from '#features/followups/events.ts'
import { jobs as followupsJobs } from '#features/followups/jobs.ts'
import { jobs as signalsJobs } from '#features/signals/jobs.ts'
import { registerMetric } from '#features/signals/public.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { eventJobs } from '#platform/events/deliver.ts'
import { gatherAudience } from '#platform/events/listener.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { type Person, testServer, type World } from '../../../test/support/server.ts'
import { unheard } from './events.ts'
import { listeners } from './listeners.ts'
import { answersFor, metrics, openObstacles } from './public.ts'

const dayMs = 86_400_000
const clock = fixedClock('2026-11-02T08:00:00Z')
const server = await testServer({ clock })
for (const metric of metrics) registerMetric(metric)
const audience = gatherAudience(listeners, { ...followupsUnheard, ...unheard })
const rounds = [...signalsJobs, ...followupsJobs, ...eventJobs(audience)].filter((job): job is Round => job.kind === 'round')
/** Time passes, and everybody has been seen meanwhile: sessions are not what is tested here. */
async function pass(ms: number): Promise<void> {
  clock.advance(ms)
  const [at, later] = [clock.now().toISOString(), new Date(clock.now().getTime() + 30 * dayMs).toISOString()]
  await server.platform.db.control((tx) => tx.run(sql`update sessions set last_seen_at = ${at}, expires_at = ${later}`))
}
const settle = (world: World) => settleRounds(server.platform, rounds, [world.organisationId])
const call = (who: Person | null, method: string, url: string, body?: unknown) =>
  server.call(who, method, url, body === undefined ? {} : { body })

/** Root, led by Ines; Depot, led by Marta; Packing below it, led by Lea, with Amina and Jo; Finance beside it, led by Tomas. */
async function house() {
  clock.set('2026-11-02T08:00:00Z')
  const world = await server.organisation()
  const depot = await server.unit(world, 'Depot')
  const [packing, finance] = [await server.unit(world, 'Packing', depot), await server.unit(world, 'Finance')]
  const ines = await server.person(world, { givenName: 'Ines', leadsUnit: true })
  const leader = (givenName: string, unitId: string, managerId: string) =>
    server.person(world, { givenName, unitId, managerId, leadsUnit: true, roles: [{ role: 'team-leader', unitId }] })
  const marta = await leader('Marta', depot, ines.id)
  const lea = await leader('Lea', packing, marta.id)
  const tomas = await leader('Tomas', finance, ines.id)
  const inPacking = (givenName: string) => server.person(world, { givenName, unitId: packing, managerId: lea.id })
  const [amina, jo] = [await inPacking('Amina'), await inPacking('Jo')]
  const raise = async (who: Person = amina, more: object = {}) => {
    const answer = await call(who, 'POST', '/api/obstacles', {
      title: 'No void filler after 18:00, a rule of the depot',
      hurts: 'customers',
      ...more,
    })
    assert.equal(answer.status, 201, answer.text)
    return answer.body as { id: string; leader: { id: string } }
  }
  const answer = (
    who: Person,
    id: string,
    words: object = { answer: 'removed', because: 'It was my rule from 2019 and nobody needs it.' },
  ) => call(who, 'POST', `/api/obstacles/${id}/answers`, words)
  const ctx = systemContext(server.platform, world.organisationId, newId())
  return { world, depot, packing, finance, ines, marta, lea, tomas, amina, jo, raise, answer, ctx }
}
const signalSums = (world: World, unitId: string, metric: string) =>
  server.platform.db.read(
    world.organisationId,
    sql<{ facetKind: string; n: number; sum: string }>`select facet_kind, sum(n)::int as n, sum(sum)::text as sum from unit_days
      where organisation_id = ${world.organisationId} and unit_id = ${unitId} and metric = ${metric} group by 1 order by 1`,
  )
const checkRollups = async (world: World) => {
  const { checkRollups: check } = await import('#features/signals/check.ts')
  return (await check(server.platform, world.organisationId))[0]!.faults
}

test('raising takes three fields; the nearest leader owes the answer within 14 days, and everybody may read it', async () => {
  const { lea, amina, tomas, raise, marta } = await house()
  const { id } = await raise()
  const { body } = await call(tomas, 'GET', `/api/obstacles/${id}`)
  assert.deepEqual(
    [body.leader.id, body.leader.initials, body.clock, body.supporters, body.raisedBy.id, body.unit.name, body.state, body.raisedOn],
    [lea.id, 'LT', { day: 1, of: 14, daysLate: 0 }, 1, amina.id, 'Packing', 'open', '2026-11-02'],
  )
  const owed = await call(lea, 'GET', '/api/followups?owner=me')
  assert.deepEqual(
    owed.body.items.map((one: { subject: object; dueAt: string }) => [one.subject, one.dueAt]),
    [[{ kind: 'obstacle', id, link: `/obstacles/${id}` }, '2026-11-16T08:00:00.000Z']],
  )
  assert.equal((await call(null, 'GET', `/api/obstacles/${id}`)).status, 401)
  const own = await raise(lea, { title: 'Two lifts, one key' })
  assert.equal(own.leader.id, marta.id)
})

test('somebody else who leads can be named, but not oneself, nor somebody who leads nothing', async () => {
  const { world, lea, amina, jo, tomas, raise, ines, marta } = await house()
  const { body } = await call(amina, 'GET', '/api/obstacle-leaders')
  assert.deepEqual(
    body.items.map(({ id, isProposed }: { id: string; isProposed: boolean }) => [id, isProposed]),
    [
      [lea.id, true],
      [marta.id, false],
      [world.admin.personId, false],
      [ines.id, false],
    ],
  )
  assert.equal((await raise(amina, { leaderId: tomas.id })).leader.id, tomas.id)
  const refused = (who: Person, leaderId: string) => call(who, 'POST', '/api/obstacles', { title: 'Some rule', hurts: 'both', leaderId })
  assert.equal((await refused(amina, jo.id)).body.type, '/problems/nobody-leads')
  assert.equal((await refused(lea, lea.id)).body.type, '/problems/nobody-leads')
})

test('where nobody leads, raising says so', async () => {
  const world = await server.organisation()
  const person = await server.person(world)
  await server.platform.db.inOrganisation(world.organisationId, { readOnly: false }, (tx) =>
    tx.run(sql`update people set leads_unit = false where organisation_id = ${world.organisationId}`),
  )
  assert.equal((await call(person, 'POST', '/api/obstacles', { title: 'Some rule', hurts: 'both' })).body.type, '/problems/nobody-leads')
})

test('who raised it may stay unnamed: colleagues read no name, the leader does, and in works-council mode nobody', async () => {
  const { world, lea, jo, amina, raise, marta } = await house()
  const { id } = await raise(amina, { isUnnamed: true })
  const nameFor = async (who: Person) => (await call(who, 'GET', `/api/obstacles/${id}`)).body.raisedBy?.id ?? null
  assert.deepEqual(
    [await nameFor(lea), await nameFor(amina), await nameFor(jo), await nameFor(marta), await nameFor(world.admin)],
    [amina.id, amina.id, null, null, null],
  )
  assert.equal((await call(jo, 'GET', '/api/obstacles-export')).text.includes('Amina'), false)
  const { body } = await call(world.admin, 'GET', '/api/organisation')
  await server.call(world.admin, 'PATCH', '/api/organisation', { body: { isWorksCouncilMode: true }, version: body.version })
  assert.deepEqual([await nameFor(lea), await nameFor(amina)], [null, amina.id])
})

test('similar open ones are offered while typing, and joining counts each person once', async () => {
  const { jo, amina, raise, answer, lea } = await house()
  const { id } = await raise()
  const similar = async (words: string) => (await call(jo, 'GET', `/api/similar-obstacles?words=${encodeURIComponent(words)}`)).body.items
  assert.deepEqual(
    (await similar('void filler is gone after six')).map((one: { id: string }) => one.id),
    [id],
  )
  assert.deepEqual(await similar('the canteen is closed'), [])
  const join = (who: Person, method = 'PUT') => call(who, method, `/api/obstacles/${id}/support`)
  await join(jo)
  assert.deepEqual([(await join(jo)).body.supporters, (await join(jo)).body.iSupport], [2, true])
  assert.equal((await similar('void filler'))[0].iSupport, true)
  assert.equal((await join(jo, 'DELETE')).body.supporters, 1)
  assert.equal((await join(amina, 'DELETE')).body.supporters, 1)
  assert.equal((await call(jo, 'PUT', `/api/obstacles/${newId()}/support`)).status, 404)
  await answer(lea, id)
  assert.deepEqual(await similar('void filler'), [])
})

test('taking it back is for whoever raised it, and only while nobody else waits; signals forget it too', async () => {
  const { world, packing, jo, lea, raise, amina } = await house()
  const { id } = await raise()
  const { id: joined } = await raise()
  assert.equal((await call(jo, 'DELETE', `/api/obstacles/${id}`)).status, 403)
  await call(jo, 'PUT', `/api/obstacles/${joined}/support`)
  assert.equal((await call(amina, 'DELETE', `/api/obstacles/${joined}`)).body.type, '/problems/others-wait-too')
  assert.equal((await call(amina, 'DELETE', `/api/obstacles/${id}`)).status, 204)
  assert.equal((await call(amina, 'GET', `/api/obstacles/${id}`)).status, 404)
  assert.equal((await call(lea, 'GET', '/api/followups?owner=me')).body.items.length, 1)
  await settle(world)
  assert.deepEqual(await signalSums(world, packing, 'obstacles-raised'), [{ facetKind: 'none', n: 1, sum: '1.000000' }])
  assert.deepEqual(await checkRollups(world), [])
})

test('the leader, the stand-in, the leader’s manager and the head of CX may answer; colleagues may not', async () => {
  const { world, amina, jo, lea, marta, tomas, raise, answer } = await house()
  const ruth = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  const fresh = async () => (await raise()).id
  for (const [who, status] of [
    [lea, 201],
    [marta, 201],
    [ruth, 201],
    [tomas, 403],
    [amina, 403],
    [world.admin, 403],
  ] as const)
    assert.equal((await answer(who, await fresh())).status, status)
  const absence = await call(lea, 'POST', `/api/people/${lea.id}/absences`, {
    startsOn: '2026-11-01',
    lastDay: '2026-11-30',
    deputyId: jo.id,
  })
  assert.equal(absence.status, 201, absence.text)
  const id = await fresh()
  assert.equal((await call(jo, 'GET', `/api/obstacles/${id}`)).body.may.answer, true)
  assert.equal((await answer(jo, id)).status, 201)
})

test('an answer says what and why, stops the clock, and is counted with the days it took', async () => {
  const { world, packing, depot, amina, lea, tomas, raise, answer, ctx } = await house()
  const { id } = await raise()
  await pass(7 * dayMs)
  assert.equal((await answer(lea, id, { answer: 'removed', because: '' })).status, 422)
  const { body } = await answer(lea, id)
  assert.deepEqual(
    [body.state, body.clock, body.answer.answer, body.answer.daysTaken, body.answer.on, body.answer.by.id],
    ['answered', null, 'removed', 8, '2026-11-09', lea.id],
  )
  assert.equal((await answer(lea, id)).body.type, '/problems/obstacle-answered')
  assert.equal((await call(lea, 'GET', '/api/followups?owner=me')).body.items.length, 0)
  await settle(world)
  for (const unitId of [packing, depot])
    assert.deepEqual(await signalSums(world, unitId, 'obstacles-answered'), [{ facetKind: 'none', n: 1, sum: '8.000000' }])
  assert.deepEqual(await checkRollups(world), [])
  const back = await ctx.read((tx) => answersFor(tx, [packing], '2026-11-01'))
  assert.deepEqual(
    back.map((one) => [one.id, one.answer, one.leaderName, one.link]),
    [[id, 'removed', 'Lea Tester', `/obstacles/${id}`]],
  )
  assert.deepEqual(await ctx.read((tx) => answersFor(tx, [packing], '2026-11-10')), [])
  assert.ok(amina && tomas)
})

test('a law is named and can’t be removed; what is no law can', async () => {
  const { lea, jo, raise, answer } = await house()
  const { id } = await raise()
  const judge = (who: Person, body: object) => call(who, 'PUT', `/api/obstacles/${id}/judgement`, body)
  assert.equal((await judge(jo, { kind: 'green' })).status, 403)
  assert.equal((await judge(lea, { kind: 'red' })).status, 422)
  assert.deepEqual((await judge(lea, { kind: 'red', law: 'Tax code, section 14' })).body.law, 'Tax code, section 14')
  assert.equal((await answer(lea, id)).body.type, '/problems/law-stays')
  assert.equal(
    (await answer(lea, id, { answer: 'kept', because: 'Tax law wants the return first. You may send the label at once.' })).status,
    201,
  )
})

test('a first reply and handing on keep the clock running', async () => {
  const { lea, tomas, jo, amina, raise } = await house()
  const { id } = await raise()
  await pass(3 * dayMs)
  assert.equal((await call(jo, 'PUT', `/api/obstacles/${id}/reply`, { words: 'x' })).status, 403)
  const replied = await call(lea, 'PUT', `/api/obstacles/${id}/reply`, { words: 'I come to gate 4 on Thursday.' })
  assert.deepEqual(replied.body.reply, { words: 'I come to gate 4 on Thursday.', on: '2026-11-05' })
  assert.equal((await call(lea, 'PUT', `/api/obstacles/${id}/leader`, { leaderId: jo.id })).body.type, '/problems/nobody-leads')
  const { body } = await call(lea, 'PUT', `/api/obstacles/${id}/leader`, { leaderId: tomas.id })
  assert.deepEqual([body.leader.id, body.clock.day], [tomas.id, 4])
  assert.equal((await call(lea, 'GET', '/api/followups?owner=me')).body.items.length, 0)
  assert.deepEqual(
    (await call(tomas, 'GET', '/api/followups?owner=me')).body.items.map((one: { dueAt: string }) => one.dueAt),
    ['2026-11-16T08:00:00.000Z'],
  )
  assert.equal((await call(lea, 'PUT', `/api/obstacles/${id}/leader`, { leaderId: tomas.id })).status, 403)
  assert.ok(amina)
})

test('when the clock has run out the manager knows, once, and the board says so', async () => {
  const { world, marta, tomas, raise } = await house()
  const { id } = await raise()
  await pass(16 * dayMs + 3_600_000)
  await settle(world)
  const read = async () => (await call(tomas, 'GET', `/api/obstacles/${id}`)).body
  assert.deepEqual(
    [(await read()).escalation, (await read()).clock],
    [
      { on: '2026-11-18', to: { id: marta.id, name: 'Marta Tester' } },
      { day: 17, of: 14, daysLate: 3 },
    ],
  )
  await pass(dayMs)
  await settle(world)
  assert.equal((await read()).escalation.on, '2026-11-18')
})

test('an answer that did not hold is opened again with a new clock, and stays in the story', async () => {
  const { world, packing, amina, jo, tomas, lea, raise, answer } = await house()
  const { id } = await raise()
  const reopen = (who: Person, because = 'Since Monday the shelf is empty again.') =>
    call(who, 'POST', `/api/obstacles/${id}/reopenings`, { because })
  assert.equal((await reopen(amina)).body.type, '/problems/obstacle-open')
  await pass(2 * dayMs)
  await answer(lea, id)
  assert.equal((await reopen(tomas)).status, 403)
  await pass(20 * dayMs)
  await call(jo, 'PUT', `/api/obstacles/${id}/support`)
  const { status, body } = await reopen(jo)
  assert.equal(status, 201)
  assert.deepEqual([body.state, body.clock, body.answer, body.leader.id], ['open', { day: 1, of: 14, daysLate: 0 }, null, lea.id])
  assert.deepEqual(
    body.earlier.map((one: { answer: string; reopened: object }) => [one.answer, one.reopened]),
    [['removed', { on: '2026-11-24', because: 'Since Monday the shelf is empty again.' }]],
  )
  assert.equal((await call(lea, 'GET', '/api/followups?owner=me')).body.items.length, 1)
  assert.equal((await call(amina, 'DELETE', `/api/obstacles/${id}`)).body.type, '/problems/others-wait-too')
  await answer(lea, id, { answer: 'changed', because: 'Two boxes stand at gate 4 now.' })
  await settle(world)
  assert.deepEqual(await signalSums(world, packing, 'obstacles-answered'), [{ facetKind: 'none', n: 2, sum: '4.000000' }])
  assert.deepEqual(await checkRollups(world), [])
})

test('whom it stopped says whether it helped; below five voices only how many', async () => {
  const { world, amina, jo, lea, raise, answer, packing } = await house()
  const { id } = await raise()
  const say = (who: Person, hasHelped: boolean) => call(who, 'PUT', `/api/obstacles/${id}/voice`, { hasHelped })
  assert.equal((await say(amina, true)).body.type, '/problems/obstacle-open')
  const voices = [amina, ...(await Promise.all([1, 2, 3, 4].map(() => server.person(world, { unitId: packing }))))]
  for (const who of voices.slice(1)) await call(who, 'PUT', `/api/obstacles/${id}/support`)
  await answer(lea, id)
  for (const who of voices.slice(0, 4)) await say(who, true)
  assert.deepEqual((await call(lea, 'GET', `/api/obstacles/${id}`)).body.answer.helped, { yes: null, of: 4 })
  const { body } = await say(voices[4]!, false)
  assert.deepEqual([body.answer.helped, body.answer.myVoice, body.supporters], [{ yes: 4, of: 5 }, false, 5])
  assert.equal((await say(jo, true)).status, 403)
})

test('whether it helped is asked of whom it stopped, never of who answered, nor of anybody else', async () => {
  const { world, amina, jo, lea, tomas, raise, answer } = await house()
  const ruth = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  const { id } = await raise()
  for (const who of [jo, lea]) await call(who, 'PUT', `/api/obstacles/${id}/support`)
  const asks = async (of: string) =>
    Promise.all([amina, jo, lea, tomas, ruth].map(async (who) => (await call(who, 'GET', `/api/obstacles/${of}`)).body.may.sayHelped))
  assert.deepEqual(await asks(id), [false, false, false, false, false])
  await answer(lea, id)
  assert.deepEqual(await asks(id), [true, true, false, false, false])
  // The leader whom it stops too has answered it, and judges no answer of their own.
  assert.equal((await call(lea, 'PUT', `/api/obstacles/${id}/voice`, { hasHelped: true })).status, 403)
  const { id: own } = await raise(ruth)
  await answer(ruth, own)
  assert.deepEqual(await asks(own), [false, false, false, false, false])
})

test('the board shows what waits longest first, finds by words, and filters by team, person, kind and unit', async () => {
  const { amina, tomas, lea, finance, packing, raise, answer, depot } = await house()
  const first = await raise(amina, { title: 'The refund form asks for a photo', happened: 'Twelve callers gave up.', hurts: 'both' })
  await pass(dayMs)
  const second = await raise(amina)
  await pass(3_600_000)
  const third = await raise(tomas, { title: 'Drei Unterschriften für 20 €' })
  const list = async (query: string, who: Person = amina) => {
    const { status, body, text } = await call(who, 'GET', `/api/obstacles?${query}`)
    assert.equal(status, 200, text)
    return body.items.map(({ id }: { id: string }) => id)
  }
  assert.deepEqual(await list('state=open'), [first.id, second.id, third.id])
  const page = (await call(amina, 'GET', '/api/obstacles?state=open&limit=2')).body
  assert.deepEqual([page.total, await list(`state=open&limit=2&after=${page.next}`)], [3, [third.id]])
  assert.deepEqual(await list('state=open&search=caller%20refund'), [first.id])
  assert.deepEqual(await list('state=open&search=UNTERSCHRIFT'), [third.id])
  assert.deepEqual(await list(`state=open&search=${encodeURIComponent("%' or 1=1")}`), [])
  assert.deepEqual(await list('state=open&whose=team'), [first.id, second.id])
  assert.deepEqual(await list('state=open&whose=mine', tomas), [third.id])
  assert.deepEqual(await list('state=open&whose=for-me', lea), [first.id, second.id])
  assert.deepEqual(await list(`state=open&unitId=${finance}`), [third.id])
  assert.deepEqual(await list(`state=open&unitId=${depot}&hurts=both`), [first.id])
  assert.deepEqual(await list('state=open&kind=red'), [])
  assert.equal((await list('state=open&kind=unjudged')).length, 3)
  await answer(lea, first.id)
  await pass(dayMs)
  await answer(lea, second.id)
  assert.deepEqual(await list('state=answered'), [second.id, first.id])
  const answered = (await call(amina, 'GET', '/api/obstacles?state=answered&limit=1')).body
  assert.deepEqual(await list(`state=answered&limit=1&after=${answered.next}`), [first.id])
  assert.equal((await call(amina, 'GET', '/api/obstacles?state=open&after=x')).status, 422)
  assert.ok(packing)
})

test('figures: answered of raised, half within so many days, the oldest, and each leader’s line by name', async () => {
  const { world, amina, tomas, lea, raise, answer, ines } = await house()
  const ids = []
  for (let i = 0; i < 6; i++) ids.push((await raise()).id)
  const { id: late } = await raise(tomas, { title: 'Three signatures for twenty euros' })
  for (const id of ids.slice(0, 5)) {
    await pass(dayMs)
    await answer(lea, id)
  }
  await pass(12 * dayMs)
  const { body } = await call(amina, 'GET', '/api/obstacle-figures')
  assert.deepEqual([body.raised, body.answered, body.half], [7, 5, { days: 4, low: 2, high: 6, n: 5 }])
  assert.deepEqual(body.counts, { open: 2, answered: 5, team: 6, mine: 6, forMe: 0 })
  assert.equal(body.oldest.daysLate, 3)
  assert.deepEqual(
    body.leaders.map((one: { leader: { name: string } }) => one.leader.name),
    ['Ines Tester', 'Lea Tester'],
  )
  assert.deepEqual(
    [body.leaders[1].raised, body.leaders[1].answered, body.leaders[1].open, body.leaders[1].late, body.leaders[1].oldestDays],
    [6, 5, 1, 1, 18],
  )
  const organisation = (await call(world.admin, 'GET', '/api/organisation')).body
  await server.call(world.admin, 'PATCH', '/api/organisation', { body: { isWorksCouncilMode: true }, version: organisation.version })
  assert.deepEqual((await call(amina, 'GET', '/api/obstacle-figures')).body.leaders, [])
  assert.deepEqual(
    (await call(lea, 'GET', '/api/obstacle-figures')).body.leaders.map((one: { leader: { id: string } }) => one.leader.id),
    [lea.id],
  )
  assert.ok(late && ines)
})

test('step and principle travel with it, into signals too', async () => {
  const { world, packing, amina, raise, lea, answer } = await house()
  const ruth = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  const empty = { customer: {}, front: {}, back: {}, support: {} }
  const journey = await call(ruth, 'POST', '/api/journeys', { texts: { name: { en: 'A parcel comes' }, summary: {} } })
  const staged = await call(ruth, 'POST', `/api/journeys/${journey.body.id}/stages`, { texts: { name: { en: 'Prepare' } } })
  const stepped = await call(ruth, 'POST', `/api/journeys/${journey.body.id}/steps`, {
    stageId: staged.body.stages[0].id,
    channel: 'none',
    emotion: 'calm',
    evidence: 'partly',
    texts: { name: { en: 'Packing' }, ...empty },
    shapers: [],
  })
  const stepId = stepped.body.stages[0].steps[0].id
  const { id } = await raise(amina, { stepId })
  assert.equal((await call(amina, 'GET', `/api/obstacles/${id}`)).body.step.name, 'Packing')
  assert.equal((await call(amina, 'POST', '/api/obstacles', { title: 'Some rule', hurts: 'both', stepId: newId() })).status, 422)
  assert.equal(
    (await call(amina, 'POST', '/api/obstacles', { title: 'Some rule', hurts: 'both', principleId: newId() })).status >= 400,
    true,
  )
  await answer(lea, id)
  await settle(world)
  assert.deepEqual(
    (await signalSums(world, packing, 'obstacles-raised')).map(({ facetKind, n }) => [facetKind, n]),
    [
      ['none', 1],
      ['step', 1],
    ],
  )
  assert.deepEqual(await checkRollups(world), [])
})

test('a leaver’s obstacles go to the leaver’s manager with the clock, and what was raised stays without a name after an erasure', async () => {
  const { world, lea, marta, amina, tomas, raise, ctx, packing } = await house()
  const { id } = await raise()
  const left = await call(world.admin, 'POST', `/api/people/${lea.id}/departures`, { lastDay: '2026-11-01' })
  assert.ok(left.status < 300, left.text)
  assert.equal((await call(tomas, 'GET', `/api/obstacles/${id}`)).body.leader.id, marta.id)
  assert.equal((await call(marta, 'GET', '/api/followups?owner=me')).body.items.length, 1)
  const taken = await call(amina, 'GET', `/api/people/${amina.id}/personal-data`)
  assert.deepEqual(
    taken.body.sections.obstacles.map((one: { part: string }) => one.part),
    ['raised it'],
  )
  const { displayName } = (await call(world.admin, 'GET', `/api/people/${amina.id}`)).body
  assert.ok((await call(world.admin, 'POST', `/api/people/${amina.id}/erasures`, { confirmation: displayName })).status < 300)
  const { body } = await call(tomas, 'GET', `/api/obstacles/${id}`)
  assert.deepEqual([body.raisedBy, body.supporters], [null, 0])
  assert.deepEqual(
    (await ctx.read((tx) => openObstacles(tx, [packing], clock.now()))).map((one) => [one.id, one.clock.day]),
    [[id, 1]],
  )
})

test('the export is a table that no spreadsheet runs as a formula', async () => {
  const { amina, raise } = await house()
  await raise(amina, { title: '=1+1 is what the form wants' })
  const { text, headers } = await call(amina, 'GET', '/api/obstacles-export?state=open')
  assert.match(text, /^\ufeffObstacle,What happened,/)
  assert.match(text, /\r\n'=1\+1 is what/)
  assert.match(String(headers['content-disposition']), /obstacles\.csv/)
})

test('another organisation’s obstacle is not found, whatever is asked', async () => {
  const { raise } = await house()
  const { id } = await raise()
  const { amina: stranger } = await house()
  for (const [method, part, body] of [
    ['GET', ''],
    ['DELETE', ''],
    ['PUT', '/support'],
    ['DELETE', '/support'],
    ['PUT', '/voice', { hasHelped: true }],
    ['PUT', '/judgement', { kind: 'green' }],
    ['PUT', '/reply', { words: 'x' }],
    ['PUT', '/leader', { leaderId: newId() }],
    ['POST', '/answers', { answer: 'kept', because: 'because' }],
    ['POST', '/reopenings', { because: 'because' }],
  ] as const)
    assert.equal((await call(stranger, method, `/api/obstacles/${id}${part}`, body)).status, 404, `${method} ${part}`)
  assert.deepEqual((await call(stranger, 'GET', '/api/obstacles?state=open')).body.items, [])
})

test('a repeated raise is one obstacle', async () => {
  const { amina } = await house()
  const body = { title: 'No void filler after 18:00', hurts: 'customers' }
  const raise = () => server.call(amina, 'POST', '/api/obstacles', { body, key: 'obstacle-key-00000001' })
  assert.equal((await raise()).body.id, (await raise()).body.id)
})
