// What the causal engine is given, how it may be told to look at it, and what it refuses.

/** One value per row in every array; all of one length. */
export interface Rows {
  /** Place of the unit, a whole number from 0 to below 2^26. Gaps are allowed, but cost memory. */
  unit: Int32Array
  /** Period, in any unit of time; the same number is the same period. Finite. */
  time: Float64Array
  /** In its own unit. Finite: leave out rows without an outcome. At most 1e50, and the largest at least 1e-50 unless all are 0: fourth powers must be numbers. */
  outcome: Float64Array
  /** First treated period of the unit, in the unit of `time`; 0 or Infinity: never treated. The same in all rows of a unit. */
  firstTreated: Float64Array
  /** The level at which treatment was given out, a whole number from 0; the same in all rows of a unit. Without it each unit is its own. */
  cluster?: Int32Array
  /** Sampling weight, 0 or from 1e-50 to 1e50, in any scale. */
  weight?: Float64Array
  /** Finite. Taken from the earlier period of each comparison, as Callaway and Sant'Anna do. */
  covariates?: readonly Float64Array[]
}

export interface Design {
  /** Whom the treated are compared with: those never treated, or also those treated later than the period looked at. */
  control: 'never' | 'notyet'
  /** What a period before treatment is compared with: the period before it, or always the last one before treatment. */
  base: 'varying' | 'universal'
  /** By how many units of time before the start treatment may already show. 0 or more. */
  anticipation: number
  /** Outcome regression, inverse probability weighting, or both (Sant'Anna & Zhao 2020). Without covariates all three are the same. */
  estimator: 'regression' | 'weighting' | 'doublyRobust'
  /** The same units each period, or others. */
  sampling: 'panel' | 'crossSections'
  /** A unit that misses a period is kept, its rows compared as cross-sections with errors by unit; or dropped. */
  incomplete: 'keep' | 'drop'
  /** Where weights change in time: those of the earlier period of a comparison, of the cohort's base period, of the first period, or of each row. */
  weights: 'earlier' | 'base' | 'first' | 'each'
}

export const usualDesign: Design = {
  control: 'notyet',
  base: 'varying',
  anticipation: 0,
  estimator: 'doublyRobust',
  sampling: 'panel',
  incomplete: 'keep',
  weights: 'earlier',
}

export type RowsProblemCode =
  /** There are no rows, or no unit is complete (`incomplete: 'drop'`). */
  | 'no-rows'
  /** Arrays of different lengths. */
  | 'lengths-differ'
  /** `column` of `row` is NaN, infinite or, for unit and cluster, below 0. */
  | 'not-a-number'
  /** `column` (of `row`, if one is to blame) is too large or too small to be computed with: see Rows. Its own unit of measurement should be changed. */
  | 'out-of-range'
  | 'negative-weight'
  /** All weights are 0. */
  | 'no-weight'
  /** `row` and `other` are the same unit in the same period. */
  | 'duplicate-row'
  /** `row` and `other` are of one unit but differ in `column`: first treated period or cluster. */
  | 'unit-changes'
  | 'one-period'
  /** Nobody is treated after the first period. */
  | 'no-treated'
  /** Nobody to compare with: no unit was never treated, or, with `notyet`, all start in the same period, or all by the first. */
  | 'no-comparison'

export interface RowsProblem {
  code: RowsProblemCode
  row: number | null
  other: number | null
  column: keyof Rows | null
}

const mostUnit = 2 ** 26
const [least, most] = [1e-50, 1e50]

/** The first thing that is wrong with single values, or null. */
export function problemOf(rows: Rows): RowsProblem | null {
  const { length } = rows.outcome
  const columns = [rows.unit, rows.time, rows.firstTreated, rows.cluster, rows.weight, ...(rows.covariates ?? [])]
  if (columns.some((column) => column !== undefined && column.length !== length)) return problem('lengths-differ')
  if (length === 0) return problem('no-rows')
  const { unit, time, outcome, firstTreated, cluster, weight, covariates } = rows
  let largest = 0
  for (let i = 0; i < length; i++) {
    if (unit[i]! < 0) return problem('not-a-number', i, null, 'unit')
    if (unit[i]! >= mostUnit) return problem('out-of-range', i, null, 'unit')
    if (!Number.isFinite(time[i]!)) return problem('not-a-number', i, null, 'time')
    if (!Number.isFinite(outcome[i]!)) return problem('not-a-number', i, null, 'outcome')
    if (!(firstTreated[i]! >= 0)) return problem('not-a-number', i, null, 'firstTreated')
    const size = Math.abs(outcome[i]!)
    if (size > most) return problem('out-of-range', i, null, 'outcome')
    if (size > largest) largest = size
  }
  if (largest > 0 && largest < least) return problem('out-of-range', null, null, 'outcome')
  if (cluster) for (let i = 0; i < length; i++) if (cluster[i]! < 0) return problem('not-a-number', i, null, 'cluster')
  for (const column of covariates ?? [])
    for (let i = 0; i < length; i++) if (!Number.isFinite(column[i]!)) return problem('not-a-number', i, null, 'covariates')
  return weight ? problemOfWeights(weight) : null
}

function problemOfWeights(weight: Float64Array): RowsProblem | null {
  let sum = 0
  for (let i = 0; i < weight.length; i++) {
    if (!Number.isFinite(weight[i]!)) return problem('not-a-number', i, null, 'weight')
    if (weight[i]! < 0) return problem('negative-weight', i, null, 'weight')
    if (weight[i]! > most || (weight[i]! > 0 && weight[i]! < least)) return problem('out-of-range', i, null, 'weight')
    sum += weight[i]!
  }
  return sum > 0 ? null : problem('no-weight')
}

export const problem = (
  code: RowsProblemCode,
  row: number | null = null,
  other: number | null = null,
  column: keyof Rows | null = null,
): RowsProblem => ({ code, row, other, column })
