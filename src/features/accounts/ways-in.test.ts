// Invitations, resets, one's own sessions and secrets; over https, with a mail server.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { monotonicMs } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { jobs as mailJobs } from '#platform/mail/outbox/send.ts'
import { readMail, startMailServer } from '../../../test/mail/mail-server.ts'
import { addPerson, comeInByBadge, comeInByCode, everyRow, password, startHouse } from '../../../test/support/house.ts'
import { sendResets } from './service/request-reset.ts'

const mailServer = await startMailServer()
after(() => mailServer.close())
const house = await startHouse({ config: { smtpUrl: `smtp://127.0.0.1:${mailServer.port}`, publicUrl: 'https://attune.hollin.example' } })
const { clock } = house.platform
const hollin = await house.setUp()

/** Sends what lies in the outbox; the letters to one address since then. */
async function lettersTo(address: string): Promise<{ subject: string; link: string | undefined }[]> {
  const seen = mailServer.deliveries.length
  await settleRounds(
    house.platform,
    mailJobs.filter((job): job is Round => job.kind === 'round'),
    [hollin.id],
  )
  return mailServer.deliveries
    .slice(seen)
    .filter(({ to }) => to.includes(address))
    .map(({ source }) => {
      const letter = readMail(source)
      return { subject: letter.headers.get('subject') ?? '', link: /https:\/\/attune\.hollin\.example\/\S+/.exec(letter.text)?.[0] }
    })
}
const byPassword = (email: string, secret = password) => ({ method: 'password', email, password: secret })
const codeIn = (link: string | undefined) => decodeURIComponent(link!.split('#')[1]!)

test('over https the cookies carry the prefix that pins them to the host', async () => {
  assert.deepEqual([...hollin.admin.cookies.keys()].sort(), ['__Host-attune', '__Host-attune-device'])
  const { headers } = await house.browser().call('POST', '/api/sessions', byPassword(hollin.adminEmail))
  for (const cookie of [headers['set-cookie']].flat()) assert.match(String(cookie), /Path=\/; HttpOnly; Secure; SameSite=Lax/)
})

test('an invitation by mail: its link shows who is meant, sets the password once, and signs in', async () => {
  const personId = await addPerson(hollin, { givenName: 'Amina', familyName: 'Diallo', email: 'amina@hollin.example', language: 'de' })
  const sent = await hollin.admin.expect(200, 'POST', '/api/invitations', { personIds: [personId] })
  assert.deepEqual(sent.items, [{ personId, outcome: 'sent' }])
  assert.equal((await hollin.admin.expect(200, 'GET', `/api/people/${personId}/account`)).state, 'invited')
  const [letter] = await lettersTo('amina@hollin.example')
  assert.match(letter!.subject, /Richte deine Anmeldung ein/)
  const code = codeIn(letter!.link)
  const browser = house.browser()
  const check = await browser.expect(200, 'POST', '/api/code-checks', { code })
  assert.deepEqual(check, {
    purpose: 'invitation',
    givenName: 'Amina',
    organisation: 'Hollin Parcel',
    mantra: null,
    language: 'de',
    email: 'amina@hollin.example',
    secret: 'password',
  })
  const weak = await browser.call('POST', '/api/invitation-acceptances', { code, secret: 'amina@hollin' })
  assert.deepEqual([weak.status, weak.body.type, weak.body.fault], [422, '/problems/secret-too-weak', 'easy to guess'])
  await browser.expect(422, 'POST', '/api/invitation-acceptances', { code, secret: 'short' })
  await browser.expect(404, 'POST', '/api/resets', { code, secret: password })
  const { session } = await browser.expect(200, 'POST', '/api/invitation-acceptances', {
    code: code.toLowerCase().replaceAll('-', ' '),
    secret: password,
  })
  assert.equal(session.language, 'de')
  await browser.expect(404, 'POST', '/api/invitation-acceptances', { code, secret: password })
  await house.browser().expect(200, 'POST', '/api/sessions', byPassword('amina@hollin.example'))
  assert.deepEqual((await hollin.admin.expect(200, 'POST', '/api/invitations', { personIds: [personId] })).items[0].outcome, 'has-account')
})

test('of 20 who use the same code at once, one gets in', async () => {
  const personId = await addPerson(hollin, { givenName: 'Boris', email: 'boris@hollin.example' })
  const { code } = await hollin.admin.expect(201, 'POST', '/api/reset-codes', { personId })
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => house.browser().call('POST', '/api/resets', { code, secret: `choice number ${i}` })),
  )
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, ...Array.from({ length: 19 }, () => 404)],
  )
})

test('a new invitation ends the one before, and 14 days end each', async () => {
  const personId = await addPerson(hollin, { givenName: 'Cora', email: 'cora@hollin.example' })
  await hollin.admin.expect(200, 'POST', '/api/invitations', { personIds: [personId] })
  const [first] = await lettersTo('cora@hollin.example')
  await hollin.admin.expect(200, 'POST', '/api/invitations', { personIds: [personId] })
  const [second] = await lettersTo('cora@hollin.example')
  await house.browser().expect(404, 'POST', '/api/code-checks', { code: codeIn(first!.link) })
  await house.browser().expect(200, 'POST', '/api/code-checks', { code: codeIn(second!.link) })
  clock.advance(14 * 86_400_000 + 1000)
  await house.browser().expect(404, 'POST', '/api/code-checks', { code: codeIn(second!.link) })
  await hollin.admin.expect(200, 'POST', '/api/sessions', byPassword(hollin.adminEmail))
})

test('invitations tell of each person what came of it; unknown people are 404', async () => {
  const noEmail = await addPerson(hollin, { givenName: 'Dana' })
  const items = (await hollin.admin.expect(200, 'POST', '/api/invitations', { personIds: [noEmail, hollin.adminPersonId] })).items
  assert.deepEqual(
    items.map(({ outcome }: { outcome: string }) => outcome),
    ['no-email', 'has-account'],
  )
  await hollin.admin.expect(404, 'POST', '/api/invitations', { personIds: [newId()] })
  await hollin.admin.expect(422, 'POST', '/api/invitations', { personIds: [] })
  await house.browser().expect(401, 'POST', '/api/invitations', { personIds: [noEmail] })
})

test('cards print for people with e-mail and no password', async () => {
  const personId = await addPerson(hollin, { givenName: 'Edda', email: 'edda@hollin.example' })
  const cards = await hollin.admin.call('POST', '/api/invitation-cards', { personIds: [personId] })
  assert.equal(cards.status, 200, cards.text.slice(0, 300))
  assert.equal(cards.bytes.subarray(0, 5).toString(), '%PDF-')
  const reset = await hollin.admin.call('POST', '/api/reset-cards', { personId })
  assert.equal(reset.bytes.subarray(0, 5).toString(), '%PDF-')
  const withoutMail = await addPerson(hollin, { givenName: 'Else' })
  assert.equal((await hollin.admin.call('POST', '/api/invitation-cards', { personIds: [withoutMail] })).body.type, '/problems/has-no-email')
})

test('a forgotten password: the same answer for every address, one letter to the known one', async () => {
  const personId = await addPerson(hollin, { givenName: 'Finn', email: 'finn@hollin.example' })
  const own = await comeInByCode(house, hollin, personId)
  const answers = new Set<string>()
  for (const email of ['finn@hollin.example', 'nobody@hollin.example']) {
    const answer = await house.browser().call('POST', '/api/reset-requests', { email })
    answers.add(`${answer.status} ${answer.text}`)
  }
  assert.deepEqual([...answers], ['202 '])
  await allRequestsDone()
  const [letter, ...more] = await lettersTo('finn@hollin.example')
  assert.equal(more.length, 0)
  assert.match(letter!.link!, /^https:\/\/attune\.hollin\.example\/reset#/)
  await own.expect(200, 'GET', '/api/session')
  const fresh = house.browser()
  await fresh.expect(200, 'POST', '/api/resets', { code: codeIn(letter!.link), secret: 'another kettle' })
  await own.expect(401, 'GET', '/api/session')
  await house.browser().expect(401, 'POST', '/api/sessions', byPassword('finn@hollin.example'))
  await house.browser().expect(200, 'POST', '/api/sessions', byPassword('finn@hollin.example', 'another kettle'))
  assert.deepEqual(
    (await lettersTo('finn@hollin.example')).map(({ subject }) => subject),
    ['Hollin Parcel: your sign-in was changed', 'Hollin Parcel: a new sign-in'],
  )
  await fresh.expect(422, 'POST', '/api/reset-requests', { email: 'no address' })
})

test('a mailed link ends after two hours, and letters to one address are three an hour', async () => {
  const personId = await addPerson(hollin, { givenName: 'Gina', email: 'gina@hollin.example' })
  await comeInByCode(house, hollin, personId)
  const letters = []
  for (let i = 0; i < 6; i++) {
    await house.browser().expect(202, 'POST', '/api/reset-requests', { email: 'gina@hollin.example' })
    await allRequestsDone()
    letters.push(...(await lettersTo('gina@hollin.example')))
  }
  assert.equal(letters.length, 3)
  const code = codeIn(letters[2]!.link)
  await house.browser().expect(200, 'POST', '/api/code-checks', { code })
  clock.advance(2 * 3_600_000 + 1000)
  await house.browser().expect(404, 'POST', '/api/code-checks', { code })
})

test('a request that a killed process left is worked off by the job', async () => {
  const personId = await addPerson(hollin, { givenName: 'Hugo', email: 'hugo@hollin.example' })
  await comeInByCode(house, hollin, personId)
  const { db } = house.platform
  await db.controlRead(sql`insert into reset_requests (id, account_ids, origin, requested_at)
    select ${newId()}, array[id], 'https://attune.hollin.example', ${clock.now().toISOString()} from accounts where email = 'hugo@hollin.example'`)
  await Promise.all([sendResets(house.platform, newId()), sendResets(house.platform, newId())])
  assert.equal((await lettersTo('hugo@hollin.example')).length, 1)
})

test('changing a password asks for the present one, ends the other sessions, and is told by mail', async () => {
  const personId = await addPerson(hollin, { givenName: 'Ines', email: 'ines@hollin.example' })
  const here = await comeInByCode(house, hollin, personId)
  const there = house.browser()
  await there.expect(200, 'POST', '/api/sessions', byPassword('ines@hollin.example'))
  assert.deepEqual(
    (await lettersTo('ines@hollin.example')).map(({ subject }) => subject),
    ['Hollin Parcel: a new sign-in'],
  )
  const change = (current: string, next: string) => here.call('POST', '/api/password-changes', { current, password: next })
  assert.equal((await change('not the one', 'another kettle')).body.type, '/problems/secret-refused')
  assert.equal((await change(password, 'ines@hollin.example')).body.type, '/problems/secret-too-weak')
  assert.equal((await change(password, 'another kettle')).status, 204)
  await here.expect(200, 'GET', '/api/session')
  await there.expect(401, 'GET', '/api/session')
  assert.deepEqual(
    (await lettersTo('ines@hollin.example')).map(({ subject }) => subject),
    ['Hollin Parcel: your sign-in was changed'],
  )
})

test('step-up proves the secret anew; wrong tries on a session slow only that session', async () => {
  await hollin.admin.expect(200, 'POST', '/api/sessions', byPassword(hollin.adminEmail))
  const personId = await addPerson(hollin, { givenName: 'Jon', email: 'jon@hollin.example' })
  await hollin.admin.expect(201, 'POST', '/api/role-grants', { personId, role: 'administrator' })
  const browser = await comeInByCode(house, hollin, personId)
  clock.advance(11 * 60_000)
  const other = await addPerson(hollin, { givenName: 'Kim' })
  const give = () => browser.call('POST', '/api/role-grants', { personId: other, role: 'coach' })
  assert.equal((await give()).body.type, '/problems/step-up-needed')
  await browser.expect(403, 'POST', '/api/step-ups', { secret: 'not the one' })
  await browser.expect(204, 'POST', '/api/step-ups', { secret: password })
  assert.equal((await give()).status, 201)
  for (let i = 0; i < 5; i++) await browser.expect(403, 'POST', '/api/step-ups', { secret: 'not the one' })
  await browser.expect(429, 'POST', '/api/step-ups', { secret: password })
  await house.browser().expect(200, 'POST', '/api/sessions', byPassword('jon@hollin.example'))
})

test('one sees where one is signed in, and ends a session or all others', async () => {
  const personId = await addPerson(hollin, { givenName: 'Lena', email: 'lena@hollin.example' })
  const here = await comeInByCode(house, hollin, personId)
  const phone = house.browser({
    userAgent: 'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36',
  })
  const desk = house.browser()
  for (const browser of [phone, desk]) await browser.expect(200, 'POST', '/api/sessions', byPassword('lena@hollin.example'))
  const { items } = await here.expect(200, 'GET', '/api/sessions')
  assert.equal(items.length, 3)
  assert.deepEqual(
    items.filter(({ isThisOne }: any) => isThisOne).map(({ device }: any) => device),
    ['Firefox · Linux'],
  )
  const onPhone = items.find(({ device }: any) => device === 'Chrome · Android')
  await here.expect(204, 'DELETE', `/api/sessions/${onPhone.id}`)
  await here.expect(404, 'DELETE', `/api/sessions/${onPhone.id}`)
  await phone.expect(401, 'GET', '/api/session')
  await hollin.admin.expect(404, 'DELETE', `/api/sessions/${items.find(({ isThisOne }: any) => isThisOne).id}`)
  await here.expect(204, 'DELETE', '/api/sessions')
  await desk.expect(401, 'GET', '/api/session')
  await here.expect(200, 'GET', '/api/session')
  await hollin.admin.expect(204, 'DELETE', `/api/people/${personId}/sessions`)
  await here.expect(401, 'GET', '/api/session')
})

test('somebody with a password can add a PIN, and has no password change without e-mail', async () => {
  const personId = await addPerson(hollin, { givenName: 'Mira', email: 'mira@hollin.example' })
  const browser = await comeInByCode(house, hollin, personId)
  await browser.expect(403, 'POST', '/api/pin-changes', { pin: '7391' })
  await browser.expect(204, 'POST', '/api/pin-changes', { current: password, pin: '7391' })
  await browser.expect(204, 'POST', '/api/pin-changes', { current: '7391', pin: '825613' })
  assert.equal((await browser.expect(200, 'GET', '/api/session')).hasPin, true)
  const badge = await comeInByBadge(house, hollin, await addPerson(hollin, { givenName: 'Nils' }))
  assert.equal(
    (await badge.browser.call('POST', '/api/password-changes', { current: '7391', password })).body.type,
    '/problems/has-no-email',
  )
})

test('a leader resets a colleague by code, on record; never somebody above', async () => {
  const leaderId = await addPerson(hollin, { givenName: 'Olga', email: 'olga@hollin.example', leadsUnit: true })
  const leader = await comeInByCode(house, hollin, leaderId)
  const personId = await addPerson(hollin, { givenName: 'Paul', email: 'paul@hollin.example' })
  const { code, address, expiresAt } = await leader.expect(201, 'POST', '/api/reset-codes', { personId })
  assert.match(code, /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
  assert.equal(address, `https://attune.hollin.example/reset#${code}`)
  assert.equal(new Date(expiresAt).getTime() - clock.now().getTime(), 3 * 86_400_000)
  assert.equal((await leader.call('POST', '/api/reset-codes', { personId: hollin.adminPersonId })).body.type, '/problems/beyond-authority')
  assert.match(await everyRow(house), new RegExp(`reset\\.made,person,${personId}`))
})

test('no code or password lies in the database, not even while a letter waits', async () => {
  const personId = await addPerson(hollin, { givenName: 'Rosa', email: 'rosa@hollin.example' })
  await hollin.admin.expect(200, 'POST', '/api/invitations', { personIds: [personId] })
  const waiting = await everyRow(house)
  const [letter] = await lettersTo('rosa@hollin.example')
  const code = codeIn(letter!.link)
  await house.browser().expect(200, 'POST', '/api/invitation-acceptances', { code, secret: 'canary of a password' })
  for (const rows of [waiting, await everyRow(house)])
    for (const secret of [code, code.replaceAll('-', ''), 'canary of a password']) assert.ok(!rows.includes(secret))
})

/** Letters of resets are written after the answer. */
async function allRequestsDone(): Promise<void> {
  const deadlineMs = monotonicMs() + 10_000
  for (;;) {
    const [row] = await house.platform.db.controlRead(sql<{ waiting: number }>`select count(*)::int as waiting from reset_requests`)
    if (row!.waiting === 0) return
    assert.ok(monotonicMs() < deadlineMs, 'the letters were not written')
    await delay(10)
  }
}
