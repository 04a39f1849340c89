// Rows for Cox's regression in the order in which it walks them: by stratum, then by time; covariates in a scale in which 1 is an ordinary difference.
import { independentColumns } from '../linear/least-squares.ts'
import { type Observations, problem, problemOf, risingOrder, rowsByStratum, type SurvivalProblem, take } from './observations.ts'

export interface CoxRows {
  observations: Observations
  /** Columns; finite. */
  covariates: readonly Float64Array[]
  /** Each stratum has a baseline of its own: place from 0, one per row. */
  strata?: Int32Array
  /** Whose rows belong together: place from 0, one per row. With them errors are robust. */
  cluster?: Int32Array
}

export interface CoxSample {
  k: number
  events: number
  /** Rising time within each stratum. */
  time: Float64Array
  entry: Float64Array | null
  /** 1: event. */
  event: Uint8Array
  /** Row by row: x[i * k + j], centred and scaled. */
  x: Float64Array
  /** What 1 of the scaled covariate is in its own units. */
  scale: Float64Array
  cluster: Int32Array | null
  /** Stratum s: from strataStarts[s] to below strataStarts[s + 1]. */
  strataStarts: number[]
  /** Places within the sample in falling order of entry, stratum by stratum. Null without delayed entry. */
  leaving: Uint32Array | null
}

export type CoxSampleResult = { sample: CoxSample; problem: null } | { sample: null; problem: SurvivalProblem }

/** A column whose spread is below this share of its size is constant to within rounding. */
const smallestSpread = 1e-13

export function coxSample({ observations, covariates, strata, cluster }: CoxRows): CoxSampleResult {
  const wrong = problemOf(observations, { strata, cluster }) ?? problemOfCovariates(observations.time.length, covariates)
  if (wrong) return { sample: null, problem: wrong }
  const parts = rowsByStratum(observations.time.length, strata)
  const columns = covariates.map(standardised)
  const dependent = dependentPlaces(
    columns.map(({ values }) => values),
    parts,
  )
  if (dependent.length > 0) return { sample: null, problem: problem('rank-deficient', null, 'covariates', dependent) }
  const sorted = parts.map((rows) => {
    const order = risingOrder(take(observations, rows).time)
    return order.map((place) => rows[place]!)
  })
  const order = Uint32Array.from({ length: observations.time.length })
  const strataStarts = [0]
  for (const rows of sorted) {
    order.set(rows, strataStarts.at(-1))
    strataStarts.push(strataStarts.at(-1)! + rows.length)
  }
  const k = columns.length
  const x = new Float64Array(order.length * k)
  for (const [j, { values }] of columns.entries()) for (let i = 0; i < order.length; i++) x[i * k + j] = values[order[i]!]!
  const { time, event, entry } = take(observations, order)
  const own = event.map((one) => (one === 0 ? 0 : 1))
  const events = own.reduce((sum, one) => sum + one, 0)
  if (events === 0) return { sample: null, problem: problem('no-events') }
  return {
    sample: {
      k,
      events,
      time,
      entry: entry ?? null,
      event: own,
      x,
      scale: Float64Array.from(columns, ({ scale }) => scale),
      cluster: cluster ? Int32Array.from(order, (row) => cluster[row]!) : null,
      strataStarts,
      leaving: entry ? fallingByStratum(entry, strataStarts) : null,
    },
    problem: null,
  }
}

function problemOfCovariates(rows: number, covariates: readonly Float64Array[]): SurvivalProblem | null {
  if (covariates.some(({ length }) => length !== rows)) return problem('lengths-differ')
  if (covariates.length === 0) return problem('rank-deficient')
  for (const [place, column] of covariates.entries()) {
    const row = column.findIndex((value) => !Number.isFinite(value))
    if (row >= 0) return problem('not-a-number', row, 'covariates', [place])
  }
  return null
}

/** Mean 0, deviation 1; all 0 where the column is constant. */
function standardised(column: Float64Array): { values: Float64Array; scale: number } {
  // By its largest value first: squares of 1e300 are no numbers.
  const largest = column.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (largest === 0) return { values: column, scale: 1 }
  const mean = column.reduce((sum, value) => sum + value / largest, 0) / column.length
  const values = column.map((value) => value / largest - mean)
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / column.length)
  if (!(deviation > smallestSpread)) return { values: values.fill(0), scale: 1 }
  return { values: values.map((value) => value / deviation), scale: deviation * largest }
}

/** Columns that say nothing, or nothing that those before them don't, within strata. */
function dependentPlaces(columns: readonly Float64Array[], strata: readonly Uint32Array[]): number[] {
  const within = strata.length === 1 ? columns : columns.map((column) => centredWithin(column, strata))
  const kept = new Set(independentColumns(within))
  return columns.map((_, place) => place).filter((place) => !kept.has(place))
}

function centredWithin(column: Float64Array, strata: readonly Uint32Array[]): Float64Array {
  const centred = new Float64Array(column.length)
  for (const rows of strata) {
    let mean = 0
    for (const row of rows) mean += column[row]! / rows.length
    for (const row of rows) {
      const rest = column[row]! - mean
      centred[row] = Math.abs(rest) > smallestSpread * Math.abs(mean) ? rest : 0
    }
  }
  return centred
}

function fallingByStratum(entry: Float64Array, starts: readonly number[]): Uint32Array {
  const leaving = new Uint32Array(entry.length)
  for (let s = 0; s + 1 < starts.length; s++) {
    const from = starts[s]!
    const order = risingOrder(entry.subarray(from, starts[s + 1])).reverse()
    leaving.set(
      order.map((place) => place + from),
      from,
    )
  }
  return leaving
}
