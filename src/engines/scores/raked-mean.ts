// The mean of raked answers, with an error that knows of the sampling design and of the margins that are met.
import { tCritical } from '../distributions/tails.ts'
import { independentColumns, leastSquares } from '../linear/least-squares.ts'
import { linearised } from './clustered.ts'
import type { Estimate } from './proportion.ts'
import type { Margin, Raked } from './raking.ts'
import { groupsOf, problemOfSample, sampleProblem, type SampleProblem, type SampleRows, varianceOfTotal } from './sample.ts'

export interface RakedEstimate extends Estimate {
  se: number
  df: number
  clusters: number
  /** Kish's, of the weights alone. */
  effectiveN: number
  problem: null
}

/**
 * Mean (or share, of 0 and 1) of raked answers with its 95 % t interval on (clusters - strata) degrees of freedom.
 *
 * mean = Σ w y / Σ w. Error by linearisation: u = (y - mean) / Σ w, e = u less its regression on the dummies of all margins, weighted by the starting weights;
 * V = variance of the total of w e over clusters within strata (varianceOfTotal). No finite population correction.
 * Source: Deville & Särndal (1992), JASA 87, 376-382, (3.4). As R's svymean after survey::calibrate(calfun = "raking"), and after survey::rake where starting weights
 * are all alike: rake() leaves them out of the regression. Trimmed weights are taken as if raking had given them.
 *
 * @param rows see SampleRows; in the order of `raked`
 * @param scale ends of the answers' scale; the interval is cut to them
 * @returns where all values agree, an interval without width: nothing varied
 */
export function rakedMean(
  rows: SampleRows,
  raked: Raked,
  scale: { from: number; to: number } = { from: -Infinity, to: Infinity },
): RakedEstimate | { problem: SampleProblem } {
  const { weights, start, margins, effectiveN } = raked
  const problem = problemOfSample(rows, weights)
  if (problem) return { problem }
  const { unit, mean, parts } = linearised(rows.values, weights)
  const rests = lessMargins(parts, weights, start, margins)
  if (!rests) return { problem: sampleProblem('no-weight') }
  const groups = groupsOf(rows)
  const spread = varianceOfTotal(rests, groups)
  if ('code' in spread) return { problem: spread }
  const se = Math.sqrt(spread.variance)
  const half = se * tCritical(0.05, spread.df)
  return {
    n: weights.length,
    estimate: mean * unit,
    se: se * unit,
    low: Math.max(scale.from, (mean - half) * unit),
    high: Math.min(scale.to, (mean + half) * unit),
    df: spread.df,
    clusters: groups.sizes.length,
    effectiveN,
    problem: null,
  }
}

/** w e: what the margins do not explain of each row's part. Rows without a weight have none. */
function lessMargins(parts: Float64Array, weights: Float64Array, start: Float64Array, margins: readonly Margin[]): Float64Array | null {
  const counting = Int32Array.from(weights.keys()).filter((row) => weights[row]! > 0 && start[row]! > 0)
  const largest = (of: Float64Array): number => counting.reduce((high, row) => Math.max(high, of[row]!), 0)
  const [heaviest, most] = [largest(weights), largest(start)]
  const influence = Float64Array.from(counting, (row) => parts[row]! / (weights[row]! / heaviest))
  const all = dummies(margins, counting)
  const columns = independentColumns(all).map((place) => all[place]!)
  const fit = leastSquares(
    columns,
    influence,
    Float64Array.from(counting, (row) => start[row]! / most),
  )
  if (!fit) return null
  const rests = new Float64Array(parts.length)
  for (const [place, row] of counting.entries()) {
    let rest = influence[place]!
    for (const [k, column] of columns.entries()) rest -= fit.coefficients[k]! * column[place]!
    rests[row] = rest * (weights[row]! / heaviest)
  }
  return rests
}

/** An intercept and a column per category but the first, over these rows. */
const dummies = (margins: readonly Margin[], rows: Int32Array): Float64Array[] => [
  new Float64Array(rows.length).fill(1),
  ...margins.flatMap(({ of, totals }) =>
    totals.slice(1).map((_, category) => Float64Array.from(rows, (row) => (of[row] === category + 1 ? 1 : 0))),
  ),
]
