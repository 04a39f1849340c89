// Which value is exceeded how often: quantiles of beta and F, by bisection on the log odds, where neither end loses digits.
import { incompleteBeta } from './beta.ts'

/** ln(x / (1 - x)) of the beta quantile. */
function betaLogOdds(p: number, a: number, b: number): number {
  if (!(p > 0 && p < 1) || !(a > 0 && a < Infinity) || !(b > 0 && b < Infinity))
    throw new RangeError('a quantile needs a probability between 0 and 1 and shapes above 0')
  let low = -745
  let high = 745
  for (let i = 0; i < 120; i++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    // From the smaller side, which alone has all its digits.
    const isBelow = middle < 0 ? incompleteBeta(odds(middle), a, b) < p : 1 - incompleteBeta(odds(-middle), b, a) < p
    if (isBelow) low = middle
    else high = middle
  }
  return (low + high) / 2
}

const odds = (u: number): number => 1 / (1 + Math.exp(-u))

/**
 * The value that a beta variable stays below with probability `p`, to about 1e-13.
 *
 * @param a,b shapes, above 0
 * @throws RangeError unless 0 < p < 1 and the shapes are finite and above 0
 */
export const betaQuantile = (p: number, a: number, b: number): number => odds(betaLogOdds(p, a, b))

/**
 * The value that Fisher's F stays below with probability `p`, to about 1e-12 relative: x / (1 - x) of the beta quantile (Abramowitz & Stegun 26.6.2).
 *
 * @param numerator,denominator degrees of freedom, above 0, need not be whole
 * @throws RangeError unless 0 < p < 1 and the degrees of freedom are finite and above 0
 */
export const fQuantile = (p: number, numerator: number, denominator: number): number =>
  (denominator / numerator) * Math.exp(betaLogOdds(p, numerator / 2, denominator / 2))
