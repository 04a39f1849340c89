// How hard items are and how sharply they tell people apart, from answers alone: the two-parameter logistic model and Rasch's.
import { cholesky, inverseOfCholesky } from '#engines/linear/cholesky.ts'
import {
  type Answers,
  type AnswersProblem,
  chanceOf,
  type Curve,
  type Grid,
  normalGrid,
  type Patterns,
  patternsOf,
  refused,
} from './answers.ts'
import { curvature, expectedAnswers } from './expectation.ts'

export interface FittedItem extends Curve {
  interceptSe: number
  /** 0 where the slope was given. */
  slopeSe: number
  /** Ability at which half get it right: -intercept / slope; null where the slope can't be told from 0. */
  difficulty: number | null
  difficultySe: number | null
  /** Answers behind it. */
  n: number
}

export interface Fit {
  problem: null
  items: FittedItem[]
  /** People who answered anything. */
  people: number
  logLikelihood: number
  rounds: number
}
export type FitResult = Fit | { problem: AnswersProblem }

export interface FitOptions {
  /** Usual: 31 points from -5 to 5. */
  grid?: Grid
  mostRounds?: number
}

/** Which items share a slope: each its own, all one, or a slope that is given. */
type Slopes = 'own' | 'one' | number

/**
 * The two-parameter logistic model, P(right) = 1 / (1 + exp(-slope (ability - difficulty))), abilities standard normal, by marginal maximum likelihood: EM with leaps to near the top, then
 * Newton's method; errors from the observed information, the difficulty's by the delta method. Below some 200 answers an item its slopes are guesses.
 * Sources: Birnbaum (1968); Bock & Aitkin (1981), Psychometrika 46, 443-459; Louis (1982) for the errors.
 *
 * @param answers of at least three items
 */
export const twoParameter = (answers: Answers, options: FitOptions = {}): FitResult =>
  answers.items < 3 ? refused('few-items') : fit(answers, 'own', options)

/**
 * Rasch's model by marginal maximum likelihood, abilities standard normal: all items have one slope, which is the spread of ability in the usual scale of that model.
 * Sources: Rasch (1960); Thissen (1982), Psychometrika 47, 175-186.
 *
 * @param slope the common slope, or `free` to estimate it (of at least two items)
 */
export const rasch = (answers: Answers, { slope = 'free', ...options }: FitOptions & { slope?: 'free' | number } = {}): FitResult => {
  if (slope === 'free') return answers.items < 2 ? refused('few-items') : fit(answers, 'one', options)
  return Number.isFinite(slope) && slope !== 0 && Math.abs(slope) <= steepest ? fit(answers, slope, options) : refused('not-a-number')
}

/** A slope beyond this is none that answers could tell from a step. */
const steepest = 25
/** EM goes on until nothing moves by more; Newton then doubles the digits with each step, and is done once a step is below the second. */
const nearEnough = 1e-3
const lastStep = 5e-3

function fit(answers: Answers, slopes: Slopes, { grid = normalGrid(), mostRounds = 2000 }: FitOptions): FitResult {
  const counted = patternsOf(answers)
  if (counted.problem) return counted
  const { patterns } = counted
  const climbed = climb(patterns, slopes, grid, mostRounds)
  if (climbed.problem) return { problem: climbed.problem }
  const top = finish(patterns, climbed.curves, slopes, grid)
  if (top.problem) return { problem: top.problem }
  const { logLikelihood } = expectedAnswers(patterns, top.curves, grid)
  const items = top.curves.map((curve, item) => withErrors(curve, item, top.covariance, patterns))
  return { problem: null, items: turned(items), people: patterns.people, logLikelihood, rounds: climbed.rounds }
}

type Climbed = { curves: Curve[]; rounds: number; problem: null } | { problem: AnswersProblem }

function climb(patterns: Patterns, slopes: Slopes, grid: Grid, mostRounds: number): Climbed {
  let curves = Array.from({ length: patterns.items }, (_, item): Curve => {
    const right = patterns.right[item]!
    return { slope: typeof slopes === 'number' ? slopes : 1, intercept: 1.2 * Math.log(right / (patterns.asked[item]! - right)) }
  })
  for (let rounds = 1; rounds <= mostRounds; rounds += 3) {
    const first = climbedOnce(expectedAnswers(patterns, curves, grid).answers, curves, slopes, grid)
    const expected = expectedAnswers(patterns, first, grid)
    const second = climbedOnce(expected.answers, first, slopes, grid)
    const unbounded = second.findIndex(({ slope, intercept }) => !(Math.abs(slope) <= steepest) || !Number.isFinite(intercept))
    if (unbounded >= 0) return refused('unbounded', unbounded)
    const moved = Math.max(
      ...second.map((curve, i) => Math.max(Math.abs(curve.slope - first[i]!.slope), Math.abs(curve.intercept - first[i]!.intercept))),
    )
    if (moved < nearEnough) return { curves: second, rounds: rounds + 1, problem: null }
    const leap = leapt(curves, first, second)
    const there = expectedAnswers(patterns, leap, grid)
    curves = there.logLikelihood >= expected.logLikelihood ? climbedOnce(there.answers, leap, slopes, grid) : second
  }
  return refused('no-convergence')
}

/** Where two steps of EM point to: squared extrapolation. Varadhan & Roland (2008), Scandinavian Journal of Statistics 35, 335-353, scheme S3. */
function leapt(start: readonly Curve[], first: readonly Curve[], second: readonly Curve[]): Curve[] {
  const flat = (curves: readonly Curve[]): number[] => curves.flatMap(({ slope, intercept }) => [slope, intercept])
  const [zero, one, two] = [flat(start), flat(first), flat(second)]
  const step = zero.map((value, i) => one[i]! - value)
  const bend = zero.map((value, i) => two[i]! - 2 * one[i]! + value)
  const ratio = Math.hypot(...step) / Math.max(1e-300, Math.hypot(...bend))
  const reach = Math.max(1, Math.min(64, ratio))
  const to = zero.map((value, i) => value + 2 * reach * step[i]! + reach * reach * bend[i]!)
  return start.map((_, i) => ({ slope: to[2 * i]!, intercept: to[2 * i + 1]! }))
}

/** The M of EM: logistic regressions on the points, each of the items that share a slope. */
function climbedOnce(answers: Float64Array, curves: readonly Curve[], slopes: Slopes, grid: Grid): Curve[] {
  if (slopes === 'own') return curves.flatMap((curve, item) => regressed(answers, [curve], item, true, grid))
  return regressed(answers, curves, 0, slopes === 'one', grid)
}

/** Newton's method for intercepts and their one slope; `from`: place of the first item. */
function regressed(answers: Float64Array, start: readonly Curve[], from: number, isSlopeFree: boolean, grid: Grid): Curve[] {
  let curves = [...start]
  for (let step = 0; step < 25; step++) {
    const parts = curves.map((curve, i) => partsOf(answers, curve, from + i, grid))
    let [tilt, tiltTilt] = [0, 0]
    for (const part of parts) {
      tilt += part.tilt - (part.cross * part.level) / part.levelLevel
      tiltTilt += part.tiltTilt - (part.cross * part.cross) / part.levelLevel
    }
    const slopeStep = isSlopeFree ? capped(tilt / tiltTilt) : 0
    curves = curves.map(({ slope, intercept }, i) => {
      const { level, levelLevel, cross } = parts[i]!
      return { slope: slope + slopeStep, intercept: intercept + capped((level - cross * slopeStep) / levelLevel) }
    })
    if (Math.abs(slopeStep) < 1e-8 && parts.every(({ level, levelLevel }) => Math.abs(level / levelLevel) < 1e-8)) break
  }
  return curves
}

const capped = (step: number): number => Math.max(-1, Math.min(1, step))

function partsOf(answers: Float64Array, curve: Curve, item: number, { at }: Grid) {
  const points = at.length
  const parts = { level: 0, tilt: 0, levelLevel: 0, cross: 0, tiltTilt: 0 }
  for (let q = 0; q < points; q++) {
    const right = answers[(2 * item + 1) * points + q]!
    const all = right + answers[2 * item * points + q]!
    const p = chanceOf(curve, at[q]!)
    const rest = right - all * p
    const weight = all * p * (1 - p)
    parts.level += rest
    parts.tilt += rest * at[q]!
    parts.levelLevel += weight
    parts.cross += weight * at[q]!
    parts.tiltTilt += weight * at[q]! ** 2
  }
  return parts
}

type Top = { curves: Curve[]; covariance: Covariance; problem: null } | { problem: AnswersProblem }
/** Of an item's two parameters, and between them. */
type Covariance = (item: number) => { intercept: number; slope: number; both: number }

/** Newton's method on the marginal likelihood itself, whose information is wanted for the errors anyway. */
function finish(patterns: Patterns, start: Curve[], slopes: Slopes, grid: Grid): Top {
  let curves = start
  const k = patterns.items
  // Place of an item's slope among the parameters; null: given.
  const slopeAt = (item: number): number | null => (typeof slopes === 'number' ? null : slopes === 'one' ? k : k + item)
  const size = typeof slopes === 'number' ? k : slopes === 'one' ? k + 1 : 2 * k
  for (let step = 0; step < 20; step++) {
    const { gradient, information } = gathered(curvature(patterns, curves, grid), k, size, slopeAt)
    const root = cholesky(information, size)
    if (!root) return refused('undetermined')
    const inverse = inverseOfCholesky(root, size)
    const move = Float64Array.from({ length: size }, (_, a) => gradient.reduce((sum, part, b) => sum + inverse[a * size + b]! * part, 0))
    const longest = move.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
    if (!(longest < 2)) return refused('undetermined')
    curves = curves.map(({ slope, intercept }, item) => ({
      intercept: intercept + move[item]!,
      slope: slope + (move[slopeAt(item) ?? -1] ?? 0),
    }))
    const at = (a: number, b: number | null): number => (b === null ? 0 : inverse[a * size + b]!)
    const covariance: Covariance = (item) => {
      const tilt = slopeAt(item)
      return { intercept: at(item, item), slope: tilt === null ? 0 : at(tilt, tilt), both: at(item, tilt) }
    }
    if (longest < lastStep) return { curves, covariance, problem: null }
  }
  return refused('no-convergence')
}

/** Derivatives by what is free: shared slopes are summed, given ones left out. */
function gathered(
  { gradient, information }: { gradient: Float64Array; information: Float64Array },
  k: number,
  size: number,
  slopeAt: (item: number) => number | null,
): { gradient: Float64Array; information: Float64Array } {
  const place = (a: number): number | null => (a < k ? a : slopeAt(a - k))
  const sums = { gradient: new Float64Array(size), information: new Float64Array(size * size) }
  for (let a = 0; a < 2 * k; a++) {
    const row = place(a)
    if (row === null) continue
    sums.gradient[row]! += gradient[a]!
    for (let b = 0; b < 2 * k; b++) {
      const column = place(b)
      if (column !== null) sums.information[row * size + column]! += information[a * 2 * k + b]!
    }
  }
  return sums
}

function withErrors({ slope, intercept }: Curve, item: number, covarianceOf: Covariance, { asked }: Patterns): FittedItem {
  const covariance = covarianceOf(item)
  const slopeSe = Math.sqrt(covariance.slope)
  const isFlat = Math.abs(slope) <= 1e-6
  const difficulty = isFlat ? null : -intercept / slope
  const variance = difficulty === null ? null : covariance.intercept + 2 * difficulty * covariance.both + difficulty ** 2 * covariance.slope
  return {
    slope,
    intercept,
    interceptSe: Math.sqrt(covariance.intercept),
    slopeSe,
    difficulty,
    difficultySe: variance === null ? null : Math.sqrt(Math.max(0, variance)) / Math.abs(slope),
    n: asked[item]!,
  }
}

/** The likelihood can't tell up from down: up is where most items get easier. */
function turned(items: FittedItem[]): FittedItem[] {
  if (items.reduce((sum, { slope }) => sum + slope, 0) >= 0) return items
  return items.map((item) => ({ ...item, slope: -item.slope, difficulty: item.difficulty === null ? null : -item.difficulty }))
}
