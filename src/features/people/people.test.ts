// People through HTTP: adding, finding, changing, moving, leaving.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { newId } from '#platform/ids.ts'
import { testServer, type TestServer, type World } from '../../../test/support/server.ts'

const clock = fixedClock('2026-11-30T08:00:00Z')
let server: TestServer
let world: World
let depot: string
before(async () => {
  server = await testServer({ clock })
  world = await server.organisation()
  depot = await server.unit(world, 'Depot')
})
const admin = () => world.admin

test('a person is added once, however often the same request comes', async () => {
  const body = { givenName: 'Amina', familyName: 'Diallo', hrNumber: 'H-1', unitId: world.rootUnitId }
  const first = await server.call(admin(), 'POST', '/api/people', { body, key: 'once-upon-a-time' })
  const second = await server.call(admin(), 'POST', '/api/people', { body, key: 'once-upon-a-time' })
  assert.equal(first.status, 201)
  assert.deepEqual([second.status, second.body], [201, first.body])
  const other = await server.call(admin(), 'POST', '/api/people', { body: { ...body, givenName: 'Anna' }, key: 'once-upon-a-time' })
  assert.deepEqual([other.status, other.body.type], [422, '/problems/key-reused'])
})

test('twenty retries at the same moment add one person', async () => {
  const body = { givenName: 'Twenty', familyName: 'Times', unitId: world.rootUnitId }
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => server.call(admin(), 'POST', '/api/people', { body, key: 'twenty-at-once' })),
  )
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]))
  assert.equal(new Set(answers.map((answer) => answer.body.id)).size, 1)
  const found = await server.call(admin(), 'GET', '/api/people?search=twenty')
  assert.equal(found.body.items.length, 1)
})

test('e-mail and staff number belong to one person, whatever the case', async () => {
  await server.person(world, { email: 'lea@hollin.example', hrNumber: 'H-77' })
  const mail = await server.call(admin(), 'POST', '/api/people', { body: { givenName: 'X', email: 'LEA@Hollin.Example', unitId: depot } })
  assert.deepEqual([mail.status, mail.body.type], [409, '/problems/email-taken'])
  const number = await server.call(admin(), 'POST', '/api/people', { body: { givenName: 'X', hrNumber: 'h-77', unitId: depot } })
  assert.deepEqual([number.status, number.body.type], [409, '/problems/staff-number-taken'])
})

test('what refers to nothing is named', async () => {
  const nothing = newId()
  for (const field of ['unitId', 'jobRoleId', 'siteId', 'managerId']) {
    const answer = await server.call(admin(), 'POST', '/api/people', { body: { givenName: 'X', unitId: depot, [field]: nothing } })
    assert.deepEqual([answer.status, answer.body.errors?.[0]?.pointer], [422, `/${field}`], field)
  }
})

test('somebody without a name shows as job role and number', async () => {
  const role = await server.call(admin(), 'POST', '/api/job-roles', { body: { name: 'Picker' } })
  const answer = await server.call(admin(), 'POST', '/api/people', { body: { hrNumber: '4711', unitId: depot, jobRoleId: role.body.id } })
  assert.deepEqual([answer.body.displayName, answer.body.isNameless], ['Picker 4711', true])
  const found = await server.call(admin(), 'GET', '/api/people?search=pick%204711')
  assert.deepEqual(
    found.body.items.map((item: { id: string }) => item.id),
    [answer.body.id],
  )
})

test('the directory ignores accents and pages without gaps or repeats', async () => {
  const other = await server.organisation('Paging')
  const names = ['Łukasz Źdźbło', 'Özlem Ağaoğlu', 'Anna Weiß', 'Ana Kovač', 'أحمد الحداد', 'Zoë Ångström', 'Émile Dupré']
  for (const name of names) {
    const [givenName, familyName] = name.split(' ')
    await server.person(other, { givenName: givenName!, familyName: familyName! })
  }
  for (const [search, expected] of [
    ['lukasz', 'Łukasz Źdźbło'],
    ['WEISS', 'Anna Weiß'],
    ['kova an', 'Ana Kovač'],
    ['احمد', 'أحمد الحداد'],
    ['dupre', 'Émile Dupré'],
    ['agao', 'Özlem Ağaoğlu'],
  ]) {
    const found = await server.call(other.admin, 'GET', `/api/people?search=${encodeURIComponent(search!)}`)
    assert.deepEqual(
      found.body.items.map((item: { displayName: string }) => item.displayName),
      [expected],
      search,
    )
  }
  for (const sort of ['name', '-name', 'started', '-started', 'unit', 'role']) {
    const seen: string[] = []
    let after = ''
    do {
      const page = await server.call(other.admin, 'GET', `/api/people?limit=3&sort=${sort}${after && `&after=${after}`}`)
      assert.equal(page.status, 200, page.text)
      seen.push(...page.body.items.map((item: { id: string }) => item.id))
      after = page.body.next ?? ''
    } while (after)
    assert.deepEqual([seen.length, new Set(seen).size], [8, 8], sort)
  }
  const forged = await server.call(other.admin, 'GET', `/api/people?after=${Buffer.from('["x","y","z"]').toString('base64url')}`)
  assert.equal(forged.status, 422)
})

test('details are for the person, the manager, those who lead the unit, HR and administrators', async () => {
  const manager = await server.person(world)
  const person = await server.person(world, { unitId: depot, managerId: manager.id, email: 'canary-details@hollin.example' })
  const leader = await server.person(world, { roles: [{ role: 'team-leader', unitId: depot }] })
  const elsewhere = await server.unit(world, 'Elsewhere')
  const stranger = await server.person(world, { unitId: elsewhere, roles: [{ role: 'team-leader', unitId: elsewhere }] })
  for (const [who, sees] of [
    [person, true],
    [manager, true],
    [leader, true],
    [admin(), true],
    [stranger, false],
  ] as const) {
    const answer = await server.call(who, 'GET', `/api/people/${person.id}`)
    assert.equal(answer.status, 200)
    assert.equal(answer.text.includes('canary-details'), sees)
    assert.equal(answer.body.details !== null, sees)
  }
})

test('a change needs the version that was read', async () => {
  const person = await server.person(world)
  const read = await server.call(admin(), 'GET', `/api/people/${person.id}`)
  assert.equal(read.headers.etag, '"1"')
  const unversioned = await server.call(admin(), 'PATCH', `/api/people/${person.id}`, { body: { familyName: 'New' } })
  assert.equal(unversioned.status, 428)
  const changed = await server.call(admin(), 'PATCH', `/api/people/${person.id}`, { body: { familyName: 'New' }, version: 1 })
  assert.deepEqual([changed.status, changed.body.details.familyName, changed.body.version], [200, 'New', 2])
  const late = await server.call(admin(), 'PATCH', `/api/people/${person.id}`, { body: { familyName: 'Late' }, version: 1 })
  assert.deepEqual([late.status, late.body.type], [412, '/problems/version-changed'])
})

test('a move from next month waits for its day, keeps history, and can be taken back', async () => {
  const person = await server.person(world, { unitId: depot })
  const north = await server.unit(world, 'North')
  const moved = await server.call(admin(), 'POST', `/api/people/${person.id}/assignments`, {
    body: { unitId: north, startsOn: '2026-12-15' },
  })
  assert.equal(moved.status, 201, moved.text)
  assert.equal(moved.body.unit.id, depot)
  const [future, past] = moved.body.details.assignments
  assert.deepEqual([future.unit.id, future.startsOn, past.endsOn], [north, '2026-12-15', '2026-12-15'])
  const earlier = await server.call(admin(), 'POST', `/api/people/${person.id}/assignments`, {
    body: { unitId: north, startsOn: '2026-12-01' },
  })
  assert.deepEqual([earlier.status, earlier.body.startsOn], [409, '2026-12-15'])
  assert.equal((await server.call(admin(), 'DELETE', `/api/people/${person.id}/assignments/${future.id}`)).status, 204)
  const back = await server.call(admin(), 'GET', `/api/people/${person.id}`)
  assert.deepEqual(
    back.body.details.assignments.map((row: { endsOn: string | null }) => row.endsOn),
    [null],
  )
})

test('nobody becomes their own manager', async () => {
  const top = await server.person(world)
  const middle = await server.person(world, { managerId: top.id })
  const low = await server.person(world, { managerId: middle.id })
  const answer = await server.call(admin(), 'POST', `/api/people/${top.id}/assignments`, {
    body: { unitId: depot, managerId: low.id, startsOn: '2026-11-30' },
  })
  assert.deepEqual([answer.status, answer.body.type], [409, '/problems/would-be-circle'])
})

test('a leaver is out at once, history stays, and their people report one step up', async () => {
  const top = await server.person(world)
  const leaver = await server.person(world, { managerId: top.id, unitId: depot, leadsUnit: true })
  const report = await server.person(world, { managerId: leaver.id })
  assert.equal((await server.call(leaver, 'GET', '/api/organisation')).status, 200)
  const left = await server.call(admin(), 'POST', `/api/people/${leaver.id}/departures`, { body: { lastDay: '2026-11-30' } })
  assert.deepEqual([left.status, left.body.status], [201, 'left'])
  assert.equal((await server.call(leaver, 'GET', '/api/organisation')).status, 401)
  assert.equal(left.body.details.assignments[0].endsOn, '2026-12-01')
  const passedOn = await server.call(admin(), 'GET', `/api/people/${report.id}`)
  assert.equal(passedOn.body.manager.id, top.id)
  const again = await server.call(admin(), 'POST', `/api/people/${leaver.id}/departures`, { body: { lastDay: '2026-11-30' } })
  assert.deepEqual([again.status, again.body.type], [409, '/problems/has-left'])
  const back = await server.call(admin(), 'POST', `/api/people/${leaver.id}/returns`, { body: { unitId: depot, startsOn: '2026-11-30' } })
  assert.equal(back.status, 422)
  clock.advance(2 * 86_400_000)
  // Twelve hours without a request end a session.
  world.admin = await server.session(world.organisationId, world.admin.personId)
  const later = await server.call(admin(), 'POST', `/api/people/${leaver.id}/returns`, { body: { unitId: depot, startsOn: '2026-12-02' } })
  assert.deepEqual([later.status, later.body.status, later.body.details.assignments.length], [201, 'active', 2])
})

test('a person settles language, hours, deputy and absences; a colleague can’t', async () => {
  const deputy = await server.person(world)
  const person = await server.person(world)
  const stranger = await server.person(world)
  const body = { language: 'ar', quietFrom: '18:00', quietUntil: '08:30', deputyId: deputy.id }
  const settled = await server.call(person, 'PATCH', `/api/people/${person.id}/settings`, { body, version: 1 })
  assert.deepEqual([settled.status, settled.body.details.quietUntil, settled.body.details.deputy.id], [200, '08:30', deputy.id])
  assert.equal((await server.call(stranger, 'PATCH', `/api/people/${person.id}/settings`, { body, version: 2 })).status, 403)
  const absence = { startsOn: '2026-12-20', lastDay: '2027-01-05' }
  const noted = await server.call(person, 'POST', `/api/people/${person.id}/absences`, { body: absence })
  assert.deepEqual([noted.status, noted.body.details.absences[0].lastDay], [201, '2027-01-05'])
  const twice = await server.call(person, 'POST', `/api/people/${person.id}/absences`, {
    body: { startsOn: '2027-01-01', lastDay: '2027-01-01' },
  })
  assert.deepEqual([twice.status, twice.body.type], [409, '/problems/overlapping-absence'])
  const gone = await server.call(person, 'DELETE', `/api/people/${person.id}/absences/${noted.body.details.absences[0].id}`)
  assert.equal(gone.status, 204)
})

test('another organisation’s person is not found, by nobody and in no way', async () => {
  const other = await server.organisation('Other')
  const person = await server.person(other)
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['PATCH', '', { familyName: 'X' }],
    ['PATCH', '/settings', { language: 'de' }],
    ['POST', '/assignments', { unitId: depot, startsOn: '2026-12-01' }],
    ['POST', '/departures', { lastDay: '2026-12-01' }],
    ['POST', '/absences', { startsOn: '2026-12-01', lastDay: '2026-12-01' }],
  ] as const) {
    const answer = await server.call(admin(), method, `/api/people/${person.id}${path}`, { body, version: 1 })
    assert.equal(answer.status, 404, `${method} ${path}`)
  }
})

test('the CSV export is within reach, formula-safe, and asks for a fresh proof', async () => {
  const north = await server.unit(world, 'Export north')
  const south = await server.unit(world, 'Export south')
  await server.person(world, { familyName: '=HYPERLINK("http://evil")', unitId: north })
  await server.person(world, { familyName: 'Southern', unitId: south })
  const hr = await server.person(world, { roles: [{ role: 'hr', unitId: north }] })
  const csv = await server.call(hr, 'GET', '/api/people-export')
  assert.equal(csv.status, 200)
  assert.ok(csv.text.includes(`"'=HYPERLINK(""http://evil"")"`))
  assert.ok(!csv.text.includes('Southern'))
  assert.equal((await server.call(await server.person(world), 'GET', '/api/people-export')).status, 403)
  clock.advance(11 * 60_000)
  const stale = await server.call(hr, 'GET', '/api/people-export')
  assert.deepEqual([stale.status, stale.body.type], [403, '/problems/step-up-needed'])
})
