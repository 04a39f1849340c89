// Before the start: which effect could such a roll-out show at all?
import { tCritical } from '../distributions/tails.ts'
import { arrange } from './arrange.ts'
import { groupTimeEffects } from './group-time.ts'
import { type Design, type Rows, usualDesign } from './rows.ts'
import { smallSample } from './sample.ts'

export interface Plan {
  /** Of each cluster: its first treated period from 1 on, 0 never. */
  starts: Float64Array
  unitsPerCluster: number
  periods: number
  /** Standard deviations, in units of the outcome: of what lasts in a unit, of what moves a whole cluster in one period, and of each single value. */
  unitSd: number
  clusterPeriodSd: number
  errorSd: number
  /** Share of a single value's error that stays to the next period: 0 to below 1. */
  memory: number
}

export interface PowerOptions {
  random: () => number
  /** Simulated roll-outs. Default 500: power to within 4 points. */
  runs?: number
  alpha?: number
  design?: Partial<Design>
  /** Called after each run with the share that is done. */
  onProgress?: (share: number) => void
}

export interface Power {
  /** Probability that a lasting effect of this size is told from 0. */
  powerOf: (effect: number) => number
  /** The smallest lasting effect that is told from 0 with this probability, in units of the outcome. */
  detectable: (power: number) => number
  /** Mean standard error over the runs. */
  meanSe: number
  runs: number
}

/**
 * Simulates the plan without an effect and estimates each as a study would, with the errors for few clusters. A constant effect shifts the estimate and leaves its error
 * alone, so that one set of runs answers for every size: power(d) = share of |estimate + d| > t(df) se.
 *
 * @throws RangeError where no estimate can be made of the plan: nobody treated, nobody to compare with, fewer than two periods
 */
export function powerOf(plan: Plan, { random, runs = 500, alpha = 0.05, design, onProgress }: PowerOptions): Power {
  const whole = { ...usualDesign, ...design }
  const results = Array.from({ length: runs }, (_, run) => {
    const { panel, problem } = arrange(drawn(plan, random), whole)
    if (!panel) throw new RangeError(`no estimate can be made of this plan: ${problem.code}`)
    const { simple, sample } = groupTimeEffects(panel, whole)
    const { se, df } = smallSample(simple.influence, sample)
    onProgress?.((run + 1) / runs)
    return { estimate: simple.estimate, se, reach: tCritical(alpha, df) * se }
  })
  const needed = Float64Array.from(results, ({ estimate, reach }) => Math.max(0, reach - estimate)).sort()
  return {
    powerOf: (effect) => results.filter(({ estimate, reach }) => Math.abs(estimate + effect) > reach).length / runs,
    detectable: (power) => needed[Math.min(runs - 1, Math.max(0, Math.ceil(power * runs) - 1))]!,
    meanSe: results.reduce((sum, { se }) => sum + se, 0) / runs,
    runs,
  }
}

function drawn({ starts, unitsPerCluster, periods, unitSd, clusterPeriodSd, errorSd, memory }: Plan, random: () => number): Rows {
  const length = starts.length * unitsPerCluster * periods
  const rows = {
    unit: new Int32Array(length),
    cluster: new Int32Array(length),
    time: new Float64Array(length),
    outcome: new Float64Array(length),
    firstTreated: new Float64Array(length),
  }
  const normal = normals(random)
  let row = 0
  for (const [cluster, start] of starts.entries()) {
    const shocks = Array.from({ length: periods }, () => clusterPeriodSd * normal())
    for (let i = 0; i < unitsPerCluster; i++) {
      const level = unitSd * normal()
      let error = normal()
      for (let period = 1; period <= periods; period++, row++) {
        if (period > 1) error = memory * error + Math.sqrt(1 - memory * memory) * normal()
        rows.unit[row] = cluster * unitsPerCluster + i
        rows.cluster[row] = cluster
        rows.time[row] = period
        rows.firstTreated[row] = start
        rows.outcome[row] = level + shocks[period - 1]! + errorSd * error
      }
    }
  }
  return rows
}

/** Standard normal draws, two from two numbers (Box & Muller 1958). */
function normals(random: () => number): () => number {
  let kept: number | null = null
  return () => {
    if (kept !== null) {
      const value = kept
      kept = null
      return value
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random()))
    const angle = 2 * Math.PI * random()
    kept = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}
