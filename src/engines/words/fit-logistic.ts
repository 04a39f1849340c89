import { heldSoftmax, logSumExp } from './softmax.ts'
// Multinomial logistic regression over sparse rows, by dual coordinate ascent.
import { type SparseRows, squaredLength } from './sparse.ts'

export interface LogisticOptions {
  /** C: how much the examples count against short weights. Above 0. */
  cost: number
  /** Stops where the mean loss is within this of the best one. */
  tolerance: number
  mostPasses: number
  /** For the order in which examples are visited: the same numbers give the same weights. */
  random: () => number
}

export interface LinearWeights {
  classes: number
  width: number
  /** place * classes + class; the last place is the constant. */
  weights: Float64Array
  /** Objective: ½ |W|² + C Σ loss, as reached. */
  objective: number
  /** The best objective there is lies at most so far below, and |W - best W|² is at most twice this. */
  gap: number
  passes: number
}

export type LogisticProblem =
  | { code: 'no-examples' }
  /** The cost isn't a number above 0. */
  | { code: 'impossible-cost' }
  /** All examples are of one class. */
  | { code: 'one-class' }
  /** No label, or one that isn't 0 to below `classes`. */
  | { code: 'label-out-of-range'; row: number }
  | { code: 'value-not-finite'; row: number }
  /** Not within the tolerance after `mostPasses`. */
  | { code: 'not-converged'; gap: number }

export type LogisticFit = { fit: LinearWeights; problem: null } | { fit: null; problem: LogisticProblem }

/**
 * The weights with the least  ½ |W|² + C Σ_i ( ln Σ_k exp(w_k·x_i) - w_(y_i)·x_i ), each row with a constant 1 at its end (whose weights are held short too).
 *
 * Its dual has a p_i on the simplex for each row, with W = C Σ (e_(y_i) - p_i) x_iᵀ; one p_i after the other is set to its best, exactly, in an order of chance. The gap between
 * primal and dual says how far from the best the weights can be at most. Passes needed grow with cost x squared length of the rows; meant for rows of length about 1.
 * Sources: H.-F. Yu, F.-L. Huang, C.-J. Lin, Machine Learning 85 (2011) 41; S. Shalev-Shwartz, T. Zhang, JMLR 14 (2013) 567.
 *
 * @param labels by row, 0 to below `classes`; classes without examples get small probabilities
 */
export function fitLogistic(x: SparseRows, labels: Int32Array, classes: number, options: LogisticOptions): LogisticFit {
  const problem = problemOf(x, labels, classes, options.cost)
  if (problem) return { fit: null, problem }
  const ascent = new Ascent(x, labels, classes, options.cost)
  const order = Int32Array.from({ length: x.rows }, (_, row) => row)
  let reached = ascent.objectives()
  let passes = 0
  const isReached = () => reached.primal - reached.dual <= options.tolerance * options.cost * x.rows
  while (!isReached() && passes < options.mostPasses) {
    shuffle(order, options.random)
    ascent.pass(order, passes % passesToLook === passesToLook - 1)
    passes++
    if (passes % passesToLook === 0 || passes === options.mostPasses) reached = ascent.objectives()
  }
  const gap = Math.max(0, reached.primal - reached.dual)
  if (!isReached()) return { fit: null, problem: { code: 'not-converged', gap } }
  return { fit: { classes, width: x.width, weights: ascent.weights, objective: reached.primal, gap, passes }, problem: null }
}

function problemOf(x: SparseRows, labels: Int32Array, classes: number, cost: number): LogisticProblem | null {
  if (x.rows === 0) return { code: 'no-examples' }
  if (!(cost > 0 && cost < Infinity)) return { code: 'impossible-cost' }
  for (let row = 0; row < x.rows; row++) {
    if (!(labels[row]! >= 0 && labels[row]! < classes)) return { code: 'label-out-of-range', row }
    if (!Number.isFinite(squaredLength(x, row))) return { code: 'value-not-finite', row }
  }
  return labels.every((label) => label === labels[0]) ? { code: 'one-class' } : null
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1))
    const kept = order[i]!
    order[i] = order[k]!
    order[k] = kept
  }
}

/** Looking how far the best is costs half a pass. */
const passesToLook = 4
/** A row whose probabilities moved by less rests for a pass, though not where one looks next: a third of the time less. */
const restless = 0.003

class Ascent {
  readonly weights: Float64Array
  private readonly x: SparseRows
  private readonly labels: Int32Array
  private readonly classes: number
  private readonly cost: number
  /** p by row * classes + class: at first all of it at the label, so that the weights are 0. */
  private readonly dual: Float64Array
  private readonly scores: Float64Array
  private readonly room: Float64Array
  private readonly isResting: Uint8Array
  /** Of the last visit to each row: near the one that comes. */
  private readonly nu: Float64Array

  constructor(x: SparseRows, labels: Int32Array, classes: number, cost: number) {
    this.x = x
    this.labels = labels
    this.classes = classes
    this.cost = cost
    this.weights = new Float64Array((x.width + 1) * classes)
    this.dual = new Float64Array(x.rows * classes)
    for (const [row, label] of labels.entries()) this.dual[row * classes + label] = 1
    this.scores = new Float64Array(classes)
    this.room = new Float64Array(classes)
    this.isResting = new Uint8Array(x.rows)
    this.nu = new Float64Array(x.rows).fill(-Infinity)
  }

  /** Visits the rows, but those that hardly moved last time rest once. */
  pass(order: Int32Array, isEveryRow: boolean): void {
    for (const row of order) {
      if (this.isResting[row] && !isEveryRow) this.isResting[row] = 0
      else this.isResting[row] = this.visit(row) < restless ? 1 : 0
    }
  }

  /** Sets p of one row to its best. @returns the largest change of it */
  private visit(row: number): number {
    const { classes, scores, dual, cost } = this
    const held = cost * (squaredLength(this.x, row) + 1)
    scoreRow(this.x, row, this.weights, scores)
    const p = dual.subarray(row * classes, (row + 1) * classes)
    for (let k = 0; k < classes; k++) scores[k]! += held * p[k]!
    this.nu[row] = heldSoftmax(scores, held, this.nu[row]!, this.room)
    let largest = 0
    for (let k = 0; k < classes; k++) {
      const next = scores[k]!
      largest = Math.max(largest, Math.abs(p[k]! - next))
      scores[k] = cost * (p[k]! - next)
      p[k] = next
    }
    this.move(row)
    return largest
  }

  /** Adds scores ⊗ x_row to the weights. */
  private move(row: number): void {
    const { classes, scores, weights } = this
    const { starts, columns, values, width } = this.x
    for (let at = starts[row]!; at <= starts[row + 1]!; at++) {
      const isConstant = at === starts[row + 1]!
      const base = (isConstant ? width : columns[at]!) * classes
      const value = isConstant ? 1 : values[at]!
      for (let k = 0; k < classes; k++) weights[base + k]! += value * scores[k]!
    }
  }

  objectives(): { primal: number; dual: number } {
    const { cost, scores, labels } = this
    let half = 0
    for (const weight of this.weights) half += (weight * weight) / 2
    let loss = 0
    for (let row = 0; row < this.x.rows; row++) {
      scoreRow(this.x, row, this.weights, scores)
      const ofLabel = scores[labels[row]!]!
      loss += logSumExp(scores) - ofLabel
    }
    let entropy = 0
    for (const p of this.dual) if (p > 0) entropy -= p * Math.log(p)
    return { primal: half + cost * loss, dual: cost * entropy - half }
  }
}

/** w_k·x of a row for each class, with its constant, into `scores`. */
export function scoreRow(
  { starts, columns, values, width }: SparseRows,
  row: number,
  weights: Float64Array | Float32Array,
  scores: Float64Array,
): void {
  const classes = scores.length
  for (let k = 0; k < classes; k++) scores[k] = weights[width * classes + k]!
  for (let at = starts[row]!; at < starts[row + 1]!; at++) {
    const base = columns[at]! * classes
    const value = values[at]!
    for (let k = 0; k < classes; k++) scores[k]! += value * weights[base + k]!
  }
}
