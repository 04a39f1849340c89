// Which comparisons there are: one per cohort and period.
import { estimableCohorts, type Panel, type Stretch } from './panel.ts'
import type { Design } from './rows.ts'

export interface Cell {
  /** Place of the cohort. */
  cohort: number
  /** Its first treated period, and the period looked at, in units of time. */
  group: number
  time: number
  /** Places of that period and of the one it is compared with. */
  at: number
  from: number
  /** Place of the cohort's base period: its last before treatment and anticipation. */
  base: number
  isPost: boolean
  /** The base period compared with itself (universal base): 0 by definition. */
  isReference: boolean
  /** Units to compare with. */
  comparison: Stretch[]
}

/**
 * After treatment the base is the last period before treatment and anticipation. Before it: the period before (varying) or the same base (universal).
 * Source: Callaway & Sant'Anna (2021), Journal of Econometrics 225, 200-230; R `did` 2.5.1.
 */
export function cellsOf(panel: Panel, { base, control, anticipation }: Design): Cell[] {
  const { periods, cohorts } = panel
  const cells: Cell[] = []
  for (let cohort = 0; cohort < estimableCohorts(panel); cohort++) {
    const group = cohorts[cohort]!
    const last = periods.findLastIndex((period) => period + anticipation < group)
    for (let at = base === 'universal' ? 0 : 1; at < periods.length; at++) {
      const time = periods[at]!
      const isPost = group <= time
      const from = isPost || base === 'universal' ? last : at - 1
      const until = periods[Math.max(at, from)]! + anticipation
      const comparison = comparisonOf(panel, cohort, control === 'never' ? null : until)
      cells.push({ cohort, group, time, at, from, base: last, isPost, isReference: at === from, comparison })
    }
  }
  return cells
}

/** The never treated, and those of other cohorts that start after `until`. */
function comparisonOf({ cohorts, cohortStarts, units }: Panel, cohort: number, until: number | null): Stretch[] {
  const first = cohorts.findIndex((start) => start > (until ?? Number.MAX_VALUE))
  if (first === -1) return []
  if (first > cohort) return [{ from: cohortStarts[first]!, to: units }]
  return [
    { from: cohortStarts[first]!, to: cohortStarts[cohort]! },
    { from: cohortStarts[cohort + 1]!, to: units },
  ].filter(({ from, to }) => to > from)
}
