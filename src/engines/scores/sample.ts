// What estimates from samples with clusters, strata and weights are given, and what is refused.

/** One value per row in every array; all of one length. */
export interface SampleRows {
  /** In its own unit; 0 and 1 for a share. Finite, at most 1e300 on either side of 0. */
  values: Float64Array
  /** Who belongs together (customer, agent, team): any whole numbers. Without it each row is its own. */
  cluster?: Int32Array | undefined
  /** In which part of the population a row was drawn: any whole numbers. A number of a cluster counts anew in each stratum. */
  stratum?: Int32Array | undefined
}

export type SampleProblemCode =
  | 'no-rows'
  /** Arrays of different lengths. */
  | 'lengths-differ'
  /** The value or weight of row `at` is NaN, infinite or beyond ±1e300. */
  | 'not-a-number'
  /** Of row `at`. */
  | 'negative-weight'
  /** All weights are 0, or together more than a number can hold. */
  | 'no-weight'
  /** A share was asked for, and the value of row `at` is neither 0 nor 1. */
  | 'not-a-share'
  /** One cluster (or one row) in the stratum of row `at`: nothing to tell its spread from. */
  | 'one-cluster'

export interface SampleProblem {
  code: SampleProblemCode
  /** Row, where one is to blame. */
  at: number | null
}

export const sampleProblem = (code: SampleProblemCode, at: number | null = null): SampleProblem => ({ code, at })

/** The first thing that is wrong with the rows, or null. */
export function problemOfSample({ values, cluster, stratum }: SampleRows, weight: Float64Array | null): SampleProblem | null {
  const { length } = values
  if ([cluster, stratum, weight ?? undefined].some((column) => column !== undefined && column.length !== length))
    return sampleProblem('lengths-differ')
  if (length === 0) return sampleProblem('no-rows')
  const bad = values.findIndex((value) => !(Math.abs(value) <= 1e300))
  if (bad >= 0) return sampleProblem('not-a-number', bad)
  return weight && problemOfWeights(weight)
}

function problemOfWeights(weight: Float64Array): SampleProblem | null {
  let sum = 0
  for (const [row, one] of weight.entries()) {
    if (!(Math.abs(one) <= 1e300)) return sampleProblem('not-a-number', row)
    if (one < 0) return sampleProblem('negative-weight', row)
    sum += one
  }
  return sum > 0 && Number.isFinite(sum) ? null : sampleProblem('no-weight')
}

/** Rows put together by stratum and cluster. */
export interface Grouping {
  /** Place of each row's group, from 0. */
  groupOf: Int32Array
  /** How many rows each group has. */
  sizes: Int32Array
  /** Place of each group's stratum, from 0. */
  stratumOf: Int32Array
  /** How many groups each stratum has. */
  groupsIn: Int32Array
  /** The first row of each stratum. */
  firstRow: Int32Array
}

export function groupsOf({ values: { length }, cluster, stratum }: SampleRows): Grouping {
  const strata = new Map<number, { place: number; groups: Map<number, number>; row: number }>()
  const groupOf = new Int32Array(length)
  const sizes: number[] = []
  const stratumOf: number[] = []
  for (let row = 0; row < length; row++) {
    const key = stratum ? stratum[row]! : 0
    const own = strata.get(key) ?? { place: strata.size, groups: new Map<number, number>(), row }
    strata.set(key, own)
    const name = cluster ? cluster[row]! : row
    const known = own.groups.get(name)
    const group = known ?? sizes.length
    if (known === undefined) {
      own.groups.set(name, group)
      sizes.push(0)
      stratumOf.push(own.place)
    }
    sizes[group]!++
    groupOf[row] = group
  }
  const all = [...strata.values()]
  return {
    groupOf,
    sizes: Int32Array.from(sizes),
    stratumOf: Int32Array.from(stratumOf),
    groupsIn: Int32Array.from(all, ({ groups }) => groups.size),
    firstRow: Int32Array.from(all, ({ row }) => row),
  }
}

/**
 * Variance of a total whose linearised parts are `parts`, with clusters drawn with replacement in each stratum:
 * V = Σ_h m_h / (m_h - 1) Σ_c (e_hc - mean_h)², e_hc = Σ of the parts of cluster c, m_h = clusters of stratum h.
 * Source: Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 3.7; what R's survey calls the ultimate cluster.
 *
 * @returns the variance and its degrees of freedom (clusters less strata), or the row of a stratum with one cluster
 */
export function varianceOfTotal(parts: Float64Array, { groupOf, sizes, stratumOf, groupsIn, firstRow }: Grouping): Spread | SampleProblem {
  const lonely = groupsIn.indexOf(1)
  if (lonely >= 0) return sampleProblem('one-cluster', firstRow[lonely])
  const sums = new Float64Array(sizes.length)
  for (let row = 0; row < parts.length; row++) sums[groupOf[row]!]! += parts[row]!
  const means = new Float64Array(groupsIn.length)
  for (const [group, sum] of sums.entries()) means[stratumOf[group]!]! += sum / groupsIn[stratumOf[group]!]!
  let variance = 0
  for (const [group, sum] of sums.entries()) {
    const own = stratumOf[group]!
    const m = groupsIn[own]!
    variance += (m / (m - 1)) * (sum - means[own]!) ** 2
  }
  return { variance, df: sizes.length - groupsIn.length }
}

export interface Spread {
  variance: number
  df: number
}
