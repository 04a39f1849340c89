// Synthetic difference-in-differences: for one to three treated units with a long history.

export interface Block {
  /** Outcomes by rows: unit * periods + period; the comparison units first, the periods before treatment first. All finite; the largest from 1e-100 to 1e100, unless all are 0. */
  outcome: Float64Array
  units: number
  periods: number
  /** Comparison units, periods before treatment: at least 2 each, and at least one unit and period beyond. */
  comparison: number
  before: number
}

export interface Synthetic {
  /** Effect on the treated, mean over the periods after, in units of the outcome. */
  estimate: number
  /** Weights of comparison units and of periods before; each sums to 1. */
  unitWeights: Float64Array
  periodWeights: Float64Array
  /** Effect in each period after treatment. */
  curve: Float64Array
}

interface Tuning {
  unitPenalty: number
  periodPenalty: number
  leastDecrease: number
}

const mostSteps = 10_000
const stepsBeforeSparse = 100

/**
 * Weights of units and periods that make the comparison run parallel to the treated before, by Frank-Wolfe with exact line search; then the double difference.
 * Source: Arkhangelsky, Athey, Hirshberg, Imbens & Wager (2021), American Economic Review 111, 4088-4118; steps and stopping of R synthdid 0.0.9.
 *
 * @throws RangeError for blocks that are too small or hold what is no number
 */
export function syntheticDifference(block: Block): Synthetic {
  check(block)
  return solve(block, tuningOf(block), null)
}

export interface Placebo {
  /** Standard deviation of the estimates where comparison units take the place of the treated. */
  se: number
  estimates: Float64Array
  /** One treated unit: each comparison unit once; else drawn. */
  isExact: boolean
}

/**
 * The error from placebos among the comparison units (algorithm 4 there), with the penalties of the study itself.
 *
 * @param random for more than one treated unit
 * @throws RangeError unless there are more comparison than treated units
 */
export function placeboError(block: Block, { unitWeights }: Synthetic, random: () => number, draws = 200): Placebo {
  check(block)
  const { comparison, units } = block
  const treated = units - comparison
  if (comparison <= treated + 1) throw new RangeError('placebos need more comparison units than treated ones')
  const tuning = tuningOf(block)
  const isExact = treated === 1
  const estimates = Float64Array.from({ length: isExact ? comparison : draws }, (_, turn) => {
    const order = Array.from({ length: comparison }, (_unit, i) => i)
    if (isExact) order.push(...order.splice(turn, 1))
    else
      for (let i = comparison - 1; i > 0; i--) {
        const k = Math.floor(random() * (i + 1))
        ;[order[i], order[k]] = [order[k]!, order[i]!]
      }
    const start = order.slice(0, comparison - treated).map((unit) => unitWeights[unit]!)
    return solve(chosen(block, order, comparison - treated), tuning, Float64Array.from(start)).estimate
  })
  const mean = estimates.reduce((sum, value) => sum + value, 0) / estimates.length
  return { se: Math.sqrt(estimates.reduce((sum, value) => sum + (value - mean) ** 2, 0) / estimates.length), estimates, isExact }
}

function check({ outcome, units, periods, comparison, before }: Block): void {
  if (outcome.length !== units * periods || comparison < 2 || before < 2 || comparison >= units || before >= periods)
    throw new RangeError('a block needs at least two comparison units, two periods before, a treated unit and a period after')
  let largest = 0
  for (const value of outcome) largest = Math.max(largest, Math.abs(value))
  // NaN fails both.
  if (!(largest <= 1e100) || (largest > 0 && largest < 1e-100))
    throw new RangeError('a block holds finite numbers only, the largest from 1e-100 to 1e100')
}

function chosen({ outcome, periods, before }: Block, order: readonly number[], comparison: number): Block {
  const picked = new Float64Array(order.length * periods)
  for (const [i, unit] of order.entries()) picked.set(outcome.subarray(unit * periods, (unit + 1) * periods), i * periods)
  return { outcome: picked, units: order.length, periods, comparison, before }
}

/** Penalties in units of the noise: the standard deviation of changes from period to period among the comparison units before. */
function tuningOf({ outcome, units, periods, comparison, before }: Block): Tuning {
  const changes: number[] = []
  for (let unit = 0; unit < comparison; unit++)
    for (let p = 1; p < before; p++) changes.push(outcome[unit * periods + p]! - outcome[unit * periods + p - 1]!)
  const mean = changes.reduce((sum, value) => sum + value, 0) / changes.length
  const noise = Math.sqrt(changes.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (changes.length - 1))
  return {
    unitPenalty: ((units - comparison) * (periods - before)) ** 0.25 * noise,
    periodPenalty: 1e-6 * noise,
    leastDecrease: 1e-5 * noise,
  }
}

function solve(block: Block, tuning: Tuning, unitStart: Float64Array | null): Synthetic {
  const { outcome, units, periods, comparison, before } = block
  const [treated, after] = [units - comparison, periods - before]
  const at = (unit: number, period: number) => outcome[unit * periods + period]!
  const meanAfter = Float64Array.from({ length: comparison }, (_, unit) => {
    let sum = 0
    for (let p = before; p < periods; p++) sum += at(unit, p)
    return sum / after
  })
  const meanTreated = Float64Array.from({ length: before }, (_, p) => {
    let sum = 0
    for (let unit = comparison; unit < units; unit++) sum += at(unit, p)
    return sum / treated
  })
  const byPeriod = Array.from({ length: before }, (_, p) => Float64Array.from({ length: comparison }, (_u, unit) => at(unit, p)))
  const byUnit = Array.from({ length: comparison }, (_, unit) => Float64Array.from({ length: before }, (_p, p) => at(unit, p)))
  const periodWeights = weightsOf(byPeriod, meanAfter, tuning.periodPenalty, tuning.leastDecrease, null)
  const unitWeights = weightsOf(byUnit, meanTreated, tuning.unitPenalty, tuning.leastDecrease, unitStart)
  const gap = Float64Array.from({ length: periods }, (_, p) => {
    let sum = 0
    for (let unit = 0; unit < comparison; unit++) sum -= unitWeights[unit]! * at(unit, p)
    for (let unit = comparison; unit < units; unit++) sum += at(unit, p) / treated
    return sum
  })
  const base = periodWeights.reduce((sum, weight, p) => sum + weight * gap[p]!, 0)
  const curve = gap.slice(before).map((value) => value - base)
  return { estimate: curve.reduce((sum, value) => sum + value, 0) / after, unitWeights, periodWeights, curve }
}

/** A hundred steps, small weights cut off, then on until it no longer gets better. */
function weightsOf(
  columns: Float64Array[],
  target: Float64Array,
  penalty: number,
  leastDecrease: number,
  start: Float64Array | null,
): Float64Array {
  const sum = start?.reduce((total, one) => total + one, 0) ?? 0
  const first = start && sum > 0 ? start.map((one) => one / sum) : new Float64Array(columns.length).fill(1 / columns.length)
  const centred = columns.map(centre)
  const goal = centre(target)
  const rough = frankWolfe(centred, goal, penalty, leastDecrease, first, stepsBeforeSparse)
  const largest = Math.max(...rough)
  const cut = rough.map((one) => (one <= largest / 4 ? 0 : one))
  const kept = cut.reduce((total, one) => total + one, 0)
  return frankWolfe(
    centred,
    goal,
    penalty,
    leastDecrease,
    cut.map((one) => one / kept),
    mostSteps,
  )
}

function centre(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length
  return column.map((value) => value - mean)
}

/** Minimises |A x - b|² + m penalty² |x|² over weights that sum to 1. */
function frankWolfe(
  columns: readonly Float64Array[],
  goal: Float64Array,
  penalty: number,
  leastDecrease: number,
  start: Float64Array,
  most: number,
): Float64Array {
  const m = goal.length
  const eta = m * penalty * penalty
  const x = Float64Array.from(start)
  const fitted = new Float64Array(m)
  const value = (): number => {
    let [errors, squares] = [0, 0]
    for (let i = 0; i < m; i++) errors += (fitted[i]! - goal[i]!) ** 2
    for (const one of x) squares += one * one
    return penalty * penalty * squares + errors / m
  }
  let last = Infinity
  for (let step = 0; step < most; step++) {
    fitted.fill(0)
    for (const [j, column] of columns.entries()) if (x[j] !== 0) for (let i = 0; i < m; i++) fitted[i]! += x[j]! * column[i]!
    let best = 0
    let along = 0
    let least = Infinity
    for (const [j, column] of columns.entries()) {
      let half = eta * x[j]!
      for (let i = 0; i < m; i++) half += (fitted[i]! - goal[i]!) * column[i]!
      along -= half * x[j]!
      if (half < least) [best, least] = [j, half]
    }
    along += least
    let [errors, squares] = [0, 0]
    for (let i = 0; i < m; i++) errors += (columns[best]![i]! - fitted[i]!) ** 2
    for (let j = 0; j < x.length; j++) squares += ((j === best ? 1 : 0) - x[j]!) ** 2
    // Nothing to win: the best is where we are, or where nothing varies.
    if (squares === 0 || !(errors + eta * squares > 0)) return x
    const share = Math.min(1, Math.max(0, -along / (errors + eta * squares)))
    for (let j = 0; j < x.length; j++) x[j]! += share * ((j === best ? 1 : 0) - x[j]!)
    for (let i = 0; i < m; i++) fitted[i]! += share * (columns[best]![i]! - fitted[i]!)
    const now = value()
    if (step > 0 && last - now <= leastDecrease * leastDecrease) return x
    last = now
  }
  return x
}
