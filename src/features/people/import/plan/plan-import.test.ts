import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyPlan, emptyOrganisation } from '../../../../../test/data/people/apply-plan.ts'
import { parametersOf, problemSentences, sentenceOf } from '../codes.ts'
import type { ImportCode } from '../codes.ts'
import { applyMapping } from '../mapping/apply-mapping.ts'
import type { ImportAnswers, MappingOverrides } from '../mapping/mapping-types.ts'
import { inspectFile, readMapped } from '../preview.ts'
import { planImport } from './plan-import.ts'
import type { ExistingOrganisation, ExistingPerson, ImportOptions, ImportPlan } from './plan-types.ts'

const today = '2026-11-22'

interface Case {
  existing?: ExistingOrganisation
  options?: ImportOptions
  overrides?: MappingOverrides
  answers?: ImportAnswers
}
async function planOf(
  text: string,
  { existing = emptyOrganisation, options = {}, overrides = {}, answers = {} }: Case = {},
): Promise<ImportPlan> {
  const bytes = Buffer.from(text)
  const { shape } = inspectFile(bytes)
  assert.ok(shape)
  const { mapping, problems } = applyMapping(shape.mapping, overrides)
  assert.deepEqual(problems, [])
  const { table } = await readMapped(bytes, mapping)
  assert.ok(table)
  return planImport({ rows: table.rows, mapping, fileProblems: table.problems, existing, today, options, answers })
}

const person = (id: string, facts: Partial<ExistingPerson>): ExistingPerson => ({
  id,
  version: 3,
  hrNumber: null,
  email: null,
  givenName: null,
  familyName: null,
  fullName: null,
  unitId: null,
  siteId: null,
  jobRoleId: null,
  managerId: null,
  startedOn: null,
  leftOn: null,
  language: null,
  leadsUnit: false,
  ...facts,
})
const organisation = (people: ExistingPerson[], more: Partial<ExistingOrganisation> = {}): ExistingOrganisation => ({
  ...emptyOrganisation,
  people,
  ...more,
})
const codesOf = (plan: ImportPlan) => plan.problems.map(({ line, code }) => `${line} ${code}`)
const numbered = (count: number) => Array.from({ length: count }, (_, index) => person(`p${index + 1}`, { hrNumber: String(index + 1) }))
const numberRows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `${from + index},Sales\n`).join('')

test('changes are told field by field with the old and the new value, by the version they were seen at', async () => {
  const units = [{ id: 'u1', parentId: null, name: 'Sales', code: null }]
  const before = person('a', {
    hrNumber: '1',
    email: 'old@example.com',
    givenName: 'Ada',
    familyName: 'Byron',
    fullName: 'Ada Byron',
    unitId: 'u1',
    managerId: 'b',
    leadsUnit: true,
  })
  const existing = organisation([before, person('b', { hrNumber: '2', fullName: 'Big Boss', unitId: 'u1' })], { units })
  const plan = await planOf(
    'ID,First Name,Last Name,Email,Department,Manager ID,Job Title,Is Manager\n1,Ada,Lovelace,new@example.com,Mill,,Analyst,no\n2,,,,SALES,,,\n',
    { existing },
  )
  assert.deepEqual(plan.changed, [
    {
      id: 'a',
      version: 3,
      line: 2,
      matchedBy: 'hr-number',
      isReturning: false,
      changes: [
        { field: 'email', old: 'old@example.com', new: 'new@example.com' },
        { field: 'familyName', old: 'Byron', new: 'Lovelace' },
        { field: 'unit', old: 'u1', new: { key: 'unit:1' } },
        { field: 'jobRole', old: null, new: { key: 'role:1' } },
        { field: 'manager', old: 'b', new: null },
        { field: 'leadsUnit', old: true, new: false },
      ],
    },
  ])
  assert.deepEqual(plan.unchanged, [{ id: 'b', line: 3, matchedBy: 'hr-number' }])
})

test('an empty cell and a column that is not mapped change nothing', async () => {
  const before = person('a', {
    hrNumber: '1',
    email: 'a@example.com',
    fullName: 'Ada',
    language: 'de',
    startedOn: '2020-01-01',
    managerId: 'a2',
  })
  const plan = await planOf('ID,Email,Language,Start Date\n1,,,\n', { existing: organisation([before]) })
  assert.deepEqual([plan.changed, plan.unchanged.length], [[], 1])
})

test('people are found by number, then by e-mail, then by name and unit', async () => {
  const units = [{ id: 'u', parentId: null, name: 'Sales', code: null }]
  const existing = organisation(
    [
      person('hr', { hrNumber: '1' }),
      person('mail', { email: 'Mail@example.com' }),
      person('name', { fullName: 'Nora Name', unitId: 'u' }),
      person('twin1', { fullName: 'Twin', unitId: 'u' }),
      person('twin2', { fullName: 'Twin', unitId: 'u' }),
      person('other', { hrNumber: '77', fullName: 'Olga Other', unitId: 'u' }),
    ],
    { units },
  )
  const plan = await planOf(
    'ID,Name,Email,Department\n1,X,,Sales\n2,Y,mail@example.com,Sales\n,Nora Name,,Sales\n,Twin,,Sales\n5,Olga Other,,Sales\n77,Olga Other,,Sales\n',
    { existing },
  )
  assert.deepEqual(
    plan.changed.map(({ id, matchedBy }) => [id, matchedBy]),
    [
      ['hr', 'hr-number'],
      ['mail', 'email'],
    ],
  )
  assert.deepEqual(
    plan.unchanged.map(({ id, matchedBy }) => [id, matchedBy]),
    [
      ['name', 'name-and-unit'],
      ['other', 'hr-number'],
    ],
  )
  assert.deepEqual(
    plan.newPeople.map(({ hrNumber }) => hrNumber),
    ['5'],
  )
  assert.deepEqual(codesOf(plan), ['5 ambiguous-person'])
})

test('somebody without a key gets the number that a row of the same name and unit brings', async () => {
  const units = [{ id: 'u', parentId: null, name: 'Sales', code: null }]
  const existing = organisation([person('a', { fullName: 'Ada Byron', unitId: 'u' })], { units })
  const plan = await planOf('ID,Name,Department\n9,Ada Byron,Sales\n', { existing })
  assert.deepEqual(
    plan.changed.map(({ id, matchedBy, changes }) => [id, matchedBy, changes]),
    [['a', 'name-and-unit', [{ field: 'hrNumber', old: null, new: '9' }]]],
  )
  const two = await planOf('ID,Name,Department\n8,Ada Byron,Sales\n9,Ada Byron,Sales\n', { existing })
  assert.deepEqual([two.newPeople.length, codesOf(two)], [2, ['2 possible-duplicate', '3 possible-duplicate']])
})

test('a row whose e-mail belongs to another number is not guessed at, and its owner does not leave', async () => {
  const existing = organisation([person('a', { hrNumber: '1', email: 'a@example.com' }), ...numbered(30).slice(1)])
  const text = `ID,Email,Department\n100,a@example.com,Sales\n${Array.from({ length: 29 }, (_, index) => `${index + 2},,Sales\n`).join('')}`
  const plan = await planOf(text, { existing })
  assert.deepEqual([codesOf(plan), plan.leaving, plan.newPeople], [['2 hr-number-changed'], [], []])
  const renumbered = await planOf(text, { existing, options: { mayHrNumbersChange: true } })
  assert.deepEqual(renumbered.changed[0]?.changes[0], { field: 'hrNumber', old: '1', new: '100' })
})

test('e-mails can be swapped in one file but not taken from somebody who keeps theirs', async () => {
  const existing = organisation([
    person('a', { hrNumber: '1', email: 'a@example.com' }),
    person('b', { hrNumber: '2', email: 'b@example.com' }),
    person('c', { hrNumber: '3', email: 'c@example.com' }),
  ])
  const swapped = await planOf('ID,Email\n1,b@example.com\n2,a@example.com\n3,c@example.com\n', { existing })
  assert.deepEqual([swapped.problems, swapped.counts.changed], [[], 2])
  const taken = await planOf('ID,Email\n1,c@example.com\n2,a@example.com\n3,\n', { existing })
  assert.deepEqual(codesOf(taken), ['2 email-taken', '3 email-taken'])
  assert.equal(taken.counts.changed, 0)
})

test('numbers that lost their zeros are found where nobody else fits', async () => {
  const existing = organisation([person('a', { hrNumber: '0017' }), person('b', { hrNumber: '0018' }), person('c', { hrNumber: '18' })])
  const plan = await planOf('ID,Name,Department\n17,A,\n18,C,\n0018,B,\n', { existing })
  assert.deepEqual(
    plan.changed.map(({ id, changes }) => [id, changes.map(({ field }) => field)]),
    [
      ['a', ['fullName']],
      ['c', ['fullName']],
      ['b', ['fullName']],
    ],
  )
  assert.ok(codesOf(plan).includes('2 leading-zeros-differ'))
})

test('who is missing from the file leaves; more than five in a hundred need a typed number', async () => {
  const existing = organisation([
    ...numbered(100),
    person('visitor', { email: 'v@example.com' }),
    person('gone', { hrNumber: '500', leftOn: '2020-01-01' }),
  ])
  const five = await planOf(`ID,Department\n${numberRows(1, 95)}`, { existing })
  assert.deepEqual([five.leaving.length, five.needsConfirmation], [5, null])
  assert.deepEqual(five.leaving[0], { id: 'p96', version: 3, reason: 'absent', leftOn: today, line: null })
  const six = await planOf(`ID,Department\n${numberRows(1, 94)}`, { existing })
  assert.deepEqual(six.needsConfirmation, { leaving: 6, active: 101, reasons: ['more-than-5-percent'] })
  const partial = await planOf(`ID,Department\n${numberRows(1, 3)}`, { existing, options: { absent: 'keep' } })
  assert.deepEqual([partial.leaving, partial.needsConfirmation], [[], null])
  const withoutNumbers = await planOf('Email,Department\nv@example.com,Sales\n', { existing })
  assert.deepEqual(withoutNumbers.leaving, [])
})

test('a row with an error keeps its person from leaving; an unreadable one asks for the number', async () => {
  const existing = organisation(numbered(100))
  const short = await planOf(`ID,Name,Department\n1\n${Array.from({ length: 99 }, (_, index) => `${index + 2},N,Sales\n`).join('')}`, {
    existing,
  })
  assert.deepEqual([codesOf(short), short.leaving, short.needsConfirmation], [['2 row-too-short'], [], null])
  const unreadable = await planOf(
    `ID,Name,Department\n"x\n${Array.from({ length: 99 }, (_, index) => `${index + 2},N,Sales\n`).join('')}`,
    { existing },
  )
  assert.deepEqual(unreadable.needsConfirmation, { leaving: 1, active: 100, reasons: ['unreadable-rows'] })
})

test('status and last day say who leaves, has left or comes back', async () => {
  const existing = organisation([
    person('status', { hrNumber: '1' }),
    person('date', { hrNumber: '2' }),
    person('later', { hrNumber: '3' }),
    person('back', { hrNumber: '4', leftOn: '2025-01-31' }),
    person('still', { hrNumber: '5', leftOn: '2025-01-31' }),
    person('mended', { hrNumber: '6', leftOn: '2025-01-31' }),
    person('stays', { hrNumber: '7', leftOn: '2026-12-31' }),
  ])
  const plan = await planOf(
    'ID,Status,End Date\n1,terminated,\n2,,2026-11-20\n3,active,2027-01-31\n4,active,\n5,terminated,\n6,terminated,2025-02-28\n7,active,\n',
    { existing },
  )
  assert.deepEqual(
    plan.leaving.map(({ id, reason, leftOn, line }) => [id, reason, leftOn, line]),
    [
      ['status', 'status', today, 2],
      ['date', 'left-date', '2026-11-20', 3],
    ],
  )
  assert.deepEqual(
    plan.changed.map(({ id, isReturning, changes }) => [id, isReturning, changes]),
    [
      ['later', false, [{ field: 'leftOn', old: null, new: '2027-01-31' }]],
      ['back', true, [{ field: 'leftOn', old: '2025-01-31', new: null }]],
      ['mended', false, [{ field: 'leftOn', old: '2025-01-31', new: '2025-02-28' }]],
      ['stays', false, [{ field: 'leftOn', old: '2026-12-31', new: null }]],
    ],
  )
  assert.deepEqual(
    plan.unchanged.map(({ id }) => id),
    ['still'],
  )
  const bare = await planOf('ID,Name,Department\n4,B,\n7,S,\n', {
    existing: organisation(existing.people.filter(({ id }) => id === 'back' || id === 'stays')),
  })
  assert.deepEqual(
    bare.changed.map(({ id, isReturning }) => [id, isReturning]),
    [
      ['back', true],
      ['stays', false],
    ],
  )
  assert.deepEqual(bare.changed[1]?.changes, [{ field: 'fullName', old: null, new: 'S' }])
})

test('managers are looked up among people who are not in the file too, and those who leave are told', async () => {
  const existing = organisation([
    person('boss', { hrNumber: '90', fullName: 'Big Boss', email: 'boss@example.com' }),
    person('visitor', { fullName: 'Vera Visit' }),
  ])
  const plan = await planOf('ID,Name,Manager\n1,A,Vera Visit\n2,B,boss@example.com\n3,C,Boss Big\n', { existing })
  assert.deepEqual(
    plan.newPeople.map(({ manager }) => manager),
    [{ id: 'visitor' }, null, null],
  )
  assert.deepEqual(codesOf(plan), ['3 manager-left', '4 manager-left'])
})

test('a manager cell that can’t be used leaves the present manager, an empty one takes them away', async () => {
  const existing = organisation([
    person('a', { hrNumber: '1', managerId: 'c' }),
    person('b', { hrNumber: '2', managerId: 'c' }),
    person('c', { hrNumber: '3' }),
  ])
  const plan = await planOf('ID,Name,Manager\n1,,Nobody Known\n2,,\n3,,\n', { existing })
  assert.deepEqual(
    plan.changed.map(({ id, changes }) => [id, changes]),
    [['b', [{ field: 'manager', old: 'c', new: null }]]],
  )
  assert.ok(codesOf(plan).includes('2 manager-unknown'))
})

test('a circle that the file closes together with what is known is cut where the file says it', async () => {
  const existing = organisation([person('a', { hrNumber: '1', managerId: 'b' }), person('b', { hrNumber: '2' })])
  const plan = await planOf('ID,Department,Manager ID\n2,Sales,1\n', { existing, options: { absent: 'keep' } })
  assert.deepEqual(
    plan.problems.map(({ line, code, values }) => [line, code, values]),
    [[2, 'manager-cycle', { lines: '2' }]],
  )
  assert.deepEqual(
    plan.changed.flatMap(({ changes }) => changes.map(({ field }) => field)),
    ['unit'],
  )
})

test('units are placed below a root, by code where one code is one unit, whatever the spelling', async () => {
  const units = [
    { id: 'root', parentId: null, name: 'Acme', code: null },
    { id: 'sales', parentId: 'root', name: 'Sales', code: 'S1' },
  ]
  const existing = organisation([], { units })
  const plan = await planOf(
    'ID,Division,Department,Department ID\n1,Acme,sales,\n2,,Verkauf,s1\n3,,Café,C1\n4,,CAFÉ,C1\n5,,Café,\n6,,,C1\n',
    { existing, options: { rootUnitId: 'root' } },
  )
  assert.deepEqual(plan.units, [{ key: 'unit:1', parent: { id: 'root' }, name: 'Café', code: 'C1' }])
  assert.deepEqual(
    plan.newPeople.map(({ unit }) => unit),
    [{ id: 'sales' }, { id: 'sales' }, { key: 'unit:1' }, { key: 'unit:1' }, { key: 'unit:1' }, { key: 'unit:1' }],
  )
  assert.deepEqual(codesOf(plan), ['3 unit-renamed'])
})

test('a known site keeps its time zone and the difference is told', async () => {
  const existing = organisation([], { sites: [{ id: 's', name: 'Köln', timeZone: 'Europe/Berlin' }] })
  const plan = await planOf('ID,Location,Time Zone\n1,KÖLN,Europe/Paris\n2,Lyon,Europe/Paris\n', { existing })
  assert.deepEqual([plan.newPeople[0]?.site, plan.sites], [{ id: 's' }, [{ key: 'site:1', name: 'Lyon', timeZone: 'Europe/Paris' }]])
  assert.deepEqual(codesOf(plan), ['2 site-time-zone-differs'])
})

test('an ambiguous date is not imported until the order is told', async () => {
  const text = 'ID,Hire Date\n1,03/04/2020\n2,05/06/2020\n'
  const asked = await planOf(text)
  assert.deepEqual(
    asked.newPeople.map(({ startedOn }) => startedOn),
    [null, null],
  )
  assert.deepEqual(asked.questions[0]?.examples[0], { line: 2, value: '03/04/2020', dayFirst: '2020-04-03', monthFirst: '2020-03-04' })
  const told = await planOf(text, { answers: { dateOrder: { startedOn: 'month-first' } } })
  assert.deepEqual([told.questions, told.newPeople.map(({ startedOn }) => startedOn)], [[], ['2020-03-04', '2020-05-06']])
})

test('rows of two kinds that mean one known person are both left out', async () => {
  const existing = organisation([person('a', { hrNumber: '1', email: 'a@example.com' })])
  const plan = await planOf('ID,Name,Email\n1,A,\n,B,a@example.com\n', { existing })
  assert.deepEqual([codesOf(plan), plan.changed, plan.leaving], [['2 same-person-twice', '3 same-person-twice'], [], []])
})

test('a leaver of the file needs no unit, site or role of their own', async () => {
  const plan = await planOf('ID,Department,Location,Job Title,Status\n1,Closed,Old Site,Old Role,terminated\n')
  assert.deepEqual([plan.units, plan.sites, plan.jobRoles, plan.newPeople], [[], [], [], []])
})

test('applied and planned again, a file with every kind of change gives none', async () => {
  const existing = organisation([person('x', { hrNumber: '1', fullName: 'Old Name' }), person('y', { hrNumber: '9' })])
  const text =
    'ID,"Last, First",Department,Manager,Status\n1,"King, Martin, Jr.",A,2,active\n2,"Groß, Jan",B,,active\n3,Cher,B,"Groß, Jan",active\n'
  const after = applyPlan(existing, await planOf(text, { existing }))
  const { newPeople, changed, leaving, unchanged } = (await planOf(text, { existing: after })).counts
  assert.deepEqual({ newPeople, changed, leaving, unchanged }, { newPeople: 0, changed: 0, leaving: 0, unchanged: 3 })
})

test('progress never goes back and ends near its total', async () => {
  const bytes = Buffer.from(`ID,Department\n${numberRows(1, 3000)}`)
  const { shape } = inspectFile(bytes)
  assert.ok(shape)
  const { table } = await readMapped(bytes, shape.mapping)
  assert.ok(table)
  const seen: number[] = []
  await planImport({ rows: table.rows, mapping: shape.mapping, existing: emptyOrganisation, today }, (done, total) =>
    seen.push(done / total),
  )
  assert.ok(seen.length > 5)
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => a - b),
  )
  assert.ok(seen.at(-1)! <= 1 && seen.at(-1)! > 0.4)
})

test('namesakes by the thousand and cells made to slow patterns down take no more than a moment', async () => {
  const rows = Array.from({ length: 3000 }, (_, index) => `${index},Same Name,Same Name,${'('.repeat(2000)},${'1/'.repeat(1000)}\n`).join(
    '',
  )
  const start = process.cpuUsage()
  const plan = await planOf(`ID,Full Name,Manager,Language,Hire Date\n${rows}`)
  const { user } = process.cpuUsage(start)
  assert.equal(plan.counts.newPeople, 3000)
  assert.ok(user < 4_000_000, `${user} microseconds`)
})

test('every code has a sentence whose parameters it brings', () => {
  assert.ok(Object.keys(problemSentences).length > 60)
  for (const code of Object.keys(problemSentences) as ImportCode[]) {
    assert.match(code, /^[a-z]+(-[a-z0-9]+)*$/)
    const values = Object.fromEntries(parametersOf(code).map((name) => [name, 'value']))
    assert.doesNotMatch(sentenceOf(code, values), /[{}!]/)
  }
})
