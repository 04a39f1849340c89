// From influence to errors: by cluster, with few clusters taken into account.
import { tCritical } from '../distributions/tails.ts'
import { type Borrowed, borrowedOf } from './borrowed.ts'
import type { Panel, Stretch } from './panel.ts'

export interface Sample {
  /** Units. */
  n: number
  clusters: number
  /** Influence is kept by cluster and, behind them, for lenders to cohorts of one cluster: so many numbers. */
  width: number
  borrowed: Borrowed | null
  /** Of each cluster the place of its block: clusters of one cohort; those of mixed cohorts together; lenders. */
  blockOf: Int32Array
  /** Clusters of each block. */
  blockSizes: Int32Array
}

export function sampleOf(panel: Panel): Sample {
  const { units, clusters, clusterCohort, cohorts } = panel
  const borrowed = borrowedOf(panel)
  const lenders = borrowed?.lenders.length ?? 0
  const width = clusters + (borrowed?.cohorts ?? 0) * lenders
  const blockSizes = new Int32Array(cohorts.length + 2)
  for (const cohort of clusterCohort) blockSizes[cohort]!++
  blockSizes[cohorts.length + 1] = lenders
  const blockOf = new Int32Array(width).fill(cohorts.length + 1)
  blockOf.set(clusterCohort)
  return { n: units, clusters, width, borrowed, blockOf, blockSizes }
}

/**
 * Sums influence by cluster into `sums`.
 *
 * @returns whether each unit is its own cluster: then `sums` holds values only within `touched`
 */
export function sumByCluster({ clusterOf }: Panel, influence: Float64Array, touched: readonly Stretch[], sums: Float64Array): boolean {
  if (!clusterOf) {
    for (const { from, to } of touched) sums.set(influence.subarray(from, to), from)
    return true
  }
  sums.fill(0)
  for (const { from, to } of touched) for (let unit = from; unit < to; unit++) sums[clusterOf[unit]!]! += influence[unit]!
  return false
}

/** √(Σ s²) / n over clusters, without what is borrowed, in units of the estimate. */
export function errorOf(sums: Float64Array, { n, clusters }: Sample, touched: readonly Stretch[] | null): number {
  let sum = 0
  for (const { from, to } of touched ?? [{ from: 0, to: clusters }]) for (let i = from; i < to; i++) sum += sums[i]! * sums[i]!
  return Math.sqrt(sum) / n
}

export interface SmallSample {
  /** Standard error with each block's share raised by its clusters / (clusters - 1). */
  se: number
  /** Degrees of freedom of that error. */
  df: number
}

/**
 * The error where clusters are few. Var = Σ_b c_b / (c_b - 1) V_b with V_b = Σ_(cluster in b) s² / n²; df = Var² / Σ_b (c_b / (c_b - 1) V_b)² / (c_b - 1).
 * For two arms and one change it is Welch's t test; for one treated cluster, whose variance is borrowed (see borrowed.ts), nearly Student's.
 * A block of one cluster from which nothing can be told counts as two.
 * Source: Welch (1947), Biometrika 34, 28-35; Satterthwaite (1946); Bell & McCaffrey (2002) for the same idea in regressions.
 *
 * @param influence sums by cluster
 */
export function smallSample(influence: Float64Array, sample: Sample, touched: readonly Stretch[] | null = null): SmallSample {
  return smallSampleOf(blockProducts(influence, influence, sample, touched), sample)
}

/** Σ over the clusters of each block of left x right. */
export function blockProducts(
  left: Float64Array,
  right: Float64Array,
  { blockOf, blockSizes, width }: Sample,
  touched: readonly Stretch[] | null = null,
): Float64Array {
  const parts = new Float64Array(blockSizes.length)
  for (const { from, to } of touched ?? [{ from: 0, to: width }])
    for (let i = from; i < to; i++) parts[blockOf[i]!]! += left[i]! * right[i]!
  return parts
}

/** The same from the sums of squares of each block. */
export function smallSampleOf(squares: Float64Array, { n, blockSizes }: Sample): SmallSample {
  let variance = 0
  let spread = 0
  for (let block = 0; block < squares.length; block++) {
    const others = Math.max(1, blockSizes[block]! - 1)
    const part = (squares[block]! * (others + 1)) / others / n / n
    variance += part
    spread += (part * part) / others
  }
  return { se: Math.sqrt(variance), df: variance > 0 ? (variance * variance) / spread : 1 }
}

export interface Range {
  lower: number
  upper: number
}

/** estimate ± t(df) se from `smallSample`: nearly ± 1.96 se with many clusters. */
export function rangeOf(
  estimate: number,
  influence: Float64Array,
  sample: Sample,
  { alpha = 0.05, touched = null }: { alpha?: number; touched?: readonly Stretch[] | null } = {},
): Range & SmallSample {
  const small = smallSample(influence, sample, touched)
  const reach = tCritical(alpha, small.df) * small.se
  return { lower: estimate - reach, upper: estimate + reach, ...small }
}
