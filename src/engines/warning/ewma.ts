// The exponentially weighted moving average: small, lasting shifts.
import { beyondLimits } from './attributes-chart.ts'
import { chartProblem, type ChartProblem, problemOfPoints, type Side } from './problem.ts'

export interface EwmaOptions {
  target: number
  /** Standard deviation of a point: one for all, or one for each (sizes that differ). Above 0, in the unit of the points. */
  sd: number | Float64Array
  /** Weight of the newest point, above 0 to 1. */
  lambda: number
  /** Limits stand so many standard errors of the average from the target. Above 0. */
  width: number
  /** Limits as they are in the long run, from the first point on: wider at the beginning, and only for one `sd`. */
  isSteady?: boolean
}

export interface EwmaChart {
  /** One per point; before the first it stands at the target. */
  ewma: Float64Array
  lower: Float64Array
  upper: Float64Array
  beyond: { at: number; side: Side }[]
  problem: null
}

/**
 * w_i = λ x_i + (1 - λ) w_(i-1), w_0 = target; variance V_i = λ² sd_i² + (1 - λ)² V_(i-1), V_0 = 0, which for one sd is sd² λ / (2 - λ) (1 - (1 - λ)^2i);
 * limits target ± width √V_i.
 * Source: Roberts (1959), Technometrics 1, 239-250; Lucas & Saccucci (1990), Technometrics 32, 1-12.
 */
export function ewmaChart(values: Float64Array, options: EwmaOptions): EwmaChart | { problem: ChartProblem } {
  const problem = problemOfPoints(values)
  if (problem) return { problem }
  const { target, sd, lambda, width, isSteady = false } = options
  if (!isPossible(options)) return chartProblem('bad-setting')
  if (typeof sd !== 'number' && sd.length !== values.length) return chartProblem('lengths-differ')
  const ewma = new Float64Array(values.length)
  const lower = new Float64Array(values.length)
  const upper = new Float64Array(values.length)
  let level = target
  let variance = isSteady && typeof sd === 'number' ? (sd * sd * lambda) / (2 - lambda) : 0
  for (const [i, value] of values.entries()) {
    const own = typeof sd === 'number' ? sd : sd[i]!
    level = lambda * value + (1 - lambda) * level
    variance = lambda * lambda * own * own + (1 - lambda) ** 2 * variance
    const half = width * Math.sqrt(variance)
    ewma[i] = level
    lower[i] = target - half
    upper[i] = target + half
  }
  return { ewma, lower, upper, beyond: beyondLimits(ewma, lower, upper), problem: null }
}

function isPossible({ target, sd, lambda, width, isSteady = false }: EwmaOptions): boolean {
  const isSpread = typeof sd === 'number' ? isSize(sd) : !isSteady && sd.every(isSize)
  return isSpread && Math.abs(target) <= 1e150 && lambda > 0 && lambda <= 1 && width > 0 && width < Infinity
}

/** Its square is a number above 0. */
const isSize = (value: number): boolean => value >= 1e-150 && value <= 1e150
