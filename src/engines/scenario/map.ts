// Where each scene is drawn: columns by the fewest steps from the start, rows so that lines cross little. Values only; the page draws.
import type { Quality, Scenario } from './scenario.ts'

export interface Spot {
  key: string
  title: string | null
  quality: Quality | null
  column: number
  row: number
  isTimed: boolean
  /** No way leads here. */
  isLoose: boolean
}
export interface Way {
  from: string
  to: string
  kind: 'choice' | 'on' | 'time' | 'when'
  /** How many choices lead from here to there. */
  count: number
  /** Leads to an earlier column, or stays in its own. */
  isBack: boolean
}
export interface Drawing {
  spots: Spot[]
  ways: Way[]
  columns: number
  rows: number
}

/** Any scenario, even one with faults: ways to unknown places are left out, loose scenes stand in a last column. */
export function drawScenario({ scenes, endings, triggers }: Scenario): Drawing {
  const keys = [...scenes, ...endings].map(({ key }) => key)
  const known = new Set(keys)
  const counted = new Map<string, Omit<Way, 'isBack'>>()
  const join = (from: string, to: string, kind: Way['kind']): void => {
    if (!known.has(to)) return
    const way = counted.get(`${from} ${to} ${kind}`) ?? { from, to, kind, count: 0 }
    counted.set(`${from} ${to} ${kind}`, { ...way, count: way.count + 1 })
  }
  for (const { key, choices, jumps, timer } of scenes) {
    for (const { target } of choices) join(key, target, 'choice')
    for (const { target } of jumps) join(key, target, 'on')
    if (timer) join(key, timer.target, 'time')
  }
  const columns = columnsOf(keys, [...counted.values()])
  const last = Math.max(...columns.values(), 0)
  const byTrigger = new Set(triggers.map(({ target }) => target))
  const isLoose = (key: string): boolean => !columns.has(key) && !byTrigger.has(key)
  const columnOf = (key: string): number => columns.get(key) ?? last + 1
  const rows = rowsOf(keys, columnOf, [...counted.values()])
  const spots = [...scenes.map((scene) => ({ ...scene, quality: null })), ...endings.map((ending) => ({ ...ending, timer: null }))].map(
    ({ key, title, quality, timer }): Spot => ({
      key,
      title,
      quality,
      column: columnOf(key),
      row: rows.get(key) ?? 0,
      isTimed: timer !== null,
      isLoose: isLoose(key),
    }),
  )
  return {
    spots,
    ways: [...counted.values()].map((way) => ({ ...way, isBack: columnOf(way.to) <= columnOf(way.from) })),
    columns: Math.max(...spots.map(({ column }) => column), -1) + 1,
    rows: Math.max(...spots.map(({ row }) => row), -1) + 1,
  }
}

function columnsOf(keys: readonly string[], ways: readonly Pick<Way, 'from' | 'to'>[]): Map<string, number> {
  const columns = new Map<string, number>()
  const [first] = keys
  if (first === undefined) return columns
  columns.set(first, 0)
  const queue = [first]
  for (let head = 0; head < queue.length; head++) {
    const from = queue[head] ?? ''
    for (const { to } of ways.filter((way) => way.from === from))
      if (!columns.has(to)) {
        columns.set(to, (columns.get(from) ?? 0) + 1)
        queue.push(to)
      }
  }
  return columns
}

/** Each column sorted by the middle of where its scenes come from: one pass forwards, which is enough for a few dozen. */
function rowsOf(
  keys: readonly string[],
  columnOf: (key: string) => number,
  ways: readonly Pick<Way, 'from' | 'to'>[],
): Map<string, number> {
  const rows = new Map<string, number>()
  const most = Math.max(...keys.map(columnOf), -1)
  for (let column = 0; column <= most; column++) {
    const here = keys.filter((key) => columnOf(key) === column)
    const middle = (key: string): number => {
      const above = ways.filter(({ from, to }) => to === key && columnOf(from) < column).map(({ from }) => rows.get(from) ?? 0)
      return above.length === 0 ? here.indexOf(key) : above.reduce((sum, row) => sum + row, 0) / above.length
    }
    const sorted = here.map((key) => ({ key, at: middle(key) })).toSorted((one, other) => one.at - other.at)
    for (const [row, { key }] of sorted.entries()) rows.set(key, row)
  }
  return rows
}
