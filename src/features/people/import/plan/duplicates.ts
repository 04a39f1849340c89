// Rows that speak of the same person, before anybody known is looked at.
import { keyOf } from '../../names.ts'
import { draftKey } from './draft.ts'
import type { Draft } from './draft.ts'
import { groupsOf } from './groups.ts'
import { linesText } from './problem-list.ts'
import type { ProblemList } from './problem-list.ts'

/** The rows that count: one that repeats another does not. Rows that contradict each other count, but are not imported. */
export function settleRepeatedRows(drafts: readonly Draft[], problems: ProblemList): Draft[] {
  const repeated = new Set<Draft>()
  for (const group of groupsOf(
    drafts.filter((draft) => !draft.isSkipped),
    draftKey,
  )) {
    const [first, ...others] = group
    const isSame = others.every((other) => other.cells.every((cell, slot) => cell.trim() === first!.cells[slot]?.trim()))
    if (isSame) {
      for (const draft of others) {
        repeated.add(draft)
        problems.warn(draft.line, 'duplicate-row', null, { first: first!.line })
      }
      continue
    }
    const lines = linesText(group.map(({ line }) => line))
    for (const draft of group) {
      draft.isSkipped = true
      problems.error(draft.line, 'conflicting-rows', null, { lines })
    }
  }
  return drafts.filter((draft) => !repeated.has(draft))
}

/** A shared address belongs to nobody. Rows without a number have only the address to be known by, so they can't be imported. */
export function settleRepeatedEmails(drafts: readonly Draft[], problems: ProblemList): void {
  const withEmail = drafts.filter((draft) => !draft.isSkipped)
  for (const group of groupsOf(withEmail, ({ email }) => (email === undefined ? null : keyOf(email)))) {
    const values = { value: group[0]!.email!, lines: linesText(group.map(({ line }) => line)) }
    for (const draft of group) {
      if (draft.hrNumber === undefined) {
        draft.isSkipped = true
        problems.error(draft.line, 'duplicate-email', 'email', values)
      } else {
        draft.email = undefined
        problems.warn(draft.line, 'duplicate-email', 'email', values)
      }
    }
  }
}
