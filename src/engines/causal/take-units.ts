// Which units and periods take part, and in which order.
import { type Design, problem, type Rows, type RowsProblem } from './rows.ts'

export interface Taken {
  units: number
  isPanel: boolean
  isBalanced: boolean
  periods: Float64Array
  cohorts: Float64Array
  cohortStarts: Int32Array
  periodStarts: Int32Array
  /** Rows of the input that take part, by period, then unit. */
  order: Int32Array
  /** Of each row of the input: its unit, or -1. */
  unitOfRow: Int32Array
  unitCluster: Int32Array | null
  inputUnit: Int32Array
  left: { alreadyTreated: number; incomplete: number; latePeriods: number }
}

export function takeUnits(rows: Rows, design: Design): Taken | RowsProblem {
  const length = rows.outcome.length
  const isPanel = design.sampling === 'panel'
  const inputOf = isPanel ? rows.unit : Int32Array.from({ length }, (_, i) => i)
  const starts = firstOfUnit(rows, inputOf)
  if ('code' in starts) return starts
  const { start, firstRow } = starts
  const allPeriods = distinct(rows.time)
  const periods = periodsThatCompare(start, allPeriods, design.anticipation)
  const periodOf = placesOf(rows.time, allPeriods)
  const counts = new Int32Array(start.length)
  for (let i = 0; i < length; i++) if (periodOf[i]! < periods.length) counts[inputOf[i]!]!++
  const earliest = periods.length > 0 ? periods[0]! + design.anticipation : 0
  const left = { alreadyTreated: 0, incomplete: 0, latePeriods: allPeriods.length - periods.length }
  let isComplete = true
  for (let unit = 0; unit < start.length; unit++) {
    if (counts[unit] === 0) continue
    if (start[unit]! <= earliest) {
      left.alreadyTreated++
      counts[unit] = 0
    } else if (isPanel && counts[unit]! < periods.length) {
      if (design.incomplete === 'drop') {
        left.incomplete++
        counts[unit] = 0
      } else isComplete = false
    }
  }
  return order({ rows, inputOf, start, firstRow, periods, periodOf, counts, left, isPanel, isBalanced: isPanel && isComplete })
}

/** Of each unit: when it starts (Infinity: never), and its first row. */
function firstOfUnit(
  { unit, firstTreated, cluster }: Rows,
  inputOf: Int32Array,
): { start: Float64Array; firstRow: Int32Array } | RowsProblem {
  let last = -1
  for (let i = 0; i < inputOf.length; i++) if (inputOf[i]! > last) last = inputOf[i]!
  const start = new Float64Array(last + 1)
  const firstRow = new Int32Array(last + 1).fill(-1)
  for (let i = 0; i < unit.length; i++) {
    const one = inputOf[i]!
    const begins = firstTreated[i] === 0 ? Infinity : firstTreated[i]!
    const first = firstRow[one]!
    if (first === -1) {
      firstRow[one] = i
      start[one] = begins
    } else if (start[one] !== begins) return problem('unit-changes', i, first, 'firstTreated')
    else if (cluster && cluster[i] !== cluster[first]) return problem('unit-changes', i, first, 'cluster')
  }
  return { start, firstRow }
}

/** Whoever starts after the last period counts as never treated (in place); without such, the periods in which all are treated say nothing. */
function periodsThatCompare(start: Float64Array, periods: Float64Array, anticipation: number): Float64Array {
  const end = periods[periods.length - 1]! + anticipation
  let latest = 0
  for (let unit = 0; unit < start.length; unit++) {
    if (start[unit]! > end) start[unit] = Infinity
    if (start[unit]! > latest) latest = start[unit]!
  }
  return latest === Infinity ? periods : periods.filter((period) => period < latest - anticipation)
}

const distinct = (values: Float64Array): Float64Array => Float64Array.from(new Set(values)).sort()

function placesOf(values: Float64Array, sorted: Float64Array): Int32Array {
  const places = new Map(Array.from(sorted, (value, place) => [value, place]))
  const result = new Int32Array(values.length)
  let last = Number.NaN
  let place = 0
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== last) {
      last = values[i]!
      place = places.get(last)!
    }
    result[i] = place
  }
  return result
}

interface Chosen {
  rows: Rows
  inputOf: Int32Array
  start: Float64Array
  firstRow: Int32Array
  periods: Float64Array
  periodOf: Int32Array
  /** Rows of each unit that take part. */
  counts: Int32Array
  left: Taken['left']
  isPanel: boolean
  isBalanced: boolean
}

function order({ rows, inputOf, start, firstRow, periods, periodOf, counts, left, isPanel, isBalanced }: Chosen): Taken | RowsProblem {
  const cohorts = distinct(start.filter((_, unit) => counts[unit]! > 0))
  const cohortPlace = new Map(Array.from(cohorts, (cohort, place) => [cohort, place]))
  const cohortStarts = new Int32Array(cohorts.length + 1)
  for (let unit = 0; unit < start.length; unit++) if (counts[unit]! > 0) cohortStarts[cohortPlace.get(start[unit]!)! + 1]!++
  for (let c = 0; c < cohorts.length; c++) cohortStarts[c + 1]! += cohortStarts[c]!
  const units = cohortStarts[cohorts.length]!
  const next = cohortStarts.slice()
  const rank = new Int32Array(start.length).fill(-1)
  const inputUnit = new Int32Array(units)
  for (let unit = 0; unit < start.length; unit++) {
    if (counts[unit] === 0) continue
    const place = next[cohortPlace.get(start[unit]!)!]!++
    rank[unit] = place
    inputUnit[place] = unit
  }
  if (units === 0) return problem(left.incomplete === 0 ? 'no-comparison' : 'no-rows')
  const unitOfRow = new Int32Array(inputOf.length)
  const periodStarts = new Int32Array(periods.length + 1)
  const unitStarts = new Int32Array(units + 1)
  for (let i = 0; i < inputOf.length; i++) {
    const isTaken = periodOf[i]! < periods.length && rank[inputOf[i]!]! >= 0
    unitOfRow[i] = isTaken ? rank[inputOf[i]!]! : -1
    if (!isTaken) continue
    periodStarts[periodOf[i]! + 1]!++
    unitStarts[unitOfRow[i]! + 1]!++
  }
  for (let p = 0; p < periods.length; p++) periodStarts[p + 1]! += periodStarts[p]!
  for (let u = 0; u < units; u++) unitStarts[u + 1]! += unitStarts[u]!
  const byUnit = new Int32Array(unitStarts[units]!)
  for (let i = 0; i < inputOf.length; i++) if (unitOfRow[i]! >= 0) byUnit[unitStarts[unitOfRow[i]!]!++] = i
  const inOrder = new Int32Array(byUnit.length)
  const nextOfPeriod = periodStarts.slice()
  for (const row of byUnit) inOrder[nextOfPeriod[periodOf[row]!]!++] = row
  const { cluster } = rows
  return {
    units,
    isPanel,
    isBalanced,
    periods,
    cohorts,
    cohortStarts,
    periodStarts,
    order: inOrder,
    unitOfRow,
    unitCluster: cluster ? inputUnit.map((unit) => cluster[firstRow[unit]!]!) : null,
    inputUnit,
    left,
  }
}
