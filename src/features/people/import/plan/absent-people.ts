import { keyOf } from '../../names.ts'
import type { Draft } from './draft.ts'
import { hasLeft } from './employment.ts'
import type { ExistingPerson, LeavingPerson } from './plan-types.ts'

/**
 * People with a staff number whom no row means. A row with an error may mean somebody wrongly, so it keeps everybody here whose
 * number or address stands in it.
 */
export function absentPeople(drafts: readonly Draft[], people: readonly ExistingPerson[], today: string): LeavingPerson[] {
  const meant = new Set(drafts.map(({ match }) => match?.id))
  const mentioned = new Set(
    drafts.filter(({ isSkipped }) => isSkipped).flatMap(({ hrNumber, email }) => [hrNumber, email].map((key) => keyOf(key ?? ''))),
  )
  const isMentioned = (key: string | null) => key !== null && mentioned.has(keyOf(key))
  return people
    .filter(({ id, hrNumber, email }) => hrNumber !== null && !meant.has(id) && !isMentioned(hrNumber) && !isMentioned(email))
    .filter((person) => !hasLeft(person, today))
    .map(({ id, version }) => ({ id, version, reason: 'absent', leftOn: today, line: null }))
}
