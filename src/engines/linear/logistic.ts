// Logistic regression by iteratively reweighted least squares.
import { type Fit, leastSquares } from './least-squares.ts'

export interface Logistic extends Fit {
  /** Probabilities, one per row. */
  fitted: Float64Array
}

/**
 * The coefficients that make `d` most likely, P(d = 1) = 1 / (1 + exp(-x b)), weighted. `inverse` is (Xᵀ W X)⁻¹ with W = w p (1 - p).
 *
 * @param columns k columns of m values
 * @param d 0 or 1 each
 * @param weights above 0 in the mean
 * @returns null where it does not converge: columns that are not independent, or separated groups
 */
export function logistic(columns: readonly Float64Array[], d: Float64Array, weights: Float64Array | null): Logistic | null {
  const m = d.length
  const fitted = d.map((one) => (one + 0.5) / 2)
  const working = new Float64Array(m)
  const curvature = new Float64Array(m)
  let deviance = Infinity
  for (let step = 0; step < 50; step++) {
    for (let i = 0; i < m; i++) {
      const p = fitted[i]!
      const variance = Math.max(p * (1 - p), 1e-15)
      working[i] = Math.log(p / (1 - p)) + (d[i]! - p) / variance
      curvature[i] = (weights?.[i] ?? 1) * variance
    }
    const fit = leastSquares(columns, working, curvature)
    if (!fit) return null
    let next = 0
    for (let i = 0; i < m; i++) {
      let eta = 0
      for (let j = 0; j < columns.length; j++) eta += columns[j]![i]! * fit.coefficients[j]!
      // Beyond 30 the other side of 1 is below what a double can tell.
      const p = 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, eta))))
      fitted[i] = p
      next -= 2 * (weights?.[i] ?? 1) * Math.log(d[i]! > 0.5 ? p : 1 - p)
    }
    // Two steps beyond where the deviance stands still: then the coefficients do too.
    if (Math.abs(next - deviance) <= 1e-13 * (Math.abs(next) + 0.1)) return { ...fit, fitted }
    deviance = next
  }
  return null
}
