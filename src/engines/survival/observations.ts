// What the survival engine is given, and what it refuses.

/** One value per person (or contract) in every array; all of one length. */
export interface Observations {
  /** When observation ended, counted from the start of each one's own clock, in any unit; 0 or more. The same number is the same time. */
  time: Float64Array
  /** 0: observation ended without the event (censored); any other number: the event, and for competing events which one. */
  event: Uint8Array
  /** When observation began, for those who were not watched from the start (delayed entry): at risk from then, itself left out, to `time`. Without it: all from the start. */
  entry?: Float64Array
}

export type SurvivalProblemCode =
  | 'no-rows'
  /** Arrays of different lengths. */
  | 'lengths-differ'
  /** `column` of `row` is NaN or infinite. */
  | 'not-a-number'
  /** `column` of `row` is below 0. */
  | 'negative'
  /** `row` ended before, or when, it was first observed. */
  | 'entry-after-end'
  /** Nobody had the event, so that there is nothing to compare. */
  | 'no-events'
  /** With delayed entry: all at risk had the event while others were still to come; from there the curve is 0 whatever they do. */
  | 'risk-set-emptied'
  /** The horizon is not above 0, or somebody outlived all observation and nobody knows for how long. */
  | 'horizon-beyond-follow-up'
  /** Groups that are never at risk at the same time, or only one. */
  | 'no-comparison'
  /** `covariates` are constant, or sums of others, among those who are at risk together. */
  | 'rank-deficient'
  /** `covariates` tell exactly who has the event next: the likelihood rises without end and no finite coefficient is best. */
  | 'monotone'
  /** Errors by cluster need two. */
  | 'one-cluster'
  /** Newton's steps led nowhere: values too far apart for the arithmetic. */
  | 'not-converged'

export interface SurvivalProblem {
  code: SurvivalProblemCode
  row: number | null
  column: string | null
  /** Places of the covariates that it is about; empty where it is not about single ones. */
  covariates: readonly number[]
}

export const problem = (
  code: SurvivalProblemCode,
  row: number | null = null,
  column: string | null = null,
  covariates: readonly number[] = [],
): SurvivalProblem => ({ code, row, column, covariates })

/**
 * The first thing that is wrong, or null.
 *
 * @param places further columns that hold places (groups, strata, clusters): whole numbers from 0
 */
export function problemOf(
  { time, event, entry }: Observations,
  places: Readonly<Record<string, Int32Array | undefined>> = {},
): SurvivalProblem | null {
  const { length } = time
  if ([event, entry, ...Object.values(places)].some((column) => column !== undefined && column.length !== length))
    return problem('lengths-differ')
  if (length === 0) return problem('no-rows')
  for (let row = 0; row < length; row++) {
    if (!Number.isFinite(time[row]!)) return problem('not-a-number', row, 'time')
    if (time[row]! < 0) return problem('negative', row, 'time')
    if (!entry) continue
    if (!Number.isFinite(entry[row]!)) return problem('not-a-number', row, 'entry')
    if (entry[row]! < 0) return problem('negative', row, 'entry')
    if (entry[row]! >= time[row]!) return problem('entry-after-end', row, 'entry')
  }
  for (const [name, column] of Object.entries(places)) {
    const row = column?.findIndex((place) => place < 0) ?? -1
    if (row >= 0) return problem('negative', row, name)
  }
  return null
}

/** Rows in rising order of `values`. */
export function risingOrder(values: Float64Array): Uint32Array {
  return Uint32Array.from(values, (_, row) => row).sort((left, right) => values[left]! - values[right]!)
}

/** The same observations, only of these rows. */
export function take({ time, event, entry }: Observations, rows: Uint32Array): Observations {
  return {
    time: Float64Array.from(rows, (row) => time[row]!),
    event: Uint8Array.from(rows, (row) => event[row]!),
    ...(entry ? { entry: Float64Array.from(rows, (row) => entry[row]!) } : {}),
  }
}

/** Rows of each stratum, strata in order of their number; one of all rows without strata. */
export function rowsByStratum(length: number, strata: Int32Array | undefined): Uint32Array[] {
  if (!strata) return [Uint32Array.from({ length }, (_, row) => row)]
  const rows = new Map<number, number[]>()
  strata.forEach((stratum, row) => {
    const known = rows.get(stratum)
    if (known) known.push(row)
    else rows.set(stratum, [row])
  })
  return [...rows.keys()].toSorted((left, right) => left - right).map((stratum) => Uint32Array.from(rows.get(stratum)!))
}

export interface Visitor {
  /** `row` is at risk from now on. */
  enter: (row: number) => void
  /** An event time: those who had the event then. All at risk are entered, none of this time has left. */
  visit: (time: number, rows: readonly number[]) => void
  /** `row` is no longer at risk. */
  leave: (row: number) => void
}

/** Walks the distinct event times upwards. Time: that of sorting. */
export function walkEvents({ time, event, entry }: Observations, { enter, visit, leave }: Visitor): void {
  const order = risingOrder(time)
  const arrivals = entry && risingOrder(entry)
  if (!arrivals) for (const row of order) enter(row)
  let arrived = 0
  for (let from = 0, to = 0; from < order.length; from = to) {
    const now = time[order[from]!]!
    const rows: number[] = []
    for (to = from; to < order.length && time[order[to]!] === now; to++) if (event[order[to]!] !== 0) rows.push(order[to]!)
    if (arrivals) while (arrived < arrivals.length && entry[arrivals[arrived]!]! < now) enter(arrivals[arrived++]!)
    if (rows.length > 0) visit(now, rows)
    for (let i = from; i < to; i++) leave(order[i]!)
  }
}
