import { setImmediate } from 'node:timers/promises'
import type { Progress } from './table.ts'

/**
 * Runs a generator to its end and gives the event loop a turn after each step, so that a server goes on answering.
 * A step should take a few milliseconds.
 */
export async function runInSlices<Result>(
  work: Generator<Progress, Result, void>,
  onProgress?: (done: number, total: number) => void,
): Promise<Result> {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    onProgress?.(step.value.done, step.value.total)
    await setImmediate()
  }
}

/** Runs a generator to its end at once: for commands and tests. */
export function runAtOnce<Result>(work: Generator<Progress, Result, void>): Result {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}
