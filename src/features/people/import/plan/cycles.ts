// Managers in a circle: everybody in it comes in without a manager, since nobody can say which link is wrong.
import type { Draft } from './draft.ts'
import { personId } from './managers.ts'
import type { ExistingPerson } from './plan-types.ts'
import { linesText } from './problem-list.ts'
import type { ProblemList } from './problem-list.ts'

/** Cuts the links of every circle that the file makes, together with links that stand already. */
export function cutCycles(managers: Map<Draft, string | null>, people: readonly ExistingPerson[], problems: ProblemList): void {
  const managerOf = new Map<string, string | null>(
    people.map((person) => [`id:${person.id}`, person.managerId === null ? null : `id:${person.managerId}`]),
  )
  const draftOf = new Map<string, Draft>()
  for (const [draft, manager] of managers) {
    managerOf.set(personId(draft), manager)
    draftOf.set(personId(draft), draft)
  }
  for (const circle of circlesIn(managerOf)) {
    const drafts = circle.flatMap((id) => draftOf.get(id) ?? [])
    for (const draft of drafts) managers.set(draft, null)
    const lines = drafts.map(({ line }) => line)
    if (lines.length > 0) problems.warn(Math.min(...lines), 'manager-cycle', 'manager', { lines: linesText(lines) })
  }
}

/** Everybody has at most one manager, so a walk upwards ends at the top, at somebody seen before, or in a circle. */
function circlesIn(managerOf: ReadonlyMap<string, string | null>): string[][] {
  const circles: string[][] = []
  const seen = new Set<string>()
  for (const start of managerOf.keys()) {
    const walk: string[] = []
    const placeInWalk = new Map<string, number>()
    let at: string | null = start
    while (at !== null && !seen.has(at)) {
      seen.add(at)
      placeInWalk.set(at, walk.push(at) - 1)
      at = managerOf.get(at) ?? null
    }
    const from = at === null ? undefined : placeInWalk.get(at)
    if (from !== undefined) circles.push(walk.slice(from))
  }
  return circles
}
