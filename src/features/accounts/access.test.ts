// Roles, keys for programs, and how access follows people.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createOrganisation } from '#features/people/public.ts'
import { newId } from '#platform/ids.ts'
import { addPerson, addUnit, comeInByBadge, comeInByCode, everyRow, startHouse } from '../../../test/support/house.ts'
import { hashNewSecret } from './service/choose-secret.ts'
import { createFirstAdministrator } from './service/first-administrator.ts'

const house = await startHouse()
const hollin = await house.setUp()
const north = await addUnit(hollin, 'North')
const packing = await addUnit(hollin, 'Packing', north)
const south = await addUnit(hollin, 'South')
const { clock } = house.platform

const rolesOf = async (personId: string): Promise<string[]> =>
  (await hollin.admin.expect(200, 'GET', `/api/people/${personId}/account`)).roles.map(
    ({ role, unit, followsUnit }: any) => `${role}${unit ? ` in ${unit.name}` : ''}${followsUnit ? ' by leading' : ''}`,
  )

test('a role is given for the organisation or a unit, twice is once, and it counts from the next request', async () => {
  const personId = await addPerson(hollin, { givenName: 'Amina', email: 'amina@hollin.example', unitId: packing })
  const browser = await comeInByCode(house, hollin, personId)
  await browser.expect(403, 'GET', '/api/role-grants')
  const first = await hollin.admin.expect(201, 'POST', '/api/role-grants', { personId, role: 'auditor' })
  const again = await hollin.admin.expect(201, 'POST', '/api/role-grants', { personId, role: 'auditor' })
  assert.equal(first.id, again.id)
  assert.deepEqual(first.person, { id: personId, name: 'Amina Berg' })
  assert.equal(first.grantedBy.name, 'Ada Quist')
  const list = await browser.expect(200, 'GET', '/api/role-grants?role=auditor')
  assert.deepEqual(
    list.items.map(({ id }: any) => id),
    [first.id],
  )
  await browser.expect(403, 'POST', '/api/role-grants', { personId, role: 'administrator' })
  await hollin.admin.expect(204, 'DELETE', `/api/role-grants/${first.id}`)
  await hollin.admin.expect(404, 'DELETE', `/api/role-grants/${first.id}`)
  await browser.expect(403, 'GET', '/api/role-grants')
})

test('the same request with the same key gives the first answer', async () => {
  const personId = await addPerson(hollin, { givenName: 'Boris', unitId: packing })
  const key = { headers: { 'idempotency-key': 'a-key-of-a-form' } }
  const body = { personId, role: 'coach', unitId: packing }
  const first = await hollin.admin.expect(201, 'POST', '/api/role-grants', body, key)
  assert.deepEqual(await hollin.admin.expect(201, 'POST', '/api/role-grants', body, key), first)
  await hollin.admin.expect(422, 'POST', '/api/role-grants', { ...body, role: 'hr' }, key)
})

test('unknown people and units are 404, unknown roles 422, leavers 409', async () => {
  const personId = await addPerson(hollin, { givenName: 'Cora', unitId: packing })
  await hollin.admin.expect(404, 'POST', '/api/role-grants', { personId: newId(), role: 'coach' })
  await hollin.admin.expect(404, 'POST', '/api/role-grants', { personId, role: 'coach', unitId: newId() })
  await hollin.admin.expect(422, 'POST', '/api/role-grants', { personId, role: 'customer' })
  await hollin.admin.expect(201, 'POST', `/api/people/${personId}/departures`, { lastDay: '2026-11-30' })
  assert.equal((await hollin.admin.call('POST', '/api/role-grants', { personId, role: 'coach' })).body.type, '/problems/has-left')
  await house.browser().expect(401, 'GET', '/api/role-grants')
})

test('an administrator of a region gives roles there, none wider, and sees none from elsewhere', async () => {
  const personId = await addPerson(hollin, { givenName: 'Dana', email: 'dana@hollin.example', unitId: north })
  const regional = await comeInByCode(house, hollin, personId)
  await hollin.admin.expect(201, 'POST', '/api/role-grants', { personId, role: 'administrator', unitId: north })
  const other = await addPerson(hollin, { givenName: 'Else', email: 'else@hollin.example', unitId: packing })
  await regional.expect(201, 'POST', '/api/role-grants', { personId: other, role: 'administrator', unitId: packing })
  await regional.expect(403, 'POST', '/api/role-grants', { personId: other, role: 'administrator' })
  await regional.expect(403, 'POST', '/api/role-grants', { personId, role: 'coach', unitId: south })
  const wide = await hollin.admin.expect(201, 'POST', '/api/role-grants', { personId: other, role: 'executive' })
  await regional.expect(403, 'DELETE', `/api/role-grants/${wide.id}`)
  const seen = (await regional.expect(200, 'GET', '/api/role-grants')).items
  assert.ok(seen.length > 0 && seen.every(({ unit }: any) => unit !== null && unit.name !== 'South'))
  // The executive's way in would reach further than the region.
  assert.equal((await regional.call('POST', '/api/reset-codes', { personId: other })).body.type, '/problems/beyond-authority')
  await regional.expect(403, 'POST', '/api/api-tokens', { name: 'wide', role: 'hr' })
  await regional.expect(201, 'POST', '/api/api-tokens', { name: 'ours', role: 'hr', unitId: packing })
})

test('the last administrator stays, also when two remove each other at once or one is to leave', async () => {
  const personId = await addPerson(hollin, { givenName: 'Finn', email: 'finn@hollin.example' })
  const second = await comeInByCode(house, hollin, personId)
  const administrators = async (browser = hollin.admin) =>
    (await browser.expect(200, 'GET', '/api/role-grants?role=administrator')).items.filter(({ unit }: any) => unit === null)
  const [own] = await administrators()
  assert.equal((await hollin.admin.call('DELETE', `/api/role-grants/${own.id}`)).body.type, '/problems/last-administrator')
  const given = await hollin.admin.expect(201, 'POST', '/api/role-grants', { personId, role: 'administrator' })
  const answers = await Promise.all([
    hollin.admin.call('DELETE', `/api/role-grants/${given.id}`),
    second.call('DELETE', `/api/role-grants/${own.id}`),
  ])
  // The slower one is refused: as the last one, or, if it came later still, as nobody who may.
  assert.equal(answers.filter(({ status }) => status === 204).length, 1)
  assert.ok(answers.some(({ status }) => status === 409 || status === 403))
  const [stays, wentId] = answers[0].status === 204 ? [hollin.admin, personId] : [second, hollin.adminPersonId]
  await stays.expect(201, 'POST', '/api/role-grants', { personId: wentId, role: 'administrator' })
  const others = (await administrators()).filter(({ person }: any) => person.id !== hollin.adminPersonId)
  for (const { id } of others) await hollin.admin.expect(204, 'DELETE', `/api/role-grants/${id}`)
  await hollin.admin.expect(201, 'POST', '/api/role-grants', { personId, role: 'hr' })
  const refusal = await second.call('POST', `/api/people/${hollin.adminPersonId}/departures`, { lastDay: '2026-11-30' })
  assert.equal(refusal.body.type, '/problems/last-administrator')
})

test('who leads a unit has its role from the move on, and nobody can take it away by hand', async () => {
  const personId = await addPerson(hollin, { givenName: 'Gina', email: 'gina@hollin.example', unitId: packing, leadsUnit: true })
  assert.deepEqual(await rolesOf(personId), ['team-leader in Packing by leading'])
  const leader = await comeInByCode(house, hollin, personId)
  assert.deepEqual((await leader.expect(200, 'GET', '/api/session')).roles, ['employee', 'team-leader'])
  const { roles } = await hollin.admin.expect(200, 'GET', `/api/people/${personId}/account`)
  assert.equal((await hollin.admin.call('DELETE', `/api/role-grants/${roles[0].id}`)).body.type, '/problems/grant-follows-unit')
  clock.advance(86_400_000)
  await signInAgain()
  await hollin.admin.expect(201, 'POST', `/api/people/${personId}/assignments`, { unitId: south, leadsUnit: true, startsOn: '2026-12-01' })
  assert.deepEqual(await rolesOf(personId), ['team-leader in South by leading'])
  clock.advance(86_400_000)
  await signInAgain()
  await hollin.admin.expect(201, 'POST', `/api/people/${personId}/assignments`, { unitId: north, startsOn: '2026-12-02' })
  assert.deepEqual(await rolesOf(personId), [])
})

test('a leaver is out at once: session, badge, codes, roles; somebody who returns begins without roles', async () => {
  const personId = await addPerson(hollin, { givenName: 'Hugo', email: 'hugo@hollin.example', unitId: packing, leadsUnit: true })
  const { browser, badge, pin } = await comeInByBadge(house, hollin, personId)
  await hollin.admin.expect(201, 'POST', '/api/role-grants', { personId, role: 'hr' })
  const { code } = await hollin.admin.expect(201, 'POST', '/api/reset-codes', { personId })
  await browser.expect(200, 'GET', '/api/session')
  await hollin.admin.expect(201, 'POST', `/api/people/${personId}/departures`, { lastDay: '2026-12-01' })
  await browser.expect(401, 'GET', '/api/session')
  await house.browser().expect(404, 'POST', '/api/badge-checks', { badge })
  await house.browser().expect(404, 'POST', '/api/resets', { code, secret: 'another kettle' })
  const account = await hollin.admin.expect(200, 'GET', `/api/people/${personId}/account`)
  assert.deepEqual([account.state, account.roles, account.may.badge], ['ended', [], false])
  assert.equal((await hollin.admin.call('POST', '/api/badges', { personId })).body.type, '/problems/has-left')
  clock.advance(86_400_000)
  await signInAgain()
  await hollin.admin.expect(201, 'POST', `/api/people/${personId}/returns`, { unitId: packing, startsOn: '2026-12-03' })
  assert.deepEqual(await rolesOf(personId), [])
  await house.browser().expect(404, 'POST', '/api/badge-checks', { badge })
  const fresh = await hollin.admin.expect(201, 'POST', '/api/badges', { personId })
  await house.browser().expect(401, 'POST', '/api/sessions', { method: 'badge', badge: fresh.address, pin })
})

test('the address to sign in with follows the directory, but not for somebody above the one who changed it', async () => {
  const hrId = await addPerson(hollin, { givenName: 'Ines', email: 'ines@hollin.example' })
  await hollin.admin.expect(201, 'POST', '/api/role-grants', { personId: hrId, role: 'hr' })
  const hr = await comeInByCode(house, hollin, hrId)
  const personId = await addPerson(hollin, { givenName: 'Jana', email: 'jana@hollin.example', unitId: packing })
  await comeInByCode(house, hollin, personId)
  const change = async (id: string, email: string) => {
    const { headers } = await hr.call('GET', `/api/people/${id}`)
    await hr.expect(200, 'PATCH', `/api/people/${id}`, { email }, { headers: { 'if-match': String(headers.etag) } })
  }
  await change(personId, 'jana.new@hollin.example')
  const signIn = (email: string) =>
    house.browser().call('POST', '/api/sessions', { method: 'password', email, password: 'four brown kettles' })
  assert.equal((await signIn('jana@hollin.example')).status, 401)
  assert.equal((await signIn('jana.new@hollin.example')).status, 200)
  await change(hollin.adminPersonId, 'thief@hollin.example')
  assert.equal((await signIn('thief@hollin.example')).status, 401)
  assert.equal((await signIn(hollin.adminEmail)).status, 200)
  assert.match(await everyRow(house), new RegExp(`account\\.address-kept,person,${hollin.adminPersonId}`))
})

test('a key does what its role may, less where it says so, and never roles, sign-ins or keys', async () => {
  const made = await hollin.admin.expect(201, 'POST', '/api/api-tokens', { name: 'HR system', role: 'administrator' })
  assert.match(made.token, /^attune_[\w-]{43}$/)
  assert.ok(!(await everyRow(house)).includes(made.token))
  const program = house.browser({ token: made.token })
  await program.expect(200, 'GET', '/api/people')
  await program.expect(201, 'POST', '/api/people', { givenName: 'Kim', familyName: 'Berg', unitId: packing })
  const personId = await addPerson(hollin, { givenName: 'Karl', unitId: packing })
  for (const [method, url, body] of [
    ['POST', '/api/role-grants', { personId, role: 'administrator' }],
    ['DELETE', `/api/role-grants/${newId()}`],
    ['POST', '/api/api-tokens', { name: 'more', role: 'hr' }],
    ['GET', '/api/api-tokens'],
    ['DELETE', `/api/api-tokens/${made.id}`],
    ['POST', '/api/badges', { personId }],
    ['POST', '/api/badge-sheets', { unitId: packing }],
    ['POST', '/api/reset-codes', { personId }],
    ['POST', '/api/invitations', { personIds: [personId] }],
    ['DELETE', `/api/people/${personId}/sessions`],
    ['POST', '/api/devices', { name: 'tablet' }],
    ['GET', '/api/session'],
    ['GET', '/api/sessions'],
    ['DELETE', '/api/sessions'],
    ['POST', '/api/session-locks'],
    ['POST', '/api/step-ups', { secret: made.token }],
    ['POST', '/api/pin-changes', { pin: '7391' }],
  ] as const)
    await program.expect(403, method, url, body)
  const narrow = await hollin.admin.expect(201, 'POST', '/api/api-tokens', {
    name: 'reads',
    role: 'administrator',
    operations: ['people.read'],
  })
  const reader = house.browser({ token: narrow.token })
  await reader.expect(200, 'GET', '/api/people')
  await reader.expect(403, 'POST', '/api/people', { givenName: 'Lena', familyName: 'Berg', unitId: packing })
  const refused = await hollin.admin.call('POST', '/api/api-tokens', {
    name: 'x',
    role: 'employee',
    operations: ['people.read', 'role-grants.change'],
  })
  assert.deepEqual([refused.status, refused.body.errors[0].pointer], [422, '/operations/1'])
})

test('a key ends when it is revoked or its time has come; a wrong one is nobody', async () => {
  const expiresAt = new Date(clock.now().getTime() + 3_600_000).toISOString()
  const short = await hollin.admin.expect(201, 'POST', '/api/api-tokens', { name: 'an hour', role: 'hr', expiresAt })
  const long = await hollin.admin.expect(201, 'POST', '/api/api-tokens', { name: 'for good', role: 'hr' })
  const [one, other] = [house.browser({ token: short.token }), house.browser({ token: long.token })]
  for (const program of [one, other]) await program.expect(200, 'GET', '/api/people')
  clock.advance(3_600_000)
  await one.expect(401, 'GET', '/api/people')
  await other.expect(200, 'GET', '/api/people')
  const { items } = await hollin.admin.expect(200, 'GET', '/api/api-tokens')
  const listed = items.find(({ id }: any) => id === long.id)
  assert.deepEqual([listed.token, listed.lastUsedAt], [undefined, clock.now().toISOString()])
  await signInAgain()
  await hollin.admin.expect(204, 'DELETE', `/api/api-tokens/${long.id}`)
  await hollin.admin.expect(404, 'DELETE', `/api/api-tokens/${long.id}`)
  await other.expect(401, 'GET', '/api/people')
  await house.browser({ token: `attune_${'x'.repeat(43)}` }).expect(401, 'GET', '/api/people')
  await hollin.admin.expect(422, 'POST', '/api/api-tokens', { name: 'old', role: 'hr', expiresAt: '2020-01-01T00:00:00Z' })
})

test('lists are paged by cursor, and a forged cursor is refused', async () => {
  for (let i = 0; i < 3; i++) await hollin.admin.expect(201, 'POST', '/api/api-tokens', { name: `key ${i}`, role: 'coach' })
  const names: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const page: any = await hollin.admin.expect(200, 'GET', `/api/api-tokens?limit=2${next ? `&after=${next}` : ''}`)
    names.push(...page.items.map(({ name }: any) => name))
    next = page.next
  }
  assert.deepEqual(names.filter((name) => name.startsWith('key')).toSorted(), ['key 0', 'key 1', 'key 2'])
  await hollin.admin.expect(422, 'GET', '/api/api-tokens?after=nonsense')
  await hollin.admin.expect(422, 'GET', '/api/role-grants?after=WzFd')
})

test('people see their own account, auditors and leaders those in reach, others none', async () => {
  const personId = await addPerson(hollin, { givenName: 'Mona', email: 'mona@hollin.example', unitId: south })
  const own = await comeInByCode(house, hollin, personId)
  assert.equal((await own.expect(200, 'GET', `/api/people/${personId}/account`)).sessions, 1)
  await own.expect(403, 'GET', `/api/people/${hollin.adminPersonId}/account`)
  await own.expect(404, 'GET', `/api/people/${newId()}/account`)
  await own.expect(404, 'GET', '/api/people/nobody/account')
})

test('another organisation’s people, grants, keys and devices are not there', async () => {
  const passwordHash = await hashNewSecret(house.platform, 'password', 'another kettle')
  await createOrganisation(
    house.platform,
    {
      name: 'Elsewhere',
      languages: ['en'],
      defaultLanguage: 'en',
      timeZone: 'UTC',
      firstPerson: { givenName: 'Zoe', familyName: 'Z', email: 'zoe@else.example' },
    },
    newId(),
    async (tx, ctx, { personId }) => void (await createFirstAdministrator(tx, ctx, { personId, passwordHash })),
  )
  const stranger = house.browser()
  await stranger.expect(200, 'POST', '/api/sessions', { method: 'password', email: 'zoe@else.example', password: 'another kettle' })
  const personId = await addPerson(hollin, { givenName: 'Nils', unitId: packing })
  const grant = await hollin.admin.expect(201, 'POST', '/api/role-grants', { personId, role: 'coach' })
  const token = await hollin.admin.expect(201, 'POST', '/api/api-tokens', { name: 'ours', role: 'coach' })
  const device = await hollin.admin.expect(201, 'POST', '/api/devices', { name: 'Desk' })
  for (const [method, url, body] of [
    ['GET', `/api/people/${personId}/account`],
    ['DELETE', `/api/people/${personId}/sessions`],
    ['POST', '/api/badges', { personId }],
    ['POST', '/api/reset-codes', { personId }],
    ['POST', '/api/reset-cards', { personId }],
    ['POST', '/api/badge-sheets', { personIds: [personId] }],
    ['POST', '/api/pin-sheets', { unitId: packing }],
    ['POST', '/api/invitation-cards', { personIds: [personId] }],
    ['POST', '/api/role-grants', { personId, role: 'coach' }],
    ['DELETE', `/api/role-grants/${grant.id}`],
    ['DELETE', `/api/api-tokens/${token.id}`],
    ['DELETE', `/api/devices/${device.id}`],
    ['POST', '/api/devices', { name: 'Desk', unitId: packing }],
  ] as const)
    await stranger.expect(404, method, url, body)
  for (const url of ['/api/role-grants', '/api/api-tokens', '/api/devices']) {
    const text = JSON.stringify(await stranger.expect(200, 'GET', url))
    for (const id of [personId, grant.id, token.id, device.id]) assert.ok(!text.includes(id))
  }
})

test('an erased person leaves nothing behind in accounts', async () => {
  await signInAgain()
  const personId = await addPerson(hollin, {
    givenName: 'Canary',
    familyName: 'Bird',
    email: 'canary@hollin.example',
    unitId: packing,
    leadsUnit: true,
  })
  const own = await comeInByCode(house, hollin, personId)
  const takeOut = await own.expect(200, 'GET', `/api/people/${personId}/personal-data`)
  assert.deepEqual(
    takeOut.sections.roles.map(({ role }: any) => role),
    ['team-leader'],
  )
  assert.equal(takeOut.sections.account[0].email, 'canary@hollin.example')
  await hollin.admin.expect(201, 'POST', '/api/badges', { personId })
  const erasure = await hollin.admin.call('POST', `/api/people/${personId}/erasures`, { confirmation: 'Canary Bird' })
  assert.ok(erasure.status < 300, `${erasure.status} ${erasure.text}`)
  assert.doesNotMatch(await everyRow(house), /canary/i)
  await own.expect(401, 'GET', '/api/session')
})

async function signInAgain(): Promise<void> {
  await hollin.admin.expect(200, 'POST', '/api/sessions', { method: 'password', email: hollin.adminEmail, password: 'four brown kettles' })
}
