// Files as HR systems, spreadsheets and people make them (test/data/people). What each must give stands beside it as JSON.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { applyPlan, emptyOrganisation } from '../../../../test/data/people/apply-plan.ts'
import { readablePlan } from '../../../../test/data/people/readable-plan.ts'
import { planImport } from './plan/plan-import.ts'
import type { ExistingOrganisation, ImportPlan } from './plan/plan-types.ts'
import { inspectFile, readMapped } from './preview.ts'

const folder = new URL('../../../../test/data/people/', import.meta.url)
const files = readdirSync(folder).filter((name) => /^\d\d-.*\.(csv|txt)$/.test(name))
const today = '2026-11-22'

async function planOf(name: string, existing: ExistingOrganisation) {
  const bytes = readFileSync(new URL(name, folder))
  const { shape } = inspectFile(bytes)
  assert.ok(shape)
  const { table } = await readMapped(bytes, shape.mapping)
  assert.ok(table)
  const plan = await planImport({ rows: table.rows, mapping: shape.mapping, fileProblems: table.problems, existing, today })
  return { shape, table, plan }
}

function told(plan: ImportPlan) {
  return {
    problems: plan.problems.map(({ line, column, code, severity }) => [line, column, code, severity]),
    questions: plan.questions.map(({ field, examples }) => [field, ...examples.map(({ line, value }) => `${line}: ${value}`)]),
  }
}

test('at least twelve dirty files are tried', () => assert.ok(files.length >= 12))

for (const name of files) {
  test(`${name} gives what is expected, the second time nothing, and no byte of a column that is not mapped`, async () => {
    const { shape, table, plan } = await planOf(name, emptyOrganisation)
    const mapped = Object.fromEntries(shape.columns.flatMap(({ header, field }) => (field ? [[header, field]] : [])))
    const { people, units, sites } = readablePlan(plan, emptyOrganisation)
    const expected: unknown = JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8'))
    const found = { format: shape.format, mapped, people, units, sites, ...told(plan) }
    assert.deepEqual(JSON.parse(JSON.stringify(found)), expected)

    const after = applyPlan(emptyOrganisation, plan)
    const { plan: again } = await planOf(name, after)
    const { newPeople, changed, leaving, unchanged } = again.counts
    assert.deepEqual({ newPeople, changed, leaving, unchanged }, { newPeople: 0, changed: 0, leaving: 0, unchanged: plan.counts.newPeople })
    assert.deepEqual([again.units, again.sites, again.jobRoles], [[], [], []])

    assert.doesNotMatch(JSON.stringify([shape, table, plan]), /CANARY/)
  })
}

test('the canary would be found in a mapped column', async () => {
  const bytes = readFileSync(new URL('01-bamboo-hr.csv', folder))
  const { shape } = inspectFile(bytes)
  assert.ok(shape)
  const { table } = await readMapped(bytes, { ...shape.mapping, fields: { ...shape.mapping.fields, site: [10] } })
  assert.match(JSON.stringify(table), /CANARY/)
})
