// Rows in the order in which the engine walks them: units by cohort, so that every comparison is two or three stretches; rows by period, then unit.

export interface Panel {
  /** Units that take part. With cross-sections each row is one. */
  units: number
  /** Each unit is in each period: row p * units + u is unit u in period p. */
  isBalanced: boolean
  /** Rows of one unit are of one unit; false for cross-sections. */
  isPanel: boolean
  periods: Float64Array
  /** Distinct first treated periods, rising; Infinity, if anybody is never treated, last. */
  cohorts: Float64Array
  /** Units of cohort c: cohortStarts[c] to below cohortStarts[c + 1]. */
  cohortStarts: Int32Array
  /** Rows of period p: periodStarts[p] to below periodStarts[p + 1], units rising. */
  periodStarts: Int32Array
  rowUnit: Int32Array
  outcome: Float64Array
  weight: Float64Array | null
  covariates: Float64Array[]
  /** Of each unit: in the first period (balanced), else the mean of its rows. All 1 without weights. */
  unitWeight: Float64Array
  /** Of each unit: its place among the clusters; null: each unit is its own. */
  clusterOf: Int32Array | null
  clusters: number
  /** Of each cluster: the cohort of all its units, or cohorts.length where they differ. */
  clusterCohort: Int32Array
  /** Of each unit: its place in the input (of cross-sections: its row). */
  inputUnit: Int32Array
  /** Units left out: treated from the first period on; missing in a period (`incomplete: 'drop'`). Periods left out at the end for want of anybody not treated. */
  left: { alreadyTreated: number; incomplete: number; latePeriods: number }
  /** Places of covariates left out because others say the same over all rows (a constant too). */
  redundantCovariates: number[]
}

/** From one unit to below another. */
export interface Stretch {
  from: number
  to: number
}

export const cohortStretch = ({ cohortStarts }: Panel, cohort: number): Stretch => ({
  from: cohortStarts[cohort]!,
  to: cohortStarts[cohort + 1]!,
})

/** Cohorts whose effect can be estimated come first: all but the last, which is never treated or, where all start, the last to. */
export const estimableCohorts = ({ cohorts }: Panel): number => cohorts.length - 1
