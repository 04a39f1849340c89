// How rare a statistic is where nothing is the matter: upper tails, so that small probabilities keep their digits.
import { incompleteBeta } from './beta.ts'
import { upperGamma } from './gamma.ts'

/** P(X > x) of chi-square with `df` degrees of freedom (df > 0). NaN gives NaN. */
export const chiSquareTail = (x: number, df: number): number => (df > 0 ? upperGamma(df / 2, x / 2) : Number.NaN)

/** P(F > f) of Fisher's F with `numerator` and `denominator` degrees of freedom (both > 0, need not be whole; infinite denominator: chi-square). NaN gives NaN. */
export function fTail(f: number, numerator: number, denominator: number): number {
  if (!(numerator > 0) || !(denominator > 0) || Number.isNaN(f)) return Number.NaN
  if (f <= 0) return 1
  if (denominator > 1e8) return chiSquareTail(f * numerator, numerator)
  const scaled = numerator * f
  // Each side from the smaller argument, which alone has all its digits.
  if (scaled < denominator) return 1 - incompleteBeta(scaled / (denominator + scaled), numerator / 2, denominator / 2)
  return incompleteBeta(denominator / (denominator + scaled), denominator / 2, numerator / 2)
}

/** P(|T| > |t|) of Student's t with `df` degrees of freedom (df > 0, need not be whole; infinite: normal). NaN gives NaN. */
export const tTails = (t: number, df: number): number => fTail(t * t, 1, df)

/** P(Z <= z) of the standard normal. */
export function normalDistribution(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2
  return z > 0 ? 1 - tail : tail
}

/**
 * The value that Z stays below with probability `p`: Newton from a logistic start, to about 1e-14.
 *
 * @throws RangeError unless 0 < p < 1
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError('a quantile needs a probability between 0 and 1')
  if (p === 0.5) return 0
  if (p > 0.5) return -normalQuantile(1 - p)
  let z = -Math.sqrt(-2 * Math.log(2 * p))
  for (let i = 0; i < 100; i++) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    // Newton on ln P, which is concave: it can't jump over.
    const below = normalDistribution(z)
    const step = (Math.log(below) - Math.log(p)) * (below / density)
    z -= step
    if (Math.abs(step) < 1e-15 * Math.max(1, Math.abs(z))) break
  }
  return z
}

/**
 * The value that |T| exceeds with probability `alpha`; by bisection, to about 1e-13 relative.
 *
 * @param df above 0, need not be whole; infinite: normal
 * @throws RangeError unless 0 < alpha < 1 and df > 0
 */
export function tCritical(alpha: number, df: number): number {
  if (!(alpha > 0 && alpha < 1) || !(df > 0))
    throw new RangeError('a critical value of t needs 0 < alpha < 1 and degrees of freedom above 0')
  if (df > 1e8) return -normalQuantile(alpha / 2)
  let low = 0
  let high = 1
  while (tTails(high, df) > alpha && high < 1e300) high *= 2
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (tTails(middle, df) > alpha) low = middle
    else high = middle
  }
  return (low + high) / 2
}
