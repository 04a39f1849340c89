import { chiSquareTail } from '../distributions/tails.ts'
import { cholesky, solveCholesky } from '../linear/cholesky.ts'

export interface Wald {
  statistic: number
  df: number
  /** P(χ² > statistic). */
  p: number
}

/** Beyond so many cells the covariance is neither stable nor quick. */
const mostCells = 150

/**
 * W = θᵀ V⁻¹ θ with V = Σ_cluster s sᵀ / n², chi-square with as many degrees of freedom as cells. Null without cells, with a singular V (fewer clusters than
 * cells, say), with over 150 cells, or where clusters times cells² are over 4e9.
 *
 * @param estimates with their influence summed by cluster
 * @param n units
 */
export function waldOf(estimates: readonly { estimate: number; influence: Float64Array }[], n: number): Wald | null {
  const varying = estimates.filter(({ influence }) => influence.some((value) => value !== 0))
  const k = varying.length
  const clusters = varying[0]?.influence.length ?? 0
  if (k === 0 || k > mostCells || k >= clusters || clusters * k * k > 4e9) return null
  const v = covariance(
    varying.map(({ influence }) => influence),
    n,
  )
  const l = cholesky(v, k)
  if (!l) return null
  const theta = Float64Array.from(varying, ({ estimate }) => estimate)
  const x = solveCholesky(l, theta, k)
  const statistic = theta.reduce((sum, value, i) => sum + value * x[i]!, 0)
  return { statistic, df: k, p: chiSquareTail(statistic, k) }
}

/** Σ_cluster s sᵀ / n², by rows; in stretches of clusters that stay in the processor's cache. */
export function covariance(columns: readonly Float64Array[], n: number): Float64Array {
  const k = columns.length
  const v = new Float64Array(k * k)
  const stretch = 512
  const length = columns[0]?.length ?? 0
  for (let from = 0; from < length; from += stretch) {
    const to = Math.min(length, from + stretch)
    for (let i = 0; i < k; i++) {
      const left = columns[i]!
      for (let j = 0; j <= i; j++) {
        const right = columns[j]!
        let sum = 0
        for (let c = from; c < to; c++) sum += left[c]! * right[c]!
        v[i * k + j]! += sum
      }
    }
  }
  for (let i = 0; i < k; i++)
    for (let j = 0; j <= i; j++) {
      v[i * k + j]! /= n * n
      v[j * k + i] = v[i * k + j]!
    }
  return v
}
