// Quantiles of Student's t distribution, for intervals of means.
import { incompleteBeta } from '../distributions/beta.ts'

/** P(T <= t) with `df` degrees of freedom. */
export function tDistribution(t: number, df: number): number {
  const tail = incompleteBeta(df / (df + t * t), df / 2, 0.5) / 2
  return t > 0 ? 1 - tail : tail
}

/**
 * The value that T stays below with probability `p`; by bisection, to about 1e-12.
 *
 * @param p between 0.5 and 1, both excluded
 * @param df degrees of freedom, at least 1
 * @throws RangeError outside these
 */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0.5 && p < 1) || !(df >= 1)) throw new RangeError('a quantile of t needs 0.5 < p < 1 and at least one degree of freedom')
  let low = 0
  let high = 1
  while (tDistribution(high, df) < p) high *= 2
  while (high - low > 1e-13 * Math.max(1, high)) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (tDistribution(middle, df) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
