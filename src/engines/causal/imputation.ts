// What the treated would have had, from a model of those not yet treated: unit and period effects.
import { cholesky, solveCholesky } from '../linear/cholesky.ts'
import type { Panel } from './panel.ts'

export interface ImputedEffect {
  /** Time since treatment; null: all treated rows. */
  event: number | null
  /** Mean over its treated rows, in units of the outcome. */
  estimate: number
  /** Conservative standard error by cluster. */
  se: number
  rows: number
}

/**
 * y = unit + period by least squares on rows before treatment; the effect of a treated row is its distance from that; plain means of them.
 * Errors: Σ_cluster (Σ v ε)², v the weight of each row in the estimate, ε cleared of the v²-weighted mean of its cohort and event time.
 * Source: Borusyak, Jaravel & Spiess (2024), Review of Economic Studies 91, 3253-3285, equations 6, 8, 10; figures of R didimputation 0.5.0. Weights are not used.
 *
 * @param panel of units that are followed
 * @returns the effect over all treated rows, then by event time; null for cross-sections, or where a period has no untreated row that ties it to the others
 */
export function imputedEffects(panel: Panel): ImputedEffect[] | null {
  if (!panel.isPanel) return null
  const model = modelOf(panel)
  if (!model) return null
  const events = [...new Set(Array.from(model.treatedRows, (row) => model.event[row]!))].toSorted((left, right) => left - right)
  return [null, ...events].map((event) => {
    const rows = event === null ? model.treatedRows : model.treatedRows.filter((row) => model.event[row] === event)
    return meanOf(panel, model, event, rows)
  })
}

interface Model {
  /** Outcome minus unit and period effect. */
  rest: Float64Array
  period: Int32Array
  /** Of each row: time since treatment; negative or -Infinity: not treated. */
  event: Float64Array
  treatedRows: Int32Array
  untreatedRows: Int32Array
  /** Untreated rows of each unit. */
  counts: Float64Array
  triangle: Float64Array
}

/** Normal equations with the unit effects taken out: one equation for each period but the first. */
function modelOf(panel: Panel): Model | null {
  const { outcome, rowUnit, periodStarts, periods, units, cohorts, cohortStarts } = panel
  const start = new Float64Array(units)
  cohorts.forEach((cohort, c) => start.fill(cohort, cohortStarts[c], cohortStarts[c + 1]))
  const period = new Int32Array(outcome.length)
  for (let p = 0; p < periods.length; p++) period.fill(p, periodStarts[p], periodStarts[p + 1])
  const event = Float64Array.from(period, (p, row) => periods[p]! - start[rowUnit[row]!]!)
  const all = Int32Array.from(period, (_, row) => row)
  const untreatedRows = all.filter((row) => event[row]! < 0)
  const counts = new Float64Array(units)
  const sums = new Float64Array(units)
  for (const row of untreatedRows) {
    counts[rowUnit[row]!]!++
    sums[rowUnit[row]!]! += outcome[row]!
  }
  const k = periods.length - 1
  const matrix = new Float64Array(k * k)
  const right = new Float64Array(k)
  const periodsOf: number[][] = Array.from({ length: units }, () => [])
  for (const row of untreatedRows) {
    const unit = rowUnit[row]!
    if (period[row] === 0) continue
    periodsOf[unit]!.push(period[row]! - 1)
    right[period[row]! - 1]! += outcome[row]! - sums[unit]! / counts[unit]!
  }
  for (const [unit, list] of periodsOf.entries())
    for (const i of list) {
      matrix[i * k + i]!++
      for (const j of list) matrix[i * k + j]! -= 1 / counts[unit]!
    }
  const triangle = cholesky(matrix, k)
  if (!triangle) return null
  const effects = Float64Array.from([0, ...solveCholesky(triangle, right, k)])
  const levels = sums.slice()
  for (const row of untreatedRows) levels[rowUnit[row]!]! -= effects[period[row]!]!
  const rest = outcome.map((value, row) => value - effects[period[row]!]! - levels[rowUnit[row]!]! / counts[rowUnit[row]!]!)
  // Whoever has no untreated row has no level: left out.
  const treatedRows = all.filter((row) => event[row]! >= 0 && counts[rowUnit[row]!]! > 0)
  return { rest, period, event, treatedRows, untreatedRows, counts, triangle }
}

function meanOf(panel: Panel, model: Model, event: number | null, rows: Int32Array): ImputedEffect {
  const { rowUnit, clusterOf, clusters, units, cohortStarts } = panel
  const { rest, period, counts, untreatedRows, triangle } = model
  const weight = 1 / rows.length
  const ofUnit = new Float64Array(units)
  const ofPeriod = new Float64Array(panel.periods.length)
  let estimate = 0
  for (const row of rows) {
    estimate += weight * rest[row]!
    ofUnit[rowUnit[row]!]! += weight
    ofPeriod[period[row]!]! += weight
  }
  for (const row of untreatedRows) ofPeriod[period[row]!]! -= ofUnit[rowUnit[row]!]! / counts[rowUnit[row]!]!
  const z = Float64Array.from([0, ...solveCholesky(triangle, ofPeriod.subarray(1), ofPeriod.length - 1)])
  const levels = ofUnit.slice()
  for (const row of untreatedRows) levels[rowUnit[row]!]! -= z[period[row]!]!
  const sums = new Float64Array(clusters)
  const place = (unit: number) => (clusterOf ? clusterOf[unit]! : unit)
  for (const row of untreatedRows) {
    const unit = rowUnit[row]!
    sums[place(unit)]! -= (levels[unit]! / counts[unit]! + z[period[row]!]!) * rest[row]!
  }
  // All weights of the target are alike: the v²-weighted mean of a cohort and event time is the plain one.
  const cohortOf = (unit: number) => cohortStarts.findLastIndex((from) => from <= unit)
  const means = new Map<string, { sum: number; count: number }>()
  const keys = Array.from(rows, (row) => `${cohortOf(rowUnit[row]!)} ${period[row]}`)
  rows.forEach((row, i) => {
    const one = means.get(keys[i]!) ?? { sum: 0, count: 0 }
    means.set(keys[i]!, { sum: one.sum + rest[row]!, count: one.count + 1 })
  })
  rows.forEach((row, i) => {
    const { sum, count } = means.get(keys[i]!)!
    sums[place(rowUnit[row]!)]! += weight * (rest[row]! - sum / count)
  })
  return { event, estimate, se: Math.sqrt(sums.reduce((sum, value) => sum + value * value, 0)), rows: rows.length }
}
