// What each file took last time, so that the long ones start first and no core waits at the end of a stage.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const store = path.join(root, '.cache/test-times.json')

function readTimes(): Record<string, number> {
  try {
    return JSON.parse(readFileSync(store, 'utf8'))
  } catch {
    // The first run, or an interrupted one.
    return {}
  }
}

/** A file that never ran counts by its length: some 10 ms a line of 40 characters. */
export function longestFirst(names: string[]): string[] {
  const times = readTimes()
  const weight = new Map(names.map((name) => [name, times[name] ?? statSync(path.join(root, name)).size / 4]))
  return names.toSorted((a, b) => weight.get(b)! - weight.get(a)!)
}

export function keepTimes(fileTimes: readonly { name: string; ms: number }[]): void {
  const times = readTimes()
  for (const { name, ms } of fileTimes) times[name] = Math.round(ms)
  mkdirSync(path.dirname(store), { recursive: true })
  writeFileSync(store, JSON.stringify(times))
}
