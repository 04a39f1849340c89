// One comparison of treated and others between two periods, in matrices: the same units twice, with covariates.
// Sources: Sant'Anna & Zhao (2020), Journal of Econometrics 219, 101-122 (doubly robust, traditional); Abadie (2005), normalised weights (Hájek);
// Heckman, Ichimura & Todd (1997), outcome regression. The influence functions are those of R `DRDID` 1.2.3.
import { leastSquares } from '../linear/least-squares.ts'
import { logistic } from '../linear/logistic.ts'
import type { Design } from './rows.ts'

/** Why a cohort has no number in a period. `overlap`: treated and others differ so much that a score tells them apart (0.999). `singular`: covariates that depend on each other among the others. */
export type CellProblem = 'no-treated' | 'no-comparison' | 'overlap' | 'singular'
export type Contrast = { att: number; influence: Float64Array; problem: null } | { att: number; influence: null; problem: CellProblem }

export interface Pairs {
  /** 1: treated, 0: compared with. */
  treated: Float64Array
  /** Later outcome minus earlier. */
  change: Float64Array
  /** Mean 1. */
  weight: Float64Array
  /** First a column of 1. */
  columns: readonly Float64Array[]
}

/** Scores above this make a comparison unit count for nothing, and above the other the comparison is given up. */
const trimmedFrom = 0.995
const separatedFrom = 0.999

export const none = (problem: CellProblem): Contrast => ({ att: Number.NaN, influence: null, problem })

/** The mean effect on the treated, in units of the outcome, with one influence value per row (their mean is 0, the error is the root of their mean square by n). */
export function contrastPairs(pairs: Pairs, estimator: Design['estimator']): Contrast {
  if (estimator === 'regression') return byRegression(pairs)
  const score = scoreOf(pairs.columns, pairs.treated, pairs.weight)
  if (!score) return none('overlap')
  return estimator === 'weighting' ? byWeighting(pairs, score) : byBoth(pairs, score)
}

export interface Score {
  fitted: Float64Array
  /** Influence of each row on the coefficients along `toward`. */
  spread: (toward: Float64Array) => (row: number) => number
  isKept: (row: number) => boolean
}

/** The propensity score, or null without overlap. */
export function scoreOf(columns: readonly Float64Array[], treated: Float64Array, weight: Float64Array): Score | null {
  const fit = logistic(columns, treated, weight)
  if (!fit) return null
  const { fitted, inverse } = fit
  for (const p of fitted) if (p >= separatedFrom) return null
  const n = treated.length
  return {
    fitted,
    spread: (toward) => {
      const direction = times(inverse, toward)
      return (row) => n * weight[row]! * (treated[row]! - fitted[row]!) * dotRow(columns, row, direction)
    },
    isKept: (row) => treated[row] === 1 || fitted[row]! < trimmedFrom,
  }
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const k = vector.length
  return vector.map((_, i) => {
    let sum = 0
    for (let j = 0; j < k; j++) sum += matrix[i * k + j]! * vector[j]!
    return sum
  })
}

function dotRow(columns: readonly Float64Array[], row: number, direction: Float64Array): number {
  let sum = 0
  for (let j = 0; j < columns.length; j++) sum += columns[j]![row]! * direction[j]!
  return sum
}

export interface Regression {
  predicted: Float64Array
  /** Influence of each row on the prediction along `toward`. */
  spread: (toward: Float64Array) => (row: number) => number
}

/** The outcome by least squares among the rows that `own` weighs above 0, predicted for all; null where they don't determine it. */
export function regressionOf(columns: readonly Float64Array[], outcome: Float64Array, own: Float64Array): Regression | null {
  const places = Int32Array.from(own, (_, row) => row).filter((row) => own[row]! > 0)
  const pick = (column: Float64Array) => Float64Array.from(places, (row) => column[row]!)
  const fit = leastSquares(columns.map(pick), pick(outcome), pick(own))
  if (!fit) return null
  const n = outcome.length
  const predicted = new Float64Array(n)
  for (let row = 0; row < n; row++) predicted[row] = dotRow(columns, row, fit.coefficients)
  return {
    predicted,
    spread: (toward) => {
      const direction = times(fit.inverse, toward)
      return (row) => (own[row] === 0 ? 0 : n * own[row]! * (outcome[row]! - predicted[row]!) * dotRow(columns, row, direction))
    },
  }
}

/** Mean over rows of value(row) x_row. */
export function moments(columns: readonly Float64Array[], value: (row: number) => number): Float64Array {
  const n = columns[0]!.length
  const sums = new Float64Array(columns.length)
  for (let row = 0; row < n; row++) {
    const one = value(row)
    if (one !== 0) for (let j = 0; j < columns.length; j++) sums[j]! += (one * columns[j]![row]!) / n
  }
  return sums
}

export const mean = (values: Float64Array): number => {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

function byRegression({ treated, change, weight, columns }: Pairs): Contrast {
  const own = weight.map((one, row) => one * (1 - treated[row]!))
  const fit = regressionOf(columns, change, own)
  if (!fit) return none('singular')
  const own1 = weight.map((one, row) => one * treated[row]!)
  const share = mean(own1)
  const observed = mean(change.map((value, row) => own1[row]! * value)) / share
  const predicted = mean(fit.predicted.map((value, row) => own1[row]! * value)) / share
  const spread = fit.spread(moments(columns, (row) => own1[row]!))
  const influence = change.map((value, row) => (own1[row]! * (value - observed - (fit.predicted[row]! - predicted)) - spread(row)) / share)
  return { att: observed - predicted, influence, problem: null }
}

const weightsOf = ({ treated, weight }: Pairs, score: Score) => ({
  own1: weight.map((one, row) => one * treated[row]!),
  own0: weight.map((one, row) => {
    const p = Math.min(score.fitted[row]!, 1 - 1e-6)
    return score.isKept(row) ? (one * p * (1 - treated[row]!)) / (1 - p) : 0
  }),
})

function byWeighting(pairs: Pairs, score: Score): Contrast {
  const { change, columns } = pairs
  const { own1, own0 } = weightsOf(pairs, score)
  const [share1, share0] = [mean(own1), mean(own0)]
  if (!(share0 > 0)) return none('overlap')
  const observed = mean(change.map((value, row) => own1[row]! * value)) / share1
  const expected = mean(change.map((value, row) => own0[row]! * value)) / share0
  const spread = score.spread(moments(columns, (row) => own0[row]! * (change[row]! - expected)))
  const influence = change.map(
    (value, row) => (own1[row]! * (value - observed)) / share1 - (own0[row]! * (value - expected) + spread(row)) / share0,
  )
  return { att: observed - expected, influence, problem: null }
}

function byBoth(pairs: Pairs, score: Score): Contrast {
  const { treated, change, weight, columns } = pairs
  const fit = regressionOf(
    columns,
    change,
    weight.map((one, row) => one * (1 - treated[row]!)),
  )
  if (!fit) return none('singular')
  const rest = change.map((value, row) => value - fit.predicted[row]!)
  const { own1, own0 } = weightsOf(pairs, score)
  const [share1, share0] = [mean(own1), mean(own0)]
  if (!(share0 > 0)) return none('overlap')
  const observed = mean(rest.map((value, row) => own1[row]! * value)) / share1
  const expected = mean(rest.map((value, row) => own0[row]! * value)) / share0
  const spread1 = fit.spread(moments(columns, (row) => own1[row]!))
  const spread0 = fit.spread(moments(columns, (row) => own0[row]!))
  const spreadScore = score.spread(moments(columns, (row) => own0[row]! * (rest[row]! - expected)))
  const influence = rest.map(
    (value, row) =>
      (own1[row]! * (value - observed) - spread1(row)) / share1 -
      (own0[row]! * (value - expected) + spreadScore(row) - spread0(row)) / share0,
  )
  return { att: observed - expected, influence, problem: null }
}
