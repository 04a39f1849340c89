// Which known person a row means: by number, else by e-mail, else by name and unit where only one fits.
import { keyOf } from '../../names.ts'
import { withoutZeros } from '../values/hr-number.ts'
import type { Draft } from './draft.ts'
import { groupsOf } from './groups.ts'
import type { Pace, Steps } from './pace.ts'
import type { ExistingPerson, MatchedBy } from './plan-types.ts'
import { linesText } from './problem-list.ts'
import type { ProblemList } from './problem-list.ts'

interface Index {
  byHr: Map<string, ExistingPerson[]>
  byHrWithoutZeros: Map<string, ExistingPerson[]>
  byEmail: Map<string, ExistingPerson[]>
  byNameAndUnit: Map<string, ExistingPerson[]>
}

export interface MatchOptions {
  mayHrNumbersChange: boolean
}

const nameAndUnit = (name: string | null | undefined, unitKey: string): string | null => (name ? `${keyOf(name)}\u001F${unitKey}` : null)
const unitKeyOf = (person: ExistingPerson): string => (person.unitId === null ? '' : `id:${person.unitId}`)

function put(index: Map<string, ExistingPerson[]>, key: string | null, person: ExistingPerson): void {
  if (key === null) return
  const people = index.get(key)
  if (people) people.push(person)
  else index.set(key, [person])
}

/** Sets `match` of every draft that has a key, also of skipped ones: the person they name is in the file. */
export function* matchPeople(
  drafts: readonly Draft[],
  people: readonly ExistingPerson[],
  options: MatchOptions,
  problems: ProblemList,
  pace: Pace,
): Steps {
  const index: Index = { byHr: new Map(), byHrWithoutZeros: new Map(), byEmail: new Map(), byNameAndUnit: new Map() }
  yield* pace.each(people, (person) => {
    put(index.byHr, person.hrNumber === null ? null : keyOf(person.hrNumber), person)
    put(index.byHrWithoutZeros, person.hrNumber === null ? null : withoutZeros(keyOf(person.hrNumber)), person)
    put(index.byEmail, person.email === null ? null : keyOf(person.email), person)
    put(index.byNameAndUnit, nameAndUnit(person.fullName, unitKeyOf(person)), person)
  })
  const file = fileKeys(drafts)
  yield* pace.each(drafts, (draft) => matchOne(draft, index, file, options, problems))
  const matched = drafts.filter((draft) => !draft.isSkipped && draft.match !== null)
  for (const group of groupsOf(matched, ({ match }) => match!.id)) {
    for (const draft of group) {
      draft.isSkipped = true
      problems.error(draft.line, 'same-person-twice', null, { lines: linesText(group.map(({ line }) => line)) })
    }
  }
}

interface FileKeys {
  hr: Set<string>
  hrWithoutZeros: Map<string, number>
  nameAndUnit: Map<string, number>
}

function fileKeys(drafts: readonly Draft[]): FileKeys {
  const keys: FileKeys = { hr: new Set(), hrWithoutZeros: new Map(), nameAndUnit: new Map() }
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)
  for (const draft of drafts) {
    if (draft.hrNumber !== undefined && !keys.hr.has(keyOf(draft.hrNumber))) {
      keys.hr.add(keyOf(draft.hrNumber))
      count(keys.hrWithoutZeros, withoutZeros(keyOf(draft.hrNumber)))
    }
    const name = draft.isSkipped ? null : nameAndUnit(draft.fullName, draft.unitKey)
    if (name !== null) count(keys.nameAndUnit, name)
  }
  return keys
}

function matchOne(draft: Draft, index: Index, file: FileKeys, options: MatchOptions, problems: ProblemList): void {
  const found = (person: ExistingPerson, by: MatchedBy) => {
    draft.match = person
    draft.matchedBy = by
  }
  const hrKey = draft.hrNumber === undefined ? null : keyOf(draft.hrNumber)
  if (hrKey !== null) {
    const [exact] = index.byHr.get(hrKey) ?? []
    if (exact) return found(exact, 'hr-number')
    const near = index.byHrWithoutZeros.get(withoutZeros(hrKey)) ?? []
    if (near.length === 1 && file.hrWithoutZeros.get(withoutZeros(hrKey)) === 1) {
      if (!draft.isSkipped)
        problems.warn(draft.line, 'leading-zeros-differ', 'hrNumber', { value: draft.hrNumber!, existing: near[0]!.hrNumber! })
      delete draft.hrNumber
      return found(near[0]!, 'hr-number')
    }
  }
  const [owner] = draft.email === undefined ? [] : (index.byEmail.get(keyOf(draft.email)) ?? [])
  if (owner) {
    const hasOwnRow = owner.hrNumber !== null && file.hr.has(keyOf(owner.hrNumber))
    if (hrKey === null || owner.hrNumber === null || (options.mayHrNumbersChange && !hasOwnRow)) return found(owner, 'email')
    if (!hasOwnRow) {
      // A new number of the same person, or another person with an old address: not for us to say.
      found(owner, 'email')
      if (!draft.isSkipped) problems.error(draft.line, 'hr-number-changed', 'hrNumber', { old: owner.hrNumber, new: draft.hrNumber! })
      draft.isSkipped = true
      return
    }
  }
  if (!draft.isSkipped) matchByName(draft, index, file, problems)
}

function matchByName(draft: Draft, index: Index, file: FileKeys, problems: ProblemList): void {
  const key = nameAndUnit(draft.fullName, draft.unitKey)
  if (key === null) return
  const namesakes = index.byNameAndUnit.get(key) ?? []
  const isKeyless = draft.hrNumber === undefined && draft.email === undefined
  // A row with a number or an address never takes over somebody who has another one.
  const open = namesakes.filter((person) => isKeyless || (person.hrNumber === null && (draft.email === undefined || person.email === null)))
  if (open.length === 1 && file.nameAndUnit.get(key) === 1) {
    draft.match = open[0]!
    draft.matchedBy = 'name-and-unit'
  } else if (isKeyless && open.length > 0) {
    draft.isSkipped = true
    problems.error(draft.line, 'ambiguous-person', 'fullName', { name: draft.fullName! })
  } else if (namesakes.some((person) => person.hrNumber === null)) {
    problems.warn(draft.line, 'possible-duplicate', null, { name: draft.fullName! })
  }
}
