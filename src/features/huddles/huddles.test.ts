import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '#platform/db/sql.ts'
import { newId } from '#platform/ids.ts'
import type { Person } from '../../../test/support/server.ts'
import { countingStatements } from '../../../test/support/statements.ts'
import { answer, clock, ctxOf, expect, house as voiceHouse, responses, server } from '../../../test/support/voice-house.ts'
import type { Huddle } from './contract.ts'
import { registerHuddleItem, writeHuddles } from './public.ts'

const dayMs = 86_400_000
const mostStatements = 5
const start = '2026-11-30T08:00:00Z'
const call = (who: Person | null, method: string, url: string, body?: unknown) =>
  server.call(who, method, url, body === undefined ? {} : { body })
/** Time passes, and everybody has been seen meanwhile: sessions are not what is tested here. */
async function pass(days: number): Promise<void> {
  clock.advance(days * dayMs)
  const [at, later] = [clock.now().toISOString(), new Date(clock.now().getTime() + 30 * dayMs).toISOString()]
  await server.platform.db.control((tx) => tx.run(sql`update sessions set last_seen_at = ${at}, expires_at = ${later}`))
}

/** Packing (Lea leads, Zacharias packs) with a step of its own, Finance (Tomas leads, Ida), four principles, customers who answer. */
async function house() {
  clock.set(start)
  const base = await voiceHouse(['csat'])
  const { world, head, packing } = base
  const finance = await server.unit(world, 'Finance')
  const packers = await expect(201, call(world.admin, 'POST', '/api/job-roles', { name: 'Packer' }))
  await server.platform.db.inOrganisation(world.organisationId, { readOnly: false }, (tx) =>
    tx.run(sql`update people set job_role_id = ${packers.id} where organisation_id = ${world.organisationId} and unit_id = ${packing}`),
  )
  const tomas = await server.person(world, {
    givenName: 'Tomas',
    unitId: finance,
    leadsUnit: true,
    roles: [{ role: 'team-leader', unitId: finance }],
  })
  const ida = await server.person(world, { givenName: 'Ida', unitId: finance, managerId: tomas.id })
  const principles: string[] = []
  for (const [colour, icon, name] of [
    ['sky', 'eye', 'See the person'],
    ['navy', 'link', 'Keep the promise'],
    ['leaf', 'seedling', 'Make it right'],
    ['rose', 'ear', 'Say it plainly'],
  ])
    principles.push(
      (
        await expect(
          201,
          call(world.admin, 'POST', '/api/principles', { colour, icon, texts: { en: { name, meaning: `${name}, every time.` } } }),
        )
      ).id,
    )
  for (const principleId of principles)
    await expect(
      201,
      call(world.admin, 'POST', '/api/behaviours', {
        principleId,
        jobRoleId: packers.id,
        level: 1,
        texts: {
          en: { name: 'Protects what is inside', poor: 'Closes the box.', good: 'Fills the gaps.', great: 'Shakes it and listens.' },
        },
      }),
    )
  const empty = { customer: {}, front: {}, back: {}, support: {} }
  const journey = await expect(201, call(head, 'POST', '/api/journeys', { texts: { name: { en: 'A parcel comes' }, summary: {} } }))
  const staged = await expect(201, call(head, 'POST', `/api/journeys/${journey.id}/stages`, { texts: { name: { en: 'Prepare' } } }))
  const stepped = await expect(
    201,
    call(head, 'POST', `/api/journeys/${journey.id}/steps`, {
      stageId: staged.stages[0].id,
      channel: 'none',
      emotion: 'calm',
      evidence: 'partly',
      texts: { name: { en: 'Packing' }, ...empty },
      shapers: [
        {
          id: newId(),
          lane: 'back',
          unitId: packing,
          jobRoleId: null,
          texts: { sentence: { en: 'I pack it so that it arrives whole.' }, harm: {} },
        },
      ],
    }),
  )
  const stepId: string = stepped.stages[0].steps[0].id
  // The survey stands at Finance's door here, so that only the cause leads to Packing.
  const link = await expect(
    201,
    call(head, 'POST', '/api/survey-links', { surveyId: base.surveyId, unitId: finance, label: 'After the invoice' }),
  )
  const write = () => writeHuddles(ctxOf(base))
  const current = async (who: Person): Promise<Huddle> => {
    const { items } = await expect(200, call(who, 'GET', '/api/huddles'))
    return expect(200, call(who, 'GET', `/api/huddles/${items[0].id}`))
  }
  await write()
  return { ...base, finance, tomas, ida, principles, stepId, financePath: link.path as string, write, current }
}
const run = (who: Person, id: string, method: string, part: string, body?: unknown) => call(who, method, `/api/huddles/${id}${part}`, body)

test('every team has one huddle a week with the principle of the week, and writing it again changes nothing', async () => {
  const { world, packer, ida, write, principles, current } = await house()
  const [first, second] = [await current(packer), await current(ida)]
  assert.deepEqual([first.week, first.weekNumber, first.state, first.unit.name], ['2026-11-30', 49, 'ready', 'Packing'])
  assert.equal(first.principleId, second.principleId)
  await write()
  await write()
  assert.deepEqual(await current(packer), first)
  const seen = [first.principleId]
  const hosts = [first.host!.id]
  for (let week = 1; week < 4; week++) {
    await pass(7)
    await write()
    const now = await current(packer)
    seen.push(now.principleId)
    hosts.push(now.host!.id)
  }
  assert.deepEqual(new Set(seen), new Set(principles))
  assert.deepEqual([new Set(hosts).size, hosts[0], hosts[1]], [2, hosts[2], hosts[3]])
  const { items } = await expect(200, call(packer, 'GET', '/api/huddles?limit=2'))
  assert.equal(items.length, 2)
  assert.ok(world)
})

test('the week begins on the Monday of the organisation’s own time zone', async () => {
  const { packer, write, current } = await house()
  clock.set('2026-12-06T22:30:00Z')
  await pass(0)
  await write()
  assert.equal((await current(packer)).week, '2026-11-30')
  clock.set('2026-12-06T23:30:00Z')
  await write()
  assert.equal((await current(packer)).week, '2026-12-07')
})

test('two teams with different data have different agendas; “damaged in transit” with the cause at packing reaches Packing', async () => {
  const given = await house()
  const { packer, ida, head, stepId, financePath, path, current } = given
  await answer(financePath, { csat: '1', words: 'Damaged in transit: the lamp was in four pieces.' })
  await answer(path, { csat: '5', words: 'Somebody drew a smile on the box.' })
  const [damaged] = (await responses(given)).filter(({ words }: { words: string }) => words.startsWith('Damaged'))
  const before = await current(packer)
  assert.deepEqual(
    before.quotes.map(({ words }) => words),
    ['Somebody drew a smile on the box.'],
  )
  await expect(200, call(head, 'PUT', `/api/responses/${damaged.id}/cause-step`, { stepId }))
  const [packing, finance] = [await current(packer), await current(ida)]
  assert.deepEqual(
    packing.quotes.map(({ words, about, stepName, alike }) => [words, about, stepName, alike]),
    [
      ['Somebody drew a smile on the box.', 'unit', null, null],
      ['Damaged in transit: the lamp was in four pieces.', 'cause', 'Packing', { n: 1, of: 1 }],
    ],
  )
  assert.deepEqual(
    finance.quotes.map(({ words, about }) => [words, about]),
    [['Damaged in transit: the lamp was in four pieces.', 'unit']],
  )
  assert.deepEqual(
    [packing.question.source, packing.question.jobRole, packing.question.options.filter(({ isGreat }) => isGreat).length],
    ['behaviour', 'Packer', 1],
  )
  assert.equal(finance.question.source, 'principle')
  assert.ok(packing.parts.reduce((sum, { seconds }) => sum + seconds, 0) < 300)
})

test('an opened agenda stays; what it told is not told again', async () => {
  const { packer, path, write, current } = await house()
  await answer(path, { csat: '5', words: 'It came on the day you said.' })
  const { id } = await current(packer)
  await expect(200, run(packer, id, 'POST', '/openings'))
  await answer(path, { csat: '5', words: 'Even better this time.' })
  const again = await expect(200, run(packer, id, 'POST', '/openings'))
  const words = (huddle: Huddle) => huddle.quotes.map((quote) => quote.words)
  assert.deepEqual([words(again), again.openedOn], [['It came on the day you said.'], '2026-11-30'])
  await pass(7)
  await write()
  assert.deepEqual(words(await current(packer)), ['Even better this time.'])
  assert.deepEqual(words(await expect(200, call(packer, 'GET', `/api/huddles/${id}`))), ['It came on the day you said.'])
})

test('what is raised goes to a leader by name, waits in the agenda, and returns with its answer', async () => {
  const { packer, lea, write, current, stepId } = await house()
  const { id } = await current(packer)
  const raised: Huddle = await expect(
    201,
    run(packer, id, 'POST', '/obstacles', { title: 'No void filler after 18:00', hurts: 'customers', stepId }),
  )
  const nowhere = { title: 'No void filler after 18:00', hurts: 'customers', stepId: newId() }
  assert.equal((await run(packer, id, 'POST', '/obstacles', nowhere)).status, 422)
  const [obstacle] = raised.raisedHere
  assert.deepEqual([obstacle!.title, raised.raised, raised.waiting], ['No void filler after 18:00', 1, []])
  const read = await expect(200, call(lea, 'GET', `/api/obstacles/${obstacle!.id}`))
  assert.deepEqual([read.leader.id, read.born, read.unit.name], [lea.id, { in: 'huddle', link: `/huddles/${id}` }, 'Packing'])
  assert.equal(read.step.name, 'Packing')
  assert.equal((await expect(200, call(lea, 'GET', '/api/followups?owner=me'))).items.length, 1)
  await pass(7)
  await write()
  const waits = await current(packer)
  assert.deepEqual(
    [waits.waiting.map((one) => [one.title, one.leaderName, one.clock.day]), waits.answers],
    [[['No void filler after 18:00', 'Leonora Tester', 8]], []],
  )
  await expect(
    201,
    call(lea, 'POST', `/api/obstacles/${obstacle!.id}/answers`, { answer: 'removed', because: 'It was my rule and nobody needs it.' }),
  )
  await pass(7)
  await write()
  const back = await current(packer)
  assert.deepEqual(
    back.answers.map((one) => [one.title, one.answer, one.because, one.leaderName, one.raisedInWeek]),
    [['No void filler after 18:00', 'removed', 'It was my rule and nobody needs it.', 'Leonora Tester', '2026-11-30']],
  )
  await expect(200, run(packer, back.id, 'PUT', '/outcome', { state: 'held' }))
  await pass(7)
  await write()
  assert.deepEqual((await current(packer)).answers, [])
})

test('what is raised carries the huddle’s principle, another one where somebody chose it, or none', async () => {
  const { world, packer, current, principles } = await house()
  const { id, principleId } = await current(packer)
  const raise = async (more: object = {}) => {
    const before = (await current(packer)).raisedHere.map((one) => one.id)
    const after: Huddle = await expect(
      201,
      run(packer, id, 'POST', '/obstacles', { title: 'No void filler after 18:00', hurts: 'customers', ...more }),
    )
    const made = after.raisedHere.find((one) => !before.includes(one.id))!.id
    return (await expect(200, call(packer, 'GET', `/api/obstacles/${made}`))).principleId
  }
  const other = principles.find((one) => one !== principleId)!
  assert.deepEqual([await raise(), await raise({ principleId: other }), await raise({ principleId: null })], [principleId, other, null])
  const uses = await expect(200, call(packer, 'GET', `/api/principles/${principleId}/uses?kind=obstacle`))
  assert.equal(uses.items.length, 1)
  const { version } = await expect(200, call(world.admin, 'GET', `/api/principles/${principleId}`))
  const retired = await server.call(world.admin, 'POST', `/api/principles/${principleId}/retirements`, { version })
  assert.ok(retired.status < 300, retired.text)
  assert.equal(await raise(), null)
  assert.equal((await run(packer, id, 'POST', '/obstacles', { title: 'Some rule', hurts: 'both', principleId })).status, 422)
})

test('held or left out is noted and can be taken back; leaders see how often, of teams and not of people', async () => {
  const { packer, lea, ida, head, tomas, current } = await house()
  const { id, principleId } = await current(packer)
  const held = await expect(200, run(packer, id, 'PUT', '/outcome', { state: 'held' }))
  assert.deepEqual([held.state, held.settledOn, held.openedOn], ['held', '2026-11-30', '2026-11-30'])
  const uses = await expect(200, call(head, 'GET', `/api/principles/${principleId}/uses?kind=huddle`))
  assert.deepEqual(
    uses.items.map((one: { title: string; link: string }) => [one.title, one.link]),
    [['Packing', `/huddles/${id}`]],
  )
  const teams = async (who: Person) =>
    (await expect(200, call(who, 'GET', '/api/huddle-teams'))).items.map((one: { unit: { name: string }; made: number; held: number }) => [
      one.unit.name,
      one.made,
      one.held,
    ])
  assert.deepEqual(await teams(lea), [['Packing', 1, 1]])
  assert.deepEqual(await teams(tomas), [['Finance', 1, 0]])
  assert.deepEqual((await teams(head)).slice(0, 1), [['Finance', 1, 0]])
  assert.equal((await call(packer, 'GET', '/api/huddle-teams')).status, 403)
  await expect(200, run(packer, id, 'PUT', '/outcome', { state: 'ready' }))
  assert.deepEqual((await expect(200, call(head, 'GET', `/api/principles/${principleId}/uses?kind=huddle`))).items, [])
  for (const [method, part, body] of [
    ['GET', ''],
    ['POST', '/openings'],
    ['PUT', '/outcome', { state: 'skipped' }],
    ['PUT', '/host', { personId: ida.id }],
    ['POST', '/obstacles', { title: 'Some rule', hurts: 'both' }],
  ] as const)
    assert.equal((await run(ida, id, method, part, body)).status, 403, `${method} ${part}`)
  assert.equal((await run(head, id, 'GET', '')).status, 200)
})

test('whoever likes hosts; somebody of another team can’t, and an erased host is forgotten', async () => {
  const { world, packer, lea, ida, current } = await house()
  const { id } = await current(packer)
  assert.equal((await expect(200, run(lea, id, 'PUT', '/host', { personId: packer.id }))).host.id, packer.id)
  assert.equal((await run(lea, id, 'PUT', '/host', { personId: ida.id })).body.type, '/problems/unknown-reference')
  const taken = await expect(200, call(packer, 'GET', `/api/people/${packer.id}/personal-data`))
  assert.deepEqual(taken.sections.huddlesHosted, [{ unit: 'Packing', week: '2026-11-30', state: 'ready' }])
  const { displayName } = await expect(200, call(world.admin, 'GET', `/api/people/${packer.id}`))
  assert.ok((await call(world.admin, 'POST', `/api/people/${packer.id}/erasures`, { confirmation: displayName })).status < 300)
  assert.equal((await expect(200, call(lea, 'GET', `/api/huddles/${id}`))).host, null)
})

test('thanks and stories come from whoever registers them, and stay with the agenda that was opened', async () => {
  const { packer, packing, current } = await house()
  const thanks = {
    names: ['Leonora'],
    words: 'wrote “careful” on the box twice',
    effect: 'It arrived whole.',
    by: 'Ida',
    principleId: null,
    link: null,
    at: start,
  }
  const ids = ['019b0000-0000-7000-8000-00000000000a', '019b0000-0000-7000-8000-00000000000b'] as const
  const given: { id: string }[] = [{ id: ids[0] }]
  registerHuddleItem({
    kind: 'thanks',
    read: async (_tx, { unitIds }) => (unitIds.includes(packing) ? given.map(({ id }) => ({ ...thanks, id })) : []),
  })
  const { id } = await current(packer)
  const opened = await expect(200, run(packer, id, 'POST', '/openings'))
  given.unshift({ id: ids[1] })
  const read = await expect(200, call(packer, 'GET', `/api/huddles/${id}`))
  for (const huddle of [opened, read])
    assert.deepEqual(
      huddle.items.map((one: { id: string; kind: string }) => [one.kind, one.id]),
      [['thanks', ids[0]]],
    )
  registerHuddleItem({ kind: 'thanks', read: async () => [] })
})

test(`one is read with at most ${mostStatements} statements, whatever stands on it, before it is opened and after`, async (t) => {
  const given = await house()
  const { world, packer, lea, head, stepId, financePath, path, write, current } = given
  const raise = async (title: string) =>
    (await expect(201, call(packer, 'POST', '/api/obstacles', { title, hurts: 'customers', leaderId: lea.id }))).id as string
  const answered = await raise('No void filler after 18:00')
  await raise('One lamp of three burns')
  await expect(201, call(lea, 'POST', `/api/obstacles/${answered}/answers`, { answer: 'removed', because: 'Nobody needs it.' }))
  await answer(financePath, { csat: '1', words: 'Damaged in transit: the lamp was in four pieces.' })
  await answer(path, { csat: '5', words: 'Somebody drew a smile on the box.' })
  const [damaged] = (await responses(given)).filter(({ words }: { words: string }) => words.startsWith('Damaged'))
  await expect(200, call(head, 'PUT', `/api/responses/${damaged.id}/cause-step`, { stepId }))
  await write()
  const mine = await current(packer)
  const counted = async (who: Person, { id }: { id: string }) => {
    const { read, statements } = await countingStatements(server.platform.db, () => expect(200, call(who, 'GET', `/api/huddles/${id}`)))
    t.diagnostic(`${statements} statements`)
    assert.ok(statements > 0 && statements <= mostStatements, String(statements))
    return read as Huddle
  }
  const whole = ({ quotes, question, answers, waiting }: Huddle) => [quotes.length, question.source, answers.length, waiting.length]
  assert.deepEqual(whole(await counted(packer, mine)), [2, 'behaviour', 1, 1])
  await expect(200, run(packer, mine.id, 'POST', '/openings'))
  await expect(201, run(packer, mine.id, 'POST', '/obstacles', { title: 'The tape does not hold', hurts: 'both' }))
  const opened = await counted(packer, mine)
  assert.deepEqual([whole(opened).slice(0, 3), opened.raisedHere.length], [[2, 'behaviour', 1], 1])
  // Nobody spoke about this team: it hears what was said about the unit above.
  const night = await server.unit(world, 'Night packing', given.packing)
  for (const givenName of ['Ole', 'Uma']) await server.person(world, { givenName, unitId: night, managerId: lea.id })
  await write()
  const nights = (await expect(200, call(head, 'GET', `/api/huddles?unitId=${night}`))).items[0]
  assert.deepEqual(
    (await counted(head, nights)).quotes.map(({ words, about }) => [words, about]),
    [
      ['Somebody drew a smile on the box.', 'unit'],
      ['Damaged in transit: the lamp was in four pieces.', 'cause'],
    ],
  )
})

test('another organisation’s huddle is not found', async () => {
  const { packer, current } = await house()
  const { id, unit } = await current(packer)
  const { lea: stranger, head } = await house()
  for (const who of [stranger, head]) {
    assert.equal((await call(who, 'GET', `/api/huddles?unitId=${unit.id}`)).status, 404)
    assert.equal((await call(who, 'GET', `/api/huddles/${id}`)).status, 404)
    assert.equal((await run(who, id, 'PUT', '/outcome', { state: 'held' })).status, 404)
  }
})
