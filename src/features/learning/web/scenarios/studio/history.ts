// Undo for a text that buttons write in too: words typed one after the other are one step.
import { useState } from 'react'

/** Steps back; further back are the versions. */
const mostSteps = 100

/** A letter more or fewer belongs to the word before it. */
const isOneStep = (before: string, after: string): boolean =>
  Math.abs(after.length - before.length) === 1 &&
  !/\s/.test(after.length > before.length ? lastTyped(before, after) : lastTyped(after, before))
function lastTyped(shorter: string, longer: string): string {
  let at = 0
  while (at < shorter.length && shorter[at] === longer[at]) at++
  return longer[at] ?? ''
}

export function useHistory(value: string, change: (make: (before: string) => string) => void) {
  const [{ past, future }, set] = useState<{ past: string[]; future: string[] }>({ past: [], future: [] })
  const to = (next: string): void => change(() => next)
  return {
    past,
    future,
    type: (next: string): void => {
      if (past.length === 0 || !isOneStep(value, next)) set({ past: [...past, value].slice(-mostSteps), future: [] })
      else if (future.length > 0) set({ past, future: [] })
      to(next)
    },
    undo: (): void => {
      const last = past.at(-1)
      if (last === undefined) return
      set({ past: past.slice(0, -1), future: [value, ...future] })
      to(last)
    },
    redo: (): void => {
      const next = future[0]
      if (next === undefined) return
      set({ past: [...past, value], future: future.slice(1) })
      to(next)
    },
  }
}
