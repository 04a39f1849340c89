// Which known person a row means: by number, else by e-mail, else by name and unit where only one fits.
import { keyOf } from '../../names.ts'
import { withoutZeros } from '../values/hr-number.ts'
import { found } from './draft.ts'
import type { Draft } from './draft.ts'
import { groupsOf } from './groups.ts'
import { matchByName } from './match-by-name.ts'
import type { Pace, Steps } from './pace.ts'
import type { ExistingPerson } from './plan-types.ts'
import { linesText } from './problem-list.ts'
import type { ProblemList } from './problem-list.ts'

export interface MatchOptions {
  mayHrNumbersChange: boolean
}

/** Sets `match` of every draft that has a key, also of skipped ones: the person they name is in the file. */
export function* matchPeople(
  drafts: readonly Draft[],
  people: readonly ExistingPerson[],
  options: MatchOptions,
  problems: ProblemList,
  pace: Pace,
): Steps {
  const matcher = new Matcher(drafts, options, problems)
  yield* pace.each(people, (person) => matcher.learn(person))
  yield* pace.each(drafts, (draft) => matcher.matchByNumber(draft))
  const others = drafts.filter(({ match }) => match === null)
  const meant = new Set(drafts.flatMap(({ match }) => (match ? [match.id] : [])))
  yield* pace.each(others, (draft) => matcher.matchByEmail(draft, meant))
  matchByName(drafts, people, problems)
  const matched = drafts.filter((draft) => !draft.isSkipped && draft.match !== null)
  for (const group of groupsOf(matched, ({ match }) => match!.id)) {
    for (const draft of group) {
      draft.isSkipped = true
      problems.error(draft.line, 'same-person-twice', null, { lines: linesText(group.map(({ line }) => line)) })
    }
  }
}

class Matcher {
  private readonly byHr = new Map<string, ExistingPerson>()
  /** By number without leading zeros; null where several have it. */
  private readonly byShortHr = new Map<string, ExistingPerson | null>()
  private readonly byEmail = new Map<string, ExistingPerson>()
  private readonly fileHr = new Set<string>()
  private readonly fileShortHr = new Map<string, number>()
  private readonly options: MatchOptions
  private readonly problems: ProblemList

  constructor(drafts: readonly Draft[], options: MatchOptions, problems: ProblemList) {
    this.options = options
    this.problems = problems
    for (const { hrNumber } of drafts) if (hrNumber !== undefined) this.fileHr.add(keyOf(hrNumber))
    for (const key of this.fileHr) this.fileShortHr.set(withoutZeros(key), (this.fileShortHr.get(withoutZeros(key)) ?? 0) + 1)
  }

  learn(person: ExistingPerson): void {
    if (person.hrNumber !== null) {
      const key = keyOf(person.hrNumber)
      this.byHr.set(key, person)
      this.byShortHr.set(withoutZeros(key), this.byShortHr.has(withoutZeros(key)) ? null : person)
    }
    if (person.email !== null) this.byEmail.set(keyOf(person.email), person)
  }

  matchByNumber(draft: Draft): void {
    if (draft.hrNumber === undefined) return
    const key = keyOf(draft.hrNumber)
    const exact = this.byHr.get(key)
    if (exact) return found(draft, exact, 'hr-number')
    const near = this.byShortHr.get(withoutZeros(key))
    if (!near || this.fileShortHr.get(withoutZeros(key)) !== 1) return
    if (!draft.isSkipped)
      this.problems.warn(draft.line, 'leading-zeros-differ', 'hrNumber', { value: draft.hrNumber, existing: near.hrNumber! })
    draft.hrNumber = undefined
    found(draft, near, 'hr-number')
  }

  /** @param meant ids of those whom a number in the file means */
  matchByEmail(draft: Draft, meant: ReadonlySet<string>): void {
    const owner = draft.email === undefined ? undefined : this.byEmail.get(keyOf(draft.email))
    if (!owner) return
    const hasOwnRow = meant.has(owner.id)
    const isFree = draft.hrNumber === undefined || owner.hrNumber === null
    if (isFree || (this.options.mayHrNumbersChange && !hasOwnRow)) return found(draft, owner, 'email')
    if (hasOwnRow) return
    // A new number of the same person, or another person with an old address: not for us to say.
    if (!draft.isSkipped) this.problems.error(draft.line, 'hr-number-changed', 'hrNumber', { old: owner.hrNumber!, new: draft.hrNumber! })
    draft.isSkipped = true
    found(draft, owner, 'email')
  }
}
