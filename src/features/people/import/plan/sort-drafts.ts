// The last step: who is new, changed, as before, leaving.
import { changesOf, newPersonOf } from './compare.ts'
import type { Places } from './compare.ts'
import type { Draft } from './draft.ts'
import { employmentOf, hasLeft } from './employment.ts'
import type { Employment } from './employment.ts'
import type { Pace, Steps } from './pace.ts'
import type { Catalogue } from './places.ts'
import type { ChangedPerson, ImportPlan, LeavingPerson, NewPerson, Ref } from './plan-types.ts'
import type { ProblemList } from './problem-list.ts'
import type { UnitTree } from './units.ts'

export interface Sorted {
  newPeople: NewPerson[]
  changed: ChangedPerson[]
  unchanged: ImportPlan['unchanged']
  leaving: LeavingPerson[]
  alreadyLeft: number
  leaders: number
}

export interface SortContext {
  managers: ReadonlyMap<Draft, string | null>
  units: UnitTree
  sites: Catalogue
  jobRoles: Catalogue
  today: string
  problems: ProblemList
}

export function* sortDrafts(drafts: readonly Draft[], context: SortContext, pace: Pace): Steps<Sorted> {
  const sorted: Sorted = { newPeople: [], changed: [], unchanged: [], leaving: [], alreadyLeft: 0, leaders: 0 }
  yield* pace.each(drafts, (draft) => {
    if (draft.isSkipped) return
    const employment = employmentOf(draft, context.today)
    if (employment.kind === 'gone') sortGone(draft, employment, sorted, context)
    else sortWorking(draft, employment.lastDay, sorted, context)
  })
  return sorted
}

function sortGone(draft: Draft, employment: Employment & { kind: 'gone' }, sorted: Sorted, { today, problems }: SortContext): void {
  const { line, match, matchedBy } = draft
  if (!match || !matchedBy) {
    sorted.alreadyLeft++
    problems.warn(line, 'already-left', null)
    return
  }
  const { id, version } = match
  if (!hasLeft(match, today)) {
    sorted.leaving.push({ id, version, reason: employment.reason, leftOn: employment.lastDay ?? today, line })
  } else if (employment.lastDay !== null && employment.lastDay !== match.leftOn) {
    const change = { field: 'leftOn' as const, old: match.leftOn, new: employment.lastDay }
    sorted.changed.push({ id, version, line, matchedBy, isReturning: false, changes: [change] })
  } else sorted.unchanged.push({ id, line, matchedBy })
}

function sortWorking(draft: Draft, lastDay: string | null | undefined, sorted: Sorted, context: SortContext): void {
  const { line, match, matchedBy } = draft
  const places = placesOf(draft, context)
  if (draft.leadsUnit) sorted.leaders++
  if (!match || !matchedBy) {
    sorted.newPeople.push(newPersonOf(draft, places, lastDay ?? null))
    return
  }
  const isReturning = hasLeft(match, context.today)
  const changes = changesOf(draft, places, isReturning ? (lastDay ?? null) : lastDay, match)
  const { id, version } = match
  if (changes.length > 0 || isReturning) sorted.changed.push({ id, version, line, matchedBy, isReturning, changes })
  else sorted.unchanged.push({ id, line, matchedBy })
}

function placesOf(draft: Draft, { managers, units, sites, jobRoles }: SortContext): Places {
  const manager = managers.get(draft)
  return {
    unit: units.refOf(draft.unitKey),
    site: sites.refOf(draft.site),
    jobRole: jobRoles.refOf(draft.jobRole),
    manager: typeof manager === 'string' ? personRef(manager) : manager,
  }
}

function personRef(person: string): Ref {
  return person.startsWith('id:') ? { id: person.slice('id:'.length) } : { key: person.replace(/^line:/, 'person:') }
}
