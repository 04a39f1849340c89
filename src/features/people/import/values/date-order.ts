// Decides for a whole column whether 03/04/2020 is the third of April or the fourth of March; asks when nothing tells.
import type { DateOrder } from '../fields.ts'
import type { DateReading } from './dates.ts'

export interface DateExample {
  line: number
  value: string
  dayFirst: string | null
  monthFirst: string | null
}

export interface DateEvidence {
  /** Values that are a date in one order only, and values that are one in both. */
  dayFirstOnly: number
  monthFirstOnly: number
  both: number
  /** Ambiguous or contradictory values, in the order of their lines. */
  examples: DateExample[]
  /** All values in question are written with dots, which nobody does month first. */
  isDotted: boolean
}

export interface DateDecision {
  order: DateOrder
  reason: 'not-needed' | 'told' | 'dots' | 'unambiguous-values' | 'most-values'
}

const exampleCount = 5
// One slip of the pen among ten decided values does not make a column doubtful.
const decisive = 10

export const noEvidence = (): DateEvidence => ({ dayFirstOnly: 0, monthFirstOnly: 0, both: 0, examples: [], isDotted: true })

export function weigh(evidence: DateEvidence, reading: DateReading, line: number, value: string): void {
  if (reading.kind !== 'either') return
  const { dayFirst, monthFirst } = reading
  if (monthFirst === null) evidence.dayFirstOnly++
  else if (dayFirst === null) evidence.monthFirstOnly++
  else evidence.both++
  if (!value.includes('.')) evidence.isDotted = false
  const isTelling =
    dayFirst !== null && monthFirst !== null
      ? evidence.both <= exampleCount
      : evidence.dayFirstOnly + evidence.monthFirstOnly <= exampleCount
  if (isTelling) evidence.examples.push({ line, value, dayFirst, monthFirst })
}

/** null: ask. */
export function decideOrder(evidence: DateEvidence, answer: DateOrder | undefined): DateDecision | null {
  const { dayFirstOnly, monthFirstOnly, both, isDotted } = evidence
  if (dayFirstOnly + monthFirstOnly + both === 0) return { order: 'day-first', reason: 'not-needed' }
  if (answer) return { order: answer, reason: 'told' }
  if (isDotted && monthFirstOnly <= dayFirstOnly) return { order: 'day-first', reason: 'dots' }
  const order: DateOrder = dayFirstOnly > monthFirstOnly ? 'day-first' : 'month-first'
  const [more, fewer] = dayFirstOnly > monthFirstOnly ? [dayFirstOnly, monthFirstOnly] : [monthFirstOnly, dayFirstOnly]
  // Dots with the month first are more likely slips than a custom: ask.
  if (isDotted && both > 0) return null
  if (more > 0 && fewer === 0) return { order, reason: 'unambiguous-values' }
  const isClear = more > fewer && (both === 0 || more >= fewer * decisive)
  return isClear ? { order, reason: 'most-values' } : null
}
