// Signing in by password: what is answered, to whom, how fast, and how often.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createOrganisation } from '#features/people/public.ts'
import { newId } from '#platform/ids.ts'
import { addPerson, comeInByCode, everyRow, password, startHouse } from '../../../test/support/house.ts'
import { asAdmin } from '../../../test/support/template.ts'
import { limitsFor } from './rules/guessing.ts'
import { hashNewSecret } from './service/choose-secret.ts'
import { createFirstAdministrator } from './service/first-administrator.ts'
import { beginTry } from './service/guard.ts'

const house = await startHouse()
const hollin = await house.setUp()
const byPassword = (email: string, secret = password) => ({ method: 'password', email, password: secret })

test('the right password opens a session that knows who it is', async () => {
  const browser = house.browser()
  const answer = await browser.call('POST', '/api/sessions', byPassword('ADA@hollin.example '))
  assert.equal(answer.status, 200)
  assert.equal(answer.body.outcome, 'signed-in')
  assert.equal(answer.body.session.person.displayName, 'Ada Quist')
  assert.equal(answer.body.session.person.initials, 'AQ')
  assert.deepEqual(answer.body.session.surfaces, ['today', 'team', 'studio', 'evidence', 'admin'])
  const session = await browser.expect(200, 'GET', '/api/session')
  assert.deepEqual(session, answer.body.session)
  assert.ok(session.operations.includes('role-grants.change'))
  assert.equal(session.mustChangeSecret, false)
})

test('the cookie is unreadable for scripts, bound to the site, and the token is not stored', async () => {
  const browser = house.browser()
  const { headers } = await browser.call('POST', '/api/sessions', byPassword(hollin.adminEmail))
  const cookies = [headers['set-cookie']].flat().join('\n')
  assert.match(cookies, /^attune=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/m)
  const token = browser.cookies.get('attune')!
  assert.ok(!(await everyRow(house)).includes(token))
})

test('a body that is none is 422 with the place, another kind of content 415', async () => {
  const browser = house.browser()
  const answer = await browser.call('POST', '/api/sessions', { method: 'password', email: 'no address', password })
  assert.equal(answer.status, 422)
  assert.deepEqual(
    answer.body.errors.map((error: { pointer: string }) => error.pointer),
    ['/email'],
  )
  assert.equal((await browser.call('POST', '/api/sessions', undefined, { headers: { 'content-type': 'text/plain' } })).status, 415)
  await browser.expect(400, 'POST', '/api/sessions', { method: 'password', email: 'a\u0000@b.example', password })
})

test('no session, an old cookie, a forged cookie and a foreign origin are refused', async () => {
  const browser = house.browser()
  await browser.expect(401, 'GET', '/api/session')
  browser.cookies.set('attune', 'x'.repeat(43))
  assert.equal((await browser.call('GET', '/api/session')).body.type, '/problems/sign-in-needed')
  const evil = { headers: { origin: 'https://evil.example' } }
  await browser.expect(403, 'POST', '/api/sessions', byPassword(hollin.adminEmail), evil)
})

test('signing out ends the session at once, and twice is no fault', async () => {
  const browser = house.browser()
  await browser.expect(200, 'POST', '/api/sessions', byPassword(hollin.adminEmail))
  const token = browser.cookies.get('attune')!
  await browser.expect(204, 'DELETE', '/api/session')
  assert.equal(browser.cookies.get('attune'), undefined)
  browser.cookies.set('attune', token)
  await browser.expect(401, 'GET', '/api/session')
  await browser.expect(204, 'DELETE', '/api/session')
})

test('a session ends after 12 hours without use, and after 30 days in any case', async () => {
  const browser = house.browser()
  await browser.expect(200, 'POST', '/api/sessions', byPassword(hollin.adminEmail))
  house.platform.clock.advance(11 * 3_600_000)
  await browser.expect(200, 'GET', '/api/session')
  house.platform.clock.advance(11.9 * 3_600_000)
  await browser.expect(200, 'GET', '/api/session')
  house.platform.clock.advance(12 * 3_600_000)
  await browser.expect(401, 'GET', '/api/session')

  await browser.expect(200, 'POST', '/api/sessions', byPassword(hollin.adminEmail))
  for (let hours = 0; hours < 30 * 24 - 8; hours += 8) {
    house.platform.clock.advance(8 * 3_600_000)
    await browser.expect(200, 'GET', '/api/session')
  }
  house.platform.clock.advance(8 * 3_600_000)
  await browser.expect(401, 'GET', '/api/session')
  await hollin.admin.expect(200, 'POST', '/api/sessions', byPassword(hollin.adminEmail))
})

test('50 wrong passwords from one device, then the right one from another works', async () => {
  const personId = await addPerson(hollin, { givenName: 'Mira', email: 'mira@hollin.example' })
  await comeInByCode(house, hollin, personId)
  const thief = house.browser({ from: '198.51.100.7' })
  const statuses: number[] = []
  for (let i = 0; i < 50; i++)
    statuses.push((await thief.call('POST', '/api/sessions', byPassword('mira@hollin.example', `guess number ${i}`))).status)
  assert.deepEqual(statuses.slice(0, 6), [401, 401, 401, 401, 401, 401])
  assert.ok(
    statuses.slice(7).every((status) => status === 429),
    statuses.join(),
  )
  const refusal = await thief.call('POST', '/api/sessions', byPassword('mira@hollin.example'))
  assert.equal(refusal.status, 429)
  assert.equal(refusal.body.type, '/problems/too-many-tries')
  assert.equal(Number(refusal.headers['retry-after']), refusal.body.retryAfterSeconds)
  for (const from of ['203.0.113.9', '198.51.100.7'])
    await house.browser({ from }).expect(200, 'POST', '/api/sessions', byPassword('mira@hollin.example'))
})

test('50 wrong passwords without any cookie, and the right one still works from elsewhere and from there', async () => {
  const thief = house.stranger({ from: '198.51.100.8' })
  for (let i = 0; i < 50; i++) await thief.expect(401, 'POST', '/api/sessions', byPassword('mira@hollin.example', `guess number ${i}`))
  for (const from of ['203.0.113.9', '198.51.100.8'])
    await house.stranger({ from }).expect(200, 'POST', '/api/sessions', byPassword('mira@hollin.example'))
})

test('parallel tries do not slip past the count', async () => {
  const thief = house.browser({ from: '198.51.100.9' })
  await thief.expect(401, 'POST', '/api/sessions', byPassword('mira@hollin.example', 'the first guess'))
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, i) => thief.call('POST', '/api/sessions', byPassword('mira@hollin.example', `guess number ${i}`))),
  )
  assert.equal(answers.filter(({ status }) => status === 401).length, 5)
  assert.equal(answers.filter(({ status }) => status === 429).length, 25)
})

test('waits on a device double, end by themselves, and a right password clears them', async () => {
  const browser = house.browser({ from: '198.51.100.10' })
  const wrong = async () => (await browser.call('POST', '/api/sessions', byPassword('mira@hollin.example', 'wrong wrong wrong'))).status
  await wrong()
  for (let i = 0; i < 5; i++) assert.equal(await wrong(), 401)
  assert.equal(await wrong(), 429)
  house.platform.clock.advance(31_000)
  assert.equal(await wrong(), 401)
  house.platform.clock.advance(31_000)
  assert.equal(await wrong(), 429)
  house.platform.clock.advance(30_000)
  await browser.expect(200, 'POST', '/api/sessions', byPassword('mira@hollin.example'))
  for (let i = 0; i < 5; i++) assert.equal(await wrong(), 401)
})

test('whoever guesses from everywhere slows strangers, never a device that the account knows', async () => {
  const email = 'noor@hollin.example'
  const personId = await addPerson(hollin, { givenName: 'Noor', email })
  const own = await comeInByCode(house, hollin, personId)
  // 499 wrong tries of a botnet, counted without the hashing that each would take.
  for (let i = 0; i < 499; i++)
    await beginTry(
      house.platform,
      limitsFor({ subject: email, secret: 'password', device: undefined, isKnownDevice: false, network: `10.0.${i % 20}.0` }),
    )
  await house.stranger({ from: '10.0.20.0' }).expect(401, 'POST', '/api/sessions', byPassword(email, 'the five hundredth'))
  await house.stranger({ from: '10.0.20.0' }).expect(429, 'POST', '/api/sessions', byPassword(email))
  await own.expect(200, 'POST', '/api/sessions', byPassword(email))
  // One more try every three minutes, for whoever comes first.
  house.platform.clock.advance(181_000)
  await house.stranger().expect(200, 'POST', '/api/sessions', byPassword(email))
})

test('what is counted names nobody', async () => {
  const rows = await asAdmin(house.platform.database.adminUrl, async (client) => (await client.query('select * from sign_in_limits')).rows)
  assert.ok(rows.length > 0)
  assert.ok(rows.every(({ key }) => /^[0-9a-f]{64}$/.test(key)))
})

test('two organisations may know the same address: the password tells which, or the person does', async () => {
  const other = await createOrganisation(
    house.platform,
    {
      name: 'Second House',
      languages: ['en'],
      defaultLanguage: 'en',
      timeZone: 'UTC',
      firstPerson: { givenName: 'Ada', familyName: 'Quist', email: 'Ada@Hollin.example' },
    },
    newId(),
    async (tx, ctx, { personId }) => {
      const passwordHash = await hashNewSecret(house.platform, 'password', 'another kettle')
      await createFirstAdministrator(tx, ctx, { personId, passwordHash })
    },
  )
  const one = await house.browser().expect(200, 'POST', '/api/sessions', byPassword('ada@hollin.example', 'another kettle'))
  assert.equal(one.session.organisation.id, other.organisationId)

  const second = house.browser()
  await second.expect(200, 'POST', '/api/sessions', byPassword('ada@hollin.example', 'another kettle'))
  await second.expect(204, 'POST', '/api/password-changes', { current: 'another kettle', password })
  const browser = house.browser()
  const choice = await browser.expect(200, 'POST', '/api/sessions', byPassword('ada@hollin.example'))
  assert.equal(choice.outcome, 'choose-organisation')
  assert.deepEqual(choice.organisations.map(({ name }: { name: string }) => name).sort(), ['Hollin Parcel', 'Second House'])
  await browser.expect(401, 'GET', '/api/session')
  const chosen = await browser.expect(200, 'POST', '/api/sessions', { ...byPassword('ada@hollin.example'), organisationId: hollin.id })
  assert.equal(chosen.session.organisation.id, hollin.id)
  await browser.expect(401, 'POST', '/api/sessions', { ...byPassword('ada@hollin.example'), organisationId: newId() })
})
