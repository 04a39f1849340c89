// The effect in one cell and its influence on every unit.
import type { Cell } from './cells.ts'
import { cohortStretch, type Panel, type Stretch } from './panel.ts'
import type { Design } from './rows.ts'
import { contrastSections } from './two-by-two-rows.ts'
import type { CellProblem, Contrast } from './two-by-two.ts'
import { contrastPairs } from './two-by-two.ts'

export interface CellEffect {
  att: number
  problem: CellProblem | null
  /** Units with an influence; all others have none. */
  touched: Stretch[]
}

/**
 * @param influence of every unit, written within `touched`: the estimate's error is the root of its sum of squares by n
 */
export function cellEffect(panel: Panel, cell: Cell, design: Design, influence: Float64Array): CellEffect {
  const treated = cohortStretch(panel, cell.cohort)
  const touched = [treated, ...cell.comparison]
  if (cell.comparison.length === 0) return { att: Number.NaN, problem: 'no-comparison', touched }
  const isPaired = panel.isBalanced && design.weights !== 'each'
  if (isPaired && panel.covariates.length === 0) return { ...plain(panel, cell, design, influence), touched }
  return { ...(isPaired ? paired(panel, cell, design, touched, influence) : inRows(panel, cell, design, touched, influence)), touched }
}

const weightPeriod = (cell: Cell, { weights }: Design): number =>
  weights === 'first' ? 0 : weights === 'base' ? cell.base : Math.min(cell.at, cell.from)

/**
 * Without covariates all estimators are the difference of two weighted means of changes; influence n w (change - mean) / Σ w of its own arm.
 */
function plain(panel: Panel, cell: Cell, design: Design, influence: Float64Array): Omit<CellEffect, 'touched'> {
  const { units, outcome, weight } = panel
  const now = cell.at * units
  const then = cell.from * units
  const weighed = weightPeriod(cell, design) * units
  const arm = (stretches: readonly Stretch[], sign: 1 | -1): number => {
    let total = 0
    let sum = 0
    for (const { from, to } of stretches)
      for (let unit = from; unit < to; unit++) {
        const one = weight ? weight[weighed + unit]! : 1
        total += one
        sum += one * (outcome[now + unit]! - outcome[then + unit]!)
      }
    const mean = sum / total
    const scale = (sign * units) / total
    for (const { from, to } of stretches)
      for (let unit = from; unit < to; unit++)
        influence[unit] = scale * (weight ? weight[weighed + unit]! : 1) * (outcome[now + unit]! - outcome[then + unit]! - mean)
    return mean
  }
  const observed = arm([cohortStretch(panel, cell.cohort)], 1)
  const expected = arm(cell.comparison, -1)
  if (Number.isNaN(observed)) return { att: Number.NaN, problem: 'no-treated' }
  return Number.isNaN(expected) ? { att: Number.NaN, problem: 'no-comparison' } : { att: observed - expected, problem: null }
}

function meanOne(weight: Float64Array): Float64Array {
  let sum = 0
  for (const one of weight) sum += one
  return weight.map((one) => (one * weight.length) / sum)
}

function paired(panel: Panel, cell: Cell, design: Design, touched: Stretch[], influence: Float64Array): Omit<CellEffect, 'touched'> {
  const { units, outcome, weight, covariates } = panel
  const inCell = unitsOf(touched)
  const own = cohortStretch(panel, cell.cohort)
  const at = (column: Float64Array, period: number) => Float64Array.from(inCell, (unit) => column[period * units + unit]!)
  const [now, then] = [at(outcome, cell.at), at(outcome, cell.from)]
  const earlier = Math.min(cell.at, cell.from)
  const one = new Float64Array(inCell.length).fill(1)
  const pairs = {
    treated: Float64Array.from(inCell, (unit) => (unit >= own.from && unit < own.to ? 1 : 0)),
    change: now.map((value, i) => value - then[i]!),
    weight: weight ? meanOne(at(weight, weightPeriod(cell, design))) : one,
    columns: [one, ...covariates.map((column) => at(column, earlier))],
  }
  return spreadOut(contrastPairs(pairs, design.estimator), inCell, touched, units, influence)
}

/** Rows of both periods side by side. Influence of a unit: the sum of its rows'. */
function inRows(panel: Panel, cell: Cell, design: Design, touched: Stretch[], influence: Float64Array): Omit<CellEffect, 'touched'> {
  const { outcome, weight, covariates, rowUnit, units } = panel
  const own = cohortStretch(panel, cell.cohort)
  const isOwn = (row: number) => rowUnit[row]! >= own.from && rowUnit[row]! < own.to
  const later = rowsOf(panel, cell.at, touched)
  const earlierRows = rowsOf(panel, cell.from, touched)
  const rows = new Int32Array(later.length + earlierRows.length)
  rows.set(later)
  rows.set(earlierRows, later.length)
  const place = (_: number, i: number) => (i < later.length ? 1 : 0)
  const treated = Float64Array.from(rows, (row) => (isOwn(row) ? 1 : 0))
  const post = Float64Array.from(rows, place)
  for (const arm of [1, 0])
    for (const side of [1, 0])
      if (!treated.some((one, i) => one === arm && post[i] === side))
        return { att: Number.NaN, problem: arm === 1 ? 'no-treated' : 'no-comparison' }
  const one = new Float64Array(rows.length).fill(1)
  // In a balanced panel both rows of a unit carry the covariates of the earlier period.
  const earlier = Math.min(cell.at, cell.from) * units
  const source = panel.isBalanced ? rows.map((row) => earlier + rowUnit[row]!) : rows
  const sections = {
    treated,
    post,
    outcome: Float64Array.from(rows, (row) => outcome[row]!),
    weight: weight ? meanOne(Float64Array.from(rows, (row) => weight[row]!)) : one,
    columns: [one, ...covariates.map((column) => Float64Array.from(source, (row) => column[row]!))],
  }
  const inCell = rows.map((row) => rowUnit[row]!)
  // Without covariates all three estimators are the same, and this one asks for no score.
  const estimator = covariates.length === 0 ? 'regression' : design.estimator
  return spreadOut(contrastSections(sections, estimator), inCell, touched, units, influence)
}

function spreadOut(
  contrast: Contrast,
  inCell: Int32Array,
  touched: Stretch[],
  units: number,
  influence: Float64Array,
): Omit<CellEffect, 'touched'> {
  for (const { from, to } of touched) influence.fill(0, from, to)
  if (contrast.problem !== null) return { att: Number.NaN, problem: contrast.problem }
  const scale = units / inCell.length
  for (let i = 0; i < inCell.length; i++) influence[inCell[i]!]! += scale * contrast.influence[i]!
  return Number.isFinite(contrast.att) ? { att: contrast.att, problem: null } : { att: Number.NaN, problem: 'singular' }
}

function unitsOf(stretches: readonly Stretch[]): Int32Array {
  const list = new Int32Array(stretches.reduce((sum, { from, to }) => sum + to - from, 0))
  let next = 0
  for (const { from, to } of stretches) for (let unit = from; unit < to; unit++) list[next++] = unit
  return list
}

/** Rows of a period whose unit lies in the stretches: rows rise by unit, so that each stretch is one run of them. */
function rowsOf({ periodStarts, rowUnit }: Panel, period: number, stretches: readonly Stretch[]): Int32Array {
  const place = (unit: number): number => {
    let [low, high] = [periodStarts[period]!, periodStarts[period + 1]!]
    while (low < high) {
      const middle = (low + high) >> 1
      if (rowUnit[middle]! < unit) low = middle + 1
      else high = middle
    }
    return low
  }
  return unitsOf(stretches.map(({ from, to }) => ({ from: place(from), to: place(to) })))
}
