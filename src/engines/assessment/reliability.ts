// How much of the differences between people a test's score carries, and how much is the choice of questions.
import { fQuantile } from '#engines/distributions/quantiles.ts'

export type ReliabilityProblem =
  /** Fewer than two people answered every item. */
  | 'few-people'
  /** Fewer than two items: nothing to hold against each other. */
  | 'few-items'
  /** Everybody has the same total: no differences to explain. */
  | 'constant'
  /** A score is infinite, the items don't divide the scores, or a matrix is no covariance matrix of so many items. */
  | 'not-a-number'

export interface Reliability {
  problem: null
  /** People counted, and those left out because they missed an item. */
  n: number
  leftOut: number
  items: number
  /** Raw alpha; at most 1, below 0 where items contradict each other. */
  alpha: number
  /** Feldt's interval. */
  lower: number
  upper: number
  /** Alpha of items brought to one spread; null where an item has none. */
  standardised: number | null
  /** Standard error of measurement of one's total, in points. Null below alpha 0, where the formula says nothing. */
  measurementError: number | null
  /** Alpha without this item; null with fewer than three items or where the rest has no spread. */
  withoutItem: (number | null)[]
}
export type ReliabilityResult = Reliability | { problem: ReliabilityProblem }

/** Rounding of a spread of nothing, as a share of the items' spreads. */
const nothing = 1e-12

/**
 * Cronbach's alpha with Feldt's interval, from answers.
 *
 * alpha = k / (k - 1) (1 - Σ s²_item / s²_total); interval: 1 - (1 - alpha) F(1 - a / 2), 1 - (1 - alpha) F(a / 2) with F of n - 1 and (n - 1)(k - 1) degrees of freedom;
 * standard error of measurement: s_total sqrt(1 - alpha).
 * Sources: Cronbach (1951), Psychometrika 16, 297-334; Feldt, Woodruff & Salih (1987), Applied Psychological Measurement 11, 93-103, formulas 6 and 7.
 *
 * @param scores points, people x items by rows; NaN: not answered, which leaves the person out
 * @param items how many items, columns of `scores`
 * @param level confidence, 0 to 1
 */
export function cronbachAlpha(scores: Float64Array, items: number, level = 0.95): ReliabilityResult {
  if (!Number.isSafeInteger(items) || items < 0 || (items > 0 && scores.length % items !== 0)) return { problem: 'not-a-number' }
  if (items < 2) return { problem: 'few-items' }
  let largest = 0
  for (const score of scores) largest = Math.max(largest, Math.abs(score) || 0)
  if (largest === Infinity) return { problem: 'not-a-number' }
  const { rows, leftOut } = completeRows(scores, items)
  if (rows.length < 2) return { problem: 'few-people' }
  // In units of the largest score, so that squares neither overflow nor vanish.
  const unit = largest === 0 ? 1 : largest
  const result = alphaOfCovariance(covarianceOf(scores, items, rows, unit), rows.length, level)
  return result.problem === null
    ? { ...result, leftOut, measurementError: result.measurementError === null ? null : result.measurementError * unit }
    : result
}

function completeRows(scores: Float64Array, items: number): { rows: number[]; leftOut: number } {
  const rows: number[] = []
  const people = scores.length / items
  for (let person = 0; person < people; person++) {
    let isComplete = true
    for (let item = 0; item < items; item++) isComplete &&= !Number.isNaN(scores[person * items + item]!)
    if (isComplete) rows.push(person)
  }
  return { rows, leftOut: people - rows.length }
}

function covarianceOf(scores: Float64Array, k: number, rows: readonly number[], unit: number): Float64Array {
  const mean = new Float64Array(k)
  for (const row of rows) for (let i = 0; i < k; i++) mean[i]! += scores[row * k + i]! / unit / rows.length
  const covariance = new Float64Array(k * k)
  const apart = new Float64Array(k)
  for (const row of rows) {
    for (let i = 0; i < k; i++) apart[i] = scores[row * k + i]! / unit - mean[i]!
    for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) covariance[i * k + j]! += (apart[i]! * apart[j]!) / (rows.length - 1)
  }
  return covariance
}

/**
 * The same from a covariance matrix: what other programs print, or a database has summed.
 *
 * @param covariance items x items
 * @param n people behind it
 */
export function alphaOfCovariance(covariance: Float64Array, n: number, level = 0.95): ReliabilityResult {
  const k = Math.sqrt(covariance.length)
  if (!Number.isSafeInteger(k) || !covariance.every(Number.isFinite)) return { problem: 'not-a-number' }
  if (k < 2) return { problem: 'few-items' }
  if (n < 2) return { problem: 'few-people' }
  const sums = sumsOf(covariance, k)
  if (sums.total <= nothing * sums.diagonal || sums.diagonal === 0) return { problem: 'constant' }
  const alpha = alphaOf(sums.diagonal, sums.total, k)
  return {
    problem: null,
    n,
    leftOut: 0,
    items: k,
    alpha,
    ...feldtInterval(alpha, n, k, level),
    standardised: standardisedOf(covariance, k),
    measurementError: alpha < 0 ? null : Math.sqrt(sums.total * (1 - alpha)),
    withoutItem: Array.from({ length: k }, (_, item) => {
      const diagonal = sums.diagonal - covariance[item * k + item]!
      const total = sums.total - 2 * sums.rows[item]! + covariance[item * k + item]!
      return k < 3 || total <= nothing * diagonal ? null : alphaOf(diagonal, total, k - 1)
    }),
  }
}

/** Of one item's scores, or of the totals. */
export interface ScoreSums {
  sum: number
  sumSquares: number
}

/**
 * Alpha and its interval from sums, so that a database can count them (see `cronbachAlpha`). Scores are small numbers (shares, points), so that differences lose no digits that matter.
 *
 * @param n people, each with a score for every item
 */
export function alphaOfSums(
  n: number,
  items: readonly ScoreSums[],
  total: ScoreSums,
  level = 0.95,
): { problem: null; alpha: number; lower: number; upper: number } | { problem: ReliabilityProblem } {
  if ([n, ...[...items, total].flatMap(({ sum, sumSquares }) => [sum, sumSquares])].some((one) => !Number.isFinite(one)))
    return { problem: 'not-a-number' }
  if (items.length < 2) return { problem: 'few-items' }
  if (n < 2) return { problem: 'few-people' }
  const variance = ({ sum, sumSquares }: ScoreSums): number => Math.max(0, (sumSquares - (sum * sum) / n) / (n - 1))
  if (variance(total) <= (nothing * total.sumSquares) / (n - 1)) return { problem: 'constant' }
  const alpha = alphaOf(
    items.reduce((all, item) => all + variance(item), 0),
    variance(total),
    items.length,
  )
  return { problem: null, alpha, ...feldtInterval(alpha, n, items.length, level) }
}

const alphaOf = (diagonal: number, total: number, k: number): number => (k / (k - 1)) * (1 - diagonal / total)

/**
 * Feldt's interval of an alpha that is known already (see `cronbachAlpha`).
 *
 * @param n people, at least 2
 * @param items at least 2
 */
export function feldtInterval(alpha: number, n: number, items: number, level = 0.95): { lower: number; upper: number } {
  const [a, b] = [n - 1, (n - 1) * (items - 1)]
  const tail = (1 - level) / 2
  return { lower: 1 - (1 - alpha) * fQuantile(1 - tail, a, b), upper: 1 - (1 - alpha) * fQuantile(tail, a, b) }
}

function sumsOf(covariance: Float64Array, k: number): { rows: Float64Array; total: number; diagonal: number } {
  const rows = new Float64Array(k)
  let total = 0
  let diagonal = 0
  for (let i = 0; i < k; i++) {
    diagonal += covariance[i * k + i]!
    for (let j = 0; j < k; j++) rows[i]! += covariance[i * k + j]!
    total += rows[i]!
  }
  return { rows, total, diagonal }
}

/** k r / (1 + (k - 1) r) with the mean correlation r. */
function standardisedOf(covariance: Float64Array, k: number): number | null {
  let sum = 0
  for (let i = 0; i < k; i++)
    for (let j = 0; j < i; j++) {
      const spread = Math.sqrt(covariance[i * k + i]!) * Math.sqrt(covariance[j * k + j]!)
      if (!(spread > 0)) return null
      sum += covariance[i * k + j]! / spread
    }
  const r = sum / ((k * (k - 1)) / 2)
  const below = 1 + (k - 1) * r
  return below > nothing ? (k * r) / below : null
}
