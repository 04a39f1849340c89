// From mapped rows and the organisation as it is to what an import would do. Writes nothing.
import { runInSlices } from '#engines/tabular/slices.ts'
import type { TableProblem, TableRow } from '#engines/tabular/table.ts'
import { keptColumns } from '../mapping/kept-columns.ts'
import type { ImportAnswers, Mapping } from '../mapping/mapping-types.ts'
import { absentPeople } from './absent-people.ts'
import { countsOf, confirmationOf } from './conclude.ts'
import { cutCycles } from './cycles.ts'
import { settleRepeatedEmails, settleRepeatedRows } from './duplicates.ts'
import { employmentOf } from './employment.ts'
import { findManagers } from './managers.ts'
import { matchPeople } from './match-people.ts'
import { Pace } from './pace.ts'
import type { Steps } from './pace.ts'
import { Catalogue, sitesWithZones } from './places.ts'
import type { ExistingOrganisation, ImportOptions, ImportPlan } from './plan-types.ts'
import { ProblemList } from './problem-list.ts'
import { readDateColumns } from './read-dates.ts'
import { readDrafts } from './read-drafts.ts'
import { sortDrafts } from './sort-drafts.ts'
import { settleTakenEmails } from './taken-emails.ts'
import { UnitPaths } from './unit-paths.ts'
import { UnitTree } from './units.ts'

export interface PlanInput {
  /** Rows with the kept columns of `keptColumns(mapping)`. */
  rows: readonly TableRow[]
  mapping: Mapping
  answers?: ImportAnswers
  existing: ExistingOrganisation
  /** YYYY-MM-DD, in the organisation's time zone. */
  today: string
  options?: ImportOptions
  /** What was found while the file was read. */
  fileProblems?: readonly TableProblem[]
}

/** Every item is gone through this many times: rows and known people. For the progress only. */
const passesOverRows = 8
const passesOverPeople = 2

export function planImport(input: PlanInput, onProgress?: (done: number, total: number) => void): Promise<ImportPlan> {
  return runInSlices(planSteps(input), onProgress)
}

export function* planSteps(input: PlanInput): Steps<ImportPlan> {
  const { rows, mapping, existing, today, answers = {}, options = {} } = input
  const problems = new ProblemList(mapping)
  for (const { line, column, code, values, severity } of input.fileProblems ?? []) {
    problems.all.push({ line, column: column === null ? null : (mapping.headers[column] ?? null), code, values, severity })
  }
  const layout = keptColumns(mapping)
  const pace = new Pace(rows.length * passesOverRows + existing.people.length * passesOverPeople)

  const dates = yield* readDateColumns(rows, layout, answers, today, problems, pace)
  const allDrafts = yield* readDrafts(rows, { layout, dates, today, problems, paths: new UnitPaths(mapping.unitSeparator) }, pace)
  const units = new UnitTree(existing.units, options.rootUnitId ?? null)
  yield* units.place(allDrafts, problems, pace)
  const drafts = settleRepeatedRows(allDrafts, problems)
  settleRepeatedEmails(drafts, problems)
  yield* matchPeople(drafts, existing.people, { mayHrNumbersChange: options.mayHrNumbersChange ?? false }, problems, pace)
  settleTakenEmails(drafts, existing.people, today, problems)

  // Only a file with staff numbers can say that somebody is missing.
  const saysWhoIsMissing = options.absent !== 'keep' && mapping.fields.hrNumber !== undefined
  const absent = saysWhoIsMissing ? absentPeople(drafts, existing.people, today) : []
  const staff = { drafts, people: existing.people, absent: new Set(absent.map(({ id }) => id)), today }
  const managers = yield* findManagers(staff, problems, pace)
  cutCycles(managers, existing.people, problems)

  const working = drafts.filter((draft) => !draft.isSkipped && employmentOf(draft, today).kind === 'works')
  const newUnits = units.create(working)
  const sites = new Catalogue(
    'site',
    existing.sites,
    working.map(({ site }) => site),
  )
  const jobRoles = new Catalogue(
    'role',
    existing.jobRoles,
    working.map(({ jobRole }) => jobRole),
  )
  const sorted = yield* sortDrafts(drafts, { managers, units, sites, jobRoles, today, problems }, pace)
  const leaving = [...absent, ...sorted.leaving]
  const plan = {
    newPeople: sorted.newPeople,
    changed: sorted.changed,
    unchanged: sorted.unchanged,
    leaving,
    units: newUnits,
    sites: sitesWithZones(sites.created, working, existing.sites, problems),
    jobRoles: jobRoles.created,
    problems: problems.all.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    questions: dates.questions,
    needsConfirmation: confirmationOf(leaving, drafts, existing.people, today),
    dateOrders: Object.fromEntries([...dates.orders].filter(([, decision]) => decision !== null && decision.reason !== 'not-needed')),
  }
  return { ...plan, counts: countsOf(plan, drafts, rows.length, sorted.alreadyLeft, sorted.leaders) }
}
