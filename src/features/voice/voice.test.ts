// Voice through the front door: from an address to a figure, a case, a quote and back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unheard as followupsUnheard } from '#features/followups/events.ts'
import { jobs as followupJobs } from '#features/followups/jobs.ts'
import { unheard as peopleUnheard } from '#features/people/events.ts'
import { checkRollups } from '#features/signals/check.ts'
import { jobs as signalJobs } from '#features/signals/jobs.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { eventJobs } from '#platform/events/deliver.ts'
import { gatherAudience } from '#platform/events/listener.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { type Answer, type Person, testServer, type World } from '../../../test/support/server.ts'
import { unheard } from './events.ts'
import { listeners } from './listeners.ts'
import { quotesFor, scoresFor } from './public.ts'
import { finishLeftAnswers } from './service/answer.ts'
import { keepRetention } from './service/keep-retention.ts'

const clock = fixedClock('2026-11-30T08:00:00Z')
const server = await testServer({ clock })
const events = eventJobs(gatherAudience([...listeners], { ...unheard, ...followupsUnheard, ...peopleUnheard }))
const rounds = [...signalJobs, ...followupJobs, ...events].filter((job): job is Round => job.kind === 'round')
const settle = (world: World) => settleRounds(server.platform, rounds, [world.organisationId])
const hourMs = 3_600_000

interface House {
  world: World
  head: Person & { id: string }
  lea: Person & { id: string }
  packer: Person & { id: string }
  packing: string
  surveyId: string
  path: string
}
/** A unit with a leader and a packer, a survey of all four kinds split over two, opened, with one link to Packing. */
async function house(kinds: string[] = ['nps', 'csat', 'fcr']): Promise<House> {
  const world = await server.organisation()
  const packing = await server.unit(world, 'Packing')
  const lea = await server.person(world, {
    givenName: 'Leonora',
    unitId: packing,
    leadsUnit: true,
    managerId: world.admin.personId,
    roles: [{ role: 'team-leader', unitId: packing }],
  })
  const packer = await server.person(world, { givenName: 'Zacharias', unitId: packing, managerId: lea.id })
  const head = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  const made = await expect(
    201,
    server.call(head, 'POST', '/api/surveys', { body: { name: 'Parcel', questions: kinds.map((kind) => ({ kind })) } }),
  )
  await expect(200, server.call(head, 'POST', `/api/surveys/${made.id}/openings`))
  const link = await expect(
    201,
    server.call(head, 'POST', '/api/survey-links', { body: { surveyId: made.id, unitId: packing, label: 'Slip in the box' } }),
  )
  return { world, head, lea, packer, packing, surveyId: made.id, path: link.path }
}
async function expect(status: number, answering: Promise<Answer>): Promise<any> {
  const answer = await answering
  assert.equal(answer.status, status, answer.text)
  return answer.body
}
const open = (path: string, headers: Record<string, string> = {}) => server.send(null, 'GET', path, { accept: 'text/html', ...headers })
const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  server.send(
    null,
    'POST',
    path,
    { 'content-type': 'application/x-www-form-urlencoded', origin: 'null', ...headers },
    new URLSearchParams(fields).toString(),
  )
const keyIn = (html: string): string => /name="key" value="([\w-]{43})"/.exec(html)![1]!
/** A customer at the link: opens the page, answers, and gets the address of the answer. */
async function answer(path: string, fields: Record<string, string>): Promise<{ own: string; key: string }> {
  const key = keyIn((await open(path)).text)
  const sent = await send(path, { ...fields, key, l: 'en' })
  assert.equal(sent.status, 303, sent.text)
  return { key, own: String(sent.headers['location']).split('?')[0]! }
}
const responses = async ({ head }: House, query = '') => (await expect(200, server.call(head, 'GET', `/api/responses${query}`))).items
/** Sessions end while the clock runs: the same person signs in anew. */
const back = async ({ world }: House, who: Person & { id: string }) => ({
  id: who.id,
  ...(await server.session(world.organisationId, who.id)),
})
const ctxOf = ({ world }: House) => systemContext(server.platform, world.organisationId, newId())

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
  }
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

const csv = (lines: string[]) => ({ name: 'orders.csv', bytes: Buffer.from(lines.join('\n')) })
const orders = csv([
  'Order No;Delivered;Customer;E-mail;Shop;Remarks',
  'A-1;28.11.2026;K1;one@example.com;Packing;secret remark',
  'A-2;28.11.2026;K2;two@example.com;;',
  'A-3;28.11.2026;K1;one@example.com;;again',
  'A-1;28.11.2026;K1;one@example.com;;twice',
  ';28.11.2026;K4;four@example.com;;no number',
  'A-5;31.02.2026;K5;five@example.com;Moonbase;',
])

test('a file of contacts is previewed, brought in once, unreadable rows stay to be seen, and the same file twice changes nothing', async () => {
  const one = await house()
  const bring = async () =>
    expect(201, server.upload(one.head, '/api/contact-intakes', orders, { surveyId: one.surveyId, unitId: one.packing }))
  const first = await bring()
  assert.deepEqual(first.counts, { new: 3, known: 0, repeated: 1, unreadable: 2 })
  assert.deepEqual(
    first.columns.map(({ field }: { field: string | null }) => field),
    ['externalId', 'happenedOn', 'customer', 'email', 'unit', null],
  )
  const bad = (await expect(200, server.call(one.head, 'GET', `/api/contact-intakes/${first.id}/rows?outcome=unreadable`))).items
  assert.deepEqual(
    bad.map(({ line, faults }: { line: number; faults: { code: string }[] }) => [line, faults.map(({ code }) => code).join()]),
    [
      [6, 'id-missing'],
      [7, 'day-unreadable,unit-unknown'],
    ],
  )
  assert.ok(!JSON.stringify(bad).includes('no number'), 'a column that means nothing is not kept')
  await expect(200, server.call(one.head, 'POST', `/api/contact-intakes/${first.id}/applications`))
  assert.equal((await server.call(one.head, 'POST', `/api/contact-intakes/${first.id}/applications`)).status, 409)
  const second = await bring()
  assert.deepEqual(second.counts, { new: 0, known: 4, repeated: 0, unreadable: 2 })
  await expect(200, server.call(one.head, 'POST', `/api/contact-intakes/${second.id}/applications`))
  await settle(one.world)
  const scores = await expect(200, server.call(one.head, 'GET', `/api/scores?unitId=${one.packing}`))
  assert.deepEqual([scores.response.invited, scores.response.answered, scores.response.notAsked, scores.response.reasons], [
    2,
    0,
    1,
    [{ whyNot: 'asked-lately', count: 1 }],
  ] as unknown[])
  const still = (await expect(200, server.call(one.head, 'GET', `/api/contact-intakes/${first.id}/rows?outcome=unreadable`))).items
  assert.equal(still.length, 2)
  const table = await server.call(one.head, 'GET', `/api/survey-invitations-export?surveyId=${one.surveyId}`)
  assert.equal(table.text.trim().split('\r\n').length, 3)
})

test('an invitation is answered once, by its own address, and counted on the day it was issued', async () => {
  const one = await house()
  const body = {
    surveyId: one.surveyId,
    items: [{ externalId: '=1+1', happenedOn: '2026-11-28', unitId: one.packing, customer: 'K9', name: '=cmd()', language: 'de' }],
  }
  const [taken] = (await expect(200, server.call(one.head, 'POST', '/api/contacts', { body }))).items
  assert.deepEqual([taken.outcome, taken.isKnown], ['invited', false])
  const [same] = (await expect(200, server.call(one.head, 'POST', '/api/contacts', { body }))).items
  assert.deepEqual([same.isKnown, same.link], [true, taken.link])
  const path = new URL(taken.link).pathname
  assert.match((await open(path)).text, /<html lang="de"/)
  await send(path, { nps: '9', l: 'de' })
  await send(path, { nps: '10', l: 'de' })
  assert.equal((await responses(one)).length, 1)
  assert.match((await open(`${path}?sent=1`)).text, /Meine Antwort ändern/)
  assert.match((await open(path)).text, /value="10" checked/)
  await settle(one.world)
  const { response } = await expect(200, server.call(one.head, 'GET', `/api/scores?unitId=${one.packing}`))
  assert.deepEqual([response.invited, response.answered, response.rate.estimate], [1, 1, 1])
  assert.deepEqual((await checkRollups(server.platform, one.world.organisationId))[0]!.faults, [])
  const table = await server.call(one.head, 'GET', `/api/survey-invitations-export?surveyId=${one.surveyId}`)
  assert.ok(table.text.includes(`'=1+1,'=cmd()`), 'no cell is a formula')
})

test('whoever asks to be asked less often is not asked again', async () => {
  const one = await house()
  const item = (externalId: string) => ({
    surveyId: one.surveyId,
    items: [{ externalId, happenedOn: '2026-11-28', unitId: one.packing, customer: 'K10' }],
  })
  const [taken] = (await expect(200, server.call(one.head, 'POST', '/api/contacts', { body: item('R-1') }))).items
  const path = new URL(taken.link).pathname
  assert.match((await open(path)).text, /Ask me less often/)
  assert.equal((await send(`${path}/rests`, { l: 'en' })).status, 200)
  clock.advance(40 * 24 * hourMs)
  one.head = await back(one, one.head)
  const [next] = (await expect(200, server.call(one.head, 'POST', '/api/contacts', { body: item('R-2') }))).items
  assert.deepEqual([next.outcome, next.whyNot, next.link], ['not-asked', 'wants-rest', null])
})

test('a customer is forgotten on request: no byte of them stays in any table, the scores do', async () => {
  const one = await house()
  const items = [
    {
      externalId: 'F-zugvogel',
      happenedOn: '2026-11-28',
      unitId: one.packing,
      customer: 'zugvogel@example.com',
      email: 'zugvogel@example.com',
      name: 'Zugvogel',
    },
  ]
  const [taken] = (await expect(200, server.call(one.head, 'POST', '/api/contacts', { body: { surveyId: one.surveyId, items } }))).items
  await send(new URL(taken.link).pathname, { nps: '1', words: 'I am Zugvogel and unhappy.', l: 'en' })
  const [found] = (await expect(200, server.call(one.lea, 'GET', '/api/cases'))).items
  await expect(201, server.call(one.lea, 'POST', `/api/cases/${found.id}/notes`, { body: { kind: 'tried', words: 'Called Zugvogel.' } }))
  const done = await expect(200, server.call(one.head, 'POST', '/api/customer-erasures', { body: { customer: 'Zugvogel@example.com' } }))
  assert.deepEqual(done, { contacts: 1, responses: 1 })
  const tables = [
    'contacts',
    'responses',
    'survey_invitations',
    'cases',
    'case_notes',
    'customer_rests',
    'contact_intake_rows',
    'audit_entries',
    'outbox_events',
  ]
  for (const table of tables) {
    const rows = await ctxOf(one).read((tx) =>
      tx.run(sql`select * from ${sql.table(table)} where organisation_id = ${one.world.organisationId}`),
    )
    assert.ok(!JSON.stringify(rows).toLowerCase().includes('zugvogel'), table)
  }
  assert.equal((await responses(one))[0].nps, 1)
  const [again] = (await expect(200, server.call(one.head, 'POST', '/api/contacts', { body: { surveyId: one.surveyId, items } }))).items
  assert.equal(again.isKnown, true)
})

test('contact data ends after half a year, words after two, figures stay', async () => {
  const one = await house()
  await answer(one.path, { nps: '10', words: 'Kind words.', reach: 'ann@example.com' })
  clock.advance(181 * 24 * hourMs)
  await keepRetention(ctxOf(one))
  const rows = () =>
    ctxOf(one).read((tx) =>
      tx.run(sql<{ reach: string | null; words: string | null; nps: number }>`select reach, words, nps from responses`),
    )
  assert.deepEqual(await rows(), [{ reach: null, words: 'Kind words.', nps: 10 }])
  clock.advance(600 * 24 * hourMs)
  await keepRetention(ctxOf(one))
  assert.deepEqual(await rows(), [{ reach: null, words: null, nps: 10 }])
})

test('with answers the questions stand; a language may be added; a draft can be thrown away', async () => {
  const one = await house(['nps'])
  const read = await expect(200, server.call(one.head, 'GET', `/api/surveys/${one.surveyId}`))
  await answer(one.path, { nps: '10' })
  const wording = read.questions[0].wording
  const put = (questions: unknown[], version = read.version) =>
    server.call(one.head, 'PUT', `/api/surveys/${one.surveyId}`, { version, body: { name: 'Parcel, new', questions } })
  assert.equal((await put([{ kind: 'csat' }])).body.type, '/problems/survey-has-answers')
  assert.equal((await put([{ kind: 'nps', wording: { ...wording, en: 'Other words?' } }])).status, 409)
  const changed = await expect(200, put([{ kind: 'nps', wording }]))
  assert.equal(changed.name, 'Parcel, new')
  assert.equal((await put([{ kind: 'nps', wording }])).status, 412)
  assert.equal((await server.call(one.head, 'DELETE', `/api/surveys/${one.surveyId}`)).status, 409)
  const draft = await expect(
    201,
    server.call(one.head, 'POST', '/api/surveys', { body: { name: 'Draft', questions: [{ kind: 'fcr', wording: { ar: 'هل حُل؟' } }] } }),
  )
  assert.equal((await server.call(one.head, 'POST', `/api/surveys/${draft.id}/openings`)).body.type, '/problems/survey-incomplete')
  assert.equal((await server.call(one.head, 'DELETE', `/api/surveys/${draft.id}`)).status, 204)
  assert.equal(
    (
      await server.call(one.head, 'POST', '/api/surveys', {
        body: { name: 'Four', questions: ['nps', 'csat', 'ces', 'fcr'].map((kind) => ({ kind })) },
      })
    ).status,
    422,
  )
  assert.equal((await server.call(one.lea, 'POST', '/api/surveys', { body: { name: 'X', questions: [{ kind: 'nps' }] } })).status, 403)
})

test('a link has its QR code and its card; a team leader makes links for the own unit only; answers leave as safe CSV', async () => {
  const one = await house()
  const links = (await expect(200, server.call(one.lea, 'GET', `/api/survey-links?surveyId=${one.surveyId}`))).items
  const qr = await server.call(one.lea, 'GET', `/api/survey-links/${links[0].id}/qr`)
  assert.equal(qr.headers['content-type'], 'image/svg+xml')
  assert.match(qr.text, /^<svg /)
  const shop = await server.unit(one.world, 'Shop')
  const body = { surveyId: one.surveyId, unitId: shop, label: 'Till' }
  assert.equal((await server.call(one.lea, 'POST', '/api/survey-links', { body })).status, 403)
  await answer(one.path, { nps: '10', words: '=HYPERLINK("http://x.example")' })
  const table = await server.call(one.head, 'GET', '/api/responses-export')
  assert.ok(table.text.includes(`"'=HYPERLINK`), table.text)
  assert.equal((await server.call(one.head, 'DELETE', `/api/survey-links/${links[0].id}`)).status, 204)
  assert.equal((await open(one.path)).status, 410)
})

test('with the works council’s switch nobody reads who noted what and when, but the author', async () => {
  const one = await house()
  await answer(one.path, { nps: '2' })
  const [found] = (await expect(200, server.call(one.lea, 'GET', '/api/cases'))).items
  const path = `/api/cases/${found.id}`
  await expect(201, server.call(one.lea, 'POST', `${path}/notes`, { body: { kind: 'tried', words: 'No answer.' } }))
  const { version } = await expect(200, server.call(one.world.admin, 'GET', '/api/organisation'))
  await expect(200, server.call(one.world.admin, 'PATCH', '/api/organisation', { version, body: { isWorksCouncilMode: true } }))
  const [own] = (await expect(200, server.call(one.lea, 'GET', path))).notes
  const [others] = (await expect(200, server.call(one.head, 'GET', path))).notes
  assert.equal(own.author.id, one.lea.id)
  assert.deepEqual([others.words, others.author, others.at], ['No answer.', null, null])
})
