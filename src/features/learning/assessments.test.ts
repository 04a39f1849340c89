import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cronbachAlpha } from '#engines/assessment/reliability.ts'
import type { Role } from '#platform/access/policy.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { itemsOfEachKind } from '../../../test/support/practice-items.ts'
import { type Person, testServer } from '../../../test/support/server.ts'
import { countingStatements } from '../../../test/support/statements.ts'
import type { OpenSitting } from './contract/assessments.ts'

const clock = fixedClock('2026-11-02T08:00:00Z')
const server = await testServer({ clock })
const call = (who: Person | null, method: string, url: string, body?: unknown, more: object = {}) =>
  server.call(who, method, url, { ...(body === undefined ? {} : { body }), ...more })

const texts = { en: { title: 'Promises kept', lead: 'Ten minutes at most.' } }
async function house() {
  const world = await server.organisation()
  const author = await server.person(world, { givenName: 'Ada', roles: [{ role: 'author' }] })
  const principle = async (colour: string, icon: string, name: string, meaning: string) =>
    (await call(world.admin, 'POST', '/api/principles', { colour, icon, texts: { en: { name, meaning } } })).body.id as string
  const promise = await principle('navy', 'link', 'Keep the promise', 'We do what we said.')
  const own = await principle('leaf', 'flag', 'Own it to the end', 'Whoever hears it sees it through.')
  for (const theme of ['promise', 'own'])
    await call(author, 'POST', '/api/item-imports', { text: itemsOfEachKind(theme, 'en'), language: 'en', state: 'live' })
  const items = (await call(author, 'GET', '/api/items?limit=200')).body.items as { id: string; key: string }[]
  const idOf = (key: string) => items.find((one) => one.key === key)!.id
  const make = async (more: object = {}) => {
    const made = await call(author, 'POST', '/api/assessments', { texts, state: 'live', mode: 'drawn', count: 6, ...more })
    assert.equal(made.status, 201, made.text)
    return made.body.id as string
  }
  return { world, author, promise, own, items, idOf, make, jo: await server.person(world, { givenName: 'Jo' }) }
}
const begin = async (who: Person, assessmentId: string, id = newId()) => {
  const begun = await call(who, 'POST', '/api/sittings', { id, assessmentId, language: 'en' })
  assert.equal(begun.status, 201, begun.text)
  return begun.body as OpenSitting
}
/** Each item of the bank that the tests write has its right answer here, in places of what is shown. */
const rightOf = ({ kind, text }: OpenSitting['questions'][number]): { places: number[]; words?: string } => {
  if (kind === 'short') return { places: [], words: 'apologise' }
  if (kind === 'order') return { places: ['Hear', 'Say sorry', 'Mend'].map((words) => text.order.indexOf(words)) }
  if (kind === 'match') {
    const rights = text.pairs.map(([, right]) => right)
    return { places: text.pairs.map(([left]) => rights.indexOf(left === 'A parcel came broken' ? 'Send a new one' : 'Say when it comes')) }
  }
  const right = { choice: ['Call at five'], judgement: ['Call at five'], multiple: ['Her name', 'What happened'] }[kind]
  return { places: text.options.flatMap((option, i) => (right.includes(option.text) ? [i] : [])) }
}
const handIn = (who: Person, sitting: OpenSitting, wrong: readonly string[] = [], confidence = 'sure') =>
  call(who, 'POST', '/api/sitting-submissions', {
    sittingId: sitting.id,
    answers: sitting.questions.map((one) => ({
      itemId: one.itemId,
      ...(wrong.includes(one.itemId) ? { places: one.text.options.length > 0 ? [2] : [], words: 'no idea' } : rightOf(one)),
      confidence,
    })),
  })

test('an assessment is drawn with a kept seed, and what is sent says nothing of what is right', async () => {
  const { jo, make, promise } = await house()
  const assessmentId = await make()
  const id = newId()
  const first = await begin(jo, assessmentId, id)
  assert.deepEqual([first.state, first.questions.length, first.id], ['open', 6, id])
  assert.deepEqual(await begin(jo, assessmentId, id), first)
  // A second phone goes on with what is open.
  assert.equal((await begin(jo, assessmentId)).id, id)
  assert.equal(new Set(first.questions.map(({ itemId }) => itemId)).size, 6)
  assert.equal(first.questions.filter(({ principleId }) => principleId === promise).length, 3)
  for (const { text, kind } of first.questions) {
    assert.deepEqual(
      [text.explanation, text.accepted, text.options.some(({ isRight, feedback }) => isRight || feedback !== '')],
      ['', [], false],
    )
    if (kind === 'order') assert.notDeepEqual(text.order, ['Hear', 'Say sorry', 'Mend'])
  }
})

test('answers are kept on the way, the last one said counts, and what is flagged stays flagged', async () => {
  const { jo, make, world } = await house()
  const sitting = await begin(jo, await make())
  const [one] = sitting.questions
  const keep = (who: Person, more: object) =>
    call(who, 'POST', '/api/sitting-answers', { sittingId: sitting.id, itemId: one!.itemId, ...more })
  assert.equal((await keep(jo, { words: 'second', isFlagged: true, saidAt: '2026-11-02T07:59:00Z' })).body.state, 'open')
  assert.equal((await keep(jo, { words: 'first', saidAt: '2026-11-02T07:58:00Z' })).status, 200)
  const read = (await call(jo, 'GET', `/api/sittings/${sitting.id}`)).body as OpenSitting
  assert.deepEqual([read.questions[0]!.words, read.questions[0]!.isFlagged], ['second', true])
  const other = await server.person(world)
  assert.deepEqual(
    [
      (await call(other, 'GET', `/api/sittings/${sitting.id}`)).status,
      (await keep(other, { words: 'x' })).status,
      (await handIn(other, sitting)).status,
      (await call(other, 'POST', '/api/sittings', { id: sitting.id, assessmentId: sitting.assessmentId, language: 'en' })).status,
    ],
    [404, 404, 404, 404],
  )
  assert.equal((await call(jo, 'GET', '/api/own-assessments')).body.items[0].open.answered, 1)
})

test('handed in once: sure and wrong comes first, each option says why, and practice brings it back', async () => {
  const { jo, make, idOf, world } = await house()
  const sitting = await begin(jo, await make({ mode: 'fixed', itemIds: ['promise-1', 'promise-2', 'own-4', 'own-5', 'own-6'].map(idOf) }))
  const wrong = sitting.questions.find(({ kind }) => kind === 'choice' || kind === 'multiple')!
  const done = await handIn(jo, sitting, [wrong.itemId])
  assert.deepEqual([done.status, done.body.right, done.body.asked], [201, 4, 5])
  assert.deepEqual((await handIn(jo, sitting, [])).body, done.body)
  assert.equal(
    (await call(jo, 'POST', '/api/sitting-answers', { sittingId: sitting.id, itemId: wrong.itemId, words: 'late' })).body.state,
    'submitted',
  )
  const { body: result } = await call(jo, 'GET', `/api/sittings/${sitting.id}`)
  assert.deepEqual([result.state, result.answers[0].itemId, result.answers[0].isSureAndWrong], ['submitted', wrong.itemId, true])
  assert.deepEqual(
    result.answers.map(({ isRight }: { isRight: boolean }) => isRight),
    [false, true, true, true, true],
  )
  assert.match(result.answers[0].text.explanation, /We do what we said/)
  assert.ok(result.answers[0].text.options.every(({ feedback }: { feedback: string }) => feedback !== ''))
  assert.deepEqual(result.byConfidence, [{ confidence: 'sure', right: 4, asked: 5 }])
  clock.advance(2 * 86_400_000)
  const later = await server.session(world.organisationId, jo.personId, [{ role: 'employee' }])
  const session = (await call(later, 'GET', '/api/practice')).body
  assert.equal(session.things.find(({ kind }: { kind: string }) => kind === 'item').id, wrong.itemId)
  assert.equal(session.practised, 0)
})

test('passing is evidence of knowledge at once, failing later takes it back: the latest counts, not the best', async () => {
  const { jo, make } = await house()
  const assessmentId = await make()
  await handIn(jo, await begin(jo, assessmentId))
  const knowledge = async () =>
    (await call(jo, 'GET', `/api/people/${jo.personId}/standing`)).body.states[0].parts.find(
      ({ kind }: { kind: string }) => kind === 'knowledge',
    ).has
  assert.equal(await knowledge(), 1)
  clock.advance(60_000)
  const again = await begin(jo, assessmentId)
  const failed = await handIn(
    jo,
    again,
    again.questions.map(({ itemId }) => itemId),
  )
  assert.equal(failed.body.isPassed, false, failed.text)
  // Nobody is sure of what they did not answer, whatever was tapped.
  const { answers } = (await call(jo, 'GET', `/api/sittings/${again.id}`)).body
  assert.deepEqual(
    [answers.filter((one: { isSureAndWrong: boolean }) => one.isSureAndWrong).length < 6, answers.at(-1).confidence],
    [true, null],
  )
  assert.equal(await knowledge(), 0)
  const { body } = await call(jo, 'GET', '/api/own-assessments')
  assert.deepEqual([body.items[0].last.isPassed, body.skills.map(({ isMet }: { isMet: boolean }) => isMet)], [false, [false, false]])
})

test('a look before learning counts against nobody, and the change afterwards carries its range', async () => {
  const { jo, make } = await house()
  const assessmentId = await make({ hasBefore: true, count: 10 })
  const before = await begin(jo, assessmentId)
  assert.equal(before.purpose, 'before')
  await handIn(
    jo,
    before,
    before.questions.slice(0, 6).map(({ itemId }) => itemId),
    'guess',
  )
  assert.deepEqual((await call(jo, 'GET', `/api/people/${jo.personId}/standing`)).body.evidence, [])
  clock.advance(60_000)
  const after = await begin(jo, assessmentId)
  assert.equal(after.purpose, 'check')
  await handIn(jo, after)
  const { change } = (await call(jo, 'GET', `/api/sittings/${after.id}`)).body
  assert.deepEqual([change.before.right, change.estimate, change.isTold], [4, 0.6, true])
  assert.ok(change.low > 0 && change.low < 0.6 && change.high <= 1)
})

test('an item that those who know more get wrong is flagged for its authors; too few answers say so', async () => {
  const { world, author, make, idOf, jo } = await house()
  const keys = ['promise-1', 'promise-2', 'promise-3', 'own-1', 'own-2', 'own-3']
  const assessmentId = await make({ mode: 'fixed', itemIds: keys.map(idOf), hasBefore: true })
  const analysis = async () => (await call(author, 'GET', `/api/assessments/${assessmentId}/analysis`)).body
  const turned = idOf('promise-1')
  const others = keys.slice(1).map(idOf)
  const sit = async (who: Person, i: number) => {
    const known = i % others.length
    const wrong = others.filter((_, at) => at >= known)
    // Whoever knows more than two of the others gets this one wrong.
    await handIn(who, await begin(who, assessmentId), known > 2 ? [...wrong, turned] : wrong)
  }
  const people = await Promise.all(Array.from({ length: 29 }, () => server.person(world)))
  for (const [i, person] of people.entries()) await sit(person, i)
  const few = await analysis()
  assert.deepEqual([few.people, few.items.every(({ verdict }: { verdict: string }) => verdict === 'few')], [29, true])
  assert.deepEqual(few.reliability, { verdict: 'few', people: 29, items: 6, range: null })
  await sit(jo, 29)
  const { read, statements } = await countingStatements(server.platform.db, analysis)
  assert.ok(statements <= 5, `${statements} statements`)
  const { items, people: n, change, changePeople, reliability, byConfidence } = read
  assert.deepEqual([n, change, changePeople], [30, null, 0])
  assert.deepEqual([items[0].id, items[0].verdict, items[0].discrimination.estimate < 0], [turned, 'negative', true])
  assert.ok(items.slice(1).every(({ verdict }: { verdict: string }) => verdict !== 'negative'))
  // The same 30 people, counted here: who knows k of five gets the first k, and the turned one unless k > 2.
  const scores = Array.from({ length: 30 }, (_, i) => [...others.map((_one, at) => Number(at < i % 5)), Number(i % 5 <= 2)])
  const whole = cronbachAlpha(Float64Array.from(scores.flat()), 6)
  assert.ok(whole.problem === null)
  assert.deepEqual([reliability.verdict, reliability.people, reliability.items], ['told', 30, 6])
  assert.deepEqual(
    [reliability.range.estimate, reliability.range.low, reliability.range.high],
    [whole.alpha, whole.lower, whole.upper].map((one) => Math.round(one * 1000) / 1000),
  )
  // Everybody said sure, and was right in about half.
  const right = scores.flat().reduce((a, b) => a + b, 0)
  assert.deepEqual(
    byConfidence.map((one: { confidence: string; n: number; verdict: string }) => [one.confidence, one.n, one.verdict]),
    [
      ['sure', 180, 'over'],
      ['rather', 0, 'few'],
      ['guess', 0, 'few'],
    ],
  )
  assert.equal(byConfidence[0].right.estimate, Math.round((right / 180) * 1000) / 1000)
  assert.ok(byConfidence[0].right.low < byConfidence[0].right.estimate && byConfidence[0].right.high < 0.8)
  // Six people see it again: paired, each with themselves.
  for (const person of people.slice(0, 6)) await handIn(person, await begin(person, assessmentId))
  const after = await analysis()
  assert.deepEqual([after.changePeople, after.change.people, after.change.low < after.change.estimate], [6, 6, true])
  assert.equal((await call(jo, 'GET', `/api/assessments/${assessmentId}/analysis`)).status, 403)
})

test('the matrix shows leaders the latest of each person, and nobody with the works council’s switch on', async () => {
  const { world, make, promise } = await house()
  const team = await server.unit(world, 'Returns')
  const lead = await server.person(world, { givenName: 'Lea', unitId: team, leadsUnit: true, roles: [] })
  const hr = await server.person(world, { roles: [{ role: 'hr' }] })
  const people = await Promise.all(
    ['Ann', 'Bob', 'Cem', 'Dua', 'Eli'].map((givenName) => server.person(world, { givenName, unitId: team })),
  )
  const assessmentId = await make({ validDays: 30, count: 6, principleIds: [promise] })
  for (const person of people.slice(0, 4)) await handIn(person, await begin(person, assessmentId))
  const matrix = async (who: Person, query = '') => await call(who, 'GET', `/api/skill-matrix${query}`)
  const { body } = await matrix(lead)
  const rowOf = (rows: { name: string; states: string; shares: number[] }[], name: string) => rows.find((one) => one.name.startsWith(name))!
  assert.deepEqual(
    [rowOf(body.rows, 'Ann').states, rowOf(body.rows, 'Ann').shares, rowOf(body.rows, 'Eli').states],
    ['m-', [100, null], '--'],
  )
  assert.deepEqual([body.cells[0].n, body.cells[0].met], [4, 100])
  clock.advance(31 * 86_400_000)
  // Sessions end sooner than what was shown.
  const anew = (who: Person, role: Role, unitId: string | null = null) =>
    server.session(world.organisationId, who.personId, [{ role, unitId }])
  const [ann, eli] = await Promise.all([anew(people[0]!, 'employee'), anew(people[4]!, 'employee')])
  const [leader, human, admin] = await Promise.all([anew(lead, 'team-leader', team), anew(hr, 'hr'), anew(world.admin, 'administrator')])
  const again = await begin(ann, assessmentId)
  await handIn(
    ann,
    again,
    again.questions.map(({ itemId }) => itemId),
  )
  const later = (await matrix(leader)).body
  assert.deepEqual(
    [rowOf(later.rows, 'Ann').states, rowOf(later.rows, 'Bob').states, later.cells[0].met, later.cells[0].overdue],
    ['n-', 'o-', 0, 3],
  )
  const csv = await call(leader, 'GET', '/api/skill-matrix-exports')
  assert.match(csv.text, /Ann.*,Returns,\d+,not yet,,/)
  // HR reads groups, and four are none.
  const groups = (await matrix(human, `?unitId=${team}`)).body
  assert.deepEqual([groups.hidden, groups.rows, groups.cells[0].n], ['role', [], null])
  await handIn(eli, await begin(eli, assessmentId))
  assert.equal((await matrix(human, `?unitId=${team}`)).body.cells[0].n, 5)
  const settings = await call(admin, 'GET', '/api/organisation')
  const switched = await call(admin, 'PATCH', '/api/organisation', { isWorksCouncilMode: true }, { version: settings.body.version })
  assert.equal(switched.status, 200, switched.text)
  const closed = (await matrix(leader)).body
  assert.deepEqual([closed.hidden, closed.rows, closed.cells[0].n, closed.fewestPeople], ['works-council', [], null, 10])
  assert.doesNotMatch((await call(leader, 'GET', '/api/skill-matrix-exports')).text, /Ann/)
  assert.equal((await call(ann, 'GET', '/api/own-assessments')).body.skills.length, 1)
  assert.equal((await matrix(ann)).status, 403)
})

test('a live assessment is ready for whoever it is for, or says what is missing', async () => {
  const { author, make, idOf, jo, promise } = await house()
  const fault = async (more: object) => {
    const { status, body } = await call(author, 'POST', '/api/assessments', { texts, state: 'live', mode: 'drawn', count: 6, ...more })
    return [status, body.errors?.[0].pointer]
  }
  assert.deepEqual(await fault({ count: 13 }), [422, '/count'])
  assert.deepEqual(await fault({ level: 4 }), [422, '/count'])
  assert.deepEqual(await fault({ mode: 'fixed', itemIds: [idOf('own-1')] }), [422, '/itemIds'])
  assert.deepEqual(await fault({ mode: 'fixed', itemIds: [idOf('own-1'), idOf('own-2'), newId()] }), [422, '/itemIds'])
  assert.deepEqual(await fault({ mode: 'fixed', itemIds: [idOf('own-1'), idOf('own-1'), idOf('own-2')] }), [422, '/itemIds'])
  const id = await make({ families: ['warehouse'] })
  assert.deepEqual((await call(jo, 'GET', '/api/own-assessments')).body.items, [])
  assert.equal((await call(jo, 'POST', '/api/sittings', { id: newId(), assessmentId: id, language: 'en' })).status, 404)
  const uses = async () => {
    const read = await call(author, 'GET', `/api/principles/${promise}/uses?kind=assessment`)
    assert.equal(read.status, 200, read.text)
    return read.body.items
  }
  const tagged = await make({ mode: 'fixed', itemIds: ['promise-1', 'promise-2', 'own-3'].map(idOf) })
  assert.deepEqual(
    (await uses()).map((one: { title: string; link: string }) => [one.title, one.link]),
    [['Promises kept', `/assessments/${tagged}`]],
  )
  await call(author, 'PUT', `/api/assessments/${tagged}`, { texts, state: 'retired', mode: 'drawn' }, { version: 1 })
  assert.deepEqual(await uses(), [])
  const body = { texts, state: 'retired', mode: 'drawn' }
  assert.equal((await call(author, 'PUT', `/api/assessments/${id}`, body, { version: 7 })).status, 412)
  assert.equal((await call(author, 'PUT', `/api/assessments/${id}`, body, { version: 1 })).body.state, 'retired')
  assert.deepEqual((await call(author, 'GET', '/api/assessments')).body.items, [])
  assert.equal((await call(author, 'GET', '/api/assessments?state=retired')).body.items.at(-1).title, 'Promises kept')
})

test('a person takes out what they answered, and erasing leaves nothing of it', async () => {
  const { jo, make, world } = await house()
  await handIn(jo, await begin(jo, await make()))
  const { sections } = JSON.parse((await call(jo, 'GET', `/api/people/${jo.personId}/personal-data`)).text)
  assert.deepEqual([sections.sittings.length, sections.sittings[0].answers.length, sections.skills.length], [1, 6, 2])
  const count = async () => {
    const ctx = systemContext(server.platform, world.organisationId, newId())
    const [row] = await ctx.readOne(
      sql<{
        n: number
      }>`select (select count(*) from sittings)::int + (select count(*) from sitting_answers)::int + (select count(*) from person_skills)::int as n`,
    )
    return row!.n
  }
  assert.equal(await count(), 9)
  await call(world.admin, 'POST', `/api/people/${jo.personId}/departures`, { lastDay: '2026-11-01' })
  const { body: card } = await call(world.admin, 'GET', `/api/people/${jo.personId}`)
  const erased = await call(world.admin, 'POST', `/api/people/${jo.personId}/erasures`, { confirmation: card.displayName })
  assert.ok(erased.status < 300, erased.text)
  assert.equal(await count(), 0)
})

test('a matrix of a thousand people is three statements and at most 150 kB', async () => {
  const { world, make } = await house()
  const colours = ['sky', 'rose', 'violet', 'umber']
  const icons = ['heart', 'star', 'bulb', 'sun']
  for (const [i, colour] of colours.entries())
    await call(world.admin, 'POST', '/api/principles', {
      colour,
      icon: icons[i],
      texts: { en: { name: `Principle ${colour}`, meaning: 'So.' } },
    })
  const lead = await server.person(world, { leadsUnit: true })
  const sample = await begin(lead, await make())
  const ctx = systemContext(server.platform, world.organisationId, newId())
  await ctx.write(async (tx) => {
    await tx.run(sql`insert into people (organisation_id, id, unit_id, given_name, family_name, display_name, sort_key, created_at, updated_at)
      select ${world.organisationId}, gen_random_uuid(), ${world.rootUnitId}, 'Annegret', 'Sommer ' || n, 'Annegret Sommer ' || n, 'sommer ' || lpad(n::text, 4, '0'), now(), now()
        from generate_series(1, 999) n`)
    await tx.run(sql`insert into person_skills (organisation_id, person_id, principle_id, sitting_id, asked, share, is_met, shown_at)
      select p.organisation_id, p.id, r.id, ${sample.id}, 3, 0.85, true, now() from people p join principles r on r.organisation_id = p.organisation_id
       where p.organisation_id = ${world.organisationId} and p.family_name like 'Sommer %'`)
  })
  const { read, statements } = await countingStatements(server.platform.db, () => call(lead, 'GET', '/api/skill-matrix'))
  assert.equal(read.status, 200, read.text)
  console.log(`matrix: ${read.body.rows.length} rows, ${Buffer.byteLength(read.text)} bytes, ${statements} statements`)
  assert.ok(read.body.rows.length === 1000 && Buffer.byteLength(read.text) <= 150_000, `${Buffer.byteLength(read.text)}`)
  assert.ok(statements <= 3, `${statements} statements`)
})

test('ten questions: begun, answered and handed in with few statements, each in one transaction', async () => {
  const { jo, make } = await house()
  const assessmentId = await make({ count: 10 })
  const { db } = server.platform
  const first = await begin(jo, assessmentId)
  const keep = () =>
    call(jo, 'POST', '/api/sitting-answers', { sittingId: first.id, itemId: first.questions[0]!.itemId, ...rightOf(first.questions[0]!) })
  const answered = await countingStatements(db, keep)
  const handed = await countingStatements(db, () => handIn(jo, first))
  const begun = await countingStatements(db, () => begin(jo, assessmentId))
  const own = await countingStatements(db, () => call(jo, 'GET', '/api/own-assessments'))
  const read = await countingStatements(db, () => call(jo, 'GET', `/api/sittings/${first.id}`))
  console.log(
    `statements: begin ${begun.statements}, answer ${answered.statements}, hand in ${handed.statements}, own list ${own.statements}, result ${read.statements}`,
  )
  assert.deepEqual([handed.read.status, own.read.status, read.read.status], [201, 200, 200])
  assert.ok(answered.statements <= 1 && own.statements <= 5 && read.statements <= 5)
})
