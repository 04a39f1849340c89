// What must hold for any file: order does not matter, a second time changes nothing, nothing is lost or made up.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decodeSteps } from '#engines/tabular/decode-table.ts'
import { runAtOnce } from '#engines/tabular/slices.ts'
import type { Separator } from '#engines/tabular/table.ts'
import { writeRow } from '#engines/tabular/write-rows.ts'
import { applyPlan, emptyOrganisation } from '../../../../test/data/people/apply-plan.ts'
import { readablePlan } from '../../../../test/data/people/readable-plan.ts'
import { keptColumns } from './mapping/kept-columns.ts'
import { planSteps } from './plan/plan-import.ts'
import type { ExistingOrganisation, ImportPlan } from './plan/plan-types.ts'
import { inspectFile } from './preview.ts'

const headers = [
  'Employee ID',
  'Full Name',
  'Work Email',
  'Department',
  'Team',
  'Cost Center',
  'Location',
  'Job Title',
  'Manager',
  'Hire Date',
  'End Date',
  'Status',
  'Language',
  'Is Manager',
]
const maybe = (values: string[]) =>
  fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 3, arbitrary: fc.constantFrom(...values) })
const names = ['Ada Byron', 'Byron, Ada', 'Müller, Jan', 'Jan Mueller', 'Cher', 'محمد علي', 'علي، محمد', '__proto__', 'Smith, Jr., Al']
const anyRow = fc.tuple(
  maybe(['1', '2', '3', '03', '4', '5', '6', '7', 'E-8']),
  maybe(names),
  maybe(['a@example.com', 'B@example.com', 'b@example.com', 'c@example.com', 'bad', 'd@example.com']),
  maybe(['Sales', 'SALES', 'Mill', 'constructor']),
  maybe(['North', 'South']),
  maybe(['10', '20', '30']),
  maybe(['Leeds', 'leeds', 'Köln']),
  maybe(['Agent', 'Lead']),
  maybe(['1', '2', '3', '4', '5', 'a@example.com', 'b@example.com', 'Ada Byron', 'Müller, Jan', 'Nobody']),
  maybe(['2020-01-31', '15.06.2021', '3/4/2020', '31/12/2019', 'soon']),
  maybe(['2019-12-31', '2030-01-01', '31.12.9999', '2025-02-30']),
  maybe(['active', 'active', 'terminated', 'odd']),
  maybe(['de', 'Arabic', 'Klingon']),
  maybe(['yes', 'no', 'perhaps']),
)
const anyRows = fc.array(anyRow, { minLength: 1, maxLength: 14 })

function planOf(rows: readonly (readonly string[])[], existing: ExistingOrganisation, separator: Separator = ','): ImportPlan {
  const bytes = Buffer.from([headers, ...rows].map((row) => writeRow([...row], { separator })).join(''))
  const { shape } = inspectFile(bytes, { separator, headerLine: 1 })
  assert.ok(shape)
  // All columns, whatever their few values look like.
  const fields = {
    hrNumber: [0],
    fullName: [1],
    email: [2],
    unitPath: [3, 4],
    unitCode: [5],
    site: [6],
    jobRole: [7],
    manager: [8],
    startedOn: [9],
    leftOn: [10],
    status: [11],
    language: [12],
    leadsUnit: [13],
  }
  const mapping = { ...shape.mapping, fields }
  const { table, refusal } = runAtOnce(decodeSteps(bytes, { separator, headerLine: 1, keep: keptColumns(mapping).keep }))
  if (!table) {
    assert.equal(refusal.code, 'no-rows')
    return planOf([headers.map(() => 'x'), ...rows], existing, separator)
  }
  return runAtOnce(planSteps({ rows: table.rows, mapping, fileProblems: table.problems, existing, today: '2026-11-22' }))
}

/** What does not depend on where a row stands. */
function gist(plan: ImportPlan, existing: ExistingOrganisation) {
  const { people, changed, leaving, units, sites } = readablePlan(plan, existing)
  const problems = plan.problems.map(({ code, severity }) => `${severity} ${code}`).sort((a, b) => (a < b ? -1 : 1))
  const dropped = new Set(['warning blank-row'])
  const withoutIds = changed.map(({ who, isReturning, matchedBy, changes }) => [
    who,
    isReturning,
    matchedBy,
    changes.map(([field]) => field),
  ])
  return {
    people,
    withoutIds,
    leaving,
    units,
    sites,
    problems: problems.filter((problem) => !dropped.has(problem)),
    questions: plan.questions.length,
    confirmation: plan.needsConfirmation,
  }
}

const isUniquelyKnown = (plan: ImportPlan) => !plan.problems.some(({ code }) => code === 'possible-duplicate')

test('a planned file, carried out and planned again, gives no change', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const plan = planOf(rows, emptyOrganisation)
      const after = applyPlan(emptyOrganisation, plan)
      const again = planOf(rows, after)
      const { newPeople, changed, leaving, unchanged, units, sites, jobRoles, alreadyLeft } = again.counts
      assert.deepEqual(
        { newPeople, changed, leaving, unchanged, units, sites, jobRoles, alreadyLeft },
        {
          newPeople: 0,
          changed: 0,
          leaving: 0,
          unchanged: plan.counts.newPeople,
          units: 0,
          sites: 0,
          jobRoles: 0,
          alreadyLeft: plan.counts.alreadyLeft,
        },
      )
    }),
    { numRuns: 300 },
  )
})

test('a second file on top of a first one also settles after one time', () => {
  fc.assert(
    fc.property(anyRows, anyRows, (first, second) => {
      const before = applyPlan(emptyOrganisation, planOf(first, emptyOrganisation))
      const plan = planOf(second, before)
      const again = planOf(second, applyPlan(before, plan))
      if (!isUniquelyKnown(plan)) return
      assert.deepEqual([again.counts.newPeople, again.counts.changed, again.counts.leaving], [0, 0, 0])
    }),
    { numRuns: 300 },
  )
})

test('the order of rows does not matter', () => {
  fc.assert(
    fc.property(
      anyRows.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
      anyRows,
      ([rows, shuffled], before) => {
        const existing = applyPlan(emptyOrganisation, planOf(before, emptyOrganisation))
        assert.deepEqual(gist(planOf(shuffled, existing), existing), gist(planOf(rows, existing), existing))
      },
    ),
    { numRuns: 300 },
  )
})

test('the separator does not matter', () => {
  fc.assert(
    fc.property(anyRows, fc.constantFrom<Separator>(';', '\t', '|'), (rows, separator) => {
      assert.deepEqual(planOf(rows, emptyOrganisation, separator), planOf(rows, emptyOrganisation))
    }),
    { numRuns: 200 },
  )
})

test('every row ends in exactly one place, every manager exists and no circle is made', () => {
  fc.assert(
    fc.property(anyRows, anyRows, (first, rows) => {
      const existing = applyPlan(emptyOrganisation, planOf(first, emptyOrganisation))
      const plan = planOf(rows, existing)
      const { counts } = plan
      const leavingByRow = plan.leaving.filter(({ line }) => line !== null).length
      assert.equal(
        counts.rows,
        counts.newPeople + counts.changed + counts.unchanged + leavingByRow + counts.skipped + counts.alreadyLeft + counts.repeated,
      )
      const { people } = applyPlan(existing, plan)
      assert.equal(new Set(people.map(({ id }) => id)).size, people.length)
      for (const key of ['hrNumber', 'email'] as const) {
        const values = people.map((person) => person[key]?.toLowerCase()).filter((value) => value !== undefined)
        assert.equal(new Set(values).size, values.length, key)
      }
      const managerOf = new Map(people.map(({ id, managerId }) => [id, managerId]))
      for (const { id } of people) {
        let at = managerOf.get(id) ?? null
        for (let steps = 0; at !== null; steps++) {
          assert.ok(managerOf.has(at) && steps <= people.length)
          at = managerOf.get(at) ?? null
        }
      }
    }),
    { numRuns: 300 },
  )
})
