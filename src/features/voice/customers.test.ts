// Contacts and invitations, the surveys themselves, and what is forgotten.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkRollups } from '#features/signals/check.ts'
import { sql } from '#platform/db/sql.ts'
import {
  clock,
  server,
  settle,
  hourMs,
  house,
  expect,
  open,
  send,
  answer,
  responses,
  back,
  ctxOf,
} from '../../../test/support/voice-house.ts'
import { keepRetention } from './service/keep-retention.ts'

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
  const link = { surveyId: draft.id, unitId: one.packing, label: 'Counter' }
  assert.equal((await server.call(one.head, 'POST', '/api/survey-links', { body: link })).status, 201)
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
