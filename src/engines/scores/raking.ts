// Raking weights: answers are given weights so that each known margin of the population (site, age, kind of customer) is met.

export interface Margin {
  /** Category of each row, from 0; below the length of `totals`. */
  of: Int32Array
  /** How many of the population are in each category: counts or shares, but all margins with the same sum. Above 0. */
  totals: readonly number[]
}

export interface RakingOptions {
  /** Weight of each row before raking (1 / chance of being asked), 0 or more; all 1 where there is none. */
  start?: Float64Array | undefined
  /** Rounds over all margins before it gives up. */
  mostRounds?: number
  /** It has converged when no margin is off by more than this share of the whole. */
  within?: number
  /** No weight above so many times the mean weight: what is cut off is raked in again. Above 1. Without it nothing is cut. */
  most?: number
}

export type RakingProblem =
  | { code: 'no-rows' | 'no-margins' }
  /** Arrays of different lengths: of margin `margin`, or, without one, of the starting weights. */
  | { code: 'lengths-differ'; margin: number | null }
  /** The starting weight of a row is NaN, infinite, beyond 1e300 or below 0; or all of them are 0. */
  | { code: 'bad-weight'; row: number | null }
  /** A row of a margin has no category of it. */
  | { code: 'unknown-category'; margin: number; row: number }
  /** A total is NaN, infinite or not above 0. A category nobody is in is left out, with its rows. */
  | { code: 'bad-total'; margin: number; category: number }
  /** The totals of this margin do not add up to those of the first, to within one part in a million. */
  | { code: 'totals-differ'; margin: number; sum: number; first: number }
  /** Nobody (with a weight) answered in a category: join it with another one. */
  | { code: 'empty-category'; margin: number; category: number }
  /** Cells without answers make the margins contradict each other: this one is still off by `off` of the whole after so many rounds. */
  | { code: 'not-converged'; margin: number; category: number; off: number; rounds: number }
  /** The margins can't be met with weights as even as `most` asks for: the largest is still `ratio` times the mean. */
  | { code: 'too-even'; ratio: number }
  /** No such option: mostRounds at least 1, within above 0, most above 1. */
  | { code: 'bad-option' }

export interface Raked {
  weights: Float64Array
  start: Float64Array
  margins: readonly Margin[]
  rounds: number
  /** By how much the worst category is off, as a share of the whole. */
  off: number
  /** Kish's (Σ w)² / Σ w²: answers with equal weights that would say as much about something the weights have nothing to do with. */
  effectiveN: number
  /** Rows with a weight / effectiveN, at least 1. */
  designEffect: number
  /** Largest weight beside the mean one. */
  largestRatio: number
  problem: null
}
type Refused = { problem: RakingProblem }
interface Fitted {
  rounds: number
  off: number
  problem: null
}

/**
 * Iterative proportional fitting: each margin in turn, w ← w T / Σ w of the row's category, until all hold at once.
 * Source: Deming & Stephan (1940), Annals of Mathematical Statistics 11, 427-444; Deville, Särndal & Sautory (1993), JASA 88, 1013-1020; Kish (1965) for the
 * effective n. Trimming as Potter (1990): cut, rake again, until both hold.
 *
 * @param margins at least one; each with the category of every row
 * @returns weights in the unit of the totals (they add up to the population), or the first problem
 */
export function rake(margins: readonly Margin[], options: RakingOptions = {}): Raked | Refused {
  const rows = margins[0]?.of.length ?? 0
  const { mostRounds = 1000, within = 1e-12, most = Infinity } = options
  const start = options.start ?? new Float64Array(rows).fill(1)
  const problem = problemOfOptions(mostRounds, within, most) ?? problemOfMargins(margins, start)
  if (problem) return { problem }
  // In a unit where the largest is 1: sums of huge weights stay numbers.
  const largest = start.reduce((high, one) => Math.max(high, one), 0)
  const weights = start.map((one) => one / largest)
  let fitted = fit(weights, margins, mostRounds, within)
  for (let pass = 0; fitted.problem === null && ratioOf(weights) > most * (1 + 1e-9); pass++) {
    if (pass === mostCuts) return { problem: { code: 'too-even', ratio: ratioOf(weights) } }
    cut(weights, most)
    fitted = fit(weights, margins, mostRounds, within)
  }
  return fitted.problem ? { problem: fitted.problem } : described(weights, start, margins, fitted)
}

const mostCuts = 200

function described(weights: Float64Array, start: Float64Array, margins: readonly Margin[], { rounds, off }: Fitted): Raked {
  const whole = margins[0]!.totals.reduce((sum, one) => sum + one, 0)
  let squares = 0
  for (const one of weights) squares += (one / whole) ** 2
  const effectiveN = 1 / squares
  const counting = weights.reduce((count, one) => count + (one > 0 ? 1 : 0), 0)
  const designEffect = Math.max(1, counting / effectiveN)
  return { weights, start, margins, rounds, off, effectiveN, designEffect, largestRatio: ratioOf(weights), problem: null }
}

const meanOf = (weights: Float64Array): number => weights.reduce((sum, one) => sum + one / weights.length, 0)
const ratioOf = (weights: Float64Array): number => weights.reduce((high, one) => Math.max(high, one), 0) / meanOf(weights)

function cut(weights: Float64Array, most: number): void {
  const cap = most * meanOf(weights)
  for (let row = 0; row < weights.length; row++) weights[row] = Math.min(weights[row]!, cap)
}

function fit(weights: Float64Array, margins: readonly Margin[], mostRounds: number, within: number): Fitted | Refused {
  const sums = margins.map(({ totals }) => new Float64Array(totals.length))
  let worst = { margin: 0, category: 0, off: Infinity }
  for (let round = 1; round <= mostRounds; round++) {
    for (const [place, margin] of margins.entries()) adjust(weights, margin, sums[place]!)
    worst = worstOf(weights, margins, sums)
    if (worst.off <= within) return { rounds: round, off: worst.off, problem: null }
    // A cell that only an impossible weight could fill.
    if (!Number.isFinite(worst.off)) break
  }
  return { problem: { code: 'not-converged', ...worst, rounds: mostRounds } }
}

function sumUp(weights: Float64Array, { of }: Margin, sums: Float64Array): void {
  sums.fill(0)
  for (let row = 0; row < weights.length; row++) sums[of[row]!]! += weights[row]!
}

function adjust(weights: Float64Array, margin: Margin, sums: Float64Array): void {
  sumUp(weights, margin, sums)
  for (let row = 0; row < weights.length; row++) {
    const category = margin.of[row]!
    // Weights that faded to nothing can't be raised again; the check of the margin says so.
    if (sums[category]! > 0) weights[row]! *= margin.totals[category]! / sums[category]!
  }
}

function worstOf(weights: Float64Array, margins: readonly Margin[], sums: readonly Float64Array[]) {
  const worst = { margin: 0, category: 0, off: 0 }
  for (const [place, margin] of margins.entries()) {
    sumUp(weights, margin, sums[place]!)
    const whole = margin.totals.reduce((sum, one) => sum + one, 0)
    for (const [category, total] of margin.totals.entries()) {
      const off = Math.abs(sums[place]![category]! - total) / whole
      if (!(off <= worst.off)) Object.assign(worst, { margin: place, category, off })
    }
  }
  return worst
}

const problemOfOptions = (mostRounds: number, within: number, most: number): RakingProblem | null =>
  mostRounds >= 1 && within > 0 && most > 1 ? null : { code: 'bad-option' }

function problemOfMargins(margins: readonly Margin[], start: Float64Array): RakingProblem | null {
  if (margins.length === 0) return { code: 'no-margins' }
  const rows = margins[0]!.of.length
  if (rows === 0) return { code: 'no-rows' }
  const odd = margins.findIndex(({ of }) => of.length !== rows)
  if (odd >= 0) return { code: 'lengths-differ', margin: odd }
  return problemOfStart(start, rows) ?? problemOfTotals(margins) ?? problemOfCategories(margins, start)
}

function problemOfStart(start: Float64Array, rows: number): RakingProblem | null {
  if (start.length !== rows) return { code: 'lengths-differ', margin: null }
  const row = start.findIndex((one) => !(one >= 0 && one <= 1e300))
  if (row >= 0) return { code: 'bad-weight', row }
  return start.some((one) => one > 0) ? null : { code: 'bad-weight', row: null }
}

function problemOfTotals(margins: readonly Margin[]): RakingProblem | null {
  let first = 0
  for (const [margin, { totals }] of margins.entries()) {
    const category = totals.findIndex((total) => !(total > 0 && total <= 1e300))
    if (category >= 0) return { code: 'bad-total', margin, category }
    const sum = totals.reduce((whole, total) => whole + total, 0)
    if (margin === 0) first = sum
    if (!(Math.abs(sum - first) <= 1e-6 * first)) return { code: 'totals-differ', margin, sum, first }
  }
  return null
}

function problemOfCategories(margins: readonly Margin[], start: Float64Array): RakingProblem | null {
  for (const [margin, { of, totals }] of margins.entries()) {
    const row = of.findIndex((category) => category < 0 || category >= totals.length)
    if (row >= 0) return { code: 'unknown-category', margin, row }
    const isThere = new Uint8Array(totals.length)
    for (let i = 0; i < of.length; i++) if (start[i]! > 0) isThere[of[i]!] = 1
    const category = isThere.indexOf(0)
    if (category >= 0) return { code: 'empty-category', margin, category }
  }
  return null
}
