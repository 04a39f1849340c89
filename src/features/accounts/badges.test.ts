// Badges and PINs, and the shared devices that they were made for.
import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { pino } from 'pino'
import { addPerson, addUnit, comeInByBadge, comeInByCode, everyRow, password, startHouse } from '../../../test/support/house.ts'

const house = await startHouse()
const hollin = await house.setUp()
const packing = await addUnit(hollin, 'Packing')
const dispatch = await addUnit(hollin, 'Dispatch')
const { clock } = house.platform

test('a new badge greets by given name, takes the start PIN once, and asks for another', async () => {
  const personId = await addPerson(hollin, { givenName: 'Amina', familyName: 'Diallo', unitId: packing, language: 'de' })
  const issued = await hollin.admin.expect(201, 'POST', '/api/badges', { personId })
  assert.match(issued.address, /^http:\/\/127\.0\.0\.1\/b#[\w-]{43}$/)
  assert.match(issued.startPin, /^\d{4}$/)
  const browser = house.browser()
  const greeting = await browser.expect(200, 'POST', '/api/badge-checks', { badge: issued.address })
  assert.deepEqual(greeting, {
    givenName: 'Amina',
    organisation: 'Hollin Parcel',
    mantra: null,
    language: 'de',
    pinLength: 4,
    sharedDevice: false,
    autoLockSeconds: 120,
  })
  const badge = issued.address.split('#')[1]
  const { session } = await browser.expect(200, 'POST', '/api/sessions', { method: 'badge', badge, pin: issued.startPin })
  assert.equal(session.mustChangeSecret, true)
  assert.deepEqual(session.operations, [])
  await browser.expect(403, 'GET', '/api/people')
  await browser.expect(422, 'POST', '/api/pin-changes', { pin: '1234' })
  await browser.expect(422, 'POST', '/api/pin-changes', { pin: issued.startPin })
  await browser.expect(204, 'POST', '/api/pin-changes', { pin: '7391' })
  const now = await browser.expect(200, 'GET', '/api/session')
  assert.deepEqual([now.mustChangeSecret, now.language, now.secret], [false, 'de', 'pin'])
  await browser.expect(200, 'GET', '/api/people')
  await house.browser().expect(401, 'POST', '/api/sessions', { method: 'badge', badge, pin: issued.startPin })
  await house.browser().expect(200, 'POST', '/api/sessions', { method: 'badge', badge, pin: '7391' })
})

test('a start PIN ends after 14 days', async () => {
  const personId = await addPerson(hollin, { givenName: 'Late', unitId: packing })
  const { address, startPin } = await hollin.admin.expect(201, 'POST', '/api/badges', { personId })
  clock.advance(14 * 86_400_000 + 1000)
  await house.browser().expect(401, 'POST', '/api/sessions', { method: 'badge', badge: address, pin: startPin })
  await hollin.admin.expect(200, 'POST', '/api/sessions', { method: 'password', email: hollin.adminEmail, password })
})

test('a team leader issues a new badge on the phone, and the old one and its sessions are dead at once', async () => {
  const leaderId = await addPerson(hollin, { givenName: 'Lea', email: 'lea@hollin.example', unitId: packing, leadsUnit: true })
  const leader = await comeInByCode(house, hollin, leaderId)
  const personId = await addPerson(hollin, { givenName: 'Boris', unitId: packing })
  const old = await comeInByBadge(house, hollin, personId)
  await old.browser.expect(200, 'GET', '/api/session')
  const fresh = await leader.expect(201, 'POST', '/api/badges', { personId })
  await old.browser.expect(401, 'GET', '/api/session')
  await house.browser().expect(404, 'POST', '/api/badge-checks', { badge: old.badge })
  await house.browser().expect(404, 'POST', '/api/sessions', { method: 'badge', badge: old.badge, pin: old.pin })
  await house.browser().expect(401, 'POST', '/api/sessions', { method: 'badge', badge: fresh.address, pin: old.pin })
  await house.browser().expect(200, 'POST', '/api/sessions', { method: 'badge', badge: fresh.address, pin: fresh.startPin })
})

test('a leader issues none outside the unit, none for somebody above, and nobody does without a session', async () => {
  const leaderId = await addPerson(hollin, { givenName: 'Leo', email: 'leo@hollin.example', unitId: dispatch, leadsUnit: true })
  const leader = await comeInByCode(house, hollin, leaderId)
  const elsewhere = await addPerson(hollin, { givenName: 'Else', unitId: packing })
  await leader.expect(403, 'POST', '/api/badges', { personId: elsewhere })
  const chief = await addPerson(hollin, { givenName: 'Chief', email: 'chief@hollin.example', unitId: dispatch })
  await hollin.admin.expect(201, 'POST', '/api/role-grants', { personId: chief, role: 'hr' })
  const answer = await leader.call('POST', '/api/badges', { personId: chief })
  assert.equal(answer.body.type, '/problems/beyond-authority')
  const peer = await addPerson(hollin, { givenName: 'Peer', unitId: dispatch, leadsUnit: true })
  await leader.expect(403, 'POST', '/api/badges', { personId: peer })
  await leader.expect(404, 'POST', '/api/badges', { personId: '01900000-0000-7000-8000-000000000000' })
  await leader.expect(422, 'POST', '/api/badges', { personId: 'somebody' })
  await house.browser().expect(401, 'POST', '/api/badges', { personId: elsewhere })
})

test('five wrong PINs make this device wait, and no other', async () => {
  const personId = await addPerson(hollin, { givenName: 'Carl', unitId: packing })
  const { badge, pin } = await comeInByBadge(house, hollin, personId)
  const thief = house.browser()
  await thief.expect(200, 'POST', '/api/badge-checks', { badge })
  for (let i = 0; i < 5; i++) await thief.expect(401, 'POST', '/api/sessions', { method: 'badge', badge, pin: `${5210 + i}` })
  const wait = await thief.call('POST', '/api/sessions', { method: 'badge', badge, pin })
  assert.equal(wait.status, 429)
  assert.equal(wait.body.retryAfterSeconds, 30)
  await house.browser().expect(200, 'POST', '/api/sessions', { method: 'badge', badge, pin })
  clock.advance(31_000)
  await thief.expect(401, 'POST', '/api/sessions', { method: 'badge', badge, pin: '5216' })
  assert.equal((await thief.call('POST', '/api/sessions', { method: 'badge', badge, pin })).body.retryAfterSeconds, 60)
})

test('a finder without cookies gets 30 tries, then one an hour; the holder’s own phone goes on', async () => {
  const personId = await addPerson(hollin, { givenName: 'Dana', unitId: packing })
  const { browser, badge, pin } = await comeInByBadge(house, hollin, personId)
  const finder = house.stranger()
  let tries = 0
  while ((await finder.call('POST', '/api/sessions', { method: 'badge', badge, pin: `${5310 + tries}` })).status === 401) tries++
  assert.equal(tries, 30)
  await finder.expect(429, 'POST', '/api/sessions', { method: 'badge', badge, pin })
  await browser.expect(200, 'POST', '/api/sessions', { method: 'badge', badge, pin })
  const fresh = await hollin.admin.expect(201, 'POST', '/api/badges', { personId })
  await house.stranger().expect(200, 'POST', '/api/sessions', { method: 'badge', badge: fresh.address, pin: fresh.startPin })
})

test('a sign-in that began before a new badge does not outlive it', async () => {
  const personId = await addPerson(hollin, { givenName: 'Edda', unitId: packing })
  for (let round = 0; round < 5; round++) {
    const { badge, pin } = await comeInByBadge(house, hollin, personId)
    const browser = house.browser()
    await Promise.all([
      browser.call('POST', '/api/sessions', { method: 'badge', badge, pin }),
      hollin.admin.expect(201, 'POST', '/api/badges', { personId }),
    ])
    await browser.expect(401, 'GET', '/api/session')
  }
})

test('on a registered device people switch by PIN, it locks without a touch, and ends with the shift', async () => {
  const leaderId = await addPerson(hollin, {
    givenName: 'Finn',
    familyName: 'Olsen',
    email: 'finn@hollin.example',
    unitId: packing,
    leadsUnit: true,
  })
  const tablet = await comeInByCode(house, hollin, leaderId)
  await tablet.expect(403, 'POST', '/api/devices', { name: 'Tablet', unitId: dispatch })
  await tablet.expect(422, 'POST', '/api/devices', { name: '' })
  const device = await tablet.expect(201, 'POST', '/api/devices', { name: 'Packing tablet', unitId: packing })
  assert.deepEqual(device.unit, { id: packing, name: 'Packing' })
  const gerd = await comeInByBadge(
    house,
    hollin,
    await addPerson(hollin, { givenName: 'Gerd', familyName: 'Maas', unitId: packing }),
    '8264',
  )
  clock.advance(60_000)
  const check = await tablet.expect(200, 'POST', '/api/badge-checks', { badge: gerd.badge })
  assert.equal(check.sharedDevice, true)
  const { session } = await tablet.expect(200, 'POST', '/api/sessions', {
    method: 'badge',
    badge: gerd.badge,
    pin: '8264',
    isSharedDevice: false,
  })
  assert.deepEqual([session.sharedDevice, session.autoLockSeconds], [true, 120])

  const view = await tablet.expect(200, 'GET', '/api/shared-device')
  assert.deepEqual(
    view.people.map(({ name, secret, pinLength, isLockedHere }: any) => ({ name, secret, pinLength, isLockedHere })),
    [
      { name: 'Gerd M.', secret: 'pin', pinLength: 4, isLockedHere: true },
      { name: 'Finn O.', secret: 'password', pinLength: null, isLockedHere: false },
    ],
  )
  clock.advance(100_000)
  await tablet.expect(200, 'GET', '/api/session')
  clock.advance(136_000)
  const locked = await tablet.call('GET', '/api/session')
  assert.deepEqual([locked.status, locked.body.type], [401, '/problems/session-locked'])
  const [first, second] = view.people
  await tablet.expect(401, 'POST', '/api/sessions', { method: 'switch', accountId: first.accountId, secret: '0000' })
  await tablet.expect(200, 'POST', '/api/sessions', { method: 'switch', accountId: first.accountId, secret: '8264' })
  await tablet.expect(204, 'POST', '/api/session-locks')
  assert.equal((await tablet.call('GET', '/api/people')).body.type, '/problems/session-locked')
  const other = await tablet.expect(200, 'POST', '/api/sessions', { method: 'switch', accountId: second.accountId, secret: password })
  assert.equal(other.session.person.displayName, 'Finn Olsen')
  for (let i = 0; i < 8 * 60; i++) {
    clock.advance(60_000)
    if (i < 8 * 60 - 1) await tablet.expect(200, 'GET', '/api/session')
  }
  await tablet.expect(401, 'GET', '/api/session')
  clock.advance(5 * 3_600_000)
  assert.deepEqual((await tablet.expect(200, 'GET', '/api/shared-device')).people, [])
  await tablet.expect(401, 'POST', '/api/sessions', { method: 'switch', accountId: first.accountId, secret: '8264' })
})

test('a phone knows no list, and nobody switches in from one', async () => {
  await hollin.admin.expect(200, 'POST', '/api/sessions', { method: 'password', email: hollin.adminEmail, password })
  const hana = await comeInByBadge(house, hollin, await addPerson(hollin, { givenName: 'Hana', unitId: packing }), '8264')
  const view = await hana.browser.expect(200, 'GET', '/api/shared-device')
  assert.deepEqual(view, { sharedDevice: false, name: null, organisation: null, autoLockSeconds: null, people: [] })
  const [{ accountId }] = (await sharedBy(hana.badge)).people
  await hana.browser.expect(401, 'POST', '/api/sessions', { method: 'switch', accountId, secret: '8264' })
})

/** A browser that its user calls shared at sign-in. */
async function sharedBy(badge: string) {
  const browser = house.browser()
  await browser.expect(200, 'POST', '/api/sessions', { method: 'badge', badge, pin: '8264', isSharedDevice: true })
  return browser.expect(200, 'GET', '/api/shared-device')
}

test('a forgotten device signs its people out and offers nobody', async () => {
  const personId = await addPerson(hollin, { givenName: 'Ivo', email: 'ivo@hollin.example', unitId: dispatch, leadsUnit: true })
  const leader = await comeInByCode(house, hollin, personId)
  const { id } = await leader.expect(201, 'POST', '/api/devices', { name: 'Counter', unitId: dispatch })
  const listed = await hollin.admin.expect(200, 'GET', '/api/devices')
  assert.ok(listed.items.some((item: { id: string }) => item.id === id))
  assert.deepEqual(
    (await leader.expect(200, 'GET', '/api/devices')).items.map(({ name }: { name: string }) => name),
    ['Counter'],
  )
  await hollin.admin.expect(204, 'DELETE', `/api/devices/${id}`)
  await hollin.admin.expect(404, 'DELETE', `/api/devices/${id}`)
  await leader.expect(401, 'GET', '/api/session')
  assert.equal((await leader.expect(200, 'GET', '/api/shared-device')).sharedDevice, false)
})

test('sheets print badges and start PINs for those of a unit who need one, and a second time for nobody', async () => {
  const night = await addUnit(hollin, 'Night shift', packing)
  for (const givenName of ['Jana', 'Karl', 'Lina']) await addPerson(hollin, { givenName, unitId: night })
  await addPerson(hollin, { givenName: 'Mona', email: 'mona@hollin.example', unitId: night })
  const badges = await hollin.admin.call('POST', '/api/badge-sheets', { unitId: night })
  assert.equal(badges.status, 200, badges.text.slice(0, 300))
  assert.equal(badges.headers['content-type'], 'application/pdf')
  assert.equal(badges.bytes.subarray(0, 5).toString(), '%PDF-')
  const pins = await hollin.admin.call('POST', '/api/pin-sheets', { unitId: night })
  assert.equal(pins.status, 200, pins.text.slice(0, 300))
  await hollin.admin.expect(409, 'POST', '/api/badge-sheets', { unitId: night })
  await hollin.admin.expect(422, 'POST', '/api/badge-sheets', {})
  await hollin.admin.expect(404, 'POST', '/api/badge-sheets', { unitId: hollin.id })
  await house.browser().expect(401, 'POST', '/api/pin-sheets', { unitId: night })
})

test('no PIN, badge, code, password or token lies in the database or in the log, however much is logged', async () => {
  let log = ''
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log += chunk.toString()
      done()
    },
  })
  const loud = await startHouse({ log: pino({ level: 'trace' }, stream) })
  const organisation = await loud.setUp()
  const personId = await addPerson(organisation, { givenName: 'Nora', email: 'nora@hollin.example' })
  const { address, startPin } = await organisation.admin.expect(201, 'POST', '/api/badges', { personId })
  const badge = address.split('#')[1]
  const browser = loud.browser()
  await browser.expect(200, 'POST', '/api/badge-checks', { badge: address })
  await browser.expect(200, 'POST', '/api/sessions', { method: 'badge', badge, pin: startPin })
  await browser.expect(204, 'POST', '/api/pin-changes', { pin: '936158' })
  const { code } = await organisation.admin.expect(201, 'POST', '/api/reset-codes', { personId })
  await browser.expect(200, 'POST', '/api/resets', { code, secret: 'canary of a password' })
  await browser.expect(401, 'POST', '/api/sessions', { method: 'password', email: 'nora@hollin.example', password: 'wrong canary here' })
  await browser.expect(422, 'POST', '/api/sessions', { method: 'password', email: 'nora@hollin.example', password: 'x'.repeat(401) })
  const { token } = await organisation.admin.expect(201, 'POST', '/api/api-tokens', { name: 'canary', role: 'hr' })
  await loud.browser({ token }).expect(200, 'GET', '/api/people')
  loud.platform.log.info('the log is written')
  const rows = await everyRow(loud)
  assert.ok(rows.includes('Nora') && log.includes('the log is written'))
  const secrets = [
    badge,
    code,
    code.replaceAll('-', ''),
    '936158',
    'canary of a password',
    'wrong canary here',
    token,
    ...browser.cookies.values(),
  ]
  for (const secret of secrets) assert.ok(!rows.includes(secret) && !log.includes(secret), secret)
  assert.ok(!log.includes('nora@hollin.example') && !log.includes('Nora'))
})
