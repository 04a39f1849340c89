// What a plan could show at all: rolled out many times over, with the unrest that the outcome had before anybody started.
import { type Plan, powerOf } from '#engines/causal/power.ts'
import type { Rows } from '#engines/causal/rows.ts'
import { seeded } from '#engines/item/seeded.ts'
import type { PowerAsked, Results, Tell } from './jobs.ts'
import { readPanel } from './read-panel.ts'
import { type Spread, spreadOf } from './spread.ts'

const wanted = 0.8
const steps = 20
/** 500 runs know power to within 4 points, 200 to within 6. */
const runsOf = (rows: number): number => (rows <= 5000 ? 500 : 200)
const mostClusters = 240

/**
 * Of many clusters 240 with the same shares of every start: errors shrink with the root of how many there are, so that their unrest is made smaller by
 * the root of the share taken, and 100,000 units need seconds instead of minutes.
 */
function thinned(starts: Float64Array): { starts: Float64Array; scale: number } {
  if (starts.length <= mostClusters) return { starts, scale: 1 }
  const sorted = starts.toSorted()
  const kept = Float64Array.from({ length: mostClusters }, (_, i) => sorted[Math.floor(((i + 0.5) * sorted.length) / mostClusters)]!)
  return { starts: kept, scale: Math.sqrt(mostClusters / starts.length) }
}

export function powerTask({ source, design, starts, periods, seed }: PowerAsked, tell: Tell): Results['power'] {
  tell('reading', 0)
  if (source.kind === 'file') {
    const { file, objection } = readPanel(source.bytes, source.columns)
    if (!file) return { power: null, problem: objection }
    const rows = file.rows.cluster ? meansOfClusters(file.rows) : file.rows
    return simulate(planOfFile(rows), spreadOf(beforeStart(rows)), design, seed, tell)
  }
  const { panel } = source
  const plan = { starts: starts ?? panel.starts, periods: periods ?? panel.labels.length }
  return simulate(plan, spreadOf(panel.rows), design, seed, tell)
}

type Shape = Pick<Plan, 'starts' | 'periods'>
function simulate(shape: Shape, spread: Spread | null, design: PowerAsked['design'], seed: string, tell: Tell): Results['power'] {
  if (!spread) return { power: null, problem: 'no-past' }
  const { starts, periods } = shape
  const few = thinned(starts)
  const runs = runsOf(few.starts.length * periods)
  const plan: Plan = {
    starts: few.starts,
    periods,
    unitsPerCluster: 1,
    unitSd: spread.unitSd * few.scale,
    errorSd: spread.errorSd * few.scale,
    memory: spread.memory,
    clusterPeriodSd: 0,
  }
  try {
    const found = powerOf(plan, { random: seeded(seed), runs, design, onProgress: (share) => tell('simulating', share) })
    const detectable = found.detectable(wanted)
    const most = 2 * detectable
    return {
      power: {
        detectable,
        power: wanted,
        meanSe: found.meanSe,
        runs,
        curve: Array.from({ length: steps + 1 }, (_, i) => ({ effect: (most * i) / steps, power: found.powerOf((most * i) / steps) })),
        teams: starts.length,
        comparison: starts.reduce((sum, start) => sum + (start === 0 ? 1 : 0), 0),
        periods,
        from: { teamPeriods: spread.rows, unitSd: spread.unitSd, errorSd: spread.errorSd, memory: spread.memory },
      },
      problem: null,
    }
  } catch (error) {
    // Nobody starts, or nobody is left to compare with.
    if (error instanceof RangeError) return { power: null, problem: 'no-plan' }
    throw error
  }
}

/** By cluster: treatment was given out to whole clusters, and what moves one moves all in it. */
function meansOfClusters({ unit, cluster = unit, time, outcome, firstTreated }: Rows): Rows {
  const means = new Map<string, { unit: number; time: number; start: number; sum: number; count: number }>()
  for (let i = 0; i < unit.length; i++) {
    const key = `${cluster[i]} ${time[i]}`
    const one = means.get(key) ?? { unit: cluster[i]!, time: time[i]!, start: firstTreated[i]!, sum: 0, count: 0 }
    one.sum += outcome[i]!
    one.count++
    means.set(key, one)
  }
  const list = [...means.values()]
  return {
    unit: Int32Array.from(list, (one) => one.unit),
    time: Float64Array.from(list, (one) => one.time),
    outcome: Float64Array.from(list, (one) => one.sum / one.count),
    firstTreated: Float64Array.from(list, (one) => one.start),
  }
}

/** Rows before anybody started. */
function beforeStart({ unit, time, outcome, firstTreated }: Rows): Rows {
  let first = Infinity
  for (const start of firstTreated) if (start > 0) first = Math.min(first, start)
  const kept = Int32Array.from(time.keys()).filter((row) => time[row]! < first)
  return {
    unit: kept.map((row) => unit[row]!),
    time: Float64Array.from(kept, (row) => time[row]!),
    outcome: Float64Array.from(kept, (row) => outcome[row]!),
    firstTreated: new Float64Array(kept.length),
  }
}

/** Periods by their order. */
function planOfFile({ unit, time, firstTreated }: Rows): Shape {
  const times = [...new Set(time)].toSorted((left, right) => left - right)
  const starts = new Map<number, number>()
  for (let i = 0; i < unit.length; i++)
    starts.set(unit[i]!, firstTreated[i] === 0 ? 0 : times.findIndex((one) => one >= firstTreated[i]!) + 1)
  return { starts: Float64Array.from(starts.values()), periods: times.length }
}
