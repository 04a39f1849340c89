// Scenes of scenarios, asked alone: memories of their own, graded by what a choice leads to, safe across versions, offline like all reviews.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Timed } from '#platform/jobs/kinds.ts'
import { itemsOfEachKind, momentScenario } from '../../../test/support/practice-items.ts'
import { asksOf, publishedScenario } from '../../../test/support/published-scenario.ts'
import { type Person, testServer, type World } from '../../../test/support/server.ts'
import { countingStatements } from '../../../test/support/statements.ts'
import type { SceneThing, Session } from './contract.ts'
import { jobs } from './jobs.ts'

const dayMs = 86_400_000
const clock = fixedClock('2026-11-02T08:00:00Z')
const server = await testServer({ clock })
const call = (who: Person | null, method: string, url: string, body?: unknown, more: object = {}) =>
  server.call(who, method, url, { ...(body === undefined ? {} : { body }), ...more })
const rowsOf = <R>(world: World, statement: ReturnType<typeof sql<R>>): Promise<R[]> =>
  server.platform.db.inOrganisation(world.organisationId, { readOnly: true }, (tx) => tx.run(statement))
const comeBack = async (...people: Person[]) => {
  for (const who of people) Object.assign(who, await server.session(who.organisationId, who.personId))
}

async function house() {
  clock.set('2026-11-02T08:00:00Z')
  const world = await server.organisation()
  const author = await server.person(world, { roles: [{ role: 'author' }] })
  const texts = { en: { name: 'Keep the promise', meaning: 'We do what we said.' } }
  const { body: promise } = await call(world.admin, 'POST', '/api/principles', { colour: 'navy', icon: 'link', texts })
  await call(author, 'POST', '/api/item-imports', { text: itemsOfEachKind('promise', 'en'), language: 'en', state: 'live' })
  const reader = await server.person(world, { roles: [{ role: 'author' }] })
  /** Read by somebody else first. */
  const letPlay = async (id: string, by: Person = author) => {
    await comeBack(reader)
    const done = await publishedScenario(id, asksOf(server, by), asksOf(server, reader))
    assert.equal(done.status, 201, done.text)
  }
  const publish = async (text: string) => {
    const { body } = await call(author, 'POST', '/api/scenarios', { language: 'en', text })
    await letPlay(body.id)
    return body.id as string
  }
  const change = async (id: string, text: string) => {
    const { body } = await call(author, 'GET', `/api/scenarios/${id}`)
    assert.equal((await call(author, 'PUT', `/api/scenarios/${id}/draft`, { text }, { version: body.version })).status, 200)
    await letPlay(id)
  }
  const amina = await server.person(world, { givenName: 'Amina' })
  return { world, author, promise: promise.id as string, publish, change, letPlay, amina, late: await publish(momentScenario()) }
}
const sceneOf = async (who: Person): Promise<SceneThing> => {
  const { body, text, status } = await call(who, 'GET', '/api/practice')
  assert.equal(status, 200, text)
  const found = (body as Session).things.find((one): one is SceneThing => one.kind === 'scene')
  assert.ok(found, JSON.stringify((body as Session).things.map(({ kind }) => kind)))
  assert.equal((body as Session).things.at(-1), found, 'it comes last')
  return found
}
const answer = (thing: SceneThing, index: number, more: object = {}) => ({
  id: newId(clock.now().getTime()),
  kind: 'scene',
  subjectId: thing.id,
  scenarioId: thing.scenarioId,
  version: thing.version,
  language: 'en',
  places: [index],
  confidence: 'rather',
  tookSeconds: 40,
  saidAt: clock.now().toISOString(),
  ...more,
})
const review = (who: Person, body: object) => call(who, 'POST', '/api/practice-reviews', body)
const isStart = ({ scene }: SceneThing) => scene === 'start'
const play = async (who: Person, scenarioId: string) => {
  const body = {
    id: newId(),
    scenarioId,
    number: 1,
    language: 'en',
    isTimed: false,
    startedAt: clock.now().toISOString(),
    moves: [
      { kind: 'choice', index: 0 },
      { kind: 'choice', index: 0 },
    ],
  }
  const { status, text } = await call(who, 'POST', '/api/scenario-plays', body)
  assert.ok(status < 300, text)
}

test('a session ends with a moment, whose choices are worth what they lead to; one answer however often it is sent', async () => {
  const { amina, world, promise } = await house()
  const moment = await sceneOf(amina)
  assert.deepEqual([moment.title, moment.principleId, moment.version, moment.isNew], ['It is late', promise, 1, true])
  const worths = moment.choices.map(({ worth }) => worth)
  assert.deepEqual(worths, isStart(moment) ? ['good', 'poor', 'defensible'] : ['good', 'poor'])
  const body = answer(moment, 0)
  const twice = await Promise.all([review(amina, body), review(amina, body)])
  assert.deepEqual(
    twice.map(({ status, body: said }) => [status, said.isRight, said.share]),
    [
      [201, true, 1],
      [201, true, 1],
    ],
  )
  assert.deepEqual(
    await rowsOf(
      world,
      sql<{
        kind: string
        n: number
        scene: string
      }>`select subject_kind as kind, scene, count(*)::int as n from practice_reviews group by 1, 2`,
    ),
    [{ kind: 'scene', scene: moment.scene, n: 1 }],
  )
})

test('poor is not known, defensible is; what is not a choice of it is refused', async () => {
  const { world, late } = await house()
  const people = await Promise.all([0, 1, 2, 3].map(() => server.person(world)))
  const graded = async (index: number) => {
    const who = people[index]!
    clock.set('2026-11-02T08:00:00Z')
    await comeBack(who)
    let moment = await sceneOf(who)
    // Which of the two is asked first is the week's chance: the other one is asked a fortnight later.
    if (!isStart(moment)) {
      await review(who, answer(moment, 0))
      clock.advance(21 * dayMs)
      await comeBack(who)
      moment = await sceneOf(who)
      if (!isStart(moment)) return null
    }
    return (await review(who, answer(moment, index))).body
  }
  const wanted = new Map([
    [0, [true, 1]],
    [1, [false, 0]],
    [2, [true, 0.67]],
  ])
  for (const [index, [isRight, share]] of wanted) {
    const said = await graded(index)
    if (said) assert.deepEqual([said.isRight, Math.round(said.share * 100) / 100], [isRight, share])
  }
  clock.set('2026-11-02T08:00:00Z')
  const who = people[3]!
  await comeBack(who)
  const moment = await sceneOf(who)
  assert.equal((await review(who, answer(moment, 7))).body.type, '/problems/no-answer-to-this')
  assert.equal((await review(who, answer(moment, 0, { places: [] }))).body.type, '/problems/no-answer-to-this')
  assert.equal((await review(who, answer(moment, 0, { version: 9 }))).status, 404)
  assert.equal((await review(who, answer(moment, 0, { scenarioId: null }))).status, 404)
  assert.equal((await review(who, answer(moment, 0, { subjectId: newId() }))).status, 404)
  const other = await server.organisation()
  assert.equal((await review(await server.person(other), answer(moment, 0))).status, 404)
  assert.ok(late)
})

test('one every other week at most; what was sure and poor comes back the next week', async () => {
  const { amina } = await house()
  const kinds = async () => ((await call(amina, 'GET', '/api/practice')).body as Session).things.map(({ kind }) => kind)
  const moment = await sceneOf(amina)
  await review(amina, answer(moment, 1, { confidence: 'sure' }))
  assert.ok(!(await kinds()).includes('scene'))
  clock.advance(7 * dayMs)
  await comeBack(amina)
  const again = await sceneOf(amina)
  assert.deepEqual([again.id, again.isNew], [moment.id, false])
  await review(amina, answer(again, 0))
  clock.advance(7 * dayMs)
  await comeBack(amina)
  assert.ok(!(await kinds()).includes('scene'))
  clock.advance(7 * dayMs)
  await comeBack(amina)
  assert.ok((await kinds()).includes('scene'))
})

test('whoever has played is asked from what they have played; others from what is for their work', async () => {
  const { amina, publish, world } = await house()
  const other = await publish(
    momentScenario('promise', 'other').replace('It is late', 'Another one').replace('families:', 'families: warehouse'),
  )
  for (let i = 0; i < 3; i++) assert.equal((await sceneOf(await server.person(world))).title, 'It is late')
  await play(amina, other)
  assert.equal((await sceneOf(amina)).title, 'Another one')
})

test('a corrected sentence keeps the memory, a changed choice begins a new one, and a late answer counts for what was asked', async () => {
  const { amina, change, late, letPlay, world } = await house()
  const moment = await sceneOf(amina)
  await review(amina, answer(moment, 0))
  const memories = () =>
    rowsOf(world, sql<{ id: string; scene: string }>`select subject_id as id, scene from practice_memories where subject_kind = 'scene'`)
  assert.deepEqual(await memories(), [{ id: moment.id, scene: moment.scene }])
  await change(
    late,
    momentScenario().replace('Where is my parcel?', 'Where is my parcel, please?').replace('in the wrong van.', 'in another van.'),
  )
  clock.advance(21 * dayMs)
  await comeBack(amina)
  const second = await sceneOf(amina)
  if (second.scene === moment.scene) assert.deepEqual([second.id, second.version], [moment.id, 2])
  const anew = momentScenario()
    .replace('"Tell me what happened."', '"Please tell me what happened."')
    .replace('Call the driver and', 'Ring the driver and')
  await comeBack(world.admin)
  const author = await server.person(world, { roles: [{ role: 'author' }] })
  const { body } = await call(author, 'GET', `/api/scenarios/${late}`)
  await call(author, 'PUT', `/api/scenarios/${late}/draft`, { text: anew }, { version: body.version })
  await letPlay(late, author)
  const third = await sceneOf(amina)
  assert.deepEqual([third.version, third.isNew], [3, true])
  // A phone that had no network answers what it was shown.
  assert.equal((await review(amina, answer(second, 0))).status, 201)
  assert.equal((await review(amina, answer(third, 0))).status, 201)
  const known = await memories()
  assert.equal(known.filter(({ scene }) => scene === third.scene).length, 1, 'what it asked before is no memory any more')
  assert.ok(known.some(({ id }) => id === third.id))
})

test('moments stand in the recall map under their principle, in the own export, and go with the person', async () => {
  const { world, promise, amina } = await house()
  const people = [amina, ...(await Promise.all(Array.from({ length: 4 }, () => server.person(world))))]
  for (const who of people) assert.equal((await review(who, answer(await sceneOf(who), 0))).status, 201)
  const job = jobs.find((one): one is Timed => one.name === 'practice.count-recall')!
  await job.perOrganisation!(systemContext(server.platform, world.organisationId, newId()))
  const head = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  const { body } = await call(head, 'GET', '/api/recall-map')
  const [cell] = body.whole.cells.filter(({ principleId }: { principleId: string }) => principleId === promise)
  assert.deepEqual([cell.n, cell.recall.estimate], [5, 1])
  const { text } = await call(amina, 'GET', `/api/people/${amina.personId}/personal-data`)
  assert.equal(JSON.parse(text).sections.practiceReviews[0].subjectKind, 'scene')
})

test('a session with moments is read in six statements at most, five once they are known', async (t) => {
  const { amina } = await house()
  const read = () => countingStatements(server.platform.db, () => call(amina, 'GET', '/api/practice'))
  const first = await read()
  const second = await read()
  t.diagnostic(`${first.statements} statements, then ${second.statements}`)
  assert.ok(first.statements <= 6 && second.statements <= 5, `${first.statements} ${second.statements}`)
})
