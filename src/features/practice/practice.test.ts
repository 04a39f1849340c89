import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Timed } from '#platform/jobs/kinds.ts'
import { type Person, testServer, type World } from '../../../test/support/server.ts'
import type { ItemThing, Session, Thing } from './contract.ts'
import { jobs } from './jobs.ts'

const dayMs = 86_400_000
const clock = fixedClock('2026-11-02T08:00:00Z')
const server = await testServer({ clock })
const call = (who: Person | null, method: string, url: string, body?: unknown) =>
  server.call(who, method, url, body === undefined ? {} : { body })
const countRecall = (world: World) => {
  const job = jobs.find((one): one is Timed => one.name === 'practice.count-recall')!
  return job.perOrganisation!(systemContext(server.platform, world.organisationId, newId()))
}
/** Sessions end by the clock: whoever comes back days later signs in anew. */
const comeBack = async (...people: Person[]) => {
  for (const who of people) Object.assign(who, await server.session(who.organisationId, who.personId))
}
const sqlOne = async <R>(world: World, statement: ReturnType<typeof sql<R>>): Promise<R> =>
  (await server.platform.db.inOrganisation(world.organisationId, { readOnly: true }, (tx) => tx.run(statement)))[0]!

const principles = [
  ['promise', 'navy', 'Keep the promise'],
  ['own', 'leaf', 'Own it to the end'],
] as const
/** Packing with six people, led by Lea; sixteen items of two principles. */
async function house(items = 8) {
  clock.set('2026-11-02T08:00:00Z')
  const world = await server.organisation()
  const depot = await server.unit(world, 'Depot')
  const packing = await server.unit(world, 'Packing', depot)
  const author = await server.person(world, { roles: [{ role: 'author' }] })
  const lea = await server.person(world, { givenName: 'Lea', unitId: packing, roles: [{ role: 'team-leader', unitId: packing }] })
  const amina = await server.person(world, { givenName: 'Amina', unitId: packing })
  const ids: Record<string, string> = {}
  for (const [theme, colour, name] of principles) {
    const texts = { en: { name, meaning: `${name}, always.` } }
    ids[theme] = (await call(world.admin, 'POST', '/api/principles', { colour, icon: 'link', texts })).body.id
    for (let i = 0; i < items; i++) {
      const options = ['Wrong', 'Right', 'Also wrong'].map((text, k) => ({ text: `${text} ${i}`, isRight: k === 1, feedback: 'Because.' }))
      const body = {
        principleId: ids[theme],
        kind: 'choice',
        state: 'live',
        texts: { en: { prompt: `${theme} ${i}?`, options, explanation: 'So.' } },
      }
      assert.equal((await call(author, 'POST', '/api/items', body)).status, 201)
    }
  }
  const session = async (who: Person, query = ''): Promise<Session> => {
    const { status, body, text } = await call(who, 'GET', `/api/practice${query}`)
    assert.equal(status, 200, text)
    return body
  }
  return { world, depot, packing, author, lea, amina, ids, session }
}
const answer = (thing: Thing, isRight = true, more: object = {}) => ({
  id: newId(clock.now().getTime()),
  kind: thing.kind,
  subjectId: thing.id,
  version: thing.kind === 'item' ? thing.version : null,
  language: 'en',
  places: thing.kind === 'item' ? [isRight ? 1 : 0] : [],
  words: thing.kind === 'mantra' && isRight ? thing.wording : '',
  confidence: 'rather',
  tookSeconds: 9,
  saidAt: clock.now().toISOString(),
  ...more,
})
const practise = async (who: Person, things: readonly Thing[], isRight = true) => {
  for (const thing of things) assert.equal((await call(who, 'POST', '/api/practice-reviews', answer(thing, isRight))).status, 201)
}

test('three minutes of a new week: a few items of alternating principles, and done when they are answered', async () => {
  const { amina, session } = await house()
  const first = await session(amina)
  assert.deepEqual(
    [first.week, first.secondsLeft, first.practised, first.workingDays, first.weeksAway, first.comesBackOn],
    ['2026-11-02', 180, 0, 5, 0, null],
  )
  const items = first.things.filter((one): one is ItemThing => one.kind === 'item')
  assert.equal(items.length, 9)
  items.forEach((one, i) => assert.ok(i === 0 || one.principleId !== items[i - 1]!.principleId))
  assert.deepEqual((await session(amina)).things, first.things, 'read again, it is the same')
  await practise(amina, first.things.slice(0, 4))
  const rest = await session(amina)
  assert.deepEqual([rest.practised, rest.secondsLeft], [80, 100])
  assert.equal(rest.things.length, 5)
  await practise(amina, rest.things)
  const done = await session(amina)
  assert.deepEqual([done.secondsLeft, done.things, done.comesBackOn], [0, [], '2026-11-04'])
  assert.ok((await session(amina, '?more=true')).things.length > 0, 'whoever wants more has it')
  clock.advance(7 * dayMs)
  await comeBack(amina)
  assert.deepEqual([(await session(amina)).secondsLeft, (await session(amina)).weeksAway], [180, 0])
})

test('an answer is graded on the server, kept once however often it is sent, and is nobody else’s', async () => {
  const { amina, lea, session, world } = await house()
  const [one, two] = (await session(amina)).things
  const right = answer(one!)
  const twice = await Promise.all([
    call(amina, 'POST', '/api/practice-reviews', right),
    call(amina, 'POST', '/api/practice-reviews', right),
  ])
  assert.deepEqual(
    twice.map(({ status, body }) => [status, body.isRight, body.comesBackOn]),
    [
      [201, true, '2026-11-04'],
      [201, true, '2026-11-04'],
    ],
  )
  const wrong = await call(amina, 'POST', '/api/practice-reviews', answer(two!, false, { confidence: 'sure' }))
  assert.deepEqual([wrong.body.isRight, wrong.body.comesBackOn], [false, '2026-11-03'])
  assert.deepEqual(
    await sqlOne(
      world,
      sql<{
        n: number
        reviews: number
      }>`select (select count(*)::int from practice_reviews) as n, (select sum(reviews)::int from practice_memories) as reviews`,
    ),
    { n: 2, reviews: 2 },
  )
  assert.equal((await call(lea, 'POST', '/api/practice-reviews', right)).status, 404)
  assert.equal(
    (await call(amina, 'POST', '/api/practice-reviews', answer(one!, true, { places: [7] }))).body.type,
    '/problems/no-answer-to-this',
  )
  assert.equal((await call(amina, 'POST', '/api/practice-reviews', answer(one!, true, { version: 9 }))).status, 404)
  assert.equal((await call(amina, 'POST', '/api/practice-reviews', answer(one!, true, { places: 'x' }))).status, 422)
  assert.equal((await call(null, 'POST', '/api/practice-reviews', right)).status, 401)
})

test('sure and wrong comes first the next week', async () => {
  const { amina, session } = await house()
  const { things } = await session(amina)
  await practise(amina, things.slice(1))
  await call(amina, 'POST', '/api/practice-reviews', answer(things[0]!, false, { confidence: 'sure' }))
  clock.advance(7 * dayMs)
  await comeBack(amina)
  assert.ok((await session(amina)).things.some(({ id }) => id === things[0]!.id))
  await call(amina, 'PUT', '/api/practice-settings', { workingDays: [1] })
  const short = await session(amina)
  assert.deepEqual([short.secondsLeft, short.things.length], [60, 3])
  assert.ok(short.things.some(({ id }) => id === things[0]!.id))
})

test('five answers of one thing at once are five reviews, and the memory is theirs', async () => {
  const { amina, session, world } = await house()
  const [one] = (await session(amina)).things
  const answers = await Promise.all(Array.from({ length: 4 }, () => call(amina, 'POST', '/api/practice-reviews', answer(one!))))
  assert.ok(
    answers.every(({ status }) => status === 201),
    answers.map(({ text }) => text).join(),
  )
  assert.deepEqual(await sqlOne(world, sql<{ reviews: number }>`select reviews from practice_memories`), { reviews: 4 })
})

test('what a phone sends late counts on its own day, and the memory is made anew in order', async () => {
  const { amina, lea, session, world } = await house()
  const [one] = (await session(amina)).things
  const at = (days: number) => new Date(clock.now().getTime() + days * dayMs).toISOString()
  const said = [answer(one!, true, { saidAt: at(-9) }), answer(one!, true, { saidAt: at(-5) }), answer(one!, false, { saidAt: at(-1) })]
  for (const body of said) await call(amina, 'POST', '/api/practice-reviews', body)
  for (const body of [said[2]!, said[0]!, said[1]!]) await call(lea, 'POST', '/api/practice-reviews', { ...body, id: newId() })
  const rows = await server.platform.db.inOrganisation(world.organisationId, { readOnly: true }, (tx) =>
    tx.run(sql<{ stability: number; lastDay: string }>`select stability, last_day::text from practice_memories`),
  )
  assert.equal(rows.length, 2)
  assert.deepEqual(rows[0], rows[1])
})

test('the mantra is asked for from memory and forgives a slip', async () => {
  const { amina, session, world } = await house(1)
  const texts = { en: { wording: 'We keep every promise, to customers and to each other.' } }
  const head = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  const made = await call(head, 'POST', '/api/mantra-versions', { texts, reason: 'It says who we are.', approvedBy: head.id })
  assert.ok(made.status < 300, made.text)
  const mantra = (await session(amina)).things.find(({ kind }) => kind === 'mantra')
  assert.ok(mantra)
  const said = (words: string) => call(amina, 'POST', '/api/practice-reviews', answer(mantra, true, { words }))
  assert.equal((await said('we keep every promis to each other and to custmers')).body.isRight, true)
  assert.equal((await said('be nice')).body.isRight, false)
})

test('a week off asks nothing, a short week less, and a long pause is no debt', async () => {
  const { amina, world, session } = await house()
  await practise(amina, (await session(amina)).things)
  clock.set('2026-11-09T08:00:00Z')
  await comeBack(amina, world.admin)
  const away = (startsOn: string, lastDay: string) => call(world.admin, 'POST', `/api/people/${amina.id}/absences`, { startsOn, lastDay })
  assert.ok((await away('2026-11-07', '2026-11-11')).status < 300)
  const short = await session(amina)
  assert.deepEqual([short.workingDays, short.secondsLeft], [2, 72])
  assert.ok((await away('2026-11-12', '2026-11-15')).status < 300)
  const off = await session(amina)
  assert.deepEqual([off.workingDays, off.secondsLeft, off.things], [0, 0, []])
  clock.set('2027-01-18T08:00:00Z')
  await comeBack(amina)
  const back = await session(amina)
  assert.deepEqual([back.weeksAway, back.secondsLeft], [10, 180])
  assert.ok(back.things.length <= 9)
})

test('whoever has no job role gets what is for everybody, and items of higher levels wait', async () => {
  const { amina, author, ids, session } = await house(1)
  const options = ['a', 'b'].map((text, i) => ({ text, isRight: i === 0, feedback: 'f' }))
  const made = async (more: object) =>
    (
      await call(author, 'POST', '/api/items', {
        principleId: ids['own'],
        kind: 'choice',
        state: 'live',
        texts: { en: { prompt: 'p?', options, explanation: 'e' } },
        ...more,
      })
    ).body.id
  const [forFew, high] = [await made({ families: ['warehouse'] }), await made({ level: 2 })]
  const asked = (await session(amina)).things.map(({ id }) => id)
  assert.ok(!asked.includes(forFew) && !asked.includes(high))
  assert.equal(asked.length, 2)
})

test('the map falls when practice is skipped, rises when it is not, and proposes what fades most', async () => {
  const { world, packing, depot, lea, ids, session } = await house()
  const six = [
    lea,
    ...(await Promise.all(['Bo', 'Cem', 'Dana', 'Eva', 'Finn'].map((givenName) => server.person(world, { givenName, unitId: packing })))),
  ]
  for (const who of six) await practise(who, (await session(who)).things)
  const map = async (who: Person = lea, query = '') => (await call(who, 'GET', `/api/recall-map${query}`)).body
  assert.equal((await map()).countedAt, null)
  await countRecall(world)
  const fresh = await map()
  assert.deepEqual(
    [fresh.unit.name, fresh.whole.people, fresh.whole.cells.map(({ n, state }: { n: number; state: string }) => [n, state])],
    [
      'Packing',
      7,
      [
        [6, 'shown'],
        [6, 'shown'],
      ],
    ],
  )
  assert.equal(fresh.whole.cells[0].recall.estimate, 1)
  assert.equal(fresh.proposal, null)
  clock.advance(28 * dayMs)
  await comeBack(...six)
  await countRecall(world)
  const skipped = await map()
  const [before, now] = [skipped.whole.cells[0].before, skipped.whole.cells[0].recall.estimate]
  assert.equal(before, 1)
  assert.ok(now < 0.75 && now > 0.5, `${now}`)
  assert.equal(now, fresh.whole.cells[0].later, 'as it was predicted')
  assert.ok(skipped.whole.cells[0].later < now)
  assert.ok(skipped.proposal.recall < 0.8)
  for (const who of six) await practise(who, (await session(who)).things)
  await countRecall(world)
  assert.ok((await map()).whole.cells[0].recall.estimate > now)
  assert.equal((await map(lea, `?unitId=${depot}`)).type, '/problems/not-allowed')
  assert.equal((await map(six[1])).status, 403)
  void ids
})

test('groups of fewer than five are not shown, nor can they be reckoned', async () => {
  const { world, depot, packing, session } = await house(2)
  const picking = await server.unit(world, 'Picking', depot)
  const people = (unitId: string, n: number) => Promise.all(Array.from({ length: n }, () => server.person(world, { unitId })))
  const head = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  for (const who of [...(await people(packing, 7)), ...(await people(picking, 2))]) await practise(who, (await session(who)).things)
  await countRecall(world)
  const states = async () => {
    const { body } = await call(head, 'GET', `/api/recall-map?unitId=${depot}`)
    return [
      body.whole.cells[0].n,
      ...body.units.map(({ cells }: { cells: { state: string; n: number | null }[] }) => [cells[0]!.state, cells[0]!.n]),
    ]
  }
  assert.deepEqual(await states(), [9, ['too-few', null], ['too-few', null]], 'nine less seven would speak of two')
  for (const who of await people(picking, 3)) await practise(who, (await session(who)).things)
  clock.advance(60_000)
  await countRecall(world)
  assert.deepEqual(await states(), [12, ['shown', 7], ['shown', 5]])
  const { body } = await call(world.admin, 'GET', '/api/organisation')
  await server.call(world.admin, 'PATCH', '/api/organisation', { body: { isWorksCouncilMode: true }, version: body.version })
  assert.deepEqual(await states(), [12, ['too-few', null], ['too-few', null]], 'the works council asks for ten')
})

test('a leader asks for a refresher, it comes first in the unit’s practice, and can be taken back', async () => {
  const { lea, amina, ids, packing, session } = await house(12)
  await practise(amina, (await session(amina)).things)
  clock.advance(7 * dayMs)
  await comeBack(lea, amina)
  const asked = await call(lea, 'POST', '/api/practice-refreshers', { unitId: packing, principleId: ids['own'] })
  assert.deepEqual([asked.status, asked.body.untilDay], [201, '2026-11-22'])
  assert.equal((await call(lea, 'POST', '/api/practice-refreshers', { unitId: packing, principleId: ids['own'] })).body.id, asked.body.id)
  const share = (some: Session) => some.things.filter((one) => one.kind === 'item' && one.principleId === ids['own']).length
  const [withIt] = [await session(amina)]
  assert.equal((await call(lea, 'DELETE', `/api/practice-refreshers/${asked.body.id}`)).status, 204)
  assert.equal((await call(lea, 'DELETE', `/api/practice-refreshers/${asked.body.id}`)).status, 404)
  assert.ok(share(withIt) > share(await session(amina)), `${share(withIt)} against ${share(await session(amina))}`)
  assert.equal((await call(amina, 'POST', '/api/practice-refreshers', { unitId: packing, principleId: ids['own'] })).status, 403)
  assert.equal((await call(lea, 'POST', '/api/practice-refreshers', { unitId: newId(), principleId: ids['own'] })).status, 404)
})

test('a person takes out what they practised, and erasing leaves nothing of it', async () => {
  const { amina, world, session } = await house(2)
  await practise(amina, (await session(amina)).things)
  const { text } = await call(amina, 'GET', `/api/people/${amina.id}/personal-data`)
  assert.equal(JSON.parse(text).practiceReviews.length, 4)
  const count = () =>
    sqlOne(
      world,
      sql<{ n: number }>`select (select count(*) from practice_reviews)::int + (select count(*) from practice_memories)::int as n`,
    )
  assert.equal((await count()).n, 8)
  await call(world.admin, 'POST', `/api/people/${amina.id}/departures`, { lastDay: '2026-11-01' })
  const { body: card } = await call(world.admin, 'GET', `/api/people/${amina.id}`)
  const erased = await call(world.admin, 'POST', `/api/people/${amina.id}/erasures`, { confirmation: card.displayName })
  assert.ok(erased.status < 300, erased.text)
  assert.equal((await count()).n, 0)
})

test('a session is read in five statements at most, an answer is noted in six', async (t) => {
  const { amina, session } = await house()
  const { db } = server.platform
  const known = db.inOrganisation.bind(db)
  let statements = 0
  Object.assign(db, {
    inOrganisation: (id: string, options: { readOnly: boolean }, work: Parameters<typeof known>[2]) =>
      known(id, options, (tx) => work({ ...tx, run: (query) => ((statements += 1), tx.run(query)) })),
  })
  try {
    const { things } = await session(amina)
    const reading = statements
    statements = 0
    await practise(amina, things.slice(0, 1))
    t.diagnostic(`${reading} statements to read, ${statements} to note`)
    assert.ok(reading > 0 && reading <= 5, `${reading}`)
    assert.ok(statements > 0 && statements <= 6, `${statements}`)
  } finally {
    Object.assign(db, { inOrganisation: known })
  }
})
