// Counts: how likely at most so many are, and which limits a count leaves for the pace behind it.
import { incompleteBeta } from './beta.ts'
import { upperGamma } from './gamma.ts'

/** P(K <= k) of the binomial distribution: I_(1-p)(n - k, k + 1). `k` below 0 gives 0, from `n` on 1; NaN gives NaN. */
export function binomialDistribution(k: number, n: number, p: number): number {
  if (Number.isNaN(k + n + p)) return Number.NaN
  const whole = Math.floor(k)
  if (whole < 0) return 0
  return whole >= n ? 1 : incompleteBeta(1 - p, n - whole, whole + 1)
}

/** P(K <= k) of the Poisson distribution with this mean: Q(k + 1, mean). `k` below 0 gives 0; NaN gives NaN. */
export function poissonDistribution(k: number, mean: number): number {
  if (Number.isNaN(k + mean)) return Number.NaN
  const whole = Math.floor(k)
  return whole < 0 ? 0 : upperGamma(whole + 1, mean)
}

/**
 * The smallest whole k with P(K <= k) >= p, by bisection.
 *
 * @param distribution rising in k, 0 below 0
 * @param most where the search begins; doubled until it is enough
 */
export function quantileOfCount(distribution: (k: number) => number, p: number, most: number): number {
  let high = Math.max(1, Math.ceil(most))
  while (distribution(high) < p && high < Number.MAX_SAFE_INTEGER / 2) high *= 2
  let low = -1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (distribution(middle) < p) low = middle
    else high = middle
  }
  return high
}

/**
 * Exact limits of a Poisson mean from one count: low with P(K >= count) = alpha / 2, high with P(K <= count) = alpha / 2; to about 1e-13 relative.
 * Garwood, Biometrika 28 (1936) 437. (Byar's approximation of the same: scores/count.ts.)
 *
 * @param count whole and not negative
 * @returns null for what is no count, or no alpha between 0 and 1
 */
export function exactPoissonLimits(count: number, alpha: number): { low: number; high: number } | null {
  if (!Number.isSafeInteger(count) || count < 0 || !(alpha > 0 && alpha < 1)) return null
  return {
    low: count === 0 ? 0 : falling((mean) => poissonDistribution(count - 1, mean), 1 - alpha / 2, count),
    high: falling((mean) => poissonDistribution(count, mean), alpha / 2, count),
  }
}

/** Where a function that falls from 1 to 0 passes `wanted`. */
function falling(of: (mean: number) => number, wanted: number, start: number): number {
  let low = 0
  let high = Math.max(1, start)
  while (of(high) > wanted) high *= 2
  while (high - low > 1e-15 * high) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (of(middle) > wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}
