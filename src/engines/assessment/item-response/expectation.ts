// Where on the scale of ability people are likely to stand, given their answers: the E of EM, and what it leaves uncertain.
import { chanceOf, type Curve, type Grid, logChances, type Patterns } from './answers.ts'

/** Calls back for each pattern with the share of its people at each point, times how many they are. Returns the log likelihood. */
export function eachPosterior(
  patterns: Patterns,
  curves: readonly Curve[],
  grid: Grid,
  visit: (row: number, posterior: Float64Array) => void,
): number {
  const { rows, times, items } = patterns
  const points = grid.at.length
  const chances = logChances(curves, grid)
  const prior = grid.share.map(Math.log)
  const posterior = new Float64Array(points)
  let logLikelihood = 0
  for (let row = 0; row < times.length; row++) {
    posterior.set(prior)
    for (let item = 0; item < items; item++) {
      const answer = rows[row * items + item]!
      if (answer < 0) continue
      const from = (2 * item + answer) * points
      for (let q = 0; q < points; q++) posterior[q]! += chances[from + q]!
    }
    logLikelihood += times[row]! * normalise(posterior, times[row]!)
    visit(row, posterior)
  }
  return logLikelihood
}

/** From logs to shares that sum to `sum`; returns the log of what they summed to. */
function normalise(logs: Float64Array, sum: number): number {
  let most = -Infinity
  for (let q = 0; q < logs.length; q++) if (logs[q]! > most) most = logs[q]!
  let all = 0
  for (let q = 0; q < logs.length; q++) {
    const share = Math.exp(logs[q]! - most)
    logs[q] = share
    all += share
  }
  for (let q = 0; q < logs.length; q++) logs[q]! *= sum / all
  return most + Math.log(all)
}

/** Expected answers at every point: [(2 item + right) points + point]. */
export interface Expected {
  answers: Float64Array
  logLikelihood: number
}

export function expectedAnswers(patterns: Patterns, curves: readonly Curve[], grid: Grid): Expected {
  const { rows, items } = patterns
  const points = grid.at.length
  const answers = new Float64Array(2 * items * points)
  const logLikelihood = eachPosterior(patterns, curves, grid, (row, posterior) => {
    for (let item = 0; item < items; item++) {
      const answer = rows[row * items + item]!
      if (answer < 0) continue
      const from = (2 * item + answer) * points
      for (let q = 0; q < points; q++) answers[from + q]! += posterior[q]!
    }
  })
  return { answers, logLikelihood }
}

/** Derivatives of the log likelihood, intercepts first, then slopes. */
export interface Curvature {
  gradient: Float64Array
  /** Observed information, 2k x 2k by rows. */
  information: Float64Array
}

/**
 * Gradient and observed information of the marginal likelihood: Σ over people of E(B) - E(S Sᵀ) + E(S) E(S)ᵀ, with S and B the derivatives as if abilities were known.
 * Time: people x items² x points / 2.
 * Source: Louis (1982), Journal of the Royal Statistical Society B 44, 226-233.
 */
export function curvature(patterns: Patterns, curves: readonly Curve[], grid: Grid): Curvature {
  const { rows, items, times } = patterns
  const points = grid.at.length
  const chance = Float64Array.from({ length: items * points }, (_, i) => chanceOf(curves[Math.floor(i / points)]!, grid.at[i % points]!))
  const pairs = new Float64Array(2 * items * (items + 1) * points)
  const gradient = new Float64Array(2 * items)
  const information = new Float64Array(4 * items * items)
  const score = new Float64Array(2 * items)
  const everybody = new Float64Array(points)
  const isComplete = rows.every((answer) => answer >= 0)
  eachPosterior(patterns, curves, grid, (row, posterior) => {
    const answers = rows.subarray(row * items, (row + 1) * items)
    for (let q = 0; q < points; q++) everybody[q]! += posterior[q]!
    countPairs(answers, posterior, pairs, isComplete)
    scoreOf(answers, posterior, chance, grid, score)
    for (let a = 0; a < score.length; a++) {
      gradient[a]! += score[a]!
      const own = score[a]! / times[row]!
      for (let b = 0; b <= a; b++) information[a * score.length + b]! += own * score[b]!
    }
  })
  if (isComplete) fillPairs(pairs, everybody, items)
  for (let one = 0; one < items; one++)
    for (let other = 0; other <= one; other++) addPair(one, other, { pairs, chance, grid, information, items })
  mirror(information, 2 * items)
  return { gradient, information }
}

const pairAt = (one: number, other: number): number => 4 * ((one * (one + 1)) / 2 + other)

/** Where everybody answered everything, counting both right is enough: the rest follows from the margins. */
function countPairs(answers: Int8Array, posterior: Float64Array, pairs: Float64Array, isComplete: boolean): void {
  const points = posterior.length
  const least = isComplete ? 1 : 0
  for (let one = 0; one < answers.length; one++) {
    if (answers[one]! < least) continue
    for (let other = 0; other <= one; other++) {
      if (answers[other]! < least) continue
      const from = (pairAt(one, other) + 2 * answers[one]! + answers[other]!) * points
      for (let q = 0; q < points; q++) pairs[from + q]! += posterior[q]!
    }
  }
}

function fillPairs(pairs: Float64Array, everybody: Float64Array, items: number): void {
  const points = everybody.length
  const rightAt = (item: number, q: number): number => pairs[(pairAt(item, item) + 3) * points + q]!
  for (let one = 0; one < items; one++)
    for (let other = 0; other <= one; other++) {
      const from = pairAt(one, other) * points
      for (let q = 0; q < points; q++) {
        const both = pairs[from + 3 * points + q]!
        pairs[from + 2 * points + q] = rightAt(one, q) - both
        pairs[from + points + q] = rightAt(other, q) - both
        pairs[from + q] = everybody[q]! - rightAt(one, q) - rightAt(other, q) + both
      }
    }
}

function scoreOf(answers: Int8Array, posterior: Float64Array, chance: Float64Array, { at }: Grid, score: Float64Array): void {
  const points = at.length
  for (let item = 0; item < answers.length; item++) {
    let [level, tilt] = [0, 0]
    if (answers[item]! >= 0)
      for (let q = 0; q < points; q++) {
        const rest = posterior[q]! * (answers[item]! - chance[item * points + q]!)
        level += rest
        tilt += rest * at[q]!
      }
    score[item] = level
    score[answers.length + item] = tilt
  }
}

/** E(B) - E(S Sᵀ) of one pair of items, into the lower triangle. */
function addPair(
  one: number,
  other: number,
  {
    pairs,
    chance,
    grid,
    information,
    items,
  }: { pairs: Float64Array; chance: Float64Array; grid: Grid; information: Float64Array; items: number },
): void {
  const points = grid.at.length
  const from = pairAt(one, other) * points
  const sums = [0, 0, 0]
  for (let q = 0; q < points; q++) {
    const [p, r] = [chance[one * points + q]!, chance[other * points + q]!]
    const [bothWrong, otherRight, oneRight, bothRight] = [0, 1, 2, 3].map((code) => pairs[from + code * points + q]!) as [
      number,
      number,
      number,
      number,
    ]
    let part = -(bothWrong * p * r - otherRight * p * (1 - r) - oneRight * (1 - p) * r + bothRight * (1 - p) * (1 - r))
    if (one === other) part += (bothWrong + bothRight) * p * (1 - p)
    sums[0]! += part
    sums[1]! += part * grid.at[q]!
    sums[2]! += part * grid.at[q]! ** 2
  }
  const size = 2 * items
  information[one * size + other]! += sums[0]!
  information[(items + one) * size + other]! += sums[1]!
  if (one !== other) information[(items + other) * size + one]! += sums[1]!
  information[(items + one) * size + items + other]! += sums[2]!
}

function mirror(matrix: Float64Array, size: number): void {
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) matrix[b * size + a] = matrix[a * size + b]!
}
