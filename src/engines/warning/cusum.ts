// The tabular cumulative sum: a shift of known size, found soonest.
import { chartProblem, type ChartProblem, problemOfPoints, type Side } from './problem.ts'

export interface CusumOptions {
  target: number
  /** Allowance: half of the shift that matters, in the unit of the points. 0 or more. */
  k: number
  /** Decision interval, in the unit of the points. Above 0. k = sd / 2 and h = 5 sd: a false alarm in 465 points. */
  h: number
}

export interface CusumChart {
  /** Sum above target + k, and sum below target - k (also counted upwards); never below 0. */
  high: Float64Array
  low: Float64Array
  /** Points at which a sum stands above h; `since` is the first point of the climb: the estimate of when it began. */
  beyond: { at: number; side: Side; since: number }[]
  problem: null
}

/**
 * high_i = max(0, high_(i-1) + x_i - target - k), low_i = max(0, low_(i-1) + target - k - x_i); both begin at 0; an alarm above h. Sums are not set back after
 * an alarm.
 * Source: Page (1954), Biometrika 41, 100-115; Montgomery, Statistical Quality Control, 9.1; Hawkins & Olwell (1998).
 */
export function cusumChart(values: Float64Array, { target, k, h }: CusumOptions): CusumChart | { problem: ChartProblem } {
  const problem = problemOfPoints(values)
  if (problem) return { problem }
  if (!(Math.abs(target) <= 1e150) || !(k >= 0 && k <= 1e150) || !(h > 0 && h < Infinity)) return chartProblem('bad-setting')
  const high = new Float64Array(values.length)
  const low = new Float64Array(values.length)
  const beyond: CusumChart['beyond'] = []
  let [up, down, upSince, downSince] = [0, 0, 0, 0]
  for (const [at, value] of values.entries()) {
    if (up === 0) upSince = at
    if (down === 0) downSince = at
    up = Math.max(0, up + value - target - k)
    down = Math.max(0, down + target - k - value)
    high[at] = up
    low[at] = down
    if (up > h) beyond.push({ at, side: 'above', since: upSince })
    if (down > h) beyond.push({ at, side: 'below', since: downSince })
  }
  return { high, low, beyond, problem: null }
}
