// Group-time effects and what they add up to.
import { Aggregates, type Aggregate, type Simple } from './aggregates.ts'
import { borrow } from './borrowed.ts'
import { cellEffect } from './cell-effect.ts'
import { cellsOf } from './cells.ts'
import type { Panel, Stretch } from './panel.ts'
import type { Design } from './rows.ts'
import { errorOf, rangeOf, type Sample, sampleOf, sumByCluster } from './sample.ts'
import type { CellProblem } from './two-by-two.ts'
import { waldOf, type Wald } from './wald.ts'

export interface GroupTimeEffect {
  /** First treated period of the cohort, and the period, in units of time. */
  group: number
  time: number
  /** In units of the outcome; NaN with a problem. */
  estimate: number
  /** Standard error, by cluster; NaN for a reference and with a problem. */
  se: number
  /** 95 % with few clusters taken into account; NaN as `se`. */
  lower: number
  upper: number
  isPost: boolean
  /** The base period itself: 0 by definition. */
  isReference: boolean
  problem: CellProblem | null
}

export interface GroupTimeEffects {
  sample: Sample
  cells: GroupTimeEffect[]
  /** Σ over cells after treatment, weighted by the size of the cohort. */
  simple: Simple
  /** By time since treatment; overall: their plain mean from 0 on. */
  dynamic: Aggregate
  /** By cohort: plain mean of its periods; overall: weighted by the size of the cohort. */
  group: Aggregate
  /** By period; overall: their plain mean. */
  calendar: Aggregate
  /** R's test of all cells before treatment at once. Rejects valid designs far too often with few units (27-63 % at 40-80): a figure for comparison, not a gate. */
  wald: Wald | null
}

export interface AggregateOptions {
  /** Event times only of cohorts seen at least that long after their start, up to it: the same cohorts at each. */
  balanceEvent?: number
}

/** Influence kept for R's Wald test: beyond so many numbers it is left out. */
const mostForWald = 2e7

/**
 * Effects of a treatment that starts at different times and stays, for each cohort and period, and all aggregates with standard errors from the influence
 * functions, by cluster. Cells without a number (problem) are left out of the aggregates.
 *
 * Formula: att(g, t) = E[Y_t - Y_b | G = g] - E[Y_t - Y_b | comparison], adjusted by the estimator; se = √(Σ_cluster (Σ_unit influence)²) / n.
 * Source: Callaway & Sant'Anna (2021), Journal of Econometrics 225, 200-230, with the influence of estimated cohort shares; the figures of R `did` 2.5.1.
 * Time: one pass over the units of each cell. Memory: one number per cluster for each event time, period and cohort.
 */
export function groupTimeEffects(panel: Panel, design: Design, options: AggregateOptions = {}): GroupTimeEffects {
  const sample = sampleOf(panel)
  const cells = cellsOf(panel, design)
  const aggregates = new Aggregates(panel, sample, options)
  const influence = new Float64Array(panel.units)
  const before = cells.filter((cell) => !cell.isPost && !cell.isReference).length
  const forWald: { estimate: number; influence: Float64Array }[] | null = before * sample.clusters > mostForWald ? null : []
  const sums = new Float64Array(sample.width)
  const effects = cells.map((cell): GroupTimeEffect => {
    const { group, time, isPost, isReference } = cell
    const named = { group, time, isPost, isReference }
    if (isReference) {
      aggregates.addReference(cell)
      return { ...named, ...noRange, estimate: 0, problem: null }
    }
    const { att, problem, touched } = cellEffect(panel, cell, design, influence)
    if (problem) return { ...named, ...noRange, estimate: Number.NaN, problem }
    const isSame = sumByCluster(panel, influence, touched, sums)
    if (sample.borrowed) borrow(panel, sample.borrowed, cell, sums)
    aggregates.add(cell, att, sums, isSame ? touched : null)
    if (!isPost) forWald?.push({ estimate: att, influence: onlyTouched(sums, isSame ? touched : null, sample) })
    const stretches = isSame ? touched : null
    return { ...named, estimate: att, se: errorOf(sums, sample, stretches), ...cellRange(att, sums, sample, stretches), problem: null }
  })
  return { sample, cells: effects, ...aggregates.close(), wald: forWald && waldOf(forWald, sample.n) }
}

const noRange = { se: Number.NaN, lower: Number.NaN, upper: Number.NaN }

function cellRange(att: number, sums: Float64Array, sample: Sample, touched: readonly Stretch[] | null): { lower: number; upper: number } {
  const stretches = touched ? [...touched, { from: sample.clusters, to: sample.width }] : null
  const { lower, upper } = rangeOf(att, sums, sample, { touched: stretches })
  return { lower, upper }
}

function onlyTouched(sums: Float64Array, touched: readonly Stretch[] | null, { clusters }: Sample): Float64Array {
  if (!touched) return sums.slice(0, clusters)
  const copy = new Float64Array(clusters)
  for (const { from, to } of touched) copy.set(sums.subarray(from, to), from)
  return copy
}
