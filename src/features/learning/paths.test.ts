import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { parseLesson } from '#engines/lesson/parse.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { lessonText } from '../../../test/support/lesson-text.ts'
import { type Person, testServer, type TestServer, type World } from '../../../test/support/server.ts'
import { jobs as allJobs } from '../../assembly.ts'
import { participant } from './participant.ts'
import { installLessonIn } from './public.ts'

type Known = Person & { id: string }
// A Monday.
const clock = fixedClock('2026-11-02T08:00:00Z')
const rounds = allJobs.filter((job): job is Round => job.kind === 'round' && /^(learning|events)\./.test(job.name))
let server: TestServer
let world: World
let author: Known
let roles: Record<'packer' | 'agent' | 'head', string>
let units: Record<'depot' | 'packing' | 'phones', string>
let lea: Known
let amina: Known
let lessons: string[]
const say = (who: Person | null, method: string, url: string, body?: object, more: object = {}) =>
  server.call(who, method, url, { ...(body ? { body } : {}), ...more })
const settle = (of: World = world) => settleRounds(server.platform, rounds, [of.organisationId])
const ctxOf = (of: World = world) => systemContext(server.platform, of.organisationId, newId())

async function pass(days: number): Promise<void> {
  clock.advance(days * 86_400_000)
  const [at, later] = [clock.now().toISOString(), new Date(clock.now().getTime() + 30 * 86_400_000).toISOString()]
  await server.platform.db.control((tx) => tx.run(sql`update sessions set last_seen_at = ${at}, expires_at = ${later}`))
}
async function install(key: string, of: World = world): Promise<string> {
  const { lesson } = parseLesson(lessonText(key, `Lesson ${key}`))
  const ctx = ctxOf(of)
  clock.advance(1000)
  return ctx.write((tx) => installLessonIn(ctx, tx, { lesson: lesson!, language: 'en', principleId: null }))
}
const written = (more: object = {}) => ({
  title: 'First weeks',
  dueDays: 10,
  leaderDueDays: 3,
  startsOn: '2026-11-02',
  steps: lessons.map((id) => ({ kind: 'lesson', id })),
  ...more,
})
async function live(more: object = {}): Promise<string> {
  const made = await say(author, 'POST', '/api/paths', written(more))
  assert.equal(made.status, 201, made.text)
  assert.equal((await say(author, 'POST', `/api/paths/${made.body.id}/starts`)).status, 201)
  await settle()
  return made.body.id
}
const plan = async (who: Person) => (await say(who, 'GET', '/api/my-plan')).body
const titles = async (who: Person): Promise<string[]> => (await plan(who)).items.map((one: { path: { title: string } }) => one.path.title)
const finish = (who: Person, lessonId: string) =>
  say(who, 'POST', '/api/lesson-steps', { id: newId(), lessonId, language: 'en', number: 1, block: 5, isFinished: true })
const stop = async (id: string) => {
  assert.equal((await say(author, 'POST', `/api/paths/${id}/stops`)).status, 201)
  await settle()
}

before(async () => {
  server = await testServer({ clock })
  world = await server.organisation()
  const roleOf = async (name: string) => (await say(world.admin, 'POST', '/api/job-roles', { name })).body.id
  roles = { packer: await roleOf('Packer'), agent: await roleOf('Service agent'), head: await roleOf('Head of depot') }
  const depot = await server.unit(world, 'Depot')
  units = { depot, packing: await server.unit(world, 'Packing', depot), phones: await server.unit(world, 'Phones') }
  author = await server.person(world, { roles: [{ role: 'author' }, { role: 'head-of-cx' }] })
  lea = await server.person(world, {
    givenName: 'Lea',
    unitId: units.packing,
    jobRoleId: roles.head,
    leadsUnit: true,
    roles: [{ role: 'team-leader', unitId: units.packing }],
  })
  amina = await server.person(world, { givenName: 'Amina', unitId: units.packing, jobRoleId: roles.packer, managerId: lea.id })
  lessons = [await install('one'), await install('two')]
})

test('a rule says before it goes live whom it would reach, in all and by unit, leaders apart', async () => {
  const ask = (rule: object) => say(author, 'POST', '/api/path-previews', { startsOn: '2026-11-02', ...rule })
  const depot = await ask({ unitIds: [units.depot] })
  assert.deepEqual(
    [depot.body.people, depot.body.leaders, depot.body.units],
    [2, 1, [{ id: units.packing, name: 'Packing', people: 2, leaders: 1 }]],
    depot.text,
  )
  const people = async (rule: object) => (await ask(rule)).body.people
  assert.equal(await people({ families: ['warehouse'] }), 1)
  assert.equal(await people({ jobRoleIds: [roles.agent] }), 0)
  assert.equal(await people({ who: 'leaders', unitIds: [units.depot] }), 1)
  assert.equal(await people({ who: 'teams', unitIds: [units.depot] }), 1)
  assert.equal(await people({ languages: ['ar'] }), 0)
  assert.equal(await people({ newPeopleOnly: true, startsOn: '2030-01-01' }), 0)
  assert.equal((await say(amina, 'POST', '/api/path-previews', { startsOn: '2026-11-02' })).status, 403)
})

test('a rule is looked at as somebody: whether it reaches them, why, by when, and what they lack', async () => {
  const as = async (who: Known, rule: object = {}) => {
    const seen = await say(author, 'POST', '/api/path-person-previews', {
      startsOn: '2026-11-02',
      dueDays: 10,
      leaderDueDays: 3,
      personId: who.id,
      ...rule,
    })
    assert.equal(seen.status, 200, seen.text)
    return seen.body
  }
  const hers = await as(amina, { unitIds: [units.depot], families: ['warehouse'] })
  assert.deepEqual([hers.isReached, hers.missing, hers.dueOn], [true, [], '2026-11-16'])
  assert.deepEqual([hers.because.unit, hers.because.family], ['Depot', 'warehouse'])
  assert.deepEqual((await as(lea)).dueOn, '2026-11-05', 'leaders first')
  const not = await as(amina, {
    unitIds: [units.phones],
    who: 'leaders',
    jobRoleIds: [roles.packer],
    languages: ['ar'],
    newPeopleOnly: true,
  })
  assert.deepEqual([not.isReached, not.missing, not.dueOn], [false, ['who', 'new', 'unit', 'language'], null])
  const gone = { startsOn: '2026-11-02', dueDays: 1, leaderDueDays: 1, personId: newId() }
  assert.equal((await say(author, 'POST', '/api/path-person-previews', gone)).status, 404)
})

test('a path is a draft until it goes live, wants a step, and is written over by nobody', async () => {
  const empty = await say(author, 'POST', '/api/paths', written({ steps: [] }))
  assert.equal(empty.status, 201, empty.text)
  assert.equal((await say(author, 'POST', `/api/paths/${empty.body.id}/starts`)).body.type, '/problems/path-empty')
  const put = (version: number, more: object = {}) => say(author, 'PUT', `/api/paths/${empty.body.id}`, written(more), { version })
  assert.equal((await put(1, { leaderDueDays: 11 })).status, 422, 'leaders are never later than their teams')
  assert.equal((await put(1, { steps: [{ kind: 'lesson', id: newId() }] })).status, 422)
  const saved = await put(1)
  assert.deepEqual([saved.status, saved.body.version, saved.body.steps[0].title], [200, 2, 'Lesson one'], saved.text)
  assert.equal((await put(1)).status, 412)
  assert.deepEqual(await titles(amina), [])
  assert.equal((await say(author, 'DELETE', `/api/paths/${empty.body.id}`)).status, 204)
  assert.equal((await say(author, 'GET', `/api/paths/${empty.body.id}`)).status, 404)
  assert.equal((await say(amina, 'GET', '/api/paths')).status, 403)
  const stranger = await server.person(await server.organisation(), { roles: [{ role: 'author' }] })
  assert.equal((await say(stranger, 'GET', `/api/paths/${saved.body.id}`)).status, 404)
})

test('leaders come first; everybody reads why, in order, with one next step', async () => {
  const id = await live({ unitIds: [units.depot] })
  const [mine, hers] = [await plan(amina), await plan(lea)]
  assert.deepEqual([mine.items[0].dueOn, hers.items[0].dueOn], ['2026-11-16', '2026-11-05'], 'ten working days; three for leaders')
  assert.deepEqual(mine.items[0].because, {
    unit: 'Depot',
    jobRole: null,
    family: null,
    site: null,
    language: null,
    isLeader: false,
    isNew: false,
  })
  assert.deepEqual([mine.next.pathId, mine.next.step.id, mine.next.step.state], [id, lessons[0], 'to-do'])
  await finish(amina, lessons[0]!)
  assert.equal((await plan(amina)).next.step.id, lessons[1])
  await finish(amina, lessons[1]!)
  const done = await plan(amina)
  assert.deepEqual([done.next, done.items[0].finishedAt === null], [null, false])
  await stop(id)
  assert.deepEqual([await titles(amina), await titles(lea)], [['First weeks'], []], 'what is finished stays')
})

test('whoever moves gets what the new place asks and gives back the rest, and loses nothing that was done', async () => {
  const more = await install('three')
  const packing = await live({
    title: 'Packing well',
    unitIds: [units.packing],
    steps: [...lessons, more].map((id) => ({ kind: 'lesson', id })),
  })
  const phones = await live({
    title: 'On the phone',
    unitIds: [units.phones],
    families: ['contact-centre'],
    steps: [
      { kind: 'lesson', id: lessons[0] },
      { kind: 'lesson', id: more },
    ],
  })
  const tom = await server.person(world, { givenName: 'Tom', unitId: units.packing, jobRoleId: roles.packer })
  await settle()
  assert.deepEqual(await titles(tom), ['Packing well'])
  await finish(tom, lessons[0]!)
  const move = async (unitId: string, jobRoleId: string) => {
    const { version } = (await say(world.admin, 'GET', `/api/people/${tom.id}`)).body
    const moved = await say(
      world.admin,
      'POST',
      `/api/people/${tom.id}/assignments`,
      { unitId, jobRoleId, startsOn: '2026-11-02' },
      { version },
    )
    assert.ok(moved.status < 300, moved.text)
    await settle()
  }
  await move(units.phones, roles.agent)
  const there = await plan(tom)
  assert.deepEqual(
    there.items.map((one: { path: { title: string } }) => one.path.title),
    ['On the phone'],
  )
  assert.deepEqual(
    there.items[0].steps.map((step: { state: string }) => step.state),
    ['done', 'to-do'],
    'done once, done everywhere',
  )
  assert.deepEqual([there.items[0].because.unit, there.items[0].because.family], ['Phones', 'contact-centre'])
  await move(units.packing, roles.packer)
  assert.deepEqual(
    (await plan(tom)).items[0].steps.map((step: { state: string }) => step.state),
    ['done', 'to-do', 'to-do'],
  )
  for (const id of [packing, phones]) await stop(id)
})

test('it begins and ends by the calendar', async () => {
  const id = await live({ title: 'Peak season', startsOn: '2026-11-03', endsOn: '2026-11-04' })
  assert.deepEqual(await titles(lea), [])
  const daily = async () => {
    const job = allJobs.find(({ name }) => name === 'learning.plan-daily')!
    assert.equal(job.kind, 'timed')
    if (job.kind === 'timed') await job.perOrganisation!(ctxOf())
    await settle()
  }
  await pass(1)
  await daily()
  assert.deepEqual(await titles(lea), ['Peak season'])
  await pass(2)
  await daily()
  assert.deepEqual(await titles(lea), [])
  await stop(id)
})

test('a staff list comes in, and each new person has a plan within a minute, from the first day', async (t) => {
  const id = await live({ title: 'Day one', newPeopleOnly: true })
  assert.ok(!(await titles(amina)).includes('Day one'), 'not for who was here before')
  const lines = ['Employee ID,First name,Last name,Department,Job title,Start date']
  for (let i = 1; i <= 40; i++) lines.push(`N${i},New,Person${i},Arrivals,Packer,2026-11-09`)
  const file = await server.upload(
    world.admin,
    '/api/people-imports',
    { name: 'new.csv', bytes: Buffer.from(lines.join('\n')) },
    { choices: '{}' },
  )
  assert.equal(file.status, 202, file.text)
  const state = async () => (await say(world.admin, 'GET', `/api/people-imports/${file.body.id}`)).body.state
  const began = performance.now()
  const until = async (wanted: string) => {
    while ((await state()) !== wanted) assert.ok(performance.now() - began < 60_000, `${wanted}: ${await state()}`)
  }
  await until('previewed')
  assert.equal((await say(world.admin, 'POST', `/api/people-imports/${file.body.id}/applications`, { confirmation: null })).status, 202)
  await until('applied')
  const found = await say(world.admin, 'GET', '/api/people?search=Person7')
  const person = await server.session(world.organisationId, found.body.items[0].id)
  while ((await plan(person)).items.length === 0) {
    assert.ok(performance.now() - began < 60_000)
    await settle()
  }
  t.diagnostic(`from the file to the plan: ${Math.round(performance.now() - began)} ms`)
  const [entry] = (await plan(person)).items
  assert.deepEqual(
    [entry.path.title, entry.dueOn, entry.because.isNew],
    ['Day one', '2026-11-23', true],
    'ten working days from the first day at work',
  )
  await stop(id)
})

test('coverage begins with whom nobody has taught and with leaders who are left out', async () => {
  const id = await live({ title: 'For all teams', who: 'teams', steps: [{ kind: 'lesson', id: lessons[1] }] })
  const seen = (await say(author, 'GET', `/api/coverage?pathId=${id}`)).body
  assert.ok(seen.total.people > 40, JSON.stringify(seen.total))
  assert.equal(seen.units[0].percent, 0, 'at 0 % first')
  assert.deepEqual(
    seen.exempt.map((one: { name: string }) => one.name).filter((name: string) => name.startsWith('Lea')).length,
    1,
    JSON.stringify(seen.exempt),
  )
  const depot = seen.units.find((one: { name: string }) => one.name === 'Depot')
  assert.deepEqual([depot.exemptLeaders, depot.done], [1, 1], 'Amina has done it, her leader is left out')
  assert.ok(seen.families.some((one: { id: string }) => one.id === 'warehouse'))
  const below = await say(lea, 'GET', `/api/coverage?pathId=${id}`)
  assert.equal(below.body.unit.name, 'Packing', 'a leader reads their own unit')
  assert.equal((await say(lea, 'GET', `/api/coverage?unitId=${units.phones}`)).status, 403)
  assert.equal((await say(amina, 'GET', '/api/coverage')).status, 403)
  const csv = await say(author, 'GET', `/api/coverage-export?pathId=${id}`)
  assert.match(csv.text, /Group,Name,People,Finished,Percent,Overdue,Leaders left out\r\nAll,/)
  assert.match(csv.text, /Leader without any path,Lea/)
  await stop(id)
})

test('who has not finished is found by name, sorted, read page by page and taken along as CSV', async () => {
  const id = await live({ title: 'Read in pages', steps: [{ kind: 'lesson', id: lessons[1] }] })
  const list = async (more: string, who: Person = author) => {
    const seen = await say(who, 'GET', `/api/coverage-people?pathId=${id}${more}`)
    assert.equal(seen.status, 200, seen.text)
    return seen.body as { items: { id: string; name: string; isLeader: boolean; dueOn: string; unit: string }[]; next: string | null }
  }
  assert.equal((await list('&limit=3')).items.length, 3)
  const order = (await list('&limit=200')).items.map(({ isLeader, dueOn }) => `${isLeader ? 0 : 1} ${dueOn}`)
  assert.deepEqual([order[0]!.startsWith('0'), order], [true, order.toSorted()], 'leaders first, then the oldest days')
  for (const sort of ['need', 'name', '-name', 'due', '-due']) {
    const [all, paged] = [(await list(`&sort=${sort}&limit=200`)).items.map((one) => one.id), [] as string[]]
    for (let after: string | null = ''; after !== null;) {
      const page = await list(`&sort=${sort}&limit=17${after && `&after=${after}`}`)
      paged.push(...page.items.map((one) => one.id))
      after = page.next
    }
    assert.ok(all.length > 40)
    assert.deepEqual(paged, all, sort)
  }
  const found = await list('&search=person7')
  assert.deepEqual(
    found.items.map(({ name, unit }) => [name, unit]),
    [['New Person7', 'Arrivals']],
  )
  assert.deepEqual(
    (await list('&state=done')).items.map(({ name }) => name.split(' ')[0]),
    ['Amina'],
  )
  assert.deepEqual((await list('&state=overdue')).items, [])
  assert.deepEqual(
    (await list('', lea)).items.map(({ unit }) => unit).filter((unit) => unit !== 'Packing'),
    [],
    'a leader reads their own unit',
  )
  assert.equal((await say(amina, 'GET', `/api/coverage-people?pathId=${id}`)).status, 403)
  assert.equal((await say(author, 'GET', `/api/coverage-people?pathId=${id}&after=abc`)).status, 422)
  const csv = await say(author, 'GET', `/api/coverage-people-export?pathId=${id}&search=person7`)
  assert.match(csv.text, /Name,Unit,Leads,Due,Overdue,Steps done,Finished,Reminded\r\nNew Person7,Arrivals,no,/)
  await stop(id)
})

test('in works-council mode leaders see teams of five or more, and no name', async () => {
  const small = await live({ title: 'Small', unitIds: [units.packing] })
  const all = await live({ title: 'All of us' })
  const settings = (await say(world.admin, 'GET', '/api/organisation')).body
  const turn = (isWorksCouncilMode: boolean, version: number) =>
    say(world.admin, 'PATCH', '/api/organisation', { isWorksCouncilMode }, { version })
  const named = async () => (await say(lea, 'GET', `/api/coverage-people?pathId=${small}`)).body
  assert.ok((await named()).items.length > 0)
  const on = await turn(true, settings.version)
  assert.equal(on.status, 200, on.text)
  const seen = (await say(lea, 'GET', `/api/coverage?pathId=${small}`)).body
  assert.deepEqual([seen.fewest, seen.total.isTooFew, seen.total.people, seen.exempt], [5, true, 0, []])
  assert.deepEqual(await named(), { isHidden: true, items: [], next: null })
  const csv = await say(lea, 'GET', `/api/coverage-people-export?pathId=${small}`)
  assert.equal(csv.text.trim().split('\r\n').length, 1)
  const house = (await say(author, 'GET', `/api/coverage?pathId=${all}`)).body
  const hidden = house.units.filter((one: { isTooFew: boolean }) => one.isTooFew)
  const told = house.units.reduce((sum: number, one: { people: number }) => sum + one.people, 0)
  assert.ok(hidden.length > 0 && house.total.people - told >= 5, `what is left is never a few: ${JSON.stringify(house.units)}`)
  // The unit whose group is hidden beside the others does not say it on its own page either.
  for (const { id } of hidden as { id: string }[]) {
    if (id === house.unit.id) continue
    const own = (await say(author, 'GET', `/api/coverage?pathId=${all}&unitId=${id}`)).body
    assert.deepEqual([own.total.isTooFew, own.total.people, own.units.every((one: { isTooFew: boolean }) => one.isTooFew)], [true, 0, true])
  }
  assert.equal((await turn(false, on.body.version)).status, 200)
  assert.ok((await named()).items.length > 0)
  for (const id of [small, all]) await stop(id)
})

test('one click reminds, nobody twice in a week, nobody in quiet hours, nobody who wants no messages, and nobody who has finished meanwhile', async () => {
  const jo = await server.person(world, { givenName: 'Jo', unitId: units.packing, email: 'jo@hollin.example' })
  const kim = await server.person(world, { givenName: 'Kim', unitId: units.packing, email: 'kim@hollin.example' })
  const off = await server.person(world, { givenName: 'Off', unitId: units.packing, email: 'off@hollin.example' })
  const later = await server.person(world, { givenName: 'Later', unitId: units.packing, email: 'later@hollin.example' })
  assert.equal((await say(off, 'PUT', '/api/message-switch', { isOn: false })).status, 200)
  server.platform.config.smtpUrl = 'smtp://127.0.0.1:1'
  const extra = await install('four')
  const id = await live({ title: 'Reminded', unitIds: [units.packing], who: 'teams', steps: [{ kind: 'lesson', id: extra }] })
  const remind = (unitId = units.packing) => say(lea, 'POST', '/api/path-reminders', { pathId: id, unitId })
  // 20:30 in the organisation's zone: quiet.
  clock.set('2026-11-12T20:30:00Z')
  await pass(0)
  const first = await remind()
  assert.equal(first.status, 201, first.text)
  assert.ok(first.body.leftInPeace >= 1, 'who switched messages off is one of several who are left in peace')
  assert.equal((await remind()).body.reminded, 0)
  assert.equal((await remind()).body.leftInPeace, first.body.reminded + first.body.leftInPeace)
  assert.equal((await remind(units.phones)).status, 403)
  const letters = async () =>
    ctxOf().read((tx) =>
      tx.run(
        sql<{
          recipient: string
        }>`select recipient from mails where organisation_id = ${world.organisationId} and kind = 'plan-reminder' order by recipient`,
      ),
    )
  await settle()
  assert.deepEqual(await letters(), [], 'not in quiet hours')
  await finish(kim, extra)
  // Between the click and the morning.
  assert.equal((await say(later, 'PUT', '/api/message-switch', { isOn: false })).status, 200)
  clock.set('2026-11-13T09:00:00Z')
  await settle()
  assert.deepEqual(await letters(), [{ recipient: 'jo@hollin.example' }])
  await pass(8)
  assert.ok((await remind()).body.reminded > 0, 'a week later again')
  const ctx = ctxOf()
  const exported = await ctx.read((tx) => participant.exportPerson!(tx, jo.id))
  assert.ok(exported.learningPlan!.some(({ path }) => path === 'Reminded'))
  await ctx.write((tx) => participant.erasePerson!(tx, ctx, jo.id))
  assert.deepEqual(await titles(jo), [])
  await stop(id)
})

test('a plan asks few questions, whoever opens it', async (t) => {
  const id = await live({ title: 'Counted' })
  const { db } = server.platform
  const real = db.inOrganisation.bind(db)
  for (const [who, url] of [
    [lea, '/api/my-plan'],
    [author, '/api/coverage'],
    [author, `/api/coverage-people?pathId=${id}`],
    [author, '/api/paths'],
    [author, `/api/paths/${id}`],
  ] as const) {
    let statements = 0
    db.inOrganisation = (organisationId, options, work) =>
      real(organisationId, options, (tx) => work({ ...tx, run: (query) => (statements++, tx.run(query)) }))
    assert.equal((await say(who, 'GET', url)).status, 200)
    t.diagnostic(`${url}: ${statements}`)
    assert.ok(statements <= 5, `${url}: ${statements}`)
  }
  db.inOrganisation = real
  await stop(id)
})
