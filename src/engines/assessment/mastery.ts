// Does somebody know enough? The chance that their share right lies at or above a cut, from few answers or from a fitted test.
import { incompleteBeta } from '#engines/distributions/beta.ts'
import { betaQuantile } from '#engines/distributions/quantiles.ts'
import { abilityShares } from './item-response/ability.ts'
import { chanceOf, type Curve, normalGrid } from './item-response/answers.ts'

/** What was thought of a share before the first answer: a beta distribution, as if so many had been right and wrong. */
export interface Prior {
  right: number
  wrong: number
}
/** Every share as likely as any other. */
export const evenPrior: Prior = { right: 1, wrong: 1 }

export type MasteryProblem =
  /** Counts that can't be of one sitting, or not whole. */
  | 'no-counts'
  /** A cut that is not above 0 and below 1, or a prior that is not above 0. */
  | 'not-a-number'

export interface Mastery {
  problem: null
  /** Chance that the true share is at or above the cut. */
  probability: number
  /** True share: mean of what remains possible, with the middle 95 % of it. */
  estimate: number
  lower: number
  upper: number
  /** Answers behind it. */
  n: number
}

/**
 * Beta-binomial mastery: with a beta prior the share's posterior is beta(prior right + right, prior wrong + asked - right); probability = 1 - I_cut of it.
 * Items count as drawn from one pool, each as hard as the next. Nothing asked: the prior itself.
 * Sources: Keats & Lord (1962), Psychometrika 27, 59-72; Novick & Lewis (1974), CSE monograph 3.
 *
 * @param cut share to be reached, above 0 and below 1
 */
export function betaBinomialMastery(
  { right, asked }: { right: number; asked: number },
  cut: number,
  prior: Prior = evenPrior,
  level = 0.95,
): Mastery | { problem: MasteryProblem } {
  if (!Number.isSafeInteger(right) || !Number.isSafeInteger(asked) || right < 0 || right > asked) return { problem: 'no-counts' }
  if (!(cut > 0 && cut < 1) || !(prior.right > 0 && prior.right < Infinity) || !(prior.wrong > 0 && prior.wrong < Infinity))
    return { problem: 'not-a-number' }
  const [a, b] = [prior.right + right, prior.wrong + asked - right]
  return {
    problem: null,
    probability: incompleteBeta(1 - cut, b, a),
    estimate: a / (a + b),
    lower: betaQuantile((1 - level) / 2, a, b),
    upper: betaQuantile((1 + level) / 2, a, b),
    n: asked,
  }
}

/**
 * A prior from people who answered the same test: mean and spread of their shares, by moments, weighing no more than `most` answers.
 * Source: Skellam (1948); Kleinman (1973), Journal of the American Statistical Association 68, 46-54.
 *
 * @returns `evenPrior` for fewer than 20 people with two answers, or where all shares lie at one end
 */
export function priorOf(people: readonly { right: number; asked: number }[], most = 20): Prior {
  const counted = people.filter(({ right, asked }) => asked >= 2 && right >= 0 && right <= asked)
  if (counted.length < 20) return evenPrior
  const n = counted.length
  const mean = counted.reduce((sum, { right, asked }) => sum + right / asked, 0) / n
  const chance = mean * (1 - mean)
  if (!(chance > 1e-9)) return evenPrior
  const spread = counted.reduce((sum, { right, asked }) => sum + (right / asked - mean) ** 2, 0) / (n - 1)
  const alone = counted.reduce((sum, { asked }) => sum + 1 / asked, 0) / n
  // spread = chance (rho + (1 - rho) mean(1 / asked)), rho = 1 / (weight + 1).
  const rho = (spread / chance - alone) / (1 - alone)
  const weight = rho <= 1 / (most + 1) ? most : 1 / Math.min(rho, 0.999) - 1
  return { right: Math.max(1e-3, mean * weight), wrong: Math.max(1e-3, (1 - mean) * weight) }
}

/** From so many answers to each of its items on, a test's items may differ in what they say. */
export const fewestForCurves = 200

export type MasteryModel =
  | { model: 'beta-binomial'; why: 'few-answers' | 'no-curves' | 'not-rising' }
  /** Every item has `fewestForCurves` answers and a curve that rises. */
  | { model: 'two-parameter'; why: 'enough-answers' }

/**
 * Which model may judge a test: the two-parameter one only where each item has 200 answers, else the beta-binomial.
 *
 * @param test curves with the answers behind each, as `twoParameter` gives them; null: not fitted, or refused
 */
export function masteryModel(test: readonly (Curve & { n: number })[] | null): MasteryModel {
  if (!test || test.length === 0) return { model: 'beta-binomial', why: 'no-curves' }
  if (test.some(({ n }) => !(n >= fewestForCurves))) return { model: 'beta-binomial', why: 'few-answers' }
  // A curve that falls makes more ability look like less: such an item has to be looked at before it judges anybody.
  if (test.some(({ slope }) => !(slope > 0))) return { model: 'beta-binomial', why: 'not-rising' }
  return { model: 'two-parameter', why: 'enough-answers' }
}

const fineGrid = normalGrid(481, 6)

/**
 * Mastery of one person by the model that the test's data allow, and which one that was and why. With curves, a share is the expected one over all items of the test, asked or not,
 * so that an easy draw counts for less than a hard one.
 *
 * @param answers 1 right, 0 wrong, -1 not asked; one per item of the test
 * @param test see `masteryModel`
 * @param cut share to be reached, above 0 and below 1
 */
export function mastery(
  answers: readonly (-1 | 0 | 1)[],
  test: readonly (Curve & { n: number })[] | null,
  cut: number,
  prior: Prior = evenPrior,
): (Mastery & MasteryModel) | { problem: MasteryProblem } {
  const right = answers.filter((answer) => answer === 1).length
  const asked = answers.filter((answer) => answer >= 0).length
  const counted = betaBinomialMastery({ right, asked }, cut, prior)
  if (counted.problem) return counted
  const chosen = masteryModel(test)
  const shares = chosen.model === 'two-parameter' ? abilityShares(test!, answers, fineGrid) : null
  if (chosen.model === 'beta-binomial') return { ...counted, ...chosen }
  if (!shares) return { problem: 'no-counts' }
  return { problem: null, n: asked, ...chosen, ...sharesOver(test!, shares, cut) }
}

/** Of the posterior of ability, seen as expected share right. */
function sharesOver(test: readonly Curve[], shares: Float64Array, cut: number) {
  const share = fineGrid.at.map((at) => test.reduce((sum, curve) => sum + chanceOf(curve, at), 0) / test.length)
  let estimate = 0
  let probability = 0
  let [below, lower, upper] = [0, share[0]!, share.at(-1)!]
  for (let q = 0; q < shares.length; q++) {
    estimate += shares[q]! * share[q]!
    if (share[q]! >= cut) probability += shares[q]!
    if (below < 0.025) lower = share[q]!
    if (below < 0.975) upper = share[q]!
    below += shares[q]!
  }
  return { probability: Math.min(1, probability), estimate, lower, upper }
}
