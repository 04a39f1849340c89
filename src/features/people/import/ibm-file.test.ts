// An HR export of 1,470 people without names; what it must give is counted here by other means than the import's own.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { applyPlan, emptyOrganisation } from '../../../../test/data/people/apply-plan.ts'
import { applyMapping } from './mapping/apply-mapping.ts'
import { planImport } from './plan/plan-import.ts'
import { inspectFile, readMapped } from './preview.ts'

const bytes = readFileSync(new URL('../../../../test/data/people/ibm_emp_attrition.csv', import.meta.url))
const today = '2026-11-22'
// The file has no quotes: lines and commas suffice to read it a second way.
const records = bytes
  .toString('utf8')
  .replace(/^\uFEFF/, '')
  .trim()
  .split(/\r?\n/)
  .map((line) => line.split(','))
const columnNames = records[0]!
const rows = records.slice(1).map((cells) => Object.fromEntries(cells.map((cell, index) => [columnNames[index]!, cell])))

async function planIbm(existing = emptyOrganisation) {
  const { shape } = inspectFile(bytes)
  assert.ok(shape)
  const { mapping, problems } = applyMapping(shape.mapping, {
    fields: { unitPath: ['Department', 'JobRole'] },
    leaderRules: [
      { column: 'JobRole', equals: 'Manager' },
      { column: 'JobLevel', atLeast: 4 },
    ],
  })
  assert.deepEqual(problems, [])
  const { table } = await readMapped(bytes, mapping)
  assert.ok(table)
  return { shape, table, plan: await planImport({ rows: table.rows, mapping, fileProblems: table.problems, existing, today }) }
}

test('the columns of the IBM export are guessed, and nothing about pay, gender or age', () => {
  const { shape } = inspectFile(bytes)
  const guessed = shape?.columns.flatMap(({ header, field }) => (field ? [[header, field]] : []))
  assert.deepEqual(guessed, [
    ['Department', 'unitPath'],
    ['EmployeeNumber', 'hrNumber'],
    ['JobRole', 'jobRole'],
  ])
  const sensitive = shape?.columns.filter(({ reason }) => reason === 'sensitive').map(({ header }) => header) ?? []
  for (const header of ['Age', 'Gender', 'MaritalStatus', 'MonthlyIncome', 'DailyRate', 'PerformanceRating', 'PercentSalaryHike'])
    assert.ok(sensitive.includes(header), header)
})

test('1,470 people without a name come in, with units by department and role and the leaders of the rule', async () => {
  const { plan } = await planIbm()
  assert.equal(rows.length, 1470)
  assert.deepEqual(plan.problems, [])
  assert.equal(plan.counts.newPeople, 1470)
  assert.deepEqual(new Set(plan.newPeople.map(({ hrNumber }) => hrNumber)), new Set(rows.map((row) => row['EmployeeNumber'])))
  assert.ok(plan.newPeople.every(({ fullName, givenName, familyName }) => fullName === null && givenName === null && familyName === null))

  const leaders = rows.filter((row) => row['JobRole'] === 'Manager' || Number(row['JobLevel']) >= 4)
  const found = plan.newPeople.filter(({ leadsUnit }) => leadsUnit).map(({ hrNumber }) => hrNumber)
  assert.deepEqual(new Set(found), new Set(leaders.map((row) => row['EmployeeNumber'])))
  assert.equal(leaders.length, 187)

  const departments = new Set(rows.map((row) => row['Department']))
  const pairs = new Set(rows.map((row) => `${row['Department']} > ${row['JobRole']}`))
  const nameOf = new Map(plan.units.map((unit) => [unit.key, unit.name]))
  const paths = plan.units.map(({ parent, name }) => (parent && 'key' in parent ? `${nameOf.get(parent.key)} > ${name}` : name))
  assert.deepEqual(new Set(paths), new Set([...departments, ...pairs]))
  assert.equal(paths.length, 14)
  assert.equal(plan.jobRoles.length, new Set(rows.map((row) => row['JobRole'])).size)

  const unitOf = new Map(plan.units.map(({ key }, index) => [key, paths[index]]))
  for (const [index, person] of plan.newPeople.entries()) {
    const row = rows[index]!
    assert.ok(person.unit && 'key' in person.unit)
    assert.equal(unitOf.get(person.unit.key), `${row['Department']} > ${row['JobRole']}`)
    assert.equal(person.line, index + 2)
  }
})

test('the same IBM file a second time changes nothing', async () => {
  const { plan } = await planIbm()
  const { plan: again } = await planIbm(applyPlan(emptyOrganisation, plan))
  const { newPeople, changed, unchanged, leaving, units, jobRoles } = again.counts
  assert.deepEqual(
    { newPeople, changed, unchanged, leaving, units, jobRoles },
    { newPeople: 0, changed: 0, unchanged: 1470, leaving: 0, units: 0, jobRoles: 0 },
  )
  assert.equal(again.needsConfirmation, null)
})

test('of the IBM file only number, department, role and a yes for leaders leave the parser', async () => {
  const { table } = await planIbm()
  const allowed = new Set([...rows.flatMap((row) => [row['EmployeeNumber'], row['Department'], row['JobRole']]), 'yes', ''])
  for (const { cells } of table.rows) {
    assert.equal(cells.length, 5)
    for (const cell of cells) assert.ok(allowed.has(cell))
  }
})
