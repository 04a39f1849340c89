// The permutation test over the lot that was drawn: exact, whatever outcomes look like.
import { arrange } from './arrange.ts'
import { groupTimeEffects } from './group-time.ts'
import type { Design, Rows } from './rows.ts'
import { possibleSchedules } from './schedule.ts'
import { shuffledPlaces } from './shuffle.ts'

export interface RandomisationTest {
  observed: number
  /** Share of schedules whose |statistic| is at least the observed one's; drawn: (1 + those) / (1 + draws). */
  p: number
  isExact: boolean
  schedules: number
}

export interface RandomisationOptions {
  /** Of each cluster: when it started, 0 never. */
  starts: Float64Array
  /** Strata within which the lot was drawn; null: none. */
  strata: Int32Array | null
  random: () => number
  /** Up to so many schedules all are tried. Default 20,000. */
  mostSchedules?: number
  /** Else so many are drawn. Default 1,999. */
  draws?: number
  /** Called after each schedule with how many were looked at. */
  onProgress?: (schedules: number) => void
}

/**
 * How rare the observed statistic is among all schedules that the lot could have given. Source: Fisher (1935); Imbens & Rubin (2015), chapter 5; for staggered
 * starts Roth & Sant'Anna (2023), JPE Microeconomics 1, 669-709. Statistics that are no number count as extreme, so that p is never too small.
 */
export function randomisationTest(statistic: (starts: Float64Array) => number, options: RandomisationOptions): RandomisationTest {
  const { starts, strata, random, mostSchedules = 20_000, draws = 1999, onProgress } = options
  const observed = statistic(starts)
  const least = Math.abs(observed) * (1 - 1e-9)
  const isBeyond = (one: Float64Array) => !(Math.abs(statistic(one)) < least)
  const isExact = possibleSchedules(starts, strata) <= mostSchedules
  let [beyond, schedules] = [0, 0]
  for (const schedule of isExact ? allSchedules(starts, strata) : drawnSchedules(starts, strata, draws, random)) {
    schedules++
    if (isBeyond(schedule)) beyond++
    onProgress?.(schedules)
  }
  return { observed, p: isExact ? beyond / schedules : (beyond + 1) / (schedules + 1), isExact, schedules }
}

function membersOf(starts: Float64Array, strata: Int32Array | null): number[][] {
  const members = new Map<number, number[]>()
  for (let cluster = 0; cluster < starts.length; cluster++) {
    const stratum = strata?.[cluster] ?? 0
    members.set(stratum, [...(members.get(stratum) ?? []), cluster])
  }
  return [...members.values()]
}

/** Every distinct schedule once, stratum by stratum in rising order. */
function* allSchedules(starts: Float64Array, strata: Int32Array | null): Generator<Float64Array, void, void> {
  const groups = membersOf(starts, strata)
  const orders = groups.map((group) => Float64Array.from(group, (cluster) => starts[cluster]!).sort())
  const schedule = new Float64Array(starts.length)
  for (;;) {
    for (const [g, group] of groups.entries()) for (const [i, cluster] of group.entries()) schedule[cluster] = orders[g]![i]!
    yield schedule
    let g = 0
    while (g < orders.length && !stepOn(orders[g]!)) {
      orders[g]!.sort()
      g++
    }
    if (g === orders.length) return
  }
}

/** The next order of the values, or false after the last (Narayana Pandita). */
function stepOn(values: Float64Array): boolean {
  let i = values.length - 2
  while (i >= 0 && values[i]! >= values[i + 1]!) i--
  if (i < 0) return false
  let k = values.length - 1
  while (values[k]! <= values[i]!) k--
  ;[values[i], values[k]] = [values[k]!, values[i]!]
  values.subarray(i + 1).reverse()
  return true
}

function* drawnSchedules(
  starts: Float64Array,
  strata: Int32Array | null,
  draws: number,
  random: () => number,
): Generator<Float64Array, void, void> {
  const groups = membersOf(starts, strata)
  const schedule = new Float64Array(starts.length)
  for (let draw = 0; draw < draws; draw++) {
    for (const group of groups) {
      const order = shuffledPlaces(group.length, random)
      for (const [i, cluster] of group.entries()) schedule[cluster] = starts[group[order[i]!]!]!
    }
    yield schedule
  }
}

/**
 * The statistic for a study: the simple aggregate by its error, with units started as their cluster does in the schedule asked about.
 *
 * @param rows with `cluster`, or units as their own
 */
export function scheduleStatistic(rows: Rows, design: Design): (starts: Float64Array) => number {
  const clusterOf = rows.cluster ?? rows.unit
  return (starts) => {
    const firstTreated = Float64Array.from(clusterOf, (cluster) => starts[cluster]!)
    const { panel } = arrange({ ...rows, firstTreated }, design)
    if (!panel) return Number.NaN
    const { estimate, se } = groupTimeEffects(panel, design).simple
    return estimate / se
  }
}
