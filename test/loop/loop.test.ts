// Once around the loop with real data: 1,470 people, eleven teams, 3,080 customers, a thousand answers, and what the next week's huddles make of them.
// Every count is exact, and computed here a second way (bank-round.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { sql } from '#platform/db/sql.ts'
import { installJobs } from '#platform/jobs/install.ts'
import { createJobs } from '#platform/jobs/jobs.ts'
import { commands, jobs } from '../../src/assembly.ts'
import { type Browser, password } from '../support/house.ts'
import { appRole, asAdmin, silentLog } from '../support/template.ts'
import { type Bank, comeInAs, openBank, rows, upload } from './attrition-house.ts'
import { harsh, type Interval, type Message, netPromoter, readRound, stepNames, wilson } from './bank-round.ts'

const dayMs = 86_400_000
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const halfHourMs = 30 * 60_000
const startedMs = performance.now()
const took = (what: string) => console.log(`# ${what}: ${((performance.now() - startedMs) / 1000).toFixed(1)} s`)

/** A timed job, by the worker that runs them; only the time it sees is the test's. */
async function runTimed({ house: { platform } }: Bank, name: string): Promise<void> {
  const ran = async () =>
    (await platform.db.controlRead(sql`select 1 from pgboss.job where name = ${name} and state = 'completed' and singleton_key = 'now'`))
      .length
  const isThere = async () => (await platform.db.controlRead(sql`select 1 from pgboss.schedule where name = ${name}`)).length > 0
  const working = async (isDone: () => Promise<boolean>) => {
    const worker = createJobs(platform, jobs)
    worker.start('work')
    const end = performance.now() + 30_000
    while (!(await isDone())) {
      assert.ok(performance.now() < end, `${name} did not run within 30 s`)
      await delay(20)
    }
    await worker.stop()
  }
  const before = (await isThere()) ? await ran() : 0
  if (!(await isThere())) await working(isThere)
  await asAdmin(platform.database.ownerUrl, (client) =>
    client.query(`insert into pgboss.job (name, data, policy, retry_limit, singleton_key) values ($1, '{}', 'exclusive', 0, 'now')`, [
      name,
    ]),
  )
  await working(async () => (await ran()) > before)
}
const settle = ({ house, organisation }: Bank) => createJobs(house.platform, jobs).settle(organisation.id)

const signInAgain = ({ organisation: { admin, adminEmail: email } }: Bank) =>
  admin.expect(200, 'POST', '/api/sessions', { method: 'password', email, password })

async function allOf(browser: Browser, url: string): Promise<any[]> {
  const found: any[] = []
  for (let after = ''; ;) {
    const { items, next } = await browser.expect(200, 'GET', `${url}${url.includes('?') ? '&' : '?'}limit=100${after}`)
    found.push(...items)
    if (next === null) return found
    after = `&after=${encodeURIComponent(next)}`
  }
}
/** By team, how many huddles were made and which is this week's. */
async function huddleTeams({ head }: Bank): Promise<Map<string, { made: number; current: string }>> {
  const { items } = await head.browser.expect(200, 'GET', '/api/huddle-teams')
  return new Map(items.map(({ unit, made, current }: any) => [unit.id, { made, current: current?.id }]))
}

/** Half by file, half from the bank's own program; rows that can't be read, twice in the file, and a customer asked a moment ago. */
async function inviteCustomers({ head: { browser }, teams, steps, surveyId }: Bank, round: readonly Message[]) {
  const line = ({ ticket, team, step }: Message) =>
    `${ticket},01.12.2026,${teams[team]!.code},${step},C-${ticket},${ticket.toLowerCase()}@mail.example`
  const inFile = round.filter((_, i) => i % 2 === 0)
  const unreadable = [
    'X-1,01.12.2026,Manager,,,',
    'X-2,01.12.2026,Legal,,,',
    'X-3,31.02.2026,TEAM-1,,,',
    ',01.12.2026,TEAM-1,,,',
    'X-4,01.12.2026,TEAM-1,The parcel flies,,',
    'X-5,01.12.2026,TEAM-1,,,not an address',
    'X-6,08.12.2026,TEAM-1,,,',
  ]
  const askedLately = inFile.slice(0, 9).map((one) => `Y-${one.ticket},01.12.2026,TEAM-2,,C-${one.ticket},`)
  const csv = [
    'Ticket,Date,Team,Step,Customer,E-mail',
    ...inFile.map(line),
    ...inFile.slice(0, 5).map(line),
    ...unreadable,
    ...askedLately,
  ].join('\n')
  const bring = async () => {
    const intake = await upload(browser, '/api/contact-intakes', 'contacts.csv', csv, { surveyId, unitId: teams[0]!.id })
    return browser.expect(200, 'POST', `/api/contact-intakes/${intake.id}/applications`)
  }
  const first = await bring()
  assert.deepEqual(first.counts, { new: inFile.length + 9, known: 0, repeated: 5, unreadable: 7 })
  const kept = await browser.expect(200, 'GET', `/api/contact-intakes/${first.id}/rows`)
  assert.deepEqual(
    kept.items.flatMap(({ faults }: any) => faults.map(({ code }: any) => code)),
    ['unit-unclear', 'unit-unknown', 'day-unreadable', 'id-missing', 'step-unknown', 'email-unreadable', 'day-to-come'],
  )
  assert.deepEqual((await bring()).counts, { new: 0, known: inFile.length + 9 + 5, repeated: 0, unreadable: 7 })

  const links = new Map<string, string>()
  const byProgram = round.filter((_, i) => i % 2 === 1)
  const items = byProgram.map(({ ticket, team, step }) => ({
    externalId: ticket,
    happenedOn: '2026-12-01',
    unitId: teams[team]!.id,
    stepId: steps[step],
    customer: `C-${ticket}`,
  }))
  for (let from = 0; from < items.length; from += 500) {
    const body = { surveyId, items: items.slice(from, from + 500) }
    const taken = await browser.expect(200, 'POST', '/api/contacts', body)
    for (const { externalId, outcome, isKnown, link } of taken.items) {
      assert.deepEqual([outcome, isKnown], ['invited', false])
      links.set(externalId, link)
    }
    if (from > 0) continue
    const again = await browser.expect(200, 'POST', '/api/contacts', body)
    for (const { externalId, isKnown, link } of again.items) assert.deepEqual([isKnown, link], [true, links.get(externalId)])
  }
  const exported: { contact: string; link: string }[] = parse(
    (await browser.call('GET', `/api/survey-invitations-export?surveyId=${surveyId}`)).text,
    { columns: true, bom: true },
  )
  assert.equal(exported.length, round.length)
  for (const { contact, link } of exported) links.set(contact, links.get(contact) ?? link)
  assert.equal(new Set(links.values()).size, round.length)
  return links
}

/** Customers answer one after the other, a second apart, each in one of the ways that people have. */
async function answerAll({ house }: Bank, round: readonly Message[], links: ReadonlyMap<string, string>): Promise<void> {
  const customer = house.stranger()
  const send = async (status: number, path: string, fields: object) => {
    const payload = new URLSearchParams({ l: 'en', ...fields }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' }
    await customer.expect(status, 'POST', path, undefined, { payload, headers })
  }
  for (const { ticket, csat, nps, isSolved, words, way } of round.filter(({ isAnswered }) => isAnswered)) {
    house.platform.clock.advance(1000)
    const path = new URL(links.get(ticket)!).pathname
    const ticks = { csat: String(csat), nps: String(nps), ...(isSolved === null ? {} : { fcr: isSolved ? 'yes' : 'no' }) }
    if (way === 'opened') assert.match((await customer.call('GET', path)).text, /<form/)
    // As the page's script does: every tick is kept.
    if (way === 'ticked') await send(204, path, { csat: String(csat), draft: '1' })
    // The opposite at first; within a day the same link changes it.
    if (way === 'changed')
      await send(303, path, {
        csat: String(6 - csat),
        nps: String(10 - nps),
        fcr: isSolved === false ? 'yes' : 'no',
        words: 'I will write more.',
      })
    await send(way === 'left' ? 204 : 303, path, way === 'left' ? { ...ticks, draft: '1' } : { ...ticks, words })
    if (way === 'twice') await send(303, path, { ...ticks, words })
  }
}

/** What was ticked by customers of some teams, or at a step. */
function expectedScores(answers: readonly Message[], invited: number) {
  const shown = (n: number, interval: () => Interval) => (n < 5 ? { isTooFew: true, n } : { isTooFew: false, ...interval() })
  const count = (isOne: (one: Message) => boolean) => answers.filter(isOne).length
  const n = answers.length
  const solvable = count(({ isSolved }) => isSolved !== null)
  return {
    csat: shown(n, () =>
      wilson(
        count(({ csat }) => csat >= 4),
        n,
      ),
    ),
    nps: shown(n, () =>
      netPromoter(
        count(({ nps }) => nps >= 9),
        count(({ nps }) => nps <= 6),
        n,
      ),
    ),
    fcr: shown(solvable, () =>
      wilson(
        count(({ isSolved }) => isSolved === true),
        solvable,
      ),
    ),
    invited,
    answered: n,
    rate: invited === 0 ? null : wilson(n, invited),
  }
}
function assertNear(found: any, expected: any, where: string): void {
  for (const [name, value] of Object.entries(expected))
    if (typeof value === 'number') assert.ok(Math.abs(found[name] - value) < 1e-9, `${where} ${name}: ${found[name]} is not ${value}`)
    else if (typeof value === 'object' && value !== null) assertNear(found[name], value, `${where} ${name}`)
    else assert.equal(found[name], value, `${where} ${name}`)
}

test('1,470 people, every team its huddle, a thousand answers, and what becomes of them in the week after', async () => {
  const bank = await openBank()
  const { house, organisation, teams, departments, head, seller, steps } = bank
  const { clock } = house.platform
  assert.deepEqual([rows.length, teams.length, rows.filter(({ leads }) => leads).length], [1470, 11, 187])
  await installJobs({ ownerUrl: house.platform.database.ownerUrl, role: appRole, log: silentLog })
  took('organisation')

  // Monday: every team has its huddle, once.
  await runTimed(bank, 'huddles.write')
  await runTimed(bank, 'huddles.write')
  const first = await huddleTeams(bank)
  assert.deepEqual([...first.keys()].toSorted(byText), teams.map(({ id }) => id).toSorted(byText))
  assert.ok([...first.values()].every(({ made, current }) => made === 1 && current))
  const sellers = teams.find(({ name }) => name === 'Sales Executive')!
  const { id: firstHuddle } = (await seller.browser.expect(200, 'GET', '/api/huddles')).items[0]
  assert.equal(firstHuddle, first.get(sellers.id)!.current)
  await seller.browser.expect(200, 'POST', `/api/huddles/${firstHuddle}/openings`)
  const raising = { title: 'Refunds above 50 wait for a second signature', hurts: 'customers' }
  const { raisedHere } = await seller.browser.expect(201, 'POST', `/api/huddles/${firstHuddle}/obstacles`, raising)
  took('first huddles')

  // Tuesday: customers are asked, and a third of them answers.
  const round = readRound(teams.length)
  const answered = round.filter(({ isAnswered }) => isAnswered)
  assert.deepEqual([round.length, answered.length], [3080, 1027])
  clock.set('2026-12-01T08:00:00Z')
  await signInAgain(bank)
  await head.comeBack()
  const links = await inviteCustomers(bank, round)
  took('invitations')
  await answerAll(bank, round, links)
  took('answers')
  clock.advance(halfHourMs + 1000)
  await runTimed(bank, 'voice.finish-answers')
  await settle(bank)
  took('rollups')

  // Every answer exactly once, with the words as they were written.
  const responses = await allOf(head.browser, '/api/responses')
  const keyOf = (one: any) => [one.unitId ?? one.unit.id, one.csat, one.nps, String(one.isSolved), one.words ?? ''].join('\n')
  assert.deepEqual(
    responses.map(keyOf).toSorted(byText),
    answered.map((one) => keyOf({ ...one, unitId: teams[one.team]!.id, words: one.way === 'left' ? null : one.words })).toSorted(byText),
  )
  const held = answered.filter(({ words, kind, way }) => way !== 'left' && kind !== 'praise' && harsh.includes(words))
  assert.deepEqual(
    responses
      .filter(({ quote }) => quote === 'held')
      .map(({ words }) => words)
      .toSorted(byText),
    held.map(({ words }) => words).toSorted(byText),
  )

  // Scores of every unit and step: n and interval as computed here.
  const inDepartment =
    (name: string) =>
    ({ team }: Message) =>
      teams[team]!.department === name
  const asked: [string, string, (one: Message) => boolean, string?][] = [
    ['the bank', organisation.rootUnitId, () => true],
    ...[...departments].map(([name, id]) => [name, id, inDepartment(name)] as [string, string, (one: Message) => boolean]),
    ...teams.map(({ id, name }, team) => [name, id, (one: Message) => one.team === team] as [string, string, (one: Message) => boolean]),
    ...stepNames
      .map((name) => [name, organisation.rootUnitId, (one: Message) => one.step === name, steps[name]] as const)
      .map((one) => [...one] as any),
  ]
  for (const [where, unitId, isIn, stepId] of asked) {
    const found = await head.browser.expect(200, 'GET', `/api/scores?unitId=${unitId}${stepId ? `&stepId=${stepId}` : ''}`)
    const expected = expectedScores(answered.filter(isIn), round.filter(isIn).length)
    assertNear({ ...found, ...found.response }, expected, where)
  }
  const root = await head.browser.expect(200, 'GET', `/api/scores?unitId=${organisation.rootUnitId}`)
  assert.deepEqual([root.response.notAsked, root.response.reasons], [9, [{ whyNot: 'asked-lately', count: 9 }]])
  const check = commands.find(({ name }) => name === 'rollups check')!
  await check.run(house.platform, { organisation: organisation.id }, {} as never)
  took('scores')

  // Who is unhappy, or was at first, has a case with an owner by rule and a clock of a day.
  const cases = await allOf(head.browser, '/api/cases')
  const unhappy = answered.filter(({ isUnhappy, way }) => isUnhappy || way === 'changed')
  const { items: units } = await organisation.admin.expect(200, 'GET', '/api/units')
  const ownerOf = new Map<string, string>(
    teams.map(({ id }) => [id, units.find((unit: any) => unit.id === id).leaders[0]?.id ?? organisation.adminPersonId]),
  )
  const tally = (list: string[]) => Object.fromEntries([...Map.groupBy(list, (one) => one)].map(([one, all]) => [one, all.length]))
  assert.deepEqual(
    tally(cases.map(({ unit, owner }) => `${unit.id} ${owner.id}`)),
    tally(unhappy.map(({ team }) => `${teams[team]!.id} ${ownerOf.get(teams[team]!.id)}`)),
  )
  assert.ok(cases.every(({ dueAt, openedAt }) => Date.parse(dueAt) === Date.parse(openedAt) + dayMs))
  const owed = await allOf(organisation.admin, '/api/followups?owner=me')
  assert.equal(owed.length, unhappy.filter(({ team }) => ownerOf.get(teams[team]!.id) === organisation.adminPersonId).length)

  // Charged twice began where the money moves: whoever moves it hears of it.
  const twice = new Set(
    answered.filter(({ intent, way }) => intent === 'transaction_charged_twice' && way !== 'left').map(({ words }) => words),
  )
  for (const { id, words } of responses.filter((one) => twice.has(one.words)))
    await head.browser
      .expect(200, 'PUT', `/api/responses/${id}/cause-step`, { stepId: steps['The money moves'] })
      .then(() => assert.ok(words))
  const obstacle = await seller.browser.call('GET', `/api/obstacles/${raisedHere[0].id}`)
  assert.equal(obstacle.status, 401, 'a shift is over after a day')
  await seller.comeBack()
  const { leader } = await seller.browser.expect(200, 'GET', `/api/obstacles/${raisedHere[0].id}`)
  assert.equal(leader.id, ownerOf.get(sellers.id))
  await signInAgain(bank)
  const boss = await comeInAs(house, organisation, leader.id)
  const because = 'Up to 200 one name is enough.'
  await boss.browser.expect(201, 'POST', `/api/obstacles/${raisedHere[0].id}/answers`, { answer: 'changed', because })
  took('cases and causes')

  // The next Monday.
  clock.set('2026-12-07T08:00:00Z')
  await head.comeBack()
  await seller.comeBack()
  await runTimed(bank, 'huddles.write')
  const second = await huddleTeams(bank)
  assert.deepEqual([...second.keys()].toSorted(byText), teams.map(({ id }) => id).toSorted(byText))
  assert.ok([...second.values()].every(({ made, current }) => made === 2 && current))
  const shapes = (team: (typeof teams)[number], step: string) =>
    step === 'The money moves'
      ? team.department === 'Sales'
      : step === 'The card comes'
        ? team.name === 'Laboratory Technician'
        : team.name === 'Human Resources'
  for (const [place, team] of teams.entries()) {
    const huddle = await head.browser.expect(200, 'GET', `/api/huddles/${second.get(team.id)!.current}`)
    const heard = answered
      .filter(
        (one) =>
          one.way !== 'left' &&
          !held.includes(one) &&
          (one.team === place || shapes(team, one.step) || (twice.has(one.words) && shapes(team, 'The money moves'))),
      )
      .toReversed()
    const praise = heard.find(({ kind }) => kind === 'praise')
    const isCause = (one: Message) => twice.has(one.words) && shapes(team, 'The money moves')
    const other = heard.find(isCause) ?? heard.find(({ kind }) => kind === 'mixed') ?? heard.find(({ kind }) => kind === 'complaint')
    assert.deepEqual(
      huddle.quotes.map(({ words }: any) => words),
      [praise, other].flatMap((one) => one?.words ?? []),
      `${team.department} > ${team.name}`,
    )
    const complaints = heard.filter(({ kind }) => kind === 'complaint').length
    assert.deepEqual(huddle.quotes.at(-1).alike, isCause(other!) ? { n: twice.size, of: complaints } : null)
    assert.ok(huddle.parts.reduce((sum: number, { seconds }: any) => sum + seconds, 0) < 300)
  }
  const back = await seller.browser.expect(200, 'GET', `/api/huddles/${second.get(sellers.id)!.current}`)
  assert.deepEqual(
    back.answers.map((one: any) => [one.title, one.answer, one.because, one.raisedInWeek]),
    [[raising.title, 'changed', because, '2026-11-30']],
  )
  took('second huddles')
})
