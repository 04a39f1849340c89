// From rows in any order to a panel.
import { independentColumns } from '../linear/least-squares.ts'
import type { Panel } from './panel.ts'
import { type Design, problem, problemOf, type Rows, type RowsProblem } from './rows.ts'
import { type Taken, takeUnits } from './take-units.ts'

export type Arranged = { panel: Panel; problem: null } | { panel: null; problem: RowsProblem }

/**
 * Puts rows in order and leaves out whom no comparison can be made for, as R's `did` does: units treated from the first period (plus anticipation) on;
 * where nobody is never treated, the periods in which all are. Whoever starts later than the last period plus anticipation counts as never treated.
 *
 * @param rows in any order
 * @returns the panel, or the first problem (see RowsProblemCode)
 * @throws RangeError where anticipation is negative or not finite
 */
export function arrange(rows: Rows, design: Design): Arranged {
  if (!(design.anticipation >= 0 && design.anticipation < Infinity)) throw new RangeError('anticipation is 0 or more, and finite')
  const bad = problemOf(rows)
  if (bad) return { panel: null, problem: bad }
  const taken = takeUnits(rows, design)
  if ('code' in taken) return { panel: null, problem: taken }
  const { cohorts } = taken
  if (taken.periods.length < 2) return { panel: null, problem: problem('one-period') }
  if (cohorts.length === 0 || cohorts[0] === Infinity) return { panel: null, problem: problem('no-treated') }
  const isComparable = cohorts[cohorts.length - 1] === Infinity || (design.control === 'notyet' && cohorts.length > 1)
  if (!isComparable) return { panel: null, problem: problem('no-comparison') }
  return place(rows, taken)
}

function place(rows: Rows, taken: Taken): Arranged {
  const { order, periodStarts, unitOfRow, units, isBalanced } = taken
  const rowUnit = new Int32Array(order.length)
  for (let i = 0; i < order.length; i++) rowUnit[i] = unitOfRow[order[i]!]!
  if (taken.isPanel)
    for (let i = 1; i < order.length; i++)
      if (rowUnit[i] === rowUnit[i - 1] && rows.time[order[i]!] === rows.time[order[i - 1]!])
        return { panel: null, problem: problem('duplicate-row', order[i], order[i - 1]) }
  const pick = (column: Float64Array): Float64Array => {
    const picked = new Float64Array(order.length)
    for (let i = 0; i < order.length; i++) picked[i] = column[order[i]!]!
    return picked
  }
  const weight = rows.weight ? pick(rows.weight) : null
  const all = (rows.covariates ?? []).map(pick).map(centred)
  const needed = all.length === 0 ? [] : independentColumns([new Float64Array(order.length).fill(1), ...all]).map((column) => column - 1)
  const panel: Panel = {
    units,
    isBalanced,
    isPanel: taken.isPanel,
    periods: taken.periods,
    cohorts: taken.cohorts,
    cohortStarts: taken.cohortStarts,
    periodStarts,
    rowUnit,
    outcome: pick(rows.outcome),
    weight,
    covariates: all.filter((_, column) => needed.includes(column)),
    unitWeight: unitWeights(weight, rowUnit, taken),
    ...clustersOf(taken),
    inputUnit: taken.inputUnit,
    left: taken.left,
    redundantCovariates: all.flatMap((_, column) => (needed.includes(column) ? [] : [column])),
  }
  return { panel, problem: null }
}

/** Zero and scale of a covariate don't matter beside an intercept; centred, large numbers that differ by little keep their digits. A constant becomes 0. */
function centred(column: Float64Array): Float64Array {
  let largest = 0
  for (const value of column) largest = Math.max(largest, Math.abs(value))
  if (largest === 0) return column
  let sum = 0
  for (const value of column) sum += value / largest
  const mean = sum / column.length
  const apart = column.map((value) => value / largest - mean)
  let widest = 0
  for (const value of apart) widest = Math.max(widest, Math.abs(value))
  return apart.map((value) => (widest < 1e-13 ? 0 : value / widest))
}

function unitWeights(weight: Float64Array | null, rowUnit: Int32Array, { units, isBalanced }: Taken): Float64Array {
  if (!weight) return new Float64Array(units).fill(1)
  if (isBalanced) return weight.slice(0, units)
  const sums = new Float64Array(units)
  const counts = new Float64Array(units)
  for (let i = 0; i < rowUnit.length; i++) {
    sums[rowUnit[i]!]! += weight[i]!
    counts[rowUnit[i]!]!++
  }
  return sums.map((sum, unit) => sum / counts[unit]!)
}

function clustersOf({ units, unitCluster, cohorts, cohortStarts }: Taken): Pick<Panel, 'clusterOf' | 'clusters' | 'clusterCohort'> {
  const places = new Map<number, number>()
  const clusterOf = unitCluster ? new Int32Array(units) : null
  const clusterCohort: number[] = []
  for (let cohort = 0; cohort < cohorts.length; cohort++)
    for (let unit = cohortStarts[cohort]!; unit < cohortStarts[cohort + 1]!; unit++) {
      if (!unitCluster || !clusterOf) {
        clusterCohort.push(cohort)
        continue
      }
      const known = places.get(unitCluster[unit]!)
      const cluster = known ?? places.size
      if (known === undefined) {
        places.set(unitCluster[unit]!, cluster)
        clusterCohort.push(cohort)
      } else if (clusterCohort[cluster] !== cohort) clusterCohort[cluster] = cohorts.length
      clusterOf[unit] = cluster
    }
  return { clusterOf, clusters: clusterCohort.length, clusterCohort: Int32Array.from(clusterCohort) }
}
