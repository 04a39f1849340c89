import type { Draft } from './draft.ts'
import { hasLeft } from './employment.ts'
import type { Confirmation, ExistingPerson, ImportCounts, ImportPlan, LeavingPerson } from './plan-types.ts'

// Above this part of the people who work here, somebody must type the number: a cut-off file looks like a wave of leavers.
const confirmedShare = 0.05

export function confirmationOf(
  leaving: readonly LeavingPerson[],
  drafts: readonly Draft[],
  people: readonly ExistingPerson[],
  today: string,
): Confirmation | null {
  const active = people.filter((person) => !hasLeft(person, today)).length
  const reasons: Confirmation['reasons'] = []
  if (leaving.length > active * confirmedShare) reasons.push('more-than-5-percent')
  // A row that can't be read may be one of those who seem to be missing.
  const isAnyUnknown = drafts.some(({ isBroken, match }) => isBroken && match === null)
  if (isAnyUnknown && leaving.some(({ reason }) => reason === 'absent')) reasons.push('unreadable-rows')
  return reasons.length > 0 ? { leaving: leaving.length, active, reasons } : null
}

export function countsOf(
  plan: Omit<ImportPlan, 'counts'>,
  drafts: readonly Draft[],
  rows: number,
  alreadyLeft: number,
  leaders: number,
): ImportCounts {
  const problems: Record<string, number> = {}
  let errors = 0
  for (const { code, severity } of plan.problems) {
    problems[code] = (problems[code] ?? 0) + 1
    if (severity === 'error') errors++
  }
  return {
    rows,
    newPeople: plan.newPeople.length,
    changed: plan.changed.length,
    unchanged: plan.unchanged.length,
    leaving: plan.leaving.length,
    skipped: drafts.filter(({ isSkipped }) => isSkipped).length,
    alreadyLeft,
    repeated: rows - drafts.length,
    leaders,
    units: plan.units.length,
    sites: plan.sites.length,
    jobRoles: plan.jobRoles.length,
    errors,
    warnings: plan.problems.length - errors,
    problems,
  }
}
