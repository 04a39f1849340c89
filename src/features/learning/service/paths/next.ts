// Of a person's plan, the one step that comes next.
import type { Tx } from '#platform/db/database.ts'
import { entriesOf, type EntryRow } from '../../store/paths/entries.ts'
import { ownSteps, type StepKind, type StepRow } from '../../store/paths/paths.ts'

/** The first step that is not done of what is due first; `entries` in that order. */
export function nextOf<Step extends Pick<StepRow, 'pathId' | 'isThere'> & { isDone: boolean }>(
  entries: readonly EntryRow[],
  steps: readonly Step[],
): { entry: EntryRow; step: Step } | null {
  for (const entry of entries) {
    const isOpen = entry.finishedAt === null && entry.withdrawnOn === null
    const step = isOpen ? steps.find(({ pathId, isThere, isDone }) => pathId === entry.pathId && isThere && !isDone) : undefined
    if (step) return { entry, step }
  }
  return null
}

export interface PlannedStep {
  kind: StepKind
  id: string
  title: string | null
  isBegun: boolean
  pathTitle: string
  dueOn: string
}
/** What a person's plan asks next; null: nothing is open. */
export async function nextPlanned(tx: Tx, personId: string, language: string): Promise<PlannedStep | null> {
  const [entries, steps] = await Promise.all([entriesOf(tx, personId), ownSteps(tx, personId, language)])
  const next = nextOf(entries, steps)
  if (!next) return null
  const { kind, subjectId: id, title, isBegun } = next.step
  return { kind, id, title, isBegun, pathTitle: next.entry.title, dueOn: next.entry.dueOn }
}
