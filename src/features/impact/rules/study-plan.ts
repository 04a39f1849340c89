// A plan's periods, what it lacks, and what is fixed when it is registered.
import { leastClusters, leastPrePeriods } from '#engines/causal/gate.ts'
import { addDays } from './days.ts'
import type { MeasureName } from './measures.ts'

export interface Window {
  firstDay: string
  lastDay: string
  weeksEach: number
}
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** Whole periods from the first day to `until`, at most to the last day. */
export function wholePeriods({ firstDay, lastDay, weeksEach }: Window, until = lastDay): number {
  const end = Math.min(dayNumber(lastDay), dayNumber(until))
  return Math.max(0, Math.floor((end - dayNumber(firstDay) + 1) / (7 * weeksEach)))
}
/** From 1 on; 0 and less before the window. */
export const periodOf = ({ firstDay, weeksEach }: Window, day: string): number =>
  Math.floor((dayNumber(day) - dayNumber(firstDay)) / (7 * weeksEach)) + 1
export const firstDayOf = ({ firstDay, weeksEach }: Window, period: number): string => addDays(firstDay, (period - 1) * 7 * weeksEach)

export const isMonday = (day: string): boolean => (dayNumber(day) + 3) % 7 === 0
export const isSunday = (day: string): boolean => (dayNumber(day) + 4) % 7 === 0
/** The Monday of a day's week. */
export const mondayBefore = (day: string): string => addDays(day, -((((dayNumber(day) + 3) % 7) + 7) % 7))
export const mostWeeks = 520

export interface Gap {
  code:
    | 'no-file'
    | 'no-columns'
    | 'file-faulty'
    | 'no-teams'
    | 'few-treated'
    | 'few-comparison'
    | 'few-periods-before'
    | 'no-period-after'
    | 'start-not-in-window'
    | 'already-started'
    | 'no-power'
  level: 'stops' | 'warns'
  values: Record<string, number>
}
const gap = (holds: boolean, code: Gap['code'], level: Gap['level'], values: Record<string, number> = {}): Gap[] =>
  holds ? [{ code, level, values }] : []

export const gapsOfFile = (file: { columns: unknown; fault: unknown } | null): Gap[] => [
  ...gap(file === null, 'no-file', 'stops'),
  ...gap(file !== null && file.columns === null, 'no-columns', 'stops'),
  ...gap(file !== null && file.fault !== null, 'file-faulty', 'stops'),
]

/** What the gate (engines/causal/gate.ts) would refuse afterwards, said before. `starts`: of each team that takes part, null for those compared with. */
export function gapsOfTeams(window: Window, starts: readonly (string | null)[], today: string, hasPower: boolean): Gap[] {
  if (starts.length === 0) return gap(true, 'no-teams', 'stops')
  const last = wholePeriods(window)
  const days = starts.filter((day) => day !== null)
  const outside = days.filter((day) => periodOf(window, day) < 1 || periodOf(window, day) > last)
  const inside = days.filter((day) => !outside.includes(day)).toSorted()
  const compared = starts.length - days.length
  // Where all start, the last wave is whom the others are compared with.
  const waiting = compared > 0 ? compared : inside.filter((day) => day === inside.at(-1)).length
  const treated = compared > 0 ? inside.length : inside.length - waiting
  const early = inside.filter((day) => periodOf(window, day) <= leastPrePeriods)
  const isLate = inside.length > 0 && periodOf(window, inside[0]!) >= last
  return [
    ...gap(outside.length > 0, 'start-not-in-window', 'stops', { found: outside.length }),
    ...gap(treated < leastClusters, 'few-treated', 'stops', { found: treated, least: leastClusters }),
    ...gap(waiting < leastClusters, 'few-comparison', 'stops', { found: waiting, least: leastClusters }),
    ...gap(early.length > 0, 'few-periods-before', early.length * 2 > inside.length ? 'stops' : 'warns', {
      found: early.length,
      least: leastPrePeriods,
    }),
    ...gap(isLate, 'no-period-after', 'warns'),
    ...gap(inside.length > 0 && inside[0]! <= today, 'already-started', 'warns'),
    ...gap(!hasPower, 'no-power', 'warns'),
  ]
}

export interface FixedPlan {
  source: 'signals' | 'file'
  unitId: string | null
  measure: MeasureName | null
  others: readonly string[]
  weeksEach: number
  firstDay: string | null
  lastDay: string | null
  isWordingChanged: boolean
  /** By id. */
  teams: readonly { unitId: string; startDay: string | null }[]
  lotSeed: string | null
  file: { digest: string; columns: unknown } | null
  expectation: string
}
/** One text for one plan: keys in the order of the alphabet, whatever order they came in. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  )
/** What the fingerprint is taken of. */
export const planText = ({ teams, ...plan }: FixedPlan): string =>
  canonical({ ...plan, teams: teams.toSorted((left, right) => (left.unitId < right.unitId ? -1 : 1)) })
