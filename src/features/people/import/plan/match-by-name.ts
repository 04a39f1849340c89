// Rows that no number and no address has matched: by name and unit, where only one person fits and nobody else claims them.
import { keyOf } from '../../names.ts'
import { found } from './draft.ts'
import type { Draft } from './draft.ts'
import type { ExistingPerson } from './plan-types.ts'
import type { ProblemList } from './problem-list.ts'

export function matchByName(drafts: readonly Draft[], people: readonly ExistingPerson[], problems: ProblemList): void {
  const open = drafts.filter((draft) => !draft.isSkipped && !draft.match && draft.fullName !== undefined)
  if (open.length === 0 || people.length === 0) return
  const claimed = new Set(drafts.flatMap(({ match }) => (match ? [match.id] : [])))
  const known = namesakes(people.filter(({ id }) => !claimed.has(id)))
  const isKeyless = (draft: Draft) => draft.hrNumber === undefined && draft.email === undefined
  // A row without a key first: name and unit are its key. What it claims is no longer open to the others.
  for (const draft of open.filter(isKeyless)) {
    const candidates = known.get(keyOfDraft(draft)) ?? []
    const keyless = candidates.filter(({ hrNumber, email }) => hrNumber === null && email === null)
    const [person] = keyless.length === 1 ? keyless : candidates
    if (!person) continue
    if (keyless.length === 1 || candidates.length === 1) {
      found(draft, person, 'name-and-unit')
      known.set(
        keyOfDraft(draft),
        candidates.filter((candidate) => candidate !== person),
      )
    } else {
      draft.isSkipped = true
      problems.error(draft.line, 'ambiguous-person', 'fullName', { name: draft.fullName! })
    }
  }
  const keyed = open.filter((draft) => !isKeyless(draft))
  const rowsOfName = new Map<string, number>()
  for (const draft of keyed) rowsOfName.set(keyOfDraft(draft), (rowsOfName.get(keyOfDraft(draft)) ?? 0) + 1)
  for (const draft of keyed) {
    const candidates = known.get(keyOfDraft(draft)) ?? []
    // Nobody who has another number or address is taken over.
    const free = candidates.filter(({ hrNumber, email }) => hrNumber === null && (draft.email === undefined || email === null))
    if (free.length === 1 && rowsOfName.get(keyOfDraft(draft)) === 1) found(draft, free[0]!, 'name-and-unit')
    else if (candidates.some(({ hrNumber }) => hrNumber === null))
      problems.warn(draft.line, 'possible-duplicate', null, { name: draft.fullName! })
  }
}

const keyOfDraft = (draft: Draft): string => `${keyOf(draft.fullName ?? '')}\u001F${draft.unitKey}`

function namesakes(people: readonly ExistingPerson[]): Map<string, ExistingPerson[]> {
  const index = new Map<string, ExistingPerson[]>()
  for (const person of people) {
    if (person.fullName === null) continue
    const key = `${keyOf(person.fullName)}\u001F${person.unitId === null ? '' : `id:${person.unitId}`}`
    const same = index.get(key)
    if (same) same.push(person)
    else index.set(key, [person])
  }
  return index
}
