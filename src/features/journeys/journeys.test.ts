import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jobs as signalsJobs } from '#features/signals/jobs.ts'
import { recordSignals, registerMetric } from '#features/signals/public.ts'
import { fixedClock } from '#platform/clock.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { type Person, testServer, type World } from '../../../test/support/server.ts'
import { partsOf, registerQuoteSource, stepRefs, stepsShapedBy, unitsShaping } from './public.ts'

const clock = fixedClock('2026-11-30T08:00:00Z')
const server = await testServer({ clock })
const rounds = signalsJobs.filter((job): job is Round => job.kind === 'round')
const en = (words: string) => ({ en: words })

/** Depot > Packing and Tour; a packer in Packing, a driver in Tour, somebody in Finance; one journey with two stages. */
async function house() {
  const world = await server.organisation()
  const [depot, finance] = [await server.unit(world, 'Depot'), await server.unit(world, 'Finance')]
  const [packing, tour] = [await server.unit(world, 'Packing', depot), await server.unit(world, 'Tour', depot)]
  const role = async (name: string) => (await server.call(world.admin, 'POST', '/api/job-roles', { body: { name } })).body.id as string
  const [packer, driver] = [await role('Packer'), await role('Driver')]
  const amina = await server.person(world, { unitId: packing, jobRoleId: packer, givenName: 'Amina' })
  const hamid = await server.person(world, { unitId: tour, jobRoleId: driver, givenName: 'Hamid' })
  const cleo = await server.person(world, { unitId: finance, givenName: 'Cleo' })
  const ruth = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  const made = await call(ruth, 'POST', '/api/journeys', {
    texts: { name: { en: 'A parcel comes', de: 'Ein Paket kommt' }, summary: en('From order to door.') },
  })
  const journeyId = made.body.id as string
  const staged = await call(ruth, 'POST', `/api/journeys/${journeyId}/stages`, { texts: { name: en('Prepare') } })
  const again = await call(ruth, 'POST', `/api/journeys/${journeyId}/stages`, { texts: { name: en('Arrive') } })
  const [prepare, arrive] = again.body.stages.map(({ id }: { id: string }) => id) as [string, string]
  assert.equal(staged.status, 201, staged.text)
  return { world, depot, finance, packing, tour, packer, driver, amina, hamid, cleo, ruth, journeyId, prepare, arrive }
}
const call = (who: Person, method: string, url: string, body?: unknown, version?: number) =>
  server.call(who, method, url, { ...(body === undefined ? {} : { body }), ...(version === undefined ? {} : { version }) })
const shaper = (place: { unitId?: string; jobRoleId?: string }, sentence: string, more: object = {}) => ({
  id: newId(),
  unitId: null,
  jobRoleId: null,
  lane: 'back',
  texts: { sentence: en(sentence), harm: {} },
  ...place,
  ...more,
})
const step = (stageId: string, name: string, shapers: object[] = [], more: object = {}) => ({
  stageId,
  channel: 'none',
  emotion: 'calm',
  evidence: 'assumed',
  texts: { name: en(name), customer: {}, front: {}, back: en('We pack.'), support: {} },
  shapers,
  ...more,
})
const idsOf = (journey: { stages: { steps: { id: string }[] }[] }) => journey.stages.flatMap(({ steps }) => steps.map(({ id }) => id))
const withSteps = async () => {
  const made = await house()
  const { ruth, journeyId, prepare, arrive, packer, tour } = made
  await call(
    ruth,
    'POST',
    `/api/journeys/${journeyId}/steps`,
    step(prepare, 'Packing', [shaper({ jobRoleId: packer }, 'I fill the box so that nothing moves.')]),
  )
  const answer = await call(
    ruth,
    'POST',
    `/api/journeys/${journeyId}/steps`,
    step(arrive, 'Hand over', [shaper({ unitId: tour }, 'I look people in the eye.', { lane: 'front' })]),
  )
  assert.equal(answer.status, 201, answer.text)
  const [pack, handOver] = idsOf(answer.body) as [string, string]
  return { ...made, pack, handOver, version: answer.body.version as number }
}
const context = (world: World) => systemContext(server.platform, world.organisationId, newId())

test('a journey is read as stages with steps, in the reader’s language or the organisation’s', async () => {
  const { amina, journeyId, pack } = await withSteps()
  const { status, body } = await server.call(amina, 'GET', `/api/journeys/${journeyId}`, { headers: { 'accept-language': 'de' } })
  assert.equal(status, 200)
  assert.deepEqual(
    body.stages.map((stage: { name: string; steps: { name: string; position: number }[] }) => [
      stage.name,
      ...stage.steps.map(({ name, position }) => `${position} ${name}`),
    ]),
    [
      ['Prepare', '1 Packing'],
      ['Arrive', '2 Hand over'],
    ],
  )
  assert.equal(body.stages[0].steps[0].id, pack)
  assert.deepEqual([body.stages[0].steps[0].shapers[0].jobRole.name, body.stages[0].steps[0].score], ['Packer', { n: 0, share: null }])
  const list = await call(amina, 'GET', '/api/journeys')
  assert.deepEqual(
    list.body.items.map(({ steps, stages, missing }: { steps: number; stages: number; missing: string[] }) => [stages, steps, missing]),
    [[2, 2, ['ar']]],
  )
})

test('what is written needs the organisation’s language, real places and each id once', async () => {
  const { ruth, amina, journeyId, prepare, packer } = await house()
  const to = `/api/journeys/${journeyId}/steps`
  assert.equal((await call(amina, 'POST', to, step(prepare, 'X'))).status, 403)
  const unnamed = await call(ruth, 'POST', to, {
    ...step(prepare, 'X'),
    texts: { name: { de: 'Packen' }, customer: {}, front: {}, back: {}, support: {} },
  })
  assert.deepEqual([unnamed.status, unnamed.body.errors?.[0].pointer], [422, '/texts/name/en'])
  assert.equal((await call(ruth, 'POST', to, step(newId(), 'X'))).status, 422)
  assert.equal((await call(ruth, 'POST', to, step(prepare, 'X', [shaper({}, 'nobody')]))).status, 422)
  assert.equal((await call(ruth, 'POST', to, step(prepare, 'X', [shaper({ unitId: newId() }, 'nowhere')]))).status, 422)
  const one = shaper({ jobRoleId: packer }, 'I pack.')
  assert.equal((await call(ruth, 'POST', to, step(prepare, 'X', [one, one]))).status, 422)
  assert.equal((await call(ruth, 'POST', to, step(prepare, 'X', [one]))).status, 201)
  assert.equal((await call(ruth, 'POST', to, step(prepare, 'Y', [one]))).status, 422)
  assert.equal((await call(ruth, 'POST', `/api/journeys/${newId()}/steps`, step(prepare, 'X'))).status, 404)
})

test('two who write do not lose each other’s words', async () => {
  const { ruth, journeyId, version } = await withSteps()
  const change = { texts: { name: en('A parcel arrives'), summary: {} } }
  assert.equal((await call(ruth, 'PATCH', `/api/journeys/${journeyId}`, change)).status, 428)
  assert.equal((await call(ruth, 'PATCH', `/api/journeys/${journeyId}`, change, version)).status, 200)
  assert.equal((await call(ruth, 'PATCH', `/api/journeys/${journeyId}`, change, version)).status, 412)
})

test('steps and stages are put into another order, and an order that forgets one is refused', async () => {
  const { ruth, journeyId, prepare, arrive, pack, handOver, version } = await withSteps()
  const order = (stages: object[]) => call(ruth, 'PUT', `/api/journeys/${journeyId}/order`, { stages }, version)
  assert.equal(
    (
      await order([
        { id: prepare, stepIds: [pack] },
        { id: arrive, stepIds: [] },
      ])
    ).status,
    422,
  )
  assert.equal((await order([{ id: prepare, stepIds: [pack, handOver] }])).status, 422)
  const { status, body } = await order([
    { id: arrive, stepIds: [handOver, pack] },
    { id: prepare, stepIds: [] },
  ])
  assert.equal(status, 200)
  assert.deepEqual(
    body.stages.map(({ id, steps }: { id: string; steps: { id: string }[] }) => [id, steps.map((one) => one.id)]),
    [
      [arrive, [handOver, pack]],
      [prepare, []],
    ],
  )
})

test('a removed step leaves the page, keeps its name and comes back where it stood', async () => {
  const { world, ruth, journeyId, prepare, pack, amina } = await withSteps()
  const removed = await call(ruth, 'DELETE', `/api/journey-steps/${pack}`)
  assert.equal(idsOf(removed.body).includes(pack), false)
  assert.equal((await call(ruth, 'DELETE', `/api/journey-steps/${pack}`)).status, 404)
  assert.equal((await call(ruth, 'DELETE', `/api/journey-stages/${prepare}`)).body.type, '/problems/stage-in-use')
  const ctx = context(world)
  assert.deepEqual(
    (await ctx.read((tx) => stepRefs(tx, 'en', [pack]))).map(({ name }) => name),
    ['Packing'],
  )
  assert.deepEqual((await call(amina, 'GET', `/api/people/${amina.id}/parts`)).body.items, [])
  const back = await call(ruth, 'POST', `/api/journey-steps/${pack}/returns`)
  assert.deepEqual([back.status, idsOf(back.body)[0]], [201, pack])
  assert.equal((await call(amina, 'GET', `/api/journeys/${journeyId}`)).body.stages[0].steps.length, 1)
})

test('an empty stage can be removed', async () => {
  const { ruth, arrive } = await house()
  const { status, body } = await call(ruth, 'DELETE', `/api/journey-stages/${arrive}`)
  assert.deepEqual([status, body.stages.length], [200, 1])
})

test('my part is what my job role and my unit shape, and my own words stand beside the house’s', async () => {
  const { world, amina, hamid, cleo, pack } = await withSteps()
  const { body } = await call(amina, 'GET', `/api/people/${amina.id}/parts`)
  assert.deepEqual(
    body.items.map((part: { sentence: string; step: { id: string } }) => [part.step.id, part.sentence]),
    [[pack, 'I fill the box so that nothing moves.']],
  )
  const { shaperId } = body.items[0]
  const to = `/api/people/${amina.id}/parts/${shaperId}`
  const worded = await call(amina, 'PUT', to, { wording: 'I pack it as if it were for my mother.' })
  assert.deepEqual(
    [worded.body.items[0].sentence, worded.body.items[0].isOwn, worded.body.items[0].houseSentence],
    ['I pack it as if it were for my mother.', true, 'I fill the box so that nothing moves.'],
  )
  const ctx = context(world)
  assert.deepEqual(
    (await ctx.read((tx) => partsOf(tx, amina.id, 'en'))).map(({ isOwn, sentence }) => [isOwn, sentence]),
    [[true, 'I pack it as if it were for my mother.']],
  )
  assert.equal((await call(amina, 'DELETE', to)).body.items[0].isOwn, false)
  assert.equal((await call(hamid, 'GET', `/api/people/${amina.id}/parts`)).status, 403)
  assert.equal(
    (await call(hamid, 'PUT', `/api/people/${hamid.id}/parts/${shaperId}`, { wording: 'Mine' })).body.type,
    '/problems/not-your-part',
  )
  assert.equal((await call(hamid, 'PUT', `/api/people/${hamid.id}/parts/${newId()}`, { wording: 'Mine' })).status, 404)
  assert.deepEqual((await call(cleo, 'GET', `/api/people/${cleo.id}/parts`)).body.items, [])
})

test('own words are in the person’s own export, and gone with the person', async () => {
  const { world, amina } = await withSteps()
  const [{ shaperId }] = (await call(amina, 'GET', `/api/people/${amina.id}/parts`)).body.items
  await call(amina, 'PUT', `/api/people/${amina.id}/parts/${shaperId}`, { wording: 'Meine Worte' })
  const taken = await call(amina, 'GET', `/api/people/${amina.id}/personal-data`)
  assert.deepEqual(
    taken.body.sections.ownParts.map(({ wording }: { wording: string }) => wording),
    ['Meine Worte'],
  )
  const { displayName } = (await call(world.admin, 'GET', `/api/people/${amina.id}`)).body
  assert.ok((await call(world.admin, 'POST', `/api/people/${amina.id}/erasures`, { confirmation: displayName })).status < 300)
  const { ownPartsOf } = await import('./store/parts.ts')
  assert.deepEqual(await context(world).read((tx) => ownPartsOf(tx, amina.id)), [])
})

test('the units that shape a step, and the steps that a unit shapes', async () => {
  const { world, depot, packing, tour, finance, pack, handOver, ruth, version, packer, prepare } = await withSteps()
  const ctx = context(world)
  const of = (id: string) => ctx.read((tx) => unitsShaping(tx, id))
  assert.deepEqual(await of(pack), [packing])
  assert.deepEqual(await of(handOver), [tour])
  assert.equal(
    (await call(ruth, 'PUT', `/api/journey-steps/${pack}`, step(prepare, 'Packing', [shaper({ unitId: depot }, 'We all do.')]), version))
      .status,
    200,
  )
  assert.deepEqual((await of(pack)).sort(), [depot, packing, tour].sort())
  const shaped = await ctx.read((tx) => stepsShapedBy(tx, [tour, finance]))
  assert.deepEqual([shaped.get(tour)?.sort(), shaped.get(finance)], [[pack, handOver].sort(), []])
  assert.ok(packer)
})

test('the gap list names active people without a part, within reach, and the job roles they have', async () => {
  const { world, ruth, cleo, amina, depot, packing } = await withSteps()
  const { body } = await call(ruth, 'GET', '/api/part-gaps')
  const names = body.items.map(({ person }: { person: { name: string } }) => person.name)
  assert.ok(names.includes('Cleo Tester') && !names.includes('Amina Tester'), names.join())
  assert.deepEqual([body.people, body.of], [body.items.length, body.items.length + 2])
  const first = await call(ruth, 'GET', '/api/part-gaps?limit=1')
  const second = await call(ruth, 'GET', `/api/part-gaps?limit=1&after=${first.body.next}`)
  assert.notEqual(first.body.items[0].person.id, second.body.items[0].person.id)
  const leader = await server.person(world, { unitId: depot, roles: [{ role: 'team-leader', unitId: depot }] })
  await server.person(world, { unitId: packing, givenName: 'Temp' })
  const own = await call(leader, 'GET', '/api/part-gaps')
  assert.deepEqual(
    own.body.items.map(({ person }: { person: { id: string; name: string } }) => person.name.split(' ')[0]).includes('Cleo'),
    false,
  )
  assert.equal(own.body.people, 2)
  assert.equal((await call(amina, 'GET', '/api/part-gaps')).status, 403)
  const csv = await call(ruth, 'GET', '/api/part-gaps-export')
  assert.match(csv.text, /Cleo Tester,,Finance\r\n/)
  assert.equal((await call(ruth, 'GET', '/api/part-gaps?after=x')).status, 422)
  assert.ok(cleo)
})

test('a customer’s words and the score of a step come through registries; below five answers there is no number', async () => {
  const { world, amina, packing, pack, journeyId } = await withSteps()
  registerMetric({ name: 'csat', recount: async () => [] })
  registerQuoteSource({
    quoteForStep: async (_tx, stepId, unitIds) =>
      stepId === pack && unitIds.includes(packing)
        ? { id: newId(), words: 'Nothing was broken.', language: 'en', kind: 'praise', at: '2026-11-29T10:00:00Z' }
        : null,
  })
  const ctx = context(world)
  const answer = (value: number) =>
    ctx.write(async (tx) =>
      recordSignals(ctx, tx, [{ metric: 'csat', unitId: packing, day: '2026-11-29', value, facets: [{ kind: 'step', id: pack }] }]),
    )
  const read = async () => (await call(amina, 'GET', `/api/people/${amina.id}/parts`)).body.items[0]
  for (const value of [1, 1, 1, 0]) await answer(value)
  await settleRounds(server.platform, rounds, [world.organisationId])
  assert.deepEqual([(await read()).score, (await read()).quote.words], [{ n: 4, share: null }, 'Nothing was broken.'])
  await answer(1)
  await settleRounds(server.platform, rounds, [world.organisationId])
  assert.deepEqual((await read()).score, { n: 5, share: 0.8 })
  assert.deepEqual((await call(amina, 'GET', `/api/journeys/${journeyId}`)).body.stages[0].steps[0].score, { n: 5, share: 0.8 })
  registerQuoteSource({ quoteForStep: async () => null })
})

test('a journey is taken along as CSV, PDF and SVG', async () => {
  const { amina, journeyId } = await withSteps()
  const csv = await call(amina, 'GET', `/api/journeys/${journeyId}/table`)
  assert.match(csv.text, /^\ufeffStage,Number,Step,/)
  assert.match(csv.text, /Prepare,1,Packing,[^\r]*,Packer,I fill the box so that nothing moves\.,\r\n/)
  const pdf = await call(amina, 'GET', `/api/journeys/${journeyId}/print`)
  assert.deepEqual([pdf.status, pdf.headers['content-type'], pdf.text.slice(0, 5)], [200, 'application/pdf', '%PDF-'])
  const svg = await call(amina, 'GET', `/api/journeys/${journeyId}/drawing`)
  assert.match(svg.text, /^<svg /)
})

test('another organisation’s journey, step and person are not found', async () => {
  const { journeyId, pack, prepare, amina, version } = await withSteps()
  const other = await house()
  const requests: [string, string, unknown?, number?][] = [
    ['GET', `/api/journeys/${journeyId}`],
    ['GET', `/api/journeys/${journeyId}/wording`],
    ['POST', `/api/journeys/${journeyId}/stages`, { texts: { name: en('X') } }],
    ['PUT', `/api/journey-steps/${pack}`, step(prepare, 'X'), version],
    ['DELETE', `/api/journey-steps/${pack}`],
    ['DELETE', `/api/journey-stages/${prepare}`],
  ]
  for (const [method, url, body, ifMatch] of requests)
    assert.equal((await call(other.ruth, method, url, body, ifMatch)).status, 404, `${method} ${url}`)
  assert.ok([403, 404].includes((await call(other.amina, 'GET', `/api/people/${amina.id}/parts`)).status))
  assert.equal((await server.call(null, 'GET', `/api/journeys/${journeyId}`)).status, 401)
})

test('a repeated write gets its first answer, and a retired journey leaves the list', async () => {
  const { ruth, amina, journeyId, version } = await withSteps()
  const body = { texts: { name: en('Moving house'), summary: {} } }
  const once = await server.call(ruth, 'POST', '/api/journeys', { body, key: 'journey-key-00000001' })
  const twice = await server.call(ruth, 'POST', '/api/journeys', { body, key: 'journey-key-00000001' })
  assert.equal(once.body.id, twice.body.id)
  assert.equal((await call(ruth, 'PATCH', `/api/journeys/${journeyId}`, { isRetired: true }, version)).status, 200)
  assert.deepEqual(
    (await call(amina, 'GET', '/api/journeys')).body.items.map(({ name }: { name: string }) => name),
    ['Moving house'],
  )
  assert.equal((await call(amina, 'GET', '/api/journeys?retired=true')).body.items.length, 1)
  assert.deepEqual((await call(amina, 'GET', `/api/people/${amina.id}/parts`)).body.items, [])
})
