// A cohort of one cluster shows nothing of how much clusters differ: its mean is its only value. What the comparison shows is borrowed for it.
import type { Cell } from './cells.ts'
import { estimableCohorts, type Panel } from './panel.ts'

/** Cohorts of one cluster, and the clusters from which their variance is borrowed. */
export interface Borrowed {
  /** Of each cohort: its place among those of one cluster, or -1. */
  placeOf: Int32Array
  cohorts: number
  /** Clusters of the last cohort, which every cell is compared with: all, or as many as there is room for. */
  lenders: Int32Array
  /** Σ of the weights of their units. */
  weights: Float64Array
}

const fewestLenders = 4
/** Cohorts times lenders: numbers kept for each effect. */
const mostNumbers = 20_000
const mostCohorts = 200

/** Null where no cohort is of one cluster, over 200 are, or fewer than four clusters of the last cohort could tell. */
export function borrowedOf(panel: Panel): Borrowed | null {
  const { cohorts, cohortStarts, clusterOf, clusterCohort, unitWeight } = panel
  const at = (unit: number) => (clusterOf ? clusterOf[unit]! : unit)
  const isSingle = (cohort: number): boolean => {
    const first = at(cohortStarts[cohort]!)
    for (let unit = cohortStarts[cohort]! + 1; unit < cohortStarts[cohort + 1]!; unit++) if (at(unit) !== first) return false
    return clusterCohort[first] === cohort
  }
  const singles = Array.from({ length: estimableCohorts(panel) }, (_, cohort) => cohort).filter(isSingle)
  if (singles.length === 0 || singles.length > mostCohorts) return null
  const last = cohorts.length - 1
  const all = Int32Array.from(clusterCohort.keys()).filter((cluster) => clusterCohort[cluster] === last)
  if (all.length < fewestLenders) return null
  const every = Math.ceil((all.length * singles.length) / mostNumbers)
  const lenders = all.filter((_, i) => i % every === 0)
  const placeOfLender = new Map(Array.from(lenders, (cluster, i) => [cluster, i]))
  const weights = new Float64Array(lenders.length)
  for (let unit = cohortStarts[last]!; unit < cohortStarts[last + 1]!; unit++) {
    const lender = placeOfLender.get(at(unit))
    if (lender !== undefined) weights[lender]! += unitWeight[unit]!
  }
  const placeOf = new Int32Array(cohorts.length).fill(-1)
  for (const [place, cohort] of singles.entries()) placeOf[cohort] = place
  return { placeOf, cohorts: singles.length, lenders, weights }
}

/**
 * Writes behind the sums of a cell's influence what each lender's would be, were it the one treated cluster: n (mean change - mean of the comparison), centred,
 * by √lenders, so that their squares add up to the variance of one cluster. In combinations of cells they go along like any other cluster.
 * Takes it that the treated cluster varies as those of the last cohort do (Donald & Lang 2007; Conley & Taber 2011, Review of Economics and Statistics 93, 113-125).
 *
 * @param sums by cluster, then a stretch of lenders for each cohort of one cluster
 */
export function borrow({ unitWeight, clusters }: Panel, { placeOf, lenders, weights }: Borrowed, cell: Cell, sums: Float64Array): void {
  sums.fill(0, clusters)
  const place = placeOf[cell.cohort]!
  if (place === -1) return
  let whole = 0
  for (const { from, to } of cell.comparison) for (let unit = from; unit < to; unit++) whole += unitWeight[unit]!
  const own = sums.subarray(clusters + place * lenders.length, clusters + (place + 1) * lenders.length)
  let mean = 0
  for (const [i, lender] of lenders.entries()) {
    own[i] = weights[i]! > 0 ? (sums[lender]! * whole) / weights[i]! : 0
    mean += own[i] / lenders.length
  }
  const root = Math.sqrt(lenders.length)
  for (let i = 0; i < own.length; i++) own[i] = (own[i]! - mean) / root
}
