// The import through HTTP: previewed, corrected, applied, once and again.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'
import { sql } from '#platform/db/sql.ts'
import { type Answer, testServer, type TestServer, type World } from '../../../test/support/server.ts'

const root = path.resolve(import.meta.dirname, '..', '..', '..')
const ibm = () => readFileSync(path.join(root, 'test', 'data', 'people', 'ibm_emp_attrition.csv'))
const ibmChoices = {
  fields: { unitPath: ['Department', 'JobRole'], jobRole: 'JobRole', hrNumber: 'EmployeeNumber' },
  isComplete: true,
  absent: 'keep',
  leaderRules: [
    { column: 'JobRole', equals: 'Manager' },
    { column: 'JobLevel', atLeast: 4 },
  ],
}
let server: TestServer
before(async () => {
  server = await testServer()
})

async function settled(world: World, id: string): Promise<Answer['body']> {
  for (;;) {
    const view = await server.call(world.admin, 'GET', `/api/people-imports/${id}`)
    if (view.body.state !== 'planning' && view.body.state !== 'applying') return view.body
  }
}
async function preview(world: World, name: string, bytes: Buffer, choices: object = {}): Promise<Answer['body']> {
  const answer = await server.upload(world.admin, '/api/people-imports', { name, bytes }, { choices: JSON.stringify(choices) })
  assert.equal(answer.status, 202, answer.text)
  return settled(world, answer.body.id)
}
async function apply(world: World, id: string, confirmation?: number): Promise<Answer['body']> {
  const answer = await server.call(world.admin, 'POST', `/api/people-imports/${id}/applications`, {
    body: { confirmation: confirmation ?? null },
  })
  assert.equal(answer.status, 202, answer.text)
  return settled(world, id)
}
const csv = (...lines: string[]) => Buffer.from(lines.join('\n'))

test('1,470 people of an HR export become people, and the same file twice changes nothing', async () => {
  const world = await server.organisation('IBM')
  const first = await preview(world, 'ibm.csv', ibm(), ibmChoices)
  assert.deepEqual([first.state, first.counts.newPeople, first.counts.units, first.counts.leaders], ['previewed', 1470, 14, 187])
  assert.equal((await apply(world, first.id)).state, 'applied')
  const found = await server.call(world.admin, 'GET', '/api/people?search=manager&leads=true&limit=1')
  assert.equal(found.body.items[0].isNameless, true)
  assert.match(found.body.items[0].displayName, /^Manager \d+$/)
  const leaders = await server.platform.db.controlRead(
    sql<{
      n: number
    }>`select count(*)::int as n from role_grants where organisation_id = ${world.organisationId} and source = 'leads-unit'`,
  )
  assert.equal(leaders[0]?.n, 187 + 1)
  const second = await preview(world, 'ibm.csv', ibm(), ibmChoices)
  assert.deepEqual([second.counts.unchanged, second.counts.newPeople + second.counts.changed + second.counts.leaving], [1470, 0])
})

test('unmapped columns leave no byte behind', async () => {
  const world = await server.organisation('Canary')
  const canary = 'kanarienvogel-lohn'
  const file = csv(
    'Employee ID,First name,Last name,Department,Salary,Gender,Rating',
    `1,Ada,Lovelace,Research,${canary},${canary},${canary}`,
  )
  const view = await preview(world, 'staff.csv', file)
  assert.equal((await apply(world, view.id)).state, 'applied')
  const tables = await server.platform.db.controlRead(
    sql<{
      name: string
    }>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  assert.ok(tables.length > 15)
  let seen = 0
  for (const { name } of tables) {
    const rows = await server.platform.db.read(world.organisationId, sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`)
    seen += rows.filter(({ row }) => row.includes('Lovelace')).length
    assert.ok(!rows.some(({ row }) => row.includes(canary)), name)
  }
  assert.ok(seen > 0, 'the look through the tables finds what is there')
})

test('ambiguous dates are asked, and the answer counts', async () => {
  const world = await server.organisation('Dates')
  const file = csv('Employee ID,Name,Department,Hire Date', '1,Ada Lovelace,Research,03/04/2020', '2,Alan Turing,Research,05/06/2021')
  const asked = await preview(world, 'staff.csv', file)
  assert.deepEqual(
    asked.questions.map((question: { field: string }) => question.field),
    ['startedOn'],
  )
  const early = await server.call(world.admin, 'POST', `/api/people-imports/${asked.id}/applications`, { body: {} })
  assert.deepEqual([early.status, early.body.type], [409, '/problems/conflict'])
  const answered = await preview(world, 'staff.csv', file, { dateOrder: { startedOn: 'day-first' } })
  assert.equal((await apply(world, answered.id)).state, 'applied')
  const found = await server.call(world.admin, 'GET', '/api/people?search=lovelace')
  const person = await server.call(world.admin, 'GET', `/api/people/${found.body.items[0].id}`)
  assert.equal(person.body.details.startedOn, '2020-04-03')
})

test('when more than one in twenty leaves, their number must be typed; sign-ins end with it', async () => {
  const world = await server.organisation('Leaving')
  const rows = Array.from({ length: 20 }, (_, i) => `E${i},Name${i},Family,Depot`)
  const all = await preview(world, 'staff.csv', csv('Employee ID,First name,Last name,Department', ...rows))
  await apply(world, all.id)
  const found = await server.call(world.admin, 'GET', '/api/people?search=name19')
  const leaver = await server.session(world.organisationId, found.body.items[0].id)
  assert.equal((await server.call(leaver, 'GET', '/api/organisation')).status, 200)
  const fewer = await preview(world, 'staff.csv', csv('Employee ID,First name,Last name,Department', ...rows.slice(0, 15)))
  assert.equal(fewer.needsConfirmation.leaving >= 5, true)
  const refused = await server.call(world.admin, 'POST', `/api/people-imports/${fewer.id}/applications`, { body: { confirmation: 1 } })
  assert.deepEqual([refused.status, refused.body.type], [422, '/problems/confirmation-needed'])
  const done = await apply(world, fewer.id, fewer.needsConfirmation.leaving)
  assert.equal(done.state, 'applied', JSON.stringify(done))
  assert.equal((await server.call(leaver, 'GET', '/api/organisation')).status, 401)
})

test('a preview that the organisation has outgrown is refused as a whole', async () => {
  const world = await server.organisation('Outgrown')
  const before = await preview(world, 'staff.csv', csv('Employee ID,First name,Last name,Department', '1,Ada,Lovelace,Research'))
  await apply(world, before.id)
  const planned = await preview(
    world,
    'staff.csv',
    csv('Employee ID,First name,Last name,Department', '1,Ada,King,Research', '2,Alan,Turing,Research'),
  )
  const found = await server.call(world.admin, 'GET', '/api/people?search=lovelace')
  const { id } = found.body.items[0]
  await server.call(world.admin, 'PATCH', `/api/people/${id}`, { body: { givenName: 'Augusta' }, version: 1 })
  const failed = await apply(world, planned.id)
  assert.deepEqual([failed.state, failed.failure], ['failed', 'plan-outdated'])
  assert.equal((await server.call(world.admin, 'GET', '/api/people?search=turing')).body.items.length, 0)
})

test('a file that is no list is refused with the reason', async () => {
  const world = await server.organisation('Refused')
  const answer = await server.upload(world.admin, '/api/people-imports', { name: 'x.xlsx', bytes: Buffer.from('PK\u0003\u0004 not a csv') })
  assert.deepEqual([answer.status, answer.body.type, answer.body.code], [422, '/problems/unreadable-file', 'file-is-workbook'])
  const nothing = await server.call(world.admin, 'POST', '/api/people-imports', { body: {} })
  assert.equal(nothing.status, 415)
})
