// Four phones that were long without a network: a thousand things they noted, sent over a connection that is cut again and again, and all of them three times more.
// Steps, answers, "I will", plays, sittings and practice; know, can and will hold no ids of their own, the last word of a lesson counts.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { parseLesson } from '#engines/lesson/parse.ts'
import { fixedClock } from '#platform/clock.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { cuttingProxy, dice } from '../../../test/support/cutting-proxy.ts'
import { lessonText } from '../../../test/support/lesson-text.ts'
import { itemsOfEachKind } from '../../../test/support/practice-items.ts'
import { asksOf, publishedScenario } from '../../../test/support/published-scenario.ts'
import { type Person, testServer, type TestServer, type World } from '../../../test/support/server.ts'
import { asAdmin } from '../../../test/support/template.ts'
import type { OpenSitting } from './contract/assessments.ts'
import { installLessonIn } from './public.ts'

interface Action {
  path: string
  /** Idempotency-Key: of the entry in the phone's queue. */
  key: string
  body: { id?: string } & Record<string, unknown>
}
/** What one phone notes. */
const noted = { steps: 60, answers: 40, commitments: 20, outcomes: 10, reviews: 60, sittings: 2, answersOfSitting: 12, plays: 17 }
const phones = 4
const actionsOfPhone = 250

let server: TestServer
let world: World
let address: string
const lessonIds: string[] = []
const assessmentIds: string[] = []
let items: { id: string; kind: string }[]
let scenarioId: string

before(async () => {
  server = await testServer({ clock: fixedClock('2026-11-30T08:00:00Z') })
  world = await server.organisation()
  address = await server.listen()
  const head = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  const call = async (method: string, url: string, body?: object) => {
    const answer = await server.call(head, method, url, body ? { body } : {})
    assert.ok(answer.status < 300, `${url} ${answer.text}`)
    return answer.body
  }
  const ids = []
  for (const [colour, name] of [
    ['navy', 'Keep the promise'],
    ['moss', 'Own it to the end'],
  ])
    ids.push((await call('POST', '/api/principles', { colour, icon: 'link', texts: { en: { name, meaning: 'We do.' } } })).id)
  const ctx = systemContext(server.platform, world.organisationId, newId())
  for (const key of ['listen-first', 'keep-it']) {
    const { lesson } = parseLesson(lessonText(key, 'Listen'))
    lessonIds.push(await ctx.write((tx) => installLessonIn(ctx, tx, { lesson: lesson!, language: 'en', principleId: null })))
  }
  const bank = { text: itemsOfEachKind('promise', 'en'), language: 'en', state: 'live', principles: { promise: ids[0] } }
  await call('POST', '/api/item-imports', bank)
  items = (await call('GET', '/api/items')).items
  const asked = { mode: 'fixed', state: 'live', itemIds: items.map(({ id }) => id), validDays: null }
  for (const title of ['One', 'Two'])
    assessmentIds.push((await call('POST', '/api/assessments', { ...asked, texts: { en: { title } } })).id)
  const guide = readFileSync(new URL('../../../docs/guide/scenario-format.md', import.meta.url), 'utf8')
  scenarioId = (await call('POST', '/api/scenarios', { language: 'en', text: guide.split('```')[1]!.trimStart() })).id
  const reader = await server.person(world, { roles: [{ role: 'author' }] })
  await publishedScenario(scenarioId, asksOf(server, head), asksOf(server, reader))
})

const fits: Record<string, number[]> = { choice: [0], judgement: [0], multiple: [0, 1], order: [0, 1, 2], match: [0, 1], short: [] }
const counting = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

/** In the order of the phone's clock; sittings were begun before the network went. */
async function notedBy(who: Person): Promise<Action[]> {
  let second = 0
  const at = () => new Date(Date.parse('2026-11-29T08:00:00Z') + second++ * 1000).toISOString()
  const action = (path: string, body: Action['body']): Action => ({ path: `/api/${path}`, key: body.id ?? newId(), body })
  const where = (i: number) => ({ lessonId: lessonIds[i % 2], language: 'en', number: 1 })
  const steps = counting(noted.steps).map((i) =>
    action('lesson-steps', { id: newId(), ...where(i), block: i % 9, isFinished: i >= noted.steps - 2, at: at() }),
  )
  const answers = counting(noted.answers).map((i) =>
    action('lesson-answers', { id: newId(), ...where(i), block: 4, chosen: [i % 2], at: at() }),
  )
  const commitments = counting(noted.commitments).map((i) => action('commitments', { id: newId(), words: `I will do ${i}`, at: at() }))
  const outcomes = commitments
    .slice(0, noted.outcomes)
    .map(({ body }) => action(`commitments/${body.id}/outcomes`, { outcome: 'did', at: at() }))
  const reviews = counting(noted.reviews).map((i) => {
    const { id: subjectId, kind } = items[i % items.length]!
    const said = { places: fits[kind], words: kind === 'short' ? 'sorry' : '', confidence: 'rather', tookSeconds: 9 }
    return action('practice-reviews', { id: newId(), kind: 'item', subjectId, version: 1, language: 'en', ...said, saidAt: at() })
  })
  const sat: Action[] = []
  for (const assessmentId of assessmentIds) {
    const begun = await server.call(who, 'POST', '/api/sittings', { body: { id: newId(), assessmentId, language: 'en' } })
    const { id: sittingId, questions } = begun.body as OpenSitting
    const given = questions.map(({ itemId, kind }) => ({
      itemId,
      // Sure of it and wrong, so that practice takes it along.
      places: kind === 'choice' ? [2] : fits[kind],
      words: kind === 'short' ? 'sorry' : '',
      confidence: kind === 'choice' ? 'sure' : 'guess',
    }))
    for (const i of counting(noted.answersOfSitting))
      sat.push(action('sitting-answers', { sittingId, ...given[i % given.length], saidAt: at() }))
    sat.push({ ...action('sitting-submissions', { sittingId, answers: given.map((one) => ({ ...one, saidAt: at() })) }), key: sittingId })
  }
  const plays = counting(noted.plays).flatMap(() => {
    const play = { id: newId(), scenarioId, number: 1, language: 'en', isTimed: true, startedAt: at() }
    const moves = counting(2).map(() => ({ kind: 'choice', index: 0 }))
    return [1, 2].map((n) => ({ ...action('scenario-plays', { ...play, moves: moves.slice(0, n) }), key: newId() }))
  })
  return [...steps, ...answers, ...commitments, ...outcomes, ...reviews, ...sat, ...plays]
}

/** As ui/queue.ts: the oldest first, and what the network does not take is tried again before anything else. */
async function sendAll(address: string, who: Person, actions: readonly Action[]): Promise<void> {
  for (const { path, body, key } of actions)
    for (let isReceived = false; !isReceived;)
      try {
        const answer = await fetch(address + path, {
          method: 'POST',
          headers: { cookie: who.cookie, origin: address, 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify(body),
        })
        const text = await answer.text()
        assert.ok(answer.status < 300, `${path} ${answer.status} ${text}`)
        isReceived = true
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error
      }
}

const perPhone: Record<string, number> = {
  lesson_progress: 2,
  lesson_answers: noted.answers,
  commitments: noted.commitments,
  practice_reviews: noted.reviews + noted.sittings,
  practice_memories: 6,
  sittings: noted.sittings,
  person_skills: 1,
  scenario_plays: noted.plays,
  scenario_choices: noted.plays * 2,
  evidence_pieces: noted.plays + noted.sittings,
}
/** What is there otherwise than it ought to be; `several`: each phone's part. */
async function faults(people: readonly Person[], several: number): Promise<string[]> {
  const ids = people.map(({ personId }) => personId)
  return asAdmin(server.platform.database.adminUrl, async (client) => {
    const found: string[] = []
    for (const [table, n] of Object.entries(perPhone)) {
      const { rows } = await client.query(`select count(*)::int as n from ${table} where person_id = any($1::uuid[])`, [ids])
      if (rows[0].n !== n * several) found.push(`${table}: ${rows[0].n} instead of ${n * several}`)
    }
    return found
  })
}
/** Every row of every table, but what says when somebody was seen last. */
const everyTable = (): Promise<Record<string, string>> =>
  asAdmin(server.platform.database.adminUrl, async (client) => {
    const { rows: tables } = await client.query(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('sessions', 'devices') order by 1`,
    )
    const all: Record<string, string> = {}
    for (const { name } of tables) {
      const { rows } = await client.query(
        `select count(*)::int as n, md5(string_agg(t::text, ' ' order by t::text)) as sum from "${name}" t`,
      )
      all[name] = `${rows[0].n} rows ${rows[0].sum}`
    }
    return all
  })

test('a thousand offline actions, replayed three times over a cut connection, are a thousand: nothing lost, nothing doubled', async (t) => {
  const people = await Promise.all(counting(phones).map(() => server.person(world)))
  const queues = await Promise.all(people.map(notedBy))
  assert.deepEqual(
    queues.map(({ length }) => length),
    people.map(() => actionsOfPhone),
  )
  const proxy = await cuttingProxy(address, dice(7))
  const sendQueues = () => Promise.all(queues.map((queue, i) => sendAll(proxy.address, people[i]!, queue)))
  await sendQueues()
  assert.deepEqual(await faults(people, phones), [])
  const once = await everyTable()
  // The phones never learned that they arrived.
  for (let time = 0; time < 3; time++) await sendQueues()
  const { inRequest, beforeAnswer } = proxy.cuts
  t.diagnostic(
    `${phones * actionsOfPhone} actions four times, ${inRequest} cuts in a request, ${beforeAnswer} between the deed and its answer`,
  )
  assert.ok(inRequest > 300 && beforeAnswer > 300)
  assert.deepEqual(await faults(people, phones), [])
  const changed = Object.entries(await everyTable()).filter(([name, rows]) => rows !== once[name])
  assert.deepEqual(changed, [], 'not one row is another')

  const [first] = people
  const [finished, outcomes, memories, submitted, ended] = await asAdmin(server.platform.database.adminUrl, async (client) => {
    const one = async (text: string) => (await client.query(text, [first!.personId])).rows[0].n as number
    return [
      await one(`select count(*)::int as n from lesson_progress where person_id = $1 and finished_at is not null and block in (4, 5)`),
      await one(`select count(*)::int as n from commitments where person_id = $1 and outcome = 'did'`),
      await one(`select sum(reviews)::int as n from practice_memories where person_id = $1`),
      await one(
        `select count(*)::int as n from sittings s join sitting_answers a on a.sitting_id = s.id where s.person_id = $1 and s.state = 'submitted' and a.is_right is not null`,
      ),
      await one(`select count(*)::int as n from scenario_plays where person_id = $1 and quality = 'good' and moves = 2`),
    ]
  })
  assert.deepEqual(
    [finished, outcomes, memories, submitted, ended],
    [2, noted.outcomes, noted.reviews + noted.sittings, noted.sittings * items.length, noted.plays],
  )
})

test('the look finds it where a phone makes new ids each time it sends', async () => {
  const who = await server.person(world)
  const queue = await notedBy(who)
  const proxy = await cuttingProxy(address, dice(8))
  proxy.mend()
  await sendAll(proxy.address, who, queue)
  assert.deepEqual(await faults([who], 1), [])
  const anew = queue
    .filter(({ path }) => !path.endsWith('/outcomes'))
    .map((action) => ({ ...action, key: newId(), body: action.body.id ? { ...action.body, id: newId() } : action.body }))
  await sendAll(proxy.address, who, anew)
  assert.deepEqual(
    (await faults([who], 1)).map((fault) => fault.split(':')[0]),
    ['lesson_answers', 'commitments', 'practice_reviews', 'scenario_plays', 'scenario_choices', 'evidence_pieces'],
  )
})
