// The date columns as a whole: which order their values are written in, and what to ask.
import type { TableRow } from '#engines/tabular/table.ts'
import type { DateField, DateOrder } from '../fields.ts'
import type { KeptLayout } from '../mapping/kept-columns.ts'
import type { ImportAnswers } from '../mapping/mapping-types.ts'
import { cleanText } from '../values/clean-text.ts'
import { decideOrder, noEvidence, weigh } from '../values/date-order.ts'
import type { DateDecision } from '../values/date-order.ts'
import { readDate } from '../values/dates.ts'
import type { Pace, Steps } from './pace.ts'
import type { ImportQuestion } from './plan-types.ts'
import type { ProblemList } from './problem-list.ts'

export interface DateColumns {
  /** null: asked and not answered yet. */
  orders: Map<DateField, DateDecision | null>
  questions: ImportQuestion[]
}

const options: DateOrder[] = ['day-first', 'month-first']
const shownExamples = 6

export function* readDateColumns(
  rows: readonly TableRow[],
  layout: KeptLayout,
  answers: ImportAnswers,
  today: string,
  problems: ProblemList,
  pace: Pace,
): Steps<DateColumns> {
  const found: DateColumns = { orders: new Map(), questions: [] }
  for (const field of ['startedOn', 'leftOn'] as const) {
    const [slot] = layout.slots[field]
    if (slot === undefined) continue
    const evidence = noEvidence()
    yield* pace.each(rows, (row) => {
      if (row.isBroken) return
      const value = row.cells[slot] ?? ''
      weigh(evidence, readDate(value, today), row.line, cleanText(value))
    })
    const decision = decideOrder(evidence, answers.dateOrder?.[field])
    found.orders.set(field, decision)
    const examples = evidence.examples.slice(0, shownExamples)
    if (!decision) found.questions.push({ kind: 'date-order', field, column: problems.columnOf(field) ?? '', options, examples })
  }
  return found
}

/** A date cell of one row: null for "none", undefined where it says nothing or can't be used (told as a problem). */
export function readDateCell(
  cell: string,
  field: DateField,
  dates: DateColumns,
  today: string,
  line: number,
  problems: ProblemList,
): string | null | undefined {
  const reading = readDate(cell, today)
  const value = cleanText(cell)
  const complain = (
    code: 'unreadable-date' | 'impossible-date' | 'date-out-of-range' | 'date-contradicts-column',
    order = '',
  ): undefined => {
    const values: Record<string, string> = order === '' ? { value } : { value, order }
    // Nobody's access may hang on a misread end, so the row waits; without a start date a person can be imported.
    if (field === 'leftOn') problems.error(line, code, field, values)
    else problems.warn(line, code, field, values)
  }
  switch (reading.kind) {
    case 'nothing':
      return null
    case 'day':
      return reading.day
    case 'open-end':
      return field === 'leftOn' ? null : complain('date-out-of-range')
    case 'problem':
      return complain(reading.code)
    case 'either': {
      const decision = dates.orders.get(field)
      if (!decision) return undefined
      const day = decision.order === 'day-first' ? reading.dayFirst : reading.monthFirst
      return day ?? complain('date-contradicts-column', decision.order)
    }
  }
}
