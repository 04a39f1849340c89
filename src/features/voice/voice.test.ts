// Voice through the front door: from an address to a figure, a case, a quote and back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkRollups } from '#features/signals/check.ts'
import { sql } from '#platform/db/sql.ts'
import { newId } from '#platform/ids.ts'
import { type Person } from '../../../test/support/server.ts'
import {
  clock,
  server,
  settle,
  hourMs,
  house,
  expect,
  open,
  send,
  keyIn,
  answer,
  responses,
  back,
  ctxOf,
  type House,
} from '../../../test/support/voice-house.ts'
import { quotesFor, scoresFor } from './public.ts'
import { finishLeftAnswers } from './service/answer.ts'

test('the whole survey page is at most 20 kB in every language, loads nothing and needs no script', async (t) => {
  const { path } = await house(['nps', 'ces', 'csat'])
  for (const language of ['en', 'de', 'ar']) {
    const page = await open(`${path}?l=${language}`)
    assert.equal(page.status, 200)
    const bytes = Buffer.byteLength(page.text)
    t.diagnostic(`${language}: ${bytes} bytes`)
    assert.ok(bytes <= 20_000, `${bytes}`)
    assert.match(page.text, new RegExp(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`))
    assert.equal((page.text.match(/name="nps"/g) ?? []).length, 11)
    assert.equal((page.text.match(/name="ces"/g) ?? []).length, 7)
    assert.doesNotMatch(page.text, /(src|href)="(https?:)?\/\/|@import|@font-face|url\(/)
    const policy = String(page.headers['content-security-policy'])
    assert.match(policy, /^default-src 'none'; style-src 'sha256-/)
    assert.doesNotMatch(policy, /unsafe/)
    assert.equal(page.headers['referrer-policy'], 'no-referrer')
    assert.equal(page.headers['cache-control'], 'no-store')
  }
})

test('an answer without script is kept, thanked for, changed within a day by its own address, and then stands', async () => {
  const one = await house()
  const { own, key } = await answer(one.path, { nps: '9', csat: '5', words: 'It came without a scratch.' })
  assert.match((await open(own)).text, /Change my answer/)
  assert.match((await open(`${own}?edit=1`)).text, /value="9" checked/)
  clock.advance(60_000)
  const changed = await send(one.path, { key, l: 'en', nps: '7', csat: '4', words: 'It came.' })
  assert.equal(changed.status, 303)
  const [kept, ...more] = await responses(one)
  assert.deepEqual([kept.nps, kept.csat, kept.isSolved, kept.words, kept.kind, kept.isEdited, more.length], [
    7,
    4,
    null,
    'It came.',
    'mixed',
    true,
    0,
  ] as unknown[])
  clock.advance(25 * hourMs)
  one.head = await back(one, one.head)
  const late = await send(one.path, { key, l: 'en', nps: '0' })
  assert.match(late.text, /can’t be changed any more/)
  assert.equal((await responses(one))[0].nps, 7)
})

test('what was ticked is kept when somebody goes away, the words are not, and it counts after half an hour', async () => {
  const one = await house()
  const key = keyIn((await open(one.path)).text)
  const draft = await send(one.path, { key, l: 'en', nps: '3', words: 'not sent', draft: '1' })
  assert.equal(draft.status, 204)
  assert.deepEqual(await responses(one), [])
  await finishLeftAnswers(ctxOf(one))
  assert.deepEqual(await responses(one), [])
  clock.advance(31 * 60_000)
  await finishLeftAnswers(ctxOf(one))
  const [left] = await responses(one)
  assert.deepEqual([left.nps, left.words, left.isUnhappy], [3, null, true])
  assert.notEqual(left.caseId, null)
})

test('a late tick of an open page does not undo what was sent', async () => {
  const one = await house()
  const { key } = await answer(one.path, { nps: '10' })
  assert.equal((await send(one.path, { key, l: 'en', nps: '1', draft: '1' })).status, 204)
  assert.equal((await responses(one))[0].nps, 10)
})

test('the same answer five times at once is one answer, counted once; its key opens no other link', async () => {
  const one = await house(['csat'])
  const key = keyIn((await open(one.path)).text)
  const sent = await Promise.all(
    Array.from({ length: 5 }, () => send(one.path, { csat: '2', words: 'The lamp arrived broken.', key, l: 'en' })),
  )
  assert.deepEqual(
    sent.map(({ status }) => status),
    Array.from({ length: 5 }, () => 303),
  )
  await settle(one.world)
  assert.equal((await responses(one)).length, 1)
  assert.equal((await expect(200, server.call(one.head, 'GET', '/api/cases'))).items.length, 1)
  const scores = await expect(200, server.call(one.head, 'GET', `/api/scores?unitId=${one.packing}`))
  assert.deepEqual(scores.csat, { isTooFew: true, n: 1 })
  const other = { surveyId: one.surveyId, unitId: one.packing, label: 'At the door' }
  const { path } = await expect(201, server.call(one.head, 'POST', '/api/survey-links', { body: other }))
  assert.notEqual((await send(path, { csat: '5', key, l: 'en' })).status, 303)
  assert.equal((await responses(one)).length, 1)
})

test('nothing filled in is said, a robot is thanked and not kept, strange values are no answers', async () => {
  const one = await house()
  const key = keyIn((await open(one.path)).text)
  const empty = await send(one.path, { key, l: 'de' })
  assert.equal(empty.status, 422)
  assert.match(empty.text, /Ein Kreuz genügt/)
  assert.equal((await send(one.path, { key, l: 'en', nps: '9', website: 'http://x.example' })).status, 303)
  assert.equal((await send(one.path, { key, l: 'en', nps: '11', csat: '0', fcr: 'maybe' })).status, 422)
  assert.deepEqual(await responses(one), [])
})

test('addresses that are none, closed links and closed surveys say so in words', async () => {
  const one = await house()
  for (const path of ['/s/x', `/s/${'A'.repeat(43)}`, `${one.path.slice(0, -1)}${one.path.endsWith('A') ? 'B' : 'A'}`]) {
    const page = await open(path, { 'accept-language': 'de' })
    assert.equal(page.status, 404)
    assert.match(page.text, /keine Umfrage/)
    // What was chosen on a page counts before the browser's language.
    assert.match((await open(`${path}?l=ar`, { 'accept-language': 'de' })).text, /<html lang="ar" dir="rtl"/)
    assert.match((await send(path, { key: 'k'.repeat(43), nps: '9', l: 'ar' }, { 'accept-language': 'de' })).text, /<html lang="ar"/)
  }
  for (const path of ['/s/x/y', `/s/${'A'.repeat(43)}/${'k'.repeat(43)}`, `/s/${'A'.repeat(200)}`])
    assert.match((await open(`${path}?l=de`)).text, /<html lang="de"/)
  await expect(200, server.call(one.head, 'POST', `/api/surveys/${one.surveyId}/closings`))
  assert.equal((await open(one.path)).status, 410)
  assert.equal((await send(one.path, { key: 'k'.repeat(43), nps: '9' })).status, 410)
})

test('too large, of another kind, too many: the public door stays small', async () => {
  const one = await house()
  assert.equal((await send(one.path, { words: 'x'.repeat(20_000) })).status, 413)
  assert.equal(
    (await server.send(null, 'POST', '/api/surveys', { 'content-type': 'application/x-www-form-urlencoded' }, 'name=x')).status,
    415,
  )
  let refused = 0
  for (let i = 0; i < 130; i++) if ((await send(one.path, { l: 'en' })).status === 429) refused++
  assert.ok(refused > 0)
  clock.advance(60_000)
})

test('words from outside are never markup', async () => {
  const one = await house()
  const { own } = await answer(one.path, { nps: '9', words: '</textarea><script>alert(1)</script>"><b>' })
  assert.doesNotMatch((await open(`${own}?edit=1`)).text, /<script>alert|<b>/)
})

test('figures follow the answers: counted once, corrected by what was changed, equal to a recount, with step and without', async () => {
  const one = await house(['nps', 'ces', 'csat'])
  const stepId = newId()
  await ctxOf(one).write((tx) => tx.run(stepLink(one, stepId)))
  for (const [nps, csat, ces] of [
    ['10', '5', '7'],
    ['9', '4', '6'],
    ['8', '4', '6'],
    ['3', '2', '2'],
  ] as const)
    await answer(one.path, { nps, csat, ces })
  await settle(one.world)
  const today = '2026-12-01'
  const read = () => ctxOf(one).read((tx) => scoresFor(tx, one.packing, { firstDay: '2026-11-01', lastDay: '2026-12-31' }))
  assert.deepEqual((await read()).nps, { isTooFew: true, n: 4 })
  const { key } = await answer(one.path, { nps: '0', csat: '1', ces: '1' })
  await send(one.path, { key, l: 'en', nps: '9', csat: '5' })
  await settle(one.world)
  const scores = await read()
  assert.deepEqual([scores.nps.isTooFew, scores.nps.n], [false, 5])
  assert.equal(!scores.nps.isTooFew && scores.nps.estimate, 40)
  assert.equal(!scores.csat.isTooFew && scores.csat.estimate, 0.8)
  assert.deepEqual(scores.ces, { isTooFew: true, n: 4 })
  const [report] = await checkRollups(server.platform, one.world.organisationId)
  assert.deepEqual(report!.faults, [])
  assert.ok(report!.recounted >= 10, `${report!.recounted} for ${today}`)
  const atTop = await expect(200, server.call(one.head, 'GET', `/api/scores?unitId=${one.world.rootUnitId}`))
  // Who names no unit reads all of their own part.
  assert.deepEqual(await expect(200, server.call(one.head, 'GET', '/api/scores')), atTop)
  assert.equal(atTop.nps.n, 5)
})
/** The link now belongs to a step, too. */
const stepLink = ({ surveyId }: House, stepId: string) => sql`update survey_links set step_id = ${stepId} where survey_id = ${surveyId}`

test('an unhappy answer becomes a case of the unit’s leader, escalated once, resolved, asked again, both scores side by side', async () => {
  const one = await house()
  await answer(one.path, { nps: '2', words: 'The lamp arrived broken.', reach: 'ann@example.com' })
  const [mine] = (await expect(200, server.call(one.lea, 'GET', '/api/cases?owner=me'))).items
  assert.equal(mine.owner.id, one.lea.id)
  assert.equal(mine.response.words, 'The lamp arrived broken.')
  const [clockOfLea] = (await expect(200, server.call(one.lea, 'GET', '/api/followups?owner=me'))).items
  assert.deepEqual([clockOfLea.subject.kind, clockOfLea.subject.link], ['case', `/cases/${mine.id}`])
  const path = `/api/cases/${mine.id}`
  assert.equal((await expect(200, server.call(one.lea, 'GET', path))).reach.words, 'ann@example.com')
  assert.equal((await server.call(one.packer, 'GET', path)).status, 403)
  assert.equal((await server.call(one.lea, 'POST', `${path}/invitations`)).status, 409)
  clock.advance(25 * hourMs)
  one.lea = await back(one, one.lea)
  await settle(one.world)
  await settle(one.world)
  const late = await expect(200, server.call(one.lea, 'GET', path))
  assert.deepEqual([late.isOverdue, late.escalation.to.id], [true, one.world.admin.personId])
  await expect(201, server.call(one.lea, 'POST', `${path}/notes`, { body: { kind: 'reached', words: 'Sent a new lamp.' } }))
  await expect(
    201,
    server.call(one.lea, 'POST', `${path}/resolutions`, { body: { outcome: 'made-good', words: 'New lamp, shipping refunded.' } }),
  )
  assert.equal((await server.call(one.lea, 'POST', `${path}/resolutions`, { body: { outcome: 'made-good' } })).status, 409)
  assert.deepEqual((await expect(200, server.call(one.lea, 'GET', '/api/followups?owner=me'))).items, [])
  const { link } = await expect(200, server.call(one.lea, 'POST', `${path}/invitations`))
  assert.equal((await expect(200, server.call(one.lea, 'POST', `${path}/invitations`))).link, link)
  const again = new URL(link).pathname
  assert.equal((await send(again, { nps: '9', words: 'Well done.', l: 'en' })).status, 303)
  const done = await expect(200, server.call(one.lea, 'GET', path))
  assert.deepEqual([done.response.nps, done.second.nps, done.second.isSecond], [2, 9, true])
  await settle(one.world)
  const scores = await ctxOf(one).read((tx) => scoresFor(tx, one.packing, { firstDay: '2026-11-01', lastDay: '2027-12-31' }))
  assert.deepEqual([scores.nps.n, scores.response.invited], [1, 0])
  assert.deepEqual((await checkRollups(server.platform, one.world.organisationId))[0]!.faults, [])
})

test('a unit without a leader looks above; the head of CX gives a case away; a leaver’s goes to the manager', async () => {
  const one = await house()
  const shop = await server.unit(one.world, 'Shop')
  const link = await expect(
    201,
    server.call(one.head, 'POST', '/api/survey-links', { body: { surveyId: one.surveyId, unitId: shop, label: 'Till' } }),
  )
  await answer(link.path, { nps: '1' })
  const [found] = (await expect(200, server.call(one.head, 'GET', '/api/cases'))).items
  assert.equal(found.owner.id, one.world.admin.personId)
  await expect(200, server.call(one.head, 'PUT', `/api/cases/${found.id}/owner`, { body: { personId: one.packer.id } }))
  assert.equal((await expect(200, server.call(one.packer, 'GET', '/api/followups?owner=me'))).items.length, 1)
  const departed = await server.call(one.world.admin, 'POST', `/api/people/${one.packer.id}/departures`, {
    body: { lastDay: '2026-11-01' },
  })
  assert.ok(departed.status < 300, departed.text)
  assert.equal((await expect(200, server.call(one.head, 'GET', `/api/cases/${found.id}`))).owner.id, one.lea.id)
})

test('words reach the people of the unit, praise first; harsh ones and ones that name a colleague wait for the leader', async () => {
  const one = await house()
  await answer(one.path, { nps: '2', words: 'It took three weeks.' })
  await answer(one.path, { nps: '10', words: 'Somebody wrote careful on the box, twice.' })
  clock.advance(1000)
  await answer(one.path, { nps: '0', words: 'You are all idiots.' })
  await answer(one.path, { nps: '0', words: 'Zacharias was rude to me.' })
  const heard = async (who: Person) =>
    (await expect(200, server.call(who, 'GET', '/api/quotes'))).items.map(({ words }: { words: string }) => words)
  assert.deepEqual(await heard(one.packer), ['Somebody wrote careful on the box, twice.', 'It took three weeks.'])
  const held = (await expect(200, server.call(one.lea, 'GET', '/api/responses?quote=held'))).items
  assert.equal(held.length, 2)
  const idiots = held.find(({ words }: { words: string }) => words.includes('idiots'))
  assert.equal((await server.call(one.packer, 'PUT', `/api/responses/${idiots.id}/quote`, { body: { state: 'shown' } })).status, 403)
  await expect(
    200,
    server.call(one.lea, 'PUT', `/api/responses/${idiots.id}/quote`, { body: { state: 'shown', words: 'I am very angry.' } }),
  )
  assert.deepEqual(await heard(one.packer), ['Somebody wrote careful on the box, twice.', 'I am very angry.', 'It took three weeks.'])
  const pages = await expect(200, server.call(one.packer, 'GET', '/api/quotes?limit=2'))
  assert.equal(
    (await expect(200, server.call(one.packer, 'GET', `/api/quotes?limit=2&after=${pages.next}`))).items[0].words,
    'It took three weeks.',
  )
  const quotes = await ctxOf(one).read((tx) => quotesFor(tx, [one.packing], { limit: 10 }))
  assert.deepEqual(
    quotes.map(({ kind }) => kind),
    ['praise', 'complaint', 'complaint'],
  )
  assert.deepEqual(await ctxOf(one).read((tx) => quotesFor(tx, [], { limit: 10 })), [])
})
