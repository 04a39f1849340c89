import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { recordEvidence } from '#features/evidence/public.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { type Person, testServer, type TestServer, type World } from '../../../test/support/server.ts'
import { metrics } from './metrics.ts'

type Known = Person & { id: string }
const clock = fixedClock('2026-11-30T08:00:00Z')
let server: TestServer
let world: World
let phone: string
let ruth: Known
let lea: Known
let amina: Known
let broken: string
let shipping: string
let ruleId: string
const say = (who: Person, method: string, url: string, body?: object, more: object = {}) =>
  server.call(who, method, url, { ...(body ? { body } : {}), ...more })

const definition = (more: object = {}) => ({
  situationId: broken,
  remedyId: shipping,
  principleId: null,
  measure: 'money',
  currency: 'EUR',
  leastLevel: 1,
  steps: [
    { level: 1, most: 1000 },
    { level: 2, most: 4000 },
  ],
  conditions: [{ kind: 'at-most', key: 'days-since', most: 30, texts: { en: 'Days since delivery', de: 'Tage seit der Lieferung' } }],
  jobRoleIds: [],
  unitIds: [],
  effectiveFrom: '2026-11-30',
  effectiveUntil: null,
  texts: {
    en: { title: 'Broken on arrival', why: 'It broke on our way.', next: ['Send a new one today.'], say: 'I will put this right today.' },
    de: { title: 'Kaputt angekommen', why: 'Es ging auf unserem Weg kaputt.', next: [] },
  },
  cases: [
    { title: 'Level 2, 18 euros', level: 2, jobRoleId: null, unitId: null, amount: 1800, facts: { 'days-since': 3 }, expected: 'yes' },
    {
      title: 'Level 1, 18 euros',
      level: 1,
      jobRoleId: null,
      unitId: null,
      amount: 1800,
      facts: { 'days-since': 3 },
      expected: 'not-alone',
    },
  ],
  ...more,
})
const decision = (more: object = {}) => ({
  id: newId(),
  ruleId,
  ruleVersion: 1,
  situationId: broken,
  remedyId: shipping,
  amount: 1800,
  currency: 'EUR',
  facts: { 'days-since': 3 },
  shown: 'yes',
  ...more,
})
const show = (personId: string, kind: 'sign-off' | 'knowledge' | 'scenario' | 'observed', level: number) => {
  const ctx = systemContext(server.platform, world.organisationId, newId())
  return ctx.write((tx) =>
    recordEvidence(ctx, tx, { personId, kind, level, sourceKind: 'test', sourceId: newId(), outcome: 'met', shownAt: ctx.now() }),
  )
}
const ask = async (who: Person, amount = 1800) =>
  (await say(who, 'GET', `/api/may-i?situationId=${broken}&remedyId=${shipping}&amount=${amount}&currency=EUR&facts=days-since:3`)).body

before(async () => {
  server = await testServer({ clock })
  world = await server.organisation()
  phone = await server.unit(world, 'Phone')
  ruth = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  lea = await server.person(world, { unitId: phone, leadsUnit: true, roles: [{ role: 'team-leader', unitId: phone }] })
  amina = await server.person(world, { unitId: phone, managerId: lea.id })
  const situation = {
    icon: 'package-off',
    texts: { en: { name: 'Parcel arrived broken', words: 'damaged smashed' }, de: { name: 'Paket kam kaputt an' } },
  }
  broken = (await say(ruth, 'POST', '/api/situations', situation)).body.id
  shipping = (
    await say(ruth, 'POST', '/api/remedies', { texts: { en: { name: 'refund the shipping' }, de: { name: 'den Versand erstatten' } } })
  ).body.id
})

test('a rule goes live only when its cases pass; then it never changes', async () => {
  const wrong = definition({ cases: [{ ...definition().cases[1], expected: 'yes' }] })
  const made = await say(ruth, 'POST', '/api/rules', { definition: wrong })
  assert.equal(made.status, 201, made.text)
  ruleId = made.body.id
  assert.deepEqual([made.body.number, made.body.state, made.body.cases[0].isPassed], [1, 'draft', false])
  const refused = await say(ruth, 'POST', `/api/rules/${ruleId}/publications`)
  assert.deepEqual([refused.status, refused.body.type], [409, '/problems/case-fails'])
  assert.equal((await say(amina, 'GET', `/api/rules/${ruleId}`)).status, 404, 'a draft is for those who write')
  const mended = await say(ruth, 'PUT', `/api/rules/${ruleId}/draft`, { definition: definition() }, { version: made.body.version })
  assert.equal(mended.status, 200, mended.text)
  assert.equal(
    (await say(ruth, 'PUT', `/api/rules/${ruleId}/draft`, { definition: definition() }, { version: made.body.version })).status,
    412,
  )
  assert.equal((await say(lea, 'POST', `/api/rules/${ruleId}/publications`)).status, 403)
  const live = await say(ruth, 'POST', `/api/rules/${ruleId}/publications`)
  assert.deepEqual([live.status, live.body.state, live.body.current.version], [201, 'live', 1])
  assert.equal((await say(ruth, 'POST', `/api/rules/${ruleId}/publications`)).body.type, '/problems/no-draft')
  const empty = await say(ruth, 'POST', '/api/rules', { definition: definition({ cases: [] }) })
  assert.equal((await say(ruth, 'POST', `/api/rules/${empty.body.id}/publications`)).body.type, '/problems/no-cases')
  assert.equal((await say(ruth, 'DELETE', `/api/rules/${empty.body.id}/draft`)).status, 204)
  assert.equal((await say(ruth, 'GET', `/api/rules/${empty.body.id}`)).status, 404)
})

test('a rule that would break a case of another one does not go live', async () => {
  const nearer = definition({
    unitIds: [],
    steps: [{ level: 0, most: 100 }],
    leastLevel: 0,
    cases: [{ ...definition().cases[0], amount: 50 }],
  })
  const made = await say(ruth, 'POST', '/api/rules', { definition: nearer })
  assert.equal(made.body.breaks[0]?.number, 1, JSON.stringify(made.body.breaks))
  assert.equal((await say(ruth, 'POST', `/api/rules/${made.body.id}/publications`)).status, 409)
  await say(ruth, 'DELETE', `/api/rules/${made.body.id}/draft`)
})

test('the answer follows the level at once, and names rule, version and reason', async () => {
  assert.deepEqual([(await ask(amina)).verdict, (await ask(amina)).reason], ['not-alone', 'level'])
  await show(amina.id, 'knowledge', 1)
  await show(amina.id, 'sign-off', 1)
  const first = await ask(amina)
  assert.deepEqual([first.verdict, first.reason, first.limit, first.neededLevel], ['not-alone', 'over-limit', 1000, 2])
  assert.deepEqual(first.mayDoNow, [{ remedyId: shipping, name: 'refund the shipping', verdict: 'yes-if', limit: 1000 }])
  for (const kind of ['scenario', 'observed', 'sign-off'] as const) await show(amina.id, kind, 2)
  const then = await ask(amina)
  assert.deepEqual(
    [then.verdict, then.limit, then.rule.number, then.rule.version, then.rule.why],
    ['yes', 4000, 1, 1, 'It broke on our way.'],
  )
  assert.equal((await say(amina, 'GET', `/api/may-i?situationId=${newId()}&remedyId=${shipping}`)).status, 404)
})

test('the book holds what a phone needs, in the language asked for', async () => {
  const book = (await say(amina, 'GET', '/api/may-i-book?language=de')).body
  assert.deepEqual([book.person.level, book.rules[0].title, book.colleague.id], [2, 'Kaputt angekommen', lea.id])
  assert.ok(book.situations[0].words.includes('damaged smashed'))
  assert.equal(book.situations[0].name, 'Paket kam kaputt an')
  const other = await server.person(world, { unitId: await server.unit(world, 'Far') })
  await say(
    ruth,
    'PUT',
    `/api/rules/${ruleId}/draft`,
    { definition: definition() },
    { version: (await say(ruth, 'GET', `/api/rules/${ruleId}`)).body.version },
  )
  assert.equal((await say(other, 'GET', '/api/may-i-book')).body.rules.length, 1, 'drafts are in nobody’s book')
  await say(ruth, 'DELETE', `/api/rules/${ruleId}/draft`)
})

test('a decision sent twice, or five times at once, is one row', async () => {
  const body = decision({ decidedAt: '2026-11-30T08:00:00Z' })
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => say(amina, 'POST', '/api/decisions', body)))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 201, 201, 201],
    answers.map(({ text }) => text).join(),
  )
  const mine = (await say(amina, 'GET', '/api/decisions')).body.items
  assert.deepEqual(
    mine.map((one: { verdict: string; decidedAt: string }) => [one.verdict, one.decidedAt]),
    [['yes', '2026-11-30T08:00:00.000Z']],
  )
  const [deltas] = await server.platform.db.read(
    world.organisationId,
    sql<{ n: number }>`select sum(n)::int as n from signal_deltas where organisation_id = ${world.organisationId} and metric = 'decisions'`,
  )
  assert.equal(deltas!.n, 1)
})

test('outside the rule a decision takes one sentence; the server judges for itself, and never refuses what a phone has answered with yes', async () => {
  const beyond = decision({ amount: 9000, shown: 'not-alone' })
  assert.equal((await say(amina, 'POST', '/api/decisions', beyond)).body.type, '/problems/reason-needed')
  const noted = await say(amina, 'POST', '/api/decisions', { ...beyond, note: 'A wedding present, tomorrow.' })
  assert.deepEqual([noted.status, noted.body.verdict], [201, 'not-alone'])
  assert.equal((await say(amina, 'POST', '/api/decisions', decision({ ruleVersion: 7 }))).status, 422)
  const stale = await say(amina, 'POST', '/api/decisions', decision({ decidedAt: '2026-11-29T07:00:00Z' }))
  assert.deepEqual([stale.status, stale.body.verdict], [201, 'not-alone'], 'before the level was reached')
  const withoutRule = decision({ ruleId: null, ruleVersion: null })
  assert.equal((await say(amina, 'POST', '/api/decisions', withoutRule)).body.verdict, 'yes', 'a rule that holds can’t be passed over')
})

test('a decision is read by the person and the leader, not by colleagues, hr, administrators or auditors', async () => {
  const id = (await say(amina, 'GET', '/api/decisions')).body.items[0].id
  const read = async (who: Person) => (await say(who, 'GET', `/api/decisions/${id}`)).status
  const colleague = await server.person(world, { unitId: phone })
  const hr = await server.person(world, { roles: [{ role: 'hr' }] })
  const administrator = await server.person(world, { roles: [{ role: 'administrator' }] })
  assert.deepEqual(await Promise.all([amina, lea, colleague, hr, administrator].map(read)), [200, 200, 403, 403, 403])
  assert.equal((await say(lea, 'GET', '/api/decisions?whose=team')).body.items.length, 4)
  assert.equal((await say(colleague, 'GET', '/api/decisions?whose=team')).body.items.length, 0)
})

test('taken back within a day, a decision stays taken back when the phone sends it again', async () => {
  const body = decision()
  await say(amina, 'POST', '/api/decisions', body)
  assert.equal((await say(lea, 'DELETE', `/api/decisions/${body.id}`)).status, 403)
  assert.equal((await say(amina, 'DELETE', `/api/decisions/${body.id}`)).status, 204)
  assert.equal((await say(amina, 'POST', '/api/decisions', body)).status, 404)
  const old = decision({ decidedAt: '2026-11-20T07:00:00Z' })
  await say(amina, 'POST', '/api/decisions', old)
  assert.equal((await say(amina, 'DELETE', `/api/decisions/${old.id}`)).body.type, '/problems/too-late-to-take-back')
})

test('the metric equals what is counted anew from the facts', async () => {
  for (const metric of metrics) {
    const sums = await server.platform.db.read(
      world.organisationId,
      sql<{ key: string; n: number }>`select unit_id || ' ' || day::text || ' ' || facet_kind as key, sum(n)::int as n from signal_deltas
        where organisation_id = ${world.organisationId} and metric = ${metric.name} group by 1 having sum(n) <> 0 order by 1`,
    )
    const counted = await systemContext(server.platform, world.organisationId, newId()).read((tx) =>
      metric.recount(tx, '2026-01-01', '2026-12-31'),
    )
    assert.deepEqual(
      counted
        .map(({ unitId, day, facetKind, n }) => ({ key: `${unitId} ${day} ${facetKind}`, n }))
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
      sums,
    )
  }
})

test('"not alone", taken: the manager owes an answer, gives it once, and others see nothing', async () => {
  const { shown: _, ...body } = decision({ amount: 24_000, words: 'A lamp, broken in two.' })
  const asked = await say(amina, 'POST', '/api/escalations', body)
  assert.deepEqual([asked.status, asked.body.asked.id, asked.body.reason], [201, lea.id, 'over-limit'], asked.text)
  assert.equal((await say(amina, 'POST', '/api/escalations', body)).status, 201)
  const owed = (await say(lea, 'GET', '/api/followups?owner=me')).body.items
  assert.deepEqual(
    owed.map((one: { subject: { link: string } }) => one.subject.link),
    [`/escalations/${body.id}`],
  )
  const stranger = await server.person(world, { unitId: phone, roles: [{ role: 'team-leader', unitId: phone }] })
  assert.equal((await say(stranger, 'GET', `/api/escalations/${body.id}`)).status, 403)
  assert.equal((await say(amina, 'POST', `/api/escalations/${body.id}/answers`, { word: 'go-ahead' })).status, 403)
  assert.equal(
    (await say(lea, 'POST', `/api/escalations/${body.id}/answers`, { word: 'go-ahead', words: 'Yes, send two.' })).body.answer.word,
    'go-ahead',
  )
  assert.equal(
    (await say(lea, 'POST', `/api/escalations/${body.id}/answers`, { word: 'otherwise' })).body.type,
    '/problems/already-answered',
  )
  assert.equal((await say(lea, 'GET', '/api/followups?owner=me')).body.items.length, 0)
  assert.equal((await say(amina, 'GET', '/api/escalations')).body.items[0].answer.words, 'Yes, send two.')
  const alone = await server.person(world)
  assert.equal((await say(alone, 'POST', '/api/escalations', { ...body, id: newId() })).body.type, '/problems/nobody-to-ask')
})

test('a question without an answer is counted once for each way to say it, and opens again when it returns', async () => {
  const report = (who: Person, words: string) => say(who, 'POST', '/api/authority-gaps', { reason: 'not-understood', words })
  for (const words of ['Gift wrapping free', 'free gift WRAPPING', 'gift  wrapping, free']) await report(amina, words)
  const [gap] = (await say(ruth, 'GET', '/api/authority-gaps')).body.items
  assert.equal(gap.times, 3)
  assert.doesNotMatch(JSON.stringify(gap), new RegExp(amina.id))
  assert.equal((await say(amina, 'GET', '/api/authority-gaps')).status, 403)
  const settled = await say(ruth, 'PATCH', `/api/authority-gaps/${gap.id}`, { state: 'answered', ruleId }, { version: gap.version })
  assert.deepEqual([settled.status, settled.body.rule.number], [200, 1], settled.text)
  assert.equal((await say(ruth, 'GET', '/api/authority-gaps')).body.items.length, 0)
  await report(amina, 'gift wrapping free')
  assert.equal((await say(ruth, 'GET', '/api/authority-gaps')).body.items[0].times, 4)
})

test('a new version holds from its day on; an ended rule is gone from its day on', async () => {
  const read = (await say(ruth, 'GET', `/api/rules/${ruleId}`)).body
  const lower = definition({
    effectiveFrom: '2026-12-05',
    steps: [{ level: 1, most: 500 }],
    cases: [{ ...definition().cases[0], expected: 'not-alone' }],
  })
  await say(ruth, 'PUT', `/api/rules/${ruleId}/draft`, { definition: lower }, { version: read.version })
  assert.equal((await say(ruth, 'POST', `/api/rules/${ruleId}/publications`)).status, 201)
  assert.equal((await ask(amina)).verdict, 'yes')
  clock.set('2026-12-05T08:00:00Z')
  amina = { ...amina, ...(await server.session(world.organisationId, amina.id)) }
  ruth = { ...ruth, ...(await server.session(world.organisationId, ruth.id)) }
  assert.deepEqual([(await ask(amina)).verdict, (await ask(amina)).rule.version], ['not-alone', 2])
  assert.equal(
    (await say(amina, 'POST', '/api/decisions', decision({ decidedAt: '2026-12-04T10:00:00Z' }))).body.verdict,
    'yes',
    'under the version of its day',
  )
  assert.equal(
    (await say(ruth, 'POST', `/api/rules/${ruleId}/endings`, { from: '2026-12-04', reason: 'Too early' })).body.type,
    '/problems/starts-too-early',
  )
  assert.equal(
    (await say(ruth, 'POST', `/api/rules/${ruleId}/endings`, { from: '2026-12-06', reason: 'Everybody refunds now.' })).status,
    201,
  )
  clock.set('2026-12-06T08:00:00Z')
  amina = { ...amina, ...(await server.session(world.organisationId, amina.id)) }
  assert.equal((await ask(amina)).reason, 'no-rule')
  assert.equal((await say(amina, 'GET', `/api/rules/${ruleId}`)).body.history.length, 3)
  clock.set('2026-11-30T08:00:00Z')
  for (const who of [amina, lea, world.admin]) who.cookie = (await server.session(world.organisationId, who.personId)).cookie
})

test('with the works-council switch on a leader reads no decision', async () => {
  const id = (await say(amina, 'GET', '/api/decisions')).body.items[0].id
  const { version } = (await say(world.admin, 'GET', '/api/organisation')).body
  await say(world.admin, 'PATCH', '/api/organisation', { isWorksCouncilMode: true }, { version })
  assert.equal((await say(lea, 'GET', `/api/decisions/${id}`)).status, 403)
  assert.equal((await say(lea, 'GET', '/api/decisions?whose=team')).body.items.length, 0)
  assert.equal((await say(amina, 'GET', `/api/decisions/${id}`)).status, 200)
})

test('decisions are in the own export; after erasure neither they nor their words are left', async () => {
  const { body } = await say(amina, 'GET', `/api/people/${amina.id}/personal-data`)
  assert.match(JSON.stringify(body), /A wedding present/)
  const admin = await server.session(world.organisationId, world.admin.personId, [{ role: 'administrator' }])
  const { displayName } = (await say(admin, 'GET', `/api/people/${amina.id}`)).body
  assert.ok((await say(admin, 'POST', `/api/people/${amina.id}/erasures`, { confirmation: displayName })).status < 300)
  for (const table of ['decisions', 'escalations'])
    assert.equal(
      (
        await server.platform.db.read(
          world.organisationId,
          sql`select 1 from ${sql.table(table)} where organisation_id = ${world.organisationId} and person_id = ${amina.id}`,
        )
      ).length,
      0,
    )
})
