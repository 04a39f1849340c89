// The start page through HTTP: each rule of the next step, whose words, whose thanks, and how little it asks of the database.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseLesson } from '#engines/lesson/parse.ts'
import { recordEvidence } from '#features/evidence/public.ts'
import { writeHuddles } from '#features/huddles/public.ts'
import { installLessonIn } from '#features/learning/public.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { lessonText } from '../../../test/support/lesson-text.ts'
import type { Person } from '../../../test/support/server.ts'
import { countingStatements } from '../../../test/support/statements.ts'
import { answer, clock, ctxOf, expect, hourMs, house as voiceHouse, responses, server, settle } from '../../../test/support/voice-house.ts'
import { jobs } from '../../assembly.ts'
import type { Next, Today } from './contract.ts'

const start = '2026-11-30T08:00:00Z'
const mostStatements = 5
const plans = jobs.filter((job): job is Round => job.kind === 'round' && job.name.startsWith('learning.'))
const call = (who: Person | null, method: string, url: string, body?: unknown) =>
  server.call(who, method, url, body === undefined ? {} : { body })
const read = async (who: Person, query = ''): Promise<Today> => expect(200, call(who, 'GET', `/api/today${query}`))
const stepsOf = async (who: Person): Promise<Next['kind'][]> => (await read(who)).next.map(({ kind }) => kind)
const both = (en: string, de: string) => ({ en: { name: en }, de: { name: de } })

/** Packing (Leonora leads, Zacharias packs) with a step, a principle and situations; the survey stands at its door. */
async function house() {
  clock.set(start)
  const base = await voiceHouse(['csat'])
  const { world, head, packing, lea } = base
  const principle = await expect(
    201,
    call(world.admin, 'POST', '/api/principles', {
      colour: 'navy',
      icon: 'link',
      texts: { en: { name: 'Keep the promise', meaning: 'What we say, happens.' } },
    }),
  )
  const empty = { customer: {}, front: {}, back: {}, support: {} }
  const journey = await expect(201, call(head, 'POST', '/api/journeys', { texts: { name: { en: 'A parcel comes' }, summary: {} } }))
  const staged = await expect(201, call(head, 'POST', `/api/journeys/${journey.id}/stages`, { texts: { name: { en: 'Prepare' } } }))
  const shaperId = newId()
  const stepped = await expect(
    201,
    call(head, 'POST', `/api/journeys/${journey.id}/steps`, {
      stageId: staged.stages[0].id,
      channel: 'none',
      emotion: 'calm',
      evidence: 'partly',
      texts: { name: { en: 'Packing', de: 'Verpacken' }, ...empty },
      shapers: [
        {
          id: shaperId,
          lane: 'back',
          unitId: packing,
          jobRoleId: null,
          texts: { sentence: { en: 'I pack it so that it arrives whole.' }, harm: {} },
        },
      ],
    }),
  )
  const situation = async (en: string, de: string) =>
    (await expect(201, call(head, 'POST', '/api/situations', { icon: 'clock', texts: both(en, de) }))).id as string
  const broken = await situation('Parcel arrived broken', 'Paket kam kaputt an')
  const late = await situation('Parcel is late', 'Paket kommt zu spät')
  const remedy = (await expect(201, call(head, 'POST', '/api/remedies', { texts: both('send a new one', 'ein neues senden') })))
    .id as string
  const packer2 = await server.person(world, { givenName: 'Nadia', unitId: packing, managerId: lea.id })
  return {
    ...base,
    packer2,
    principleId: principle.id as string,
    stepId: stepped.stages[0].steps[0].id as string,
    shaperId,
    broken,
    late,
    remedy,
  }
}
type Given = Awaited<ReturnType<typeof house>>
const asking = ({ broken, remedy }: Given, more: object = {}) => ({
  id: newId(),
  ruleId: null,
  ruleVersion: null,
  situationId: broken,
  remedyId: remedy,
  amount: null,
  currency: null,
  facts: {},
  ...more,
})
/** Everything up to level 4, so that no level is the next step. */
const grown = async (given: Given, personId: string): Promise<void> => {
  const ctx = ctxOf(given)
  await ctx.write(async (tx) => {
    for (const kind of ['knowledge', 'scenario', 'observed', 'sign-off'] as const)
      for (let i = 0; i < 3; i++)
        await recordEvidence(ctx, tx, {
          personId,
          kind,
          level: 4,
          sourceKind: 'test',
          sourceId: newId(),
          outcome: 'met',
          shownAt: ctx.now(),
        })
  })
}
const ruleFor = ({ broken, remedy }: Given) => ({
  situationId: broken,
  remedyId: remedy,
  principleId: null,
  measure: 'money',
  currency: 'EUR',
  leastLevel: 0,
  steps: [{ level: 0, most: 4000 }],
  conditions: [],
  jobRoleIds: [],
  unitIds: [],
  effectiveFrom: start.slice(0, 10),
  effectiveUntil: null,
  texts: { en: { title: 'Broken on arrival', why: 'It broke on our way.', next: ['Send a new one today.'] } },
  cases: [{ title: '18 euros', level: 1, jobRoleId: null, unitId: null, amount: 1800, facts: {}, expected: 'yes' }],
})
const settings = async ({ admin }: Given['world'], change: object): Promise<void> => {
  const { body } = await call(admin, 'GET', '/api/organisation')
  assert.equal((await server.call(admin, 'PATCH', '/api/organisation', { body: change, version: body.version })).status, 200)
}

test('on the first day the page is there, says who and where, and that a level is to be begun', async () => {
  const world = await server.organisation()
  const nobody = await server.person(world, { givenName: 'Eva' })
  const today = await read(nobody)
  assert.equal(today.givenName, 'Eva')
  assert.deepEqual([today.quote, today.huddle, today.principle, today.part, today.tiles, today.thanks], [null, null, null, [], [], []])
  assert.deepEqual(
    today.next.map(({ kind, level, missing }) => [kind, level, missing]),
    [['level', 1, 'sign-off']],
  )
  const alone = await server.person(world, { givenName: 'Uwe' })
  assert.equal((await call(alone, 'GET', '/api/today?since=yesterday')).status, 422)
  assert.equal((await call(null, 'GET', '/api/today')).status, 401)
})

test('on an organisation’s first day its administrator is told to bring people, and what comes after', async () => {
  const { admin } = await server.organisation()
  const { next, firstDays } = await read(admin)
  assert.deepEqual(
    next.map(({ kind, first, link }) => [kind, first, link]),
    [['first', 'people', '/import']],
  )
  assert.deepEqual(
    firstDays!.steps.map(({ kind, isDone }) => [kind, isDone]),
    ['people', 'ways-in', 'head-of-cx', 'mantra', 'principles', 'pack', 'journey', 'survey'].map((kind) => [kind, false]),
  )
})

test('each step of the first days is done by what was done, until the list goes by itself; others never see it', async () => {
  const given = await house()
  const { world, head, lea, packer, packer2 } = given
  const both = await server.session(world.organisationId, world.admin.personId, [{ role: 'administrator' }, { role: 'head-of-cx' }])
  const left = async () => (await read(both)).firstDays?.steps.flatMap(({ kind, isDone }) => (isDone ? [] : [kind])) ?? null
  const known = await read(both)
  assert.equal(known.firstDays!.steps.length, 10)
  assert.deepEqual([known.next[0]!.first, known.next[0]!.count, known.next[0]!.link], ['ways-in', 4, '/badges'])
  assert.deepEqual([(await read(lea)).firstDays, (await read(packer)).firstDays], [null, null])
  const missing = ['ways-in', 'mantra', 'pack', 'rules', 'huddle']
  assert.deepEqual(await left(), missing)
  for (const { id } of [head, packer]) await expect(201, call(both, 'POST', '/api/badges', { personId: id }))
  assert.deepEqual(await left(), missing.slice(1))
  const texts = { en: { wording: 'A promise to someone waiting.' } }
  await expect(201, call(both, 'POST', '/api/mantra-versions', { texts, reason: 'To begin.' }))
  assert.deepEqual(await left(), missing.slice(2))
  const pack = await expect(200, call(both, 'GET', '/api/packs/everyday-service'))
  const [principle] = (await expect(200, call(both, 'GET', '/api/principles'))).items
  const themes = Object.fromEntries(pack.themes.map(({ theme }: { theme: string }) => [theme, principle.id]))
  await expect(200, call(both, 'POST', '/api/packs/everyday-service/installations', { themes }))
  assert.deepEqual(await left(), missing.slice(3))
  const { id } = await expect(201, call(both, 'POST', '/api/rules', { definition: ruleFor(given) }))
  assert.deepEqual(await left(), missing.slice(3))
  await expect(201, call(both, 'POST', `/api/rules/${id}/publications`))
  assert.deepEqual(await left(), missing.slice(4))
  await writeHuddles(ctxOf(given))
  const { huddle } = await read(packer2)
  await expect(200, call(lea, 'PUT', `/api/huddles/${huddle!.id}/outcome`, { state: 'held' }))
  assert.equal(await left(), null)
})

test('who administers the house hides the list for everybody, and shows it again', async () => {
  const world = await server.organisation()
  const { admin } = world
  const head = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  assert.deepEqual([(await read(admin)).firstDays!.mayHide, (await read(head)).firstDays!.mayHide], [true, false])
  const show = async (showsFirstDays: boolean) => {
    await settings(world, { showsFirstDays })
    return (await read(head)).firstDays
  }
  assert.equal(await show(false), null)
  assert.deepEqual(await stepsOf(admin), ['level'])
  assert.notEqual(await show(true), null)
})

test('nothing waits for somebody who has shown everything and owes nothing', async () => {
  const given = await house()
  await grown(given, given.packer.id)
  assert.deepEqual(await stepsOf(given.packer), [])
})

test('what waits for my answer comes first, by when it is due: a question, a customer, what is in the way', async () => {
  const given = await house()
  const { lea, packer, path } = given
  await answer(path, { csat: '1', words: 'The lamp came in pieces.' })
  await settle(given.world)
  await expect(201, call(packer, 'POST', '/api/obstacles', { title: 'No void filler after six', hurts: 'customers', leaderId: lea.id }))
  assert.equal((await call(packer, 'POST', '/api/escalations', { ...asking(given), words: 'In two.' })).status, 201)
  const { next } = await read(lea)
  assert.deepEqual(
    next.map(({ kind, words, about, role, isLate }) => [kind, words, about, role, isLate]),
    [
      ['escalation', 'Parcel arrived broken: send a new one', 'Zacharias Tester', 'owner', false],
      ['case', 'The lamp came in pieces.', null, 'owner', false],
      ['obstacle', 'No void filler after six', null, 'owner', false],
    ],
  )
  for (const { link } of next) assert.equal((await call(lea, 'GET', `/api${link}`)).status, 200, link)
  clock.advance(5 * hourMs)
  assert.equal((await read(await server.session(given.world.organisationId, lea.id))).next[0]!.isLate, true)
  assert.deepEqual(await stepsOf(await server.session(given.world.organisationId, packer.id)), ['level'])
})

test('my answered question comes next, for two days, with what was said', async () => {
  const given = await house()
  const { lea, packer } = given
  const body = asking(given)
  await expect(201, call(packer, 'POST', '/api/escalations', body))
  await expect(201, call(lea, 'POST', `/api/escalations/${body.id}/answers`, { word: 'go-ahead', words: 'Send it today.' }))
  const { next } = await read(packer)
  assert.deepEqual(
    [next[0]!.kind, next[0]!.answer, next[0]!.about, next[0]!.link],
    ['answered', 'go-ahead', 'Leonora Tester', `/escalations/${body.id}`],
  )
  assert.equal(next[1]!.kind, 'level')
  clock.advance(49 * hourMs)
  assert.deepEqual(await stepsOf(await server.session(given.world.organisationId, packer.id)), ['level'])
})

test('the huddle of the week waits for who leads the team, and for its host, until it was held', async () => {
  const given = await house()
  const { lea, packer, packer2 } = given
  await writeHuddles(ctxOf(given))
  const { huddle, next } = await read(lea)
  assert.deepEqual([next[0]!.kind, next[0]!.about, next[0]!.link], ['huddle', 'Packing', `/huddles/${huddle!.id}`])
  const { host } = await expect(200, call(lea, 'GET', `/api/huddles/${huddle!.id}`))
  const of = { [packer.id]: packer, [packer2.id]: packer2, [lea.id]: lea }
  for (const [id, who] of Object.entries(of)) {
    const mine = await read(who)
    assert.equal(mine.huddle!.isMine, id === host.id)
    assert.equal(
      mine.next.some(({ kind }) => kind === 'huddle'),
      id === host.id || id === lea.id,
    )
  }
  await expect(200, call(lea, 'PUT', `/api/huddles/${huddle!.id}/outcome`, { state: 'held' }))
  const after = await read(lea)
  assert.deepEqual([after.huddle!.state, after.next.map(({ kind }) => kind)], ['held', ['level']])
})

test('what the learning plan asks is the next step until it is done, and what was said there is asked once', async () => {
  const given = await house()
  const { world, head, packer } = given
  const ctx = ctxOf(given)
  const { lesson } = parseLesson(lessonText('listen', 'Listen before you solve'))
  const lessonId = await ctx.write((tx) => installLessonIn(ctx, tx, { lesson: lesson!, language: 'en', principleId: given.principleId }))
  const path = { title: 'First weeks', dueDays: 3, leaderDueDays: 3, startsOn: '2026-11-30', steps: [{ kind: 'lesson', id: lessonId }] }
  const { id } = await expect(201, call(head, 'POST', '/api/paths', path))
  await expect(201, call(head, 'POST', `/api/paths/${id}/starts`))
  await settleRounds(server.platform, plans, [world.organisationId])
  const { next } = await read(packer)
  assert.deepEqual(
    [next[0]!.kind, next[0]!.words, next[0]!.about, next[0]!.dueOn, next[0]!.isLate, next[0]!.link],
    ['learn', 'Listen before you solve', 'First weeks', '2026-12-03', false, `/learn/lessons/${lessonId}`],
  )
  clock.advance(96 * hourMs)
  const later = await server.session(world.organisationId, packer.id, [{ role: 'employee' }])
  assert.deepEqual(
    (await read(later)).next.map(({ kind, isLate }) => [kind, isLate]),
    [
      ['learn', true],
      ['level', false],
    ],
  )
  await expect(
    204,
    call(later, 'POST', '/api/lesson-steps', { id: newId(), lessonId, language: 'en', number: 1, block: 5, isFinished: true }),
  )
  const words = 'I say it back once a day.'
  const promised = await expect(201, call(later, 'POST', '/api/commitments', { id: newId(), lessonId, words }))
  assert.deepEqual(await stepsOf(later), ['level'])
  clock.advance(8 * 24 * hourMs)
  const nextWeek = await server.session(world.organisationId, packer.id, [{ role: 'employee' }])
  const asked = (await read(nextWeek)).next[0]!
  assert.deepEqual([asked.kind, asked.words, asked.link], ['did', words, '/learn'])
  await expect(201, call(nextWeek, 'POST', `/api/commitments/${promised.id}/outcomes`, { outcome: 'not-yet' }))
  assert.deepEqual(await stepsOf(nextWeek), ['level'])
})

test('a question that no rule answers waits for who looks after the rules, and for nobody else', async () => {
  const given = await house()
  const { world, head, packer, lea } = given
  await settings(world, { showsFirstDays: false })
  for (const who of [packer, lea])
    await call(who, 'POST', '/api/authority-gaps', { reason: 'not-understood', words: 'Gift wrapping free?' })
  const { next } = await read(head)
  assert.deepEqual([next[0]!.kind, next[0]!.words, next[0]!.count], ['gap', 'Gift wrapping free?', 2])
  assert.deepEqual(await stepsOf(lea), ['level'])
})

test('customers’ words about the team, praise first; the newest for two days, then in turns by the day', async () => {
  const given = await house()
  const { packer, head, path, stepId } = given
  await answer(path, { csat: '2', words: 'Came too late.' })
  await settle(given.world)
  const sad = (await read(packer)).quote!
  assert.deepEqual([sad.words, sad.kind, sad.mine, sad.unitName], ['Came too late.', 'complaint', 'unit', 'Packing'])
  const [row] = await responses(given)
  await expect(200, call(head, 'PUT', `/api/responses/${row.id}/cause-step`, { stepId }))
  const traced = (await read(packer)).quote!
  assert.deepEqual([traced.mine, traced.stepName], ['cause', 'Packing'])
  for (const words of ['All eleven pieces, nothing missing.', 'Somebody packed with care.']) {
    clock.advance(60_000)
    await answer(path, { csat: '5', words })
  }
  assert.equal((await read(packer)).quote!.words, 'Somebody packed with care.')
  const seen = new Set<string>()
  for (let day = 0; day < 4; day++) {
    clock.advance(24 * hourMs)
    seen.add((await read(await server.session(given.world.organisationId, packer.id))).quote!.words)
  }
  assert.deepEqual(seen, new Set(['All eleven pieces, nothing missing.', 'Somebody packed with care.']))
})

test('my part in the house’s words, or in mine; with a number from five answers on', async () => {
  const given = await house()
  const { packer, shaperId, ida } = { ...given, ida: await server.person(given.world, { givenName: 'Ida' }) }
  const [part] = (await read(packer)).part
  assert.deepEqual(
    [part!.stepName, part!.sentence, part!.isOwn, part!.score],
    ['Packing', 'I pack it so that it arrives whole.', false, { n: 0, share: null, range: null }],
  )
  await expect(200, call(packer, 'PUT', `/api/people/${packer.id}/parts/${shaperId}`, { wording: 'I shake it and listen.' }))
  const [own] = (await read(packer)).part
  assert.deepEqual([own!.sentence, own!.isOwn], ['I shake it and listen.', true])
  assert.deepEqual([(await read(ida)).part, (await read(given.packer2)).part[0]!.sentence], [[], 'I pack it so that it arrives whole.'])
})

test('thanks since the visit before, private ones too, to nobody but the receiver', async () => {
  const given = await house()
  const { lea, packer, packer2, principleId } = given
  const thank = (happened: string, isPrivate: boolean) =>
    call(lea, 'POST', '/api/thanks', { id: newId(), toPersonIds: [packer.id], principleId, happened, isPrivate })
  await expect(201, thank('You found the lost pallet.', false))
  clock.advance(hourMs)
  const visit = clock.now().toISOString()
  clock.advance(hourMs)
  await expect(201, thank('You asked how I was doing.', true))
  const words = async (who: Person, query = '') => (await read(who, query)).thanks.map((one) => one.words)
  assert.deepEqual(await words(packer), ['You asked how I was doing.', 'You found the lost pallet.'])
  const [since] = (await read(packer, `?since=${visit}`)).thanks
  assert.deepEqual(
    [since!.words, since!.isPrivate, since!.fromName, since!.principle!.name],
    ['You asked how I was doing.', true, 'Leonora Tester', 'Keep the promise'],
  )
  assert.equal((await read(packer, `?since=${visit}`)).thanks.length, 1)
  assert.deepEqual([await words(packer2), await words(lea)], [[], []])
})

test('the tiles are what the unit decides about; with the works council’s switch they are the house’s, and nothing else about others is there', async () => {
  const given = await house()
  const { packer, packer2, head, late, lea } = given
  const elsewhere = await server.person(given.world, { givenName: 'Olga', unitId: given.world.rootUnitId, managerId: head.id })
  const decide = (who: Person, situationId: string) =>
    expect(
      201,
      call(who, 'POST', '/api/decisions', {
        ...asking(given, { situationId }),
        shown: 'not-alone',
        note: 'The customer had waited a week.',
      }),
    )
  await decide(packer, late)
  const names = async (who: Person) => (await read(who)).tiles.map(({ name }) => name)
  assert.deepEqual(await names(packer2), ['Parcel is late', 'Parcel arrived broken'])
  assert.deepEqual(await names(elsewhere), ['Parcel arrived broken', 'Parcel is late'])
  await settings(given.world, { isWorksCouncilMode: true })
  for (let i = 0; i < 2; i++) await decide(elsewhere, given.broken)
  assert.deepEqual(await names(packer2), ['Parcel arrived broken', 'Parcel is late'])
  const leads = JSON.stringify(await read(lea))
  for (const one of [packer.id, packer2.id, 'waited a week']) assert.ok(!leads.includes(one), one)
})

test('words come in the reader’s language, else in the house’s', async () => {
  const given = await house()
  const german = await read(given.packer, '?language=de')
  assert.deepEqual([german.tiles[0]!.name, german.part[0]!.stepName], ['Paket kam kaputt an', 'Verpacken'])
  assert.deepEqual([german.part[0]!.sentence, german.principle!.name], ['I pack it so that it arrives whole.', 'Keep the promise'])
  const arabic = await read(given.packer, '?language=ar')
  assert.deepEqual([arabic.tiles[0]!.name, arabic.part[0]!.stepName], ['Parcel arrived broken', 'Packing'])
})

test(`the page asks the database at most ${mostStatements} times, whatever stands on it`, async (t) => {
  const given = await house()
  const { lea, packer, path, principleId } = given
  await writeHuddles(ctxOf(given))
  await answer(path, { csat: '1', words: 'The lamp came in pieces.' })
  await settle(given.world)
  await expect(201, call(packer, 'POST', '/api/obstacles', { title: 'No void filler after six', hurts: 'customers', leaderId: lea.id }))
  await expect(201, call(packer, 'POST', '/api/escalations', asking(given)))
  await call(packer, 'POST', '/api/thanks', { id: newId(), toPersonIds: [lea.id], principleId, happened: 'You stood at the gate with us.' })
  const who = await server.session(given.world.organisationId, lea.id, [
    { role: 'administrator' },
    { role: 'head-of-cx' },
    { role: 'team-leader', unitId: given.packing },
  ])
  const { read: full, statements } = await countingStatements(server.platform.db, () => read(who))
  assert.deepEqual(
    [full.firstDays?.steps.length, full.next.length, full.thanks.length, full.quote?.words],
    [10, 3, 1, 'The lamp came in pieces.'],
  )
  t.diagnostic(`${statements} statements`)
  assert.ok(statements > 0 && statements <= mostStatements, String(statements))
})
