// Means of answers on a scale (customer effort, 1 to 7), from n, sum and sum of squares: what rollups keep.
import type { Estimate } from './proportion.ts'
import { tQuantile } from './student-t.ts'

export interface Moments {
  n: number
  sum: number
  sumSquares: number
}

/**
 * Mean with its t interval, 95 %: mean +- t(0.975, n - 1) s / sqrt(n), s^2 = (sumSquares - sum^2 / n) / (n - 1).
 *
 * @param moments of at least two answers, in units of the scale. Answers are small whole numbers, so the difference loses no digits that matter
 * @param scale ends of the scale; the interval is cut to them
 * @throws RangeError for fewer than two answers (one has no spread) and for sums that are no numbers
 */
export function meanWithInterval({ n, sum, sumSquares }: Moments, scale?: { from: number; to: number }): Estimate {
  if (!Number.isSafeInteger(n) || n < 2) throw new RangeError('a mean with an interval needs two answers')
  if (!Number.isFinite(sum) || !Number.isFinite(sumSquares)) throw new RangeError('sums of answers are finite numbers')
  const estimate = sum / n
  // Rounding can bring a spread of nothing just below zero.
  const variance = Math.max(0, (sumSquares - (sum * sum) / n) / (n - 1))
  const half = tQuantile(0.975, n - 1) * Math.sqrt(variance / n)
  return {
    n,
    estimate,
    low: scale ? Math.max(scale.from, estimate - half) : estimate - half,
    high: scale ? Math.min(scale.to, estimate + half) : estimate + half,
  }
}
