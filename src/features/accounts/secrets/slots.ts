// Hashing takes 35 ms of a core and a thread of Node's pool of four. Two at a time leave the others to files and names; a hundred may
// wait (about two seconds), the next are told to come back, so that a flood of sign-ins slows sign-ins and nothing else.
import { Problem, problems } from '#platform/http/problem.ts'

export function createSlots(atOnce: number, mostWaiting: number) {
  let busy = 0
  const waiting: (() => void)[] = []
  return async function inSlot<T>(work: () => Promise<T>): Promise<T> {
    if (busy >= atOnce) {
      if (waiting.length >= mostWaiting) throw new Problem(problems.unavailable, { headers: { 'retry-after': '2' } })
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else busy++
    try {
      return await work()
    } finally {
      // The slot passes to the next in line, or becomes free.
      const next = waiting.shift()
      if (next) next()
      else busy--
    }
  }
}
