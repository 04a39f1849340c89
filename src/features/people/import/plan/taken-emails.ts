// An address that somebody else keeps can't be given to a second person; one that its owner gives up in the same file can.
import { keyOf } from '../../names.ts'
import type { Draft } from './draft.ts'
import { employmentOf } from './employment.ts'
import type { ExistingPerson } from './plan-types.ts'
import type { ProblemList } from './problem-list.ts'

export function settleTakenEmails(drafts: readonly Draft[], people: readonly ExistingPerson[], today: string, problems: ProblemList): void {
  // Of somebody who leaves nothing else is changed: the address stays theirs.
  const working = drafts.filter((draft) => !draft.isSkipped && employmentOf(draft, today).kind === 'works')
  const claims = working.filter(({ email, match }) => email !== undefined && email !== match?.email)
  if (claims.length === 0) return
  const ownerOf = new Map(people.flatMap((person) => (person.email === null ? [] : [[keyOf(person.email), person] as const])))
  const draftOf = new Map(working.flatMap((draft) => (draft.match ? [[draft.match.id, draft] as const] : [])))
  // Refusing one address leaves its owner with the old one, which may refuse the next: until nothing changes.
  for (let isSettled = false; !isSettled;) {
    isSettled = true
    for (const draft of claims) {
      const key = draft.email === undefined ? null : keyOf(draft.email)
      const owner = key === null ? undefined : ownerOf.get(key)
      if (!owner || owner.id === draft.match?.id) continue
      const next = draftOf.get(owner.id)?.email
      if (next !== undefined && keyOf(next) !== key) continue
      problems.warn(draft.line, 'email-taken', 'email', { value: draft.email! })
      draft.email = undefined
      isSettled = false
    }
  }
}
