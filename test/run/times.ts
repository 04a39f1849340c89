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

/** Short files that take long on any machine, in milliseconds on two cores: the last one waits a minute for the lease of a killed process to end. */
const known: Record<string, number> = {
  'src/platform/jobs/jobs.test.ts': 20_000,
  'test/access/http.test.ts': 60_000,
  'test/backup/commands.test.ts': 24_000,
  'test/kills/kills.test.ts': 110_000,
}

/** A file that never ran, and is not known, counts by its length: some 10 ms a line of 40 characters. */
export function longestFirst(names: string[]): string[] {
  const times = readTimes()
  const weight = new Map(names.map((name) => [name, times[name] ?? known[name] ?? statSync(path.join(root, name)).size / 4]))
  return names.toSorted((a, b) => weight.get(b)! - weight.get(a)!)
}

export function keepTimes(fileTimes: readonly { name: string; ms: number }[]): void {
  const times = readTimes()
  for (const { name, ms } of fileTimes) times[name] = Math.round(ms)
  mkdirSync(path.dirname(store), { recursive: true })
  writeFileSync(store, JSON.stringify(times))
}
