// Where one person stands, given how items work and what they answered; and how much a test could say about it.
import { chanceOf, type Curve, type Grid, normalGrid } from './answers.ts'

export interface Ability {
  problem: null
  /** In standard deviations of the people the items were fitted on; 0 is their mean. */
  estimate: number
  se: number
  /** Answers behind it. */
  n: number
  /** The likelihood's top lies beyond the range looked at: `estimate` is that end, and all that is known is which side. */
  isAtEnd: boolean
}

export type AbilityProblem =
  /** Nothing was answered, or only items that tell nobody apart (slope 0). */
  | 'no-answers'
  /** A curve is NaN or beyond `steepest`, an answer not -1, 0 or 1, or there are not as many of both. */
  | 'not-a-number'
export type AbilityResult = Ability | { problem: AbilityProblem }

/** Looking closer than 2PL fitting does: one person costs little. */
const fineGrid = normalGrid(241, 6)

/** Parameters beyond this are no measurement of anything, and their squares would overflow. */
const steepest = 1e6

const isUsable = (curves: readonly Curve[], answers: ArrayLike<number>): boolean =>
  curves.length === answers.length &&
  curves.every(({ slope, intercept }) => Math.abs(slope) <= steepest && Math.abs(intercept) <= steepest) &&
  Array.from(answers).every((answer) => answer === -1 || answer === 0 || answer === 1)

/**
 * Expected a posteriori: mean and standard deviation of ability given the answers, starting from a standard normal. All right or all wrong has a finite answer, drawn towards
 * the mean of the people by as much as the test leaves open; nothing answered: 0 with error 1, that is, what is known of anybody.
 * Source: Bock & Mislevy (1982), Applied Psychological Measurement 6, 431-444.
 *
 * @param answers 1 right, 0 wrong, -1 not asked; one per curve
 * @param grid points and starting shares
 */
export function abilityByMean(curves: readonly Curve[], answers: ArrayLike<number>, grid: Grid = fineGrid): AbilityResult {
  const shares = abilityShares(curves, answers, grid)
  if (!shares) return { problem: 'not-a-number' }
  let [mean, square] = [0, 0]
  for (let q = 0; q < shares.length; q++) mean += shares[q]! * grid.at[q]!
  for (let q = 0; q < shares.length; q++) square += shares[q]! * (grid.at[q]! - mean) ** 2
  const n = Array.from(answers).filter((answer) => answer >= 0).length
  return { problem: null, estimate: mean, se: Math.sqrt(square), n, isAtEnd: false }
}

/** The whole posterior: the chance of each point of the grid. Null for what is no number. */
export function abilityShares(curves: readonly Curve[], answers: ArrayLike<number>, grid: Grid = fineGrid): Float64Array | null {
  if (!isUsable(curves, answers)) return null
  const logs = grid.at.map((at, q) => Math.log(grid.share[q]!) + logLikelihoodAt(curves, answers, at))
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity)
  const shares = logs.map((log) => Math.exp(log - most))
  const sum = shares.reduce((a, b) => a + b, 0)
  return shares.map((share) => share / sum)
}

function logLikelihoodAt(curves: readonly Curve[], answers: ArrayLike<number>, ability: number): number {
  let sum = 0
  for (let i = 0; i < curves.length; i++) {
    if (answers[i]! < 0) continue
    const logit = curves[i]!.intercept + curves[i]!.slope * ability
    const toward = answers[i] === 1 ? logit : -logit
    sum += Math.min(0, toward) - Math.log1p(Math.exp(-Math.abs(toward)))
  }
  return sum
}

/**
 * Warm's weighted likelihood: the top of likelihood x sqrt(information), which takes the largest part of the bias out and needs no picture of the people; error 1 / sqrt(information).
 * All right or all wrong mostly has a finite answer, far out and with a large error; where its top lies beyond `range`, the answer is that end, marked `isAtEnd`.
 * Source: Warm (1989), Psychometrika 54, 427-450.
 *
 * @param answers 1 right, 0 wrong, -1 not asked; one per curve
 * @param range where to look, in standard deviations
 */
export function abilityByWeightedLikelihood(
  curves: readonly Curve[],
  answers: ArrayLike<number>,
  range: { from: number; to: number } = { from: -6, to: 6 },
): AbilityResult {
  if (!isUsable(curves, answers) || !(range.from < range.to)) return { problem: 'not-a-number' }
  const asked = curves.filter(({ slope }, i) => answers[i]! >= 0 && slope !== 0)
  if (asked.length === 0) return { problem: 'no-answers' }
  const height = (at: number): number => logLikelihoodAt(curves, answers, at) + Math.log(testInformation(asked, at)) / 2
  const steps = 240
  const place = (step: number): number => range.from + ((range.to - range.from) * step) / steps
  const heights = Array.from({ length: steps + 1 }, (_, step) => height(place(step)))
  const best = heights.reduce((top, one, step) => (one > heights[top]! ? step : top), 0)
  // Nowhere in the range do these items tell anything.
  if (!Number.isFinite(heights[best]!)) return { problem: 'no-answers' }
  const estimate = topBetween(height, place(Math.max(0, best - 1)), place(Math.min(steps, best + 1)))
  const isAtEnd = Math.min(estimate - range.from, range.to - estimate) < 1e-7 * (range.to - range.from)
  return { problem: null, estimate, se: 1 / Math.sqrt(testInformation(asked, estimate)), n: asked.length, isAtEnd }
}

/** By golden section, to about 1e-8 (flat at the top, so not beyond the root of rounding). */
function topBetween(height: (at: number) => number, from: number, to: number): number {
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [from, to]
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)]
  let [atLeft, atRight] = [height(left), height(right)]
  while (high - low > 1e-9) {
    if (atLeft >= atRight) {
      ;[high, right, atRight] = [right, left, atLeft]
      left = high - golden * (high - low)
      atLeft = height(left)
    } else {
      ;[low, left, atLeft] = [left, right, atRight]
      right = low + golden * (high - low)
      atRight = height(right)
    }
  }
  return (low + high) / 2
}

/** Fisher's information of one item about an ability: slope² P (1 - P). Birnbaum (1968). */
export function itemInformation(curve: Curve, ability: number): number {
  const p = chanceOf(curve, ability)
  return curve.slope * curve.slope * p * (1 - p)
}

/** Of a whole test: the sum. An ability is measured with an error of 1 / sqrt(information). */
export const testInformation = (curves: readonly Curve[], ability: number): number =>
  curves.reduce((sum, curve) => sum + itemInformation(curve, ability), 0)
