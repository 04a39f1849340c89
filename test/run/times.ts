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

/** What takes long on any machine, in milliseconds on two cores: a clean clone knows no times of its own, and the last file of a stage has a core for itself. */
const known: Record<string, number> = {
  'src/features/learning/offline.test.ts': 21_000,
  'src/features/practice/digest-year.once.test.ts': 38_000,
  'src/platform/jobs/jobs.test.ts': 24_000,
  'test/access/http.test.ts': 80_000,
  'test/backup/commands.test.ts': 32_000,
  'test/demo/demo.test.ts': 21_000,
  'test/fuzz/fuzz.test.ts': 51_000,
  'test/journeys/accounts-first-start.test.ts': 26_000,
  'test/journeys/accounts-ways-in.test.ts': 32_000,
  'test/journeys/assessments.test.ts': 24_000,
  'test/journeys/author.test.ts': 29_000,
  'test/journeys/broken-parcel.test.ts': 54_000,
  'test/journeys/first-weeks.test.ts': 25_000,
  'test/journeys/language-screen.test.ts': 26_000,
  'test/journeys/lesson-writing.test.ts': 27_000,
  'test/journeys/recognition.test.ts': 45_000,
  'test/journeys/scenarios.test.ts': 33_000,
  'test/journeys/stories.test.ts': 29_000,
  'test/journeys/today.test.ts': 34_000,
  'test/kills/kills.test.ts': 110_000,
  'test/start/embedded.test.ts': 31_000,
  'test/start/lifecycle.test.ts': 25_000,
  'test/start/start.test.ts': 45_000,
  'test/ui/gallery.test.ts': 57_000,
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
