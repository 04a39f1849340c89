// Levels on mixed evidence: what is missing and what opens it, an assessment and a scenario that raise a level at once, "May I?" that follows, and an end after notice.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { newId } from '#platform/ids.ts'
import { momentScenario } from '../../../test/support/practice-items.ts'
import { asksOf, publishedScenario } from '../../../test/support/published-scenario.ts'
import { type Person, testServer } from '../../../test/support/server.ts'
import { countingStatements } from '../../../test/support/statements.ts'
import type { OpenSitting } from './contract/assessments.ts'

const dayMs = 86_400_000
const clock = fixedClock('2026-11-02T08:00:00Z')
const server = await testServer({ clock })
const call = (who: Person, method: string, url: string, body?: unknown, more: object = {}) =>
  server.call(who, method, url, { ...(body === undefined ? {} : { body }), ...more })
const made = async (who: Person, url: string, body: unknown = {}): Promise<{ id: string } & Record<string, unknown>> => {
  const reply = await call(who, 'POST', url, body)
  assert.ok(reply.status < 300, `${url} ${reply.text}`)
  return reply.body
}

async function house() {
  clock.set('2026-11-02T08:00:00Z')
  const world = await server.organisation()
  const phone = await server.unit(world, 'Phone')
  const author = await server.person(world, { roles: [{ role: 'author' }] })
  const reader = await server.person(world, { roles: [{ role: 'author' }] })
  const ruth = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  const lea = await server.person(world, {
    givenName: 'Lea',
    unitId: phone,
    leadsUnit: true,
    roles: [{ role: 'team-leader', unitId: phone }],
  })
  const amina = await server.person(world, { givenName: 'Amina', unitId: phone, managerId: lea.id })
  const promise = (
    await made(world.admin, '/api/principles', {
      colour: 'navy',
      icon: 'link',
      texts: { en: { name: 'Keep the promise', meaning: 'We do.' } },
    })
  ).id
  const texts = { en: { prompt: 'What comes before mending?', accepted: ['sorry'], explanation: 'It opens the ear.' } }
  const items: string[] = []
  for (let i = 0; i < 3; i++)
    items.push((await made(author, '/api/items', { principleId: promise, kind: 'short', state: 'live', texts })).id)
  const assessment = async (level: number, title: string, more: object = {}) =>
    (
      await made(author, '/api/assessments', {
        texts: { en: { title, lead: '' } },
        state: 'live',
        mode: 'fixed',
        itemIds: items,
        level,
        ...more,
      })
    ).id
  const scenario = async (key: string, level: number) => {
    const text = momentScenario('promise', key).replace('level: 1', `level: ${level}`).replace('It is late', `Play ${key}`)
    const { id } = await made(author, '/api/scenarios', { language: 'en', text })
    const done = await publishedScenario(id, asksOf(server, author), asksOf(server, reader))
    assert.equal(done.status, 201, done.text)
    return id
  }
  const sit = async (who: Person, assessmentId: string, words = 'sorry') => {
    const sitting = (await made(who, '/api/sittings', { id: newId(), assessmentId, language: 'en' })) as unknown as OpenSitting
    const answers = sitting.questions.map(({ itemId }) => ({ itemId, places: [], words, confidence: 'sure' }))
    return made(who, '/api/sitting-submissions', { sittingId: sitting.id, answers })
  }
  const play = (who: Person, scenarioId: string) =>
    made(who, '/api/scenario-plays', {
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
    })
  const sign = (kind: string, level: number, outcome = 'met') =>
    made(lea, `/api/people/${amina.id}/sign-offs`, { kind, level, outcome, words: 'Seen on the phone.' })
  return { world, author, ruth, lea, amina, promise, assessment, scenario, sit, play, sign }
}
const levels = async (who: Person) => {
  const { status, body, text } = await call(who, 'GET', '/api/own-levels')
  assert.equal(status, 200, text)
  return body
}
type Part = { kind: string; needed: number; has: number; openings: { title: string; link: string }[] }
const partsOf = (body: { levels: { level: number; parts: Part[] }[] }, level: number): Part[] =>
  body.levels.find((one) => one.level === level)!.parts
const openingsOf = (body: Awaited<ReturnType<typeof levels>>, level: number, kind: string): string[] =>
  partsOf(body, level)
    .find((part) => part.kind === kind)!
    .openings.map(({ title }) => title)

test('each missing piece names what opens it, never what counts already, and whom to ask for the rest', async () => {
  const { amina, lea, assessment, scenario, play } = await house()
  const bare = await levels(amina)
  assert.deepEqual(
    [bare.level, bare.next, openingsOf(bare, 1, 'knowledge')],
    [
      0,
      {
        level: 1,
        missing: [
          { kind: 'knowledge', needed: 1, has: 0 },
          { kind: 'sign-off', needed: 1, has: 0 },
        ],
      },
      [],
    ],
  )
  assert.equal(bare.ask.id, lea.id)
  const higher = await assessment(3, 'Causes')
  const basics = await assessment(1, 'The basics')
  await scenario('easy', 1)
  const hard = await scenario('hard', 3)
  const harder = await scenario('harder', 4)
  const read = await levels(amina)
  assert.deepEqual(openingsOf(read, 1, 'knowledge'), ['The basics'], 'the nearest level first')
  assert.deepEqual(openingsOf(read, 2, 'scenario'), ['Play hard'], 'of a lower level it would not count')
  assert.deepEqual(openingsOf(read, 3, 'scenario'), ['Play hard', 'Play harder'], 'one for each missing piece')
  assert.equal(partsOf(read, 1)[0]!.openings[0]!.link, `/learn/assessments?one=${basics}`)
  assert.equal(partsOf(read, 2)[0]!.openings[0]!.link, `/learn/scenarios/${hard}`)
  await play(amina, hard)
  const played = await levels(amina)
  assert.deepEqual([partsOf(played, 3)[0]!.has, openingsOf(played, 3, 'scenario')], [1, ['Play harder']])
  const [piece] = (
    partsOf(played, 2)[0] as unknown as { pieces: { title: string; link: string; endsAt: string; again: { title: string } }[] }
  ).pieces
  assert.deepEqual([piece!.title, piece!.link, piece!.again.title], ['Play hard', `/learn/scenarios/${hard}`, 'Play hard'])
  assert.equal(piece!.endsAt, '2028-11-01T08:00:00.000Z')
  assert.ok(higher && harder)
})

test('a level is refused with the list of what is missing, and reached in the transaction that brings the last piece; "May I?" follows at once', async () => {
  const { world, amina, ruth, assessment, scenario, sit, play, sign } = await house()
  const situation = await made(ruth, '/api/situations', {
    icon: 'package-off',
    texts: { en: { name: 'It came broken', words: 'damaged' } },
  })
  const remedy = await made(ruth, '/api/remedies', { texts: { en: { name: 'refund it' } } })
  const definition = {
    situationId: situation.id,
    remedyId: remedy.id,
    principleId: null,
    measure: 'money',
    currency: 'EUR',
    leastLevel: 0,
    steps: [
      { level: 0, most: 2000 },
      { level: 1, most: 4000 },
      { level: 2, most: 10_000 },
    ],
    conditions: [],
    jobRoleIds: [],
    unitIds: [],
    effectiveFrom: '2026-11-02',
    effectiveUntil: null,
    texts: { en: { title: 'Broken', why: 'It broke on our way.', next: [] } },
    cases: [{ title: '18 euros', level: 1, jobRoleId: null, unitId: null, amount: 1800, facts: {}, expected: 'yes' }],
  }
  const rule = await made(ruth, '/api/rules', { definition })
  await made(ruth, `/api/rules/${rule.id}/publications`)
  const limit = async () =>
    (await call(amina, 'GET', `/api/may-i?situationId=${situation.id}&remedyId=${remedy.id}&amount=1000&currency=EUR`)).body.limit as number
  const basics = await assessment(1, 'The basics', { validDays: 200 })
  const hard = await scenario('hard', 2)
  assert.equal(await limit(), 2000)
  await sign('sign-off', 1)
  await sign('observed', 2)
  await sign('sign-off', 2)
  assert.deepEqual((await levels(amina)).next, { level: 1, missing: [{ kind: 'knowledge', needed: 1, has: 0 }] })
  assert.equal(await limit(), 2000)
  await sit(amina, basics)
  assert.equal(await limit(), 4000, 'at once')
  assert.deepEqual((await levels(amina)).next, { level: 2, missing: [{ kind: 'scenario', needed: 1, has: 0 }] })
  await play(amina, hard)
  assert.equal(await limit(), 10_000, 'at once')
  const own = await levels(amina)
  assert.deepEqual([own.level, own.lapsesAt], [2, '2027-05-21T08:00:00.000Z'])
  const transactions = await server.platform.db.read(
    world.organisationId,
    sql<{ id: string }>`select distinct xmin::text as id from (
        select xmin from scenario_plays where organisation_id = ${world.organisationId}
        union all select xmin from evidence_pieces where organisation_id = ${world.organisationId} and source_kind = 'scenario'
        union all select xmin from person_levels where organisation_id = ${world.organisationId}) x`,
  )
  assert.equal(transactions.length, 1, 'the play, its evidence and the level are one transaction')

  // Notice, and then the end; what is shown in time keeps it.
  clock.set('2027-05-01T08:00:00Z')
  Object.assign(amina, await server.session(world.organisationId, amina.personId))
  const [next] = (await call(amina, 'GET', '/api/today')).body.next
  assert.deepEqual(
    [next.kind, next.missing, next.level, next.link, next.dueAt],
    ['level', 'lapse', 2, '/my-levels', '2027-05-21T08:00:00.000Z'],
  )
  const noticed = await levels(amina)
  const [knowledge] = partsOf(noticed, 1) as unknown as { lapsesAt: string; pieces: { again: { title: string } }[] }[]
  assert.deepEqual([knowledge!.lapsesAt, knowledge!.pieces[0]!.again.title], ['2027-05-21T08:00:00.000Z', 'The basics'])
  assert.equal(await limit(), 10_000)
  clock.set('2027-05-21T08:01:00Z')
  Object.assign(amina, await server.session(world.organisationId, amina.personId))
  assert.equal((await levels(amina)).level, 0)
  assert.equal(await limit(), 2000, 'lower from that minute on')
  await sit(amina, basics)
  assert.deepEqual([(await levels(amina)).level, await limit()], [2, 10_000])
})

test('a retest that failed says since when it is open again, and what shows it once more', async () => {
  const { amina, assessment, sit } = await house()
  const basics = await assessment(1, 'The basics')
  await sit(amina, basics)
  clock.advance(dayMs)
  Object.assign(amina, await server.session(amina.organisationId, amina.personId))
  await sit(amina, basics, 'no idea')
  const [part] = partsOf(await levels(amina), 1) as unknown as (Part & { takenBack: { title: string; shownAt: string } })[]
  assert.deepEqual([part!.has, part!.takenBack.title, part!.takenBack.shownAt], [0, 'The basics', '2026-11-03T08:00:00.000Z'])
  assert.deepEqual(
    part!.openings.map(({ title }) => title),
    ['The basics'],
  )
})

test('what a level means stands in the words of one’s own work', async () => {
  const { amina, world, promise } = await house()
  const role = await made(world.admin, '/api/job-roles', { name: 'Packer' })
  const packer = await server.person(world, { jobRoleId: role.id })
  const behaviour = (jobRoleId: string | null, level: number, name: string) =>
    made(world.admin, '/api/behaviours', {
      principleId: promise,
      jobRoleId,
      level,
      texts: { en: { name, poor: 'Not.', good: 'Does it.', great: 'Does more.' } },
    })
  await behaviour(role.id, 1, 'Packs so that it arrives whole')
  await behaviour(null, 2, 'Says early what will be late')
  const meanings = async (who: Person) =>
    (await levels(who)).levels.map(({ behaviours }: { behaviours: { name: string }[] }) => behaviours.map(({ name }) => name))
  assert.deepEqual(await meanings(amina), [[], ['Says early what will be late'], [], []])
  assert.deepEqual(await meanings(packer), [['Packs so that it arrives whole'], ['Says early what will be late'], [], []])
})

test('the page is five statements at most, whatever stands behind it', async (t) => {
  const { amina, assessment, scenario, sit, play, sign } = await house()
  await sit(amina, await assessment(1, 'The basics'))
  await play(amina, await scenario('hard', 2))
  await sign('sign-off', 1)
  const { statements } = await countingStatements(server.platform.db, () => levels(amina))
  t.diagnostic(`${statements} statements`)
  assert.ok(statements <= 5, `${statements}`)
})
