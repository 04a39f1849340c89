// Whether a row says that somebody works here, leaves or has left.
import type { Draft } from './draft.ts'
import type { ExistingPerson, LeavingPerson } from './plan-types.ts'

export type Employment =
  | { kind: 'works'; /** A last day to come; null: none; undefined: nothing is said. */ lastDay: string | null | undefined }
  | { kind: 'gone'; reason: Exclude<LeavingPerson['reason'], 'absent'>; lastDay: string | null }

export const hasLeft = (person: ExistingPerson, today: string): boolean =>
  person.hasLeft ?? (person.leftOn !== null && person.leftOn <= today)

/** Who ends with today is gone: the file was made when that was settled. */
export function employmentOf(draft: Draft, today: string): Employment {
  const { leftOn, isTerminated } = draft
  if (leftOn && leftOn <= today) return { kind: 'gone', reason: 'left-date', lastDay: leftOn }
  if (leftOn) return { kind: 'works', lastDay: leftOn }
  if (isTerminated) return { kind: 'gone', reason: 'status', lastDay: null }
  return { kind: 'works', lastDay: leftOn }
}
