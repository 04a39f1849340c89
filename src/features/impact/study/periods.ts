// Periods as files write them: numbers as they are; months, quarters, weeks and days by their order.

/** Periods as numbers, and how to say one. */
export interface Periods {
  time: Float64Array
  /** 0: never. */
  firstTreated: Float64Array
  labelOf: (time: number) => string
  /** Of dates: all periods in order, number 1 first; null: periods are the file's own numbers. */
  labels: readonly string[] | null
}

/** A cell that is written otherwise than the first period of the file. */
export interface Mixed {
  of: 'time' | 'firstTreated'
  /** Place among the texts. */
  code: number
  text: string
  first: string
}

type Kind = 'number' | 'day' | 'month' | 'quarter' | 'week' | 'month number'

/** 2026 alone is a number. */
const kinds: readonly [Kind, RegExp][] = [
  ['month', /^\d{4}-(0[1-9]|1[0-2])$/],
  ['day', /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/],
  ['quarter', /^\d{4}-?[Qq][1-4]$/],
  ['week', /^\d{4}-?[Ww](0?[1-9]|[1-4]\d|5[0-3])$/],
]
const plainNumber = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i
const never = new Set(['', '0', '0.0', '.', 'na', 'n/a', 'nan', 'never', 'none', 'inf', 'infinity', 'null'])

export const isNever = (cell: string): boolean => never.has(cell.trim().toLowerCase())
const kindOf = (cell: string): Kind | null => kinds.find(([, form]) => form.test(cell))?.[0] ?? (plainNumber.test(cell) ? 'number' : null)
export const isPeriod = (cell: string): boolean => {
  const text = cell.trim()
  return kindOf(text) !== null && (!plainNumber.test(text) || Number.isFinite(Number(text)))
}

/** 202409 is a month, not the number; a year is one. */
const isMonthNumber = (cell: string): boolean => /^(19|20)\d{2}(0[1-9]|1[0-2])$/.test(cell)
/** 2026-Q3 and 2026q3 are the same quarter, 2026-W5 and 2026W05 the same week. */
const sortable = (cell: string): string =>
  cell
    .toUpperCase()
    .replace(/(\d)-?([QW])/, '$1-$2')
    .replace(/W(\d)$/, 'W0$1')

/** Cells by code: a file says the same few periods millions of times. */
export interface Coded {
  /** Distinct cells, trimmed; a code is a place in them. */
  texts: readonly string[]
  codes: Int32Array
}

/**
 * Dates count by the periods that the file has: a month in which nobody was measured has no number.
 *
 * @param times,firsts cells of the file, each a period or, of firsts, a word for never
 * @returns the first cell that is written otherwise than the first period, if there is one: numbers and dates, months and quarters, can't be compared
 */
export function periodsOf(times: Coded, firsts: Coded): Periods | Mixed {
  const areMonthNumbers = times.texts.every(isMonthNumber)
  const kind = (text: string): Kind | null => (areMonthNumbers && isMonthNumber(text) ? 'month number' : kindOf(text))
  const [first = ''] = times.texts
  const isOther = (text: string) => kind(text) !== kind(first)
  const otherTime = times.texts.findIndex(isOther)
  if (otherTime !== -1) return { of: 'time', code: otherTime, text: times.texts[otherTime]!, first }
  const otherStart = firsts.texts.findIndex((text) => !isNever(text) && isOther(text))
  if (otherStart !== -1) return { of: 'firstTreated', code: otherStart, text: firsts.texts[otherStart]!, first }
  return kind(first) === 'number' ? numbered(times, firsts) : ordered(times, firsts)
}

function spread({ codes }: Coded, values: readonly number[]): Float64Array {
  const column = new Float64Array(codes.length)
  for (let i = 0; i < codes.length; i++) column[i] = values[codes[i]!]!
  return column
}

const numbered = (times: Coded, firsts: Coded): Periods => ({
  time: spread(times, times.texts.map(Number)),
  firstTreated: spread(
    firsts,
    firsts.texts.map((cell) => (isNever(cell) ? 0 : Number(cell))),
  ),
  labelOf: String,
  labels: null,
})

function ordered(times: Coded, firsts: Coded): Periods {
  const texts = new Map(times.texts.toReversed().map((text) => [sortable(text), text]))
  const order = [...texts.keys()].toSorted()
  const labels = order.map((one) => texts.get(one)!)
  const place = new Map(order.map((one, i) => [one, i + 1]))
  const startOf = (text: string): number => place.get(sortable(text)) ?? order.filter((one) => one < sortable(text)).length + 1
  return {
    time: spread(
      times,
      times.texts.map((text) => place.get(sortable(text))!),
    ),
    firstTreated: spread(
      firsts,
      firsts.texts.map((text) => (isNever(text) ? 0 : startOf(text))),
    ),
    labelOf: (time) => labels[time - 1] ?? `after ${labels.at(-1)}`,
    labels,
  }
}
