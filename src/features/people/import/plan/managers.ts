// The person that each manager cell means, whatever the order of the rows.
import type { ImportCode } from '../codes.ts'
import type { Draft } from './draft.ts'
import { employmentOf, hasLeft } from './employment.ts'
import type { Pace, Steps } from './pace.ts'
import { PersonDirectory } from './person-directory.ts'
import type { ExistingPerson } from './plan-types.ts'
import type { ProblemList } from './problem-list.ts'

// Longer cells are no reference to a person, and patterns should not work on them. Characters.
const longestReference = 400

/** `id:...` of a known person, `line:...` of a new one. */
export const personId = (draft: Draft): string => (draft.match ? `id:${draft.match.id}` : `line:${draft.line}`)

export interface Staff {
  drafts: readonly Draft[]
  people: readonly ExistingPerson[]
  /** Ids of known people who are not in the file and leave. */
  absent: ReadonlySet<string>
  today: string
}

/** The manager of each draft: an id as `personId` gives it, null for nobody, nothing where the cell can't be used. */
export function* findManagers(staff: Staff, problems: ProblemList, pace: Pace): Steps<Map<Draft, string | null>> {
  const managers = new Map<Draft, string | null>()
  if (staff.drafts.every(({ manager }) => manager === undefined || manager === null)) {
    for (const draft of staff.drafts) if (draft.manager === null && !draft.isSkipped) managers.set(draft, null)
    return managers
  }
  const directory = yield* directoryOf(staff, pace)
  yield* pace.each(staff.drafts, (draft) => {
    if (draft.isSkipped || draft.manager === undefined || employmentOf(draft, staff.today).kind === 'gone') return
    const manager = draft.manager === null ? null : findManager(draft, draft.manager, directory, problems)
    if (manager !== undefined) managers.set(draft, manager)
  })
  return managers
}

/** undefined: the cell can't be used. */
function findManager(draft: Draft, value: string, directory: PersonDirectory, problems: ProblemList): string | null | undefined {
  const found = value.length > longestReference ? [] : directory.find(value)
  const [entry] = found
  const warn = (code: ImportCode, values: Record<string, string | number> = {}): undefined => {
    problems.warn(draft.line, code, 'manager', { value, ...values })
  }
  if (!entry) return warn('manager-unknown')
  if (found.length > 1) return warn('manager-ambiguous', { count: found.length })
  if (entry.id === personId(draft)) {
    // The head of an organisation often stands as their own manager.
    warn('manager-self')
    return null
  }
  if (entry.state === 'skipped') return warn('manager-skipped', { line: entry.line ?? 0 })
  return entry.state === 'gone' ? warn('manager-left') : entry.id
}

/** What the file says about a person counts before what is known. */
function* directoryOf({ drafts, people, absent, today }: Staff, pace: Pace): Steps<PersonDirectory> {
  const directory = new PersonDirectory()
  const inFile = new Set<string>()
  yield* pace.each(drafts, (draft) => {
    // A row with an error stands for itself only; what is known about the person goes on beside it.
    const match = draft.isSkipped ? null : draft.match
    if (match) inFile.add(match.id)
    directory.add({
      id: match ? `id:${match.id}` : `line:${draft.line}`,
      line: draft.line,
      state: draft.isSkipped ? 'skipped' : employmentOf(draft, today).kind,
      hrNumber: draft.hrNumber ?? match?.hrNumber ?? null,
      email: draft.email ?? match?.email ?? null,
      fullName: draft.fullName ?? match?.fullName ?? null,
    })
  })
  yield* pace.each(people, (person) => {
    if (inFile.has(person.id)) return
    const { hrNumber, email, fullName } = person
    const state = absent.has(person.id) || hasLeft(person, today) ? 'gone' : 'works'
    directory.add({ id: `id:${person.id}`, line: null, state, hrNumber, email, fullName })
  })
  return directory
}
