import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#platform/ids.ts'
import type { Person } from '../../../test/support/server.ts'
import { countingStatements } from '../../../test/support/statements.ts'
import { call, canary, house, inHouse, ok, problemOf, storyServer } from '../../../test/support/stories.ts'
import { consentsAsked, storiesFor } from './public.ts'

test('a story is told once however often the phone sends it, of live principles and people who are here', async () => {
  const { amina, tom, words, jo } = await house()
  const body = words()
  ok(await call(amina, 'POST', '/api/stories', body), 201)
  const again = ok(await call(amina, 'POST', '/api/stories', body), 201)
  assert.deepEqual([again.state, again.people.map(({ id }: { id: string }) => id === jo.id).includes(true)], ['draft', true])
  assert.equal((await call(tom, 'POST', '/api/stories', body)).status, 404)
  assert.equal((await call(amina, 'POST', '/api/stories', words({ principleId: newId() }))).body.type, '/problems/principle-unknown')
  assert.deepEqual(problemOf(await call(amina, 'POST', '/api/stories', words({ personIds: [amina.id] })))[2], ['/personIds'])
  assert.equal((await call(amina, 'POST', '/api/stories', words({ personIds: [newId()] }))).status, 422)
  assert.equal((await call(amina, 'POST', '/api/stories', words({ title: '' }))).status, 422)
  assert.equal((await call(null, 'POST', '/api/stories', body)).status, 401)
  assert.equal(ok(await call(amina, 'GET', '/api/stories?whose=mine')).items.length, 1)
})

test('before it is published a story is read by who tells it, authors and the head of CX, by whom it names once they are asked, and by its leader in review', async () => {
  const { tell, settle, read, amina, jo, sam, tom, lea, leo, ida, ines, hana, world, points } = await house()
  const { id } = await tell()
  const seen = async () => {
    const statuses: Record<string, number> = {}
    for (const [name, who] of Object.entries({ amina, jo, tom, lea, leo, ida, ines, hana }))
      statuses[name] = (await call(who, 'GET', `/api/stories/${id}`)).status
    return Object.keys(statuses).filter((name) => statuses[name] === 200)
  }
  assert.deepEqual(await seen(), ['amina', 'ida', 'ines'])
  await settle(amina, id)
  ok(await call(amina, 'POST', `/api/stories/${id}/consent-requests`))
  assert.deepEqual(await seen(), ['amina', 'jo', 'ida', 'ines'])
  assert.deepEqual(await inHouse(world, (tx) => consentsAsked(tx, jo.id, 5)), [{ id, title: `The ${canary} for Sunday` }])
  const asked = await read(jo, id)
  assert.deepEqual([asked.workshop, asked.waitsForMe, asked.may.answer, asked.may.write], [null, true, true, false])
  for (const who of [jo, sam]) ok(await call(who, 'PUT', `/api/stories/${id}/consent`, { answer: 'yes' }))
  ok(await call(amina, 'PUT', `/api/stories/${id}/points`, { points }, (await read(amina, id)).version))
  ok(await call(ida, 'POST', `/api/stories/${id}/scenarios`), 201)
  ok(await call(ida, 'POST', `/api/stories/${id}/handovers`))
  assert.deepEqual(await seen(), ['amina', 'jo', 'lea', 'ida', 'ines'])
  const shown = async (who: Person) => ok(await call(who, 'GET', '/api/stories?whose=workshop')).items.length
  assert.deepEqual([await shown(lea), await shown(leo), await shown(ida), await shown(tom)], [1, 0, 1, 0])
  assert.equal((await call(tom, 'PUT', `/api/stories/${id}/consent`, { answer: 'yes' })).status, 404)
  assert.equal((await call(lea, 'PUT', `/api/stories/${id}/points`, { points }, 1)).status, 403)
  assert.equal((await call(amina, 'POST', `/api/stories/${id}/scenarios`)).status, 403)
})

test('nobody is asked, and nothing goes on, while something in the words gives a customer away', async () => {
  const { tell, amina, read, settle } = await house()
  const { id, workshop } = await tell()
  assert.deepEqual(workshop.missing, ['traces', 'consent', 'points', 'scenario', 'sheet'])
  assert.deepEqual(problemOf(await call(amina, 'POST', `/api/stories/${id}/consent-requests`)), [
    409,
    '/problems/story-not-ready',
    ['/traces'],
  ])
  const { version } = await read(amina, id)
  // Nothing but a trace can be replaced: colleagues say yes to words.
  const sly = { replace: [{ words: 'laughed', by: 'cried' }], kept: [] }
  assert.deepEqual(problemOf(await call(amina, 'PUT', `/api/stories/${id}/traces`, sly, version)), [
    422,
    '/problems/invalid-input',
    ['/replace/0/words'],
  ])
  assert.equal((await call(amina, 'PUT', `/api/stories/${id}/traces`, { replace: [], kept: [] }, version - 1 || 99)).status, 412)
  const after = await settle(amina, id)
  assert.equal(after.happened.split('.')[0], 'A customer rang about her order for the second time')
  assert.deepEqual(after.workshop.missing, ['consent', 'points', 'scenario', 'sheet'])
})

test('other words ask everybody again, replaced traces do not; a colleague who is not asked is a trace', async () => {
  const { agreed, amina, read, jo, sam, words, tom } = await house()
  const id = await agreed()
  const now = await read(amina, id)
  assert.deepEqual(now.workshop.missing, ['points', 'scenario', 'sheet'])
  const { title, happened, hard, did, felt, principleId } = now
  const change = { title, happened, hard, did, felt, principleId, personIds: [jo.id, sam.id], level: 2, channel: 'counter' }
  const same = ok(await call(amina, 'PUT', `/api/stories/${id}/text`, change, now.version))
  assert.deepEqual([same.workshop.missing, same.level, same.channel], [['points', 'scenario', 'sheet'], 2, 'counter'])
  const other = ok(await call(amina, 'PUT', `/api/stories/${id}/text`, { ...change, did: `${did} Tom drove.` }, same.version))
  assert.deepEqual(other.workshop.missing, ['traces', 'consent', 'points', 'scenario', 'sheet'])
  assert.deepEqual(
    other.people.map(({ isAsked }: { isAsked: boolean }) => isAsked),
    [false, false],
  )
  const named = ok(
    await call(
      amina,
      'PUT',
      `/api/stories/${id}/text`,
      { ...change, did: `${did} Tom drove.`, personIds: [jo.id, sam.id, tom.id] },
      other.version,
    ),
  )
  assert.equal(named.workshop.missing.includes('traces'), false)
  assert.equal((await call(amina, 'PUT', `/api/stories/${id}/text`, change, other.version)).status, 412)
  assert.equal(
    (await call(amina, 'PUT', `/api/stories/${id}/text`, { ...change, title: words().title, personIds: [jo.id, jo.id] }, named.version))
      .status,
    422,
  )
})

test('yes without my name takes the name out of the words before anything goes on', async () => {
  const { tell, settle, amina, jo, sam, read } = await house()
  const { id } = await tell()
  await settle(amina, id)
  assert.equal((await call(jo, 'PUT', `/api/stories/${id}/consent`, { answer: 'yes' })).status, 404)
  ok(await call(amina, 'POST', `/api/stories/${id}/consent-requests`))
  ok(await call(jo, 'PUT', `/api/stories/${id}/consent`, { answer: 'unnamed' }))
  ok(await call(sam, 'PUT', `/api/stories/${id}/consent`, { answer: 'yes' }))
  const now = await read(amina, id)
  assert.equal(now.workshop.missing[0], 'traces')
  const kept = [{ kind: 'name', words: 'Jo' }]
  const still = ok(await call(amina, 'PUT', `/api/stories/${id}/traces`, { replace: [], kept }, now.version))
  assert.equal(still.workshop.missing[0], 'traces')
  const gone = ok(
    await call(amina, 'PUT', `/api/stories/${id}/traces`, { replace: [{ words: 'Jo', by: 'a colleague' }], kept: [] }, still.version),
  )
  assert.match(gone.did, /^A colleague packed/)
  assert.deepEqual(gone.workshop.missing, ['points', 'scenario', 'sheet'])
})

test('a scenario is drafted from two whole points, once, and waits for the story', async () => {
  const { agreed, amina, ida, points, read, hana } = await house()
  const id = await agreed()
  const put = async (some: unknown[]) =>
    ok(await call(amina, 'PUT', `/api/stories/${id}/points`, { points: some }, (await read(amina, id)).version))
  const draft = () => call(ida, 'POST', `/api/stories/${id}/scenarios`)
  await put(points.slice(1))
  assert.deepEqual(problemOf(await draft()), [409, '/problems/story-not-ready', ['/points']])
  await put([points[0], { ...points[1], others: points[1]!.others.slice(1) }])
  assert.deepEqual(problemOf(await draft())[2], ['/points'])
  await put(points)
  const { id: scenarioId } = ok(await draft(), 201)
  assert.equal(ok(await draft(), 201).id, scenarioId)
  const scenario = ok(await call(ida, 'GET', `/api/scenarios/${scenarioId}`))
  assert.deepEqual([scenario.state, scenario.heldFor, scenario.findings, scenario.principle.name], ['draft', id, [], 'Own it to the end'])
  assert.deepEqual(problemOf(await call(ida, 'POST', `/api/scenarios/${scenarioId}/publications`, { note: '' })).slice(0, 2), [
    409,
    '/problems/scenario-held',
  ])
  assert.equal(ok(await call(hana, 'GET', '/api/scenarios')).items.length, 1)
  const { sheets, workshop } = await read(ida, id)
  assert.equal(sheets[0].headline, `The ${canary} for Sunday`)
  assert.match(sheets[0].question, /What would you have done next, and why\?$/)
  assert.deepEqual(workshop.missing, [])
  // Discarded in the editor it can be drafted anew.
  assert.equal((await call(ida, 'DELETE', `/api/scenarios/${scenarioId}`)).status, 204)
  assert.deepEqual((await read(ida, id)).workshop.missing, ['scenario'])
  assert.notEqual(ok(await draft(), 201).id, scenarioId)
})

test('somebody who has written neither in the story nor in its scenario reads it before it is published', async () => {
  const { handedOver, ida, amina, lea, leo, tom, read } = await house()
  const { id, scenarioId } = await handedOver()
  const review = (who: Person, body: object) => call(who, 'POST', `/api/stories/${id}/reviews`, body)
  for (const who of [ida])
    assert.deepEqual(problemOf(await review(who, { isGood: true })).slice(0, 2), [409, '/problems/another-reader-needed'])
  assert.deepEqual(
    [
      (await review(amina, { isGood: true })).status,
      (await review(leo, { isGood: true })).status,
      (await review(tom, { isGood: true })).status,
    ],
    [403, 404, 403],
  )
  assert.equal((await review(lea, { isGood: false, note: 'Say more about Tuesday.' })).status, 204)
  assert.equal((await call(lea, 'GET', `/api/stories/${id}`)).status, 404)
  const back = await read(amina, id)
  assert.deepEqual([back.state, back.workshop.reviewNote], ['draft', 'Say more about Tuesday.'])
  ok(await call(amina, 'POST', `/api/stories/${id}/handovers`))
  // What is written in after that takes it back out of review.
  const { sheets, version } = await read(ida, id)
  const de = { language: 'de', headline: `Das ${canary}`, sentence: 'Fragen, was war.', question: 'Und ihr?' }
  ok(await call(ida, 'PUT', `/api/stories/${id}/sheets`, { sheets: [...sheets, de] }, version))
  assert.equal((await review(lea, { isGood: true })).status, 404)
  ok(await call(ida, 'POST', `/api/stories/${id}/handovers`))
  // A fault or a name that came into the scenario meanwhile keeps it.
  const scenario = ok(await call(ida, 'GET', `/api/scenarios/${scenarioId}`))
  const put = (text: string, from: number) => call(ida, 'PUT', `/api/scenarios/${scenarioId}/draft`, { text }, from)
  const named = ok(
    await put(scenario.text.replace('It ends well', 'Mrs Kaya laughs').replace('She laughed', 'Mrs Kaya laughed'), scenario.version),
  )
  assert.deepEqual(problemOf(await review(lea, { isGood: true })), [409, '/problems/story-not-ready', ['/traces']])
  const broken = ok(await put(scenario.text.replace('-> close', '-> nowhere'), named.version))
  assert.deepEqual(problemOf(await review(lea, { isGood: true }))[2], ['/faults'])
  ok(await put(scenario.text, broken.version))
  ok(await review(lea, { isGood: true }), 204)
  assert.equal((await review(lea, { isGood: true })).status, 409)
})

test('published it is read and played by everybody, offered to huddles for two weeks, and stands with its principle', async () => {
  const { published, tom, jo, amina, ida, world, packing, picking, principleId, read, words } = await house()
  const { id, scenarioId } = await published()
  const page = await read(tom, id)
  assert.deepEqual(
    [page.state, page.people.map(({ name }: { name: string }) => name).sort(), page.workshop, page.scenario.isLive, page.may],
    ['published', ['Jo Tester', 'Sam Tester'], null, true, { write: false, draft: false, review: false, withdraw: false, answer: false }],
  )
  assert.deepEqual(
    ok(await call(tom, 'GET', '/api/stories')).items.map((one: { id: string }) => one.id),
    [id],
  )
  assert.ok(ok(await call(tom, 'GET', `/api/learning/scenarios/${scenarioId}`)).text.includes(canary))
  assert.equal(ok(await call(tom, 'GET', `/api/principles/${principleId}/uses?kind=story`)).items[0].link, `/stories/${id}`)
  // Published words stay.
  assert.equal((await call(amina, 'PUT', `/api/stories/${id}/points`, { points: [] }, page.version)).body.type, '/problems/story-settled')
  assert.equal((await call(ida, 'POST', `/api/stories/${id}/consent-requests`)).body.type, '/problems/story-settled')
  const offered = (unitId: string, monday: string) => inHouse(world, (tx) => storiesFor(tx, [unitId], monday, 'en', 5))
  const [item] = await offered(packing, '2026-11-02')
  assert.deepEqual([item!.id, item!.names.toSorted(), item!.by], [id, ['Jo Tester', 'Sam Tester'], 'Amina Tester'])
  assert.match(item!.question, /What would you have done/)
  assert.deepEqual([(await offered(picking, '2026-11-16')).length, (await offered(picking, '2026-11-23')).length], [1, 0])
  assert.equal(words().personIds.includes(jo.id), true)
})

test('posters are drawn in the languages that have words, and each print is noted', async () => {
  const { handedOver, lea, tom, ida, read } = await house()
  const { id } = await handedOver()
  const { sheets, version } = await read(ida, id)
  ok(
    await call(
      ida,
      'PUT',
      `/api/stories/${id}/sheets`,
      {
        sheets: [...sheets, { language: 'de', headline: 'Die Lampe für Sonntag', sentence: 'Erst fragen, was war.', question: 'Und ihr?' }],
      },
      version,
    ),
  )
  assert.equal((await call(tom, 'GET', `/api/stories/${id}/poster`)).status, 404)
  const early = await call(ida, 'POST', `/api/stories/${id}/prints`, { language: 'en', size: 'a3' })
  assert.equal(early.body.type, '/problems/nothing-to-print')
  ok(await call(ida, 'POST', `/api/stories/${id}/handovers`))
  ok(await call(lea, 'POST', `/api/stories/${id}/reviews`, { isGood: true }), 204)
  const svg = await call(tom, 'GET', `/api/stories/${id}/poster?language=de`)
  assert.deepEqual([svg.status, svg.text.startsWith('<svg')], [200, true])
  assert.equal((await call(tom, 'GET', `/api/stories/${id}/poster?language=ar`)).body.type, '/problems/nothing-to-print')
  for (const size of ['a3', 'a4']) {
    const print = ok(await call(tom, 'POST', `/api/stories/${id}/prints`, { language: 'de', size }), 201)
    const pdf = await call(lea, 'GET', `/api/story-prints/${print.id}/pdf`)
    assert.deepEqual([pdf.status, pdf.text.startsWith('%PDF')], [200, true])
    assert.match(String(pdf.headers['content-disposition']), new RegExp(`story-[0-9A-F]{6}-de-${size}\\.pdf`))
  }
  assert.deepEqual(ok(await call(lea, 'GET', '/api/story-prints')).items, [])
  assert.equal((await call(tom, 'GET', `/api/story-prints/${newId()}/pdf`)).status, 404)
})

test('another house knows nothing of it', async () => {
  const [{ published }, other] = [await house(), await house()]
  const { id } = await published()
  for (const [method, part, body] of [
    ['GET', ''],
    ['GET', '/poster'],
    ['DELETE', ''],
    ['PUT', '/consent', { answer: 'no' }],
    ['POST', '/reviews', { isGood: true }],
    ['POST', '/prints', { language: 'en', size: 'a4' }],
  ] as const)
    assert.equal((await call(other.ines, method, `/api/stories/${id}${part}`, body)).status, 404, `${method} ${part}`)
})

test('a story is read in at most five statements, prepared or published, and a list in three', async () => {
  const { handedOver, lea, ida, tom } = await house()
  const { id } = await handedOver()
  const counted = async (who: Person, url: string) =>
    (await countingStatements(storyServer.platform.db, () => call(who, 'GET', url))).statements
  const prepared = await counted(ida, `/api/stories/${id}`)
  ok(await call(lea, 'POST', `/api/stories/${id}/reviews`, { isGood: true }), 204)
  const [published, list] = [await counted(tom, `/api/stories/${id}`), await counted(tom, '/api/stories')]
  assert.deepEqual([prepared <= 5, published <= 5, list <= 3], [true, true, true], [prepared, published, list].join(' '))
})
