// Periods as files write them: numbers as they are; months, quarters, weeks and days by their order.

/** Periods as numbers, and how to say one. */
export interface Periods {
  time: Float64Array
  /** 0: never. */
  firstTreated: Float64Array
  labelOf: (time: number) => string
}

/** 2026 alone is a number. */
const dated = /^\d{4}(-\d{2}(-\d{2})?|-?[QqWw]\d{1,2})$/
const never = new Set(['', '0', 'na', 'nan', 'never', 'none', 'inf', 'infinity', 'null'])

export const isNever = (cell: string): boolean => never.has(cell.trim().toLowerCase())
export const isPeriod = (cell: string): boolean => dated.test(cell.trim()) || (cell.trim() !== '' && Number.isFinite(Number(cell)))

/** 202409 is a month, not the number; a year is one. */
const isMonthNumber = (cell: string): boolean => /^(19|20)\d{2}(0[1-9]|1[0-2])$/.test(cell)
const sortable = (cell: string): string => cell.toUpperCase().replace(/([QW])(\d)$/, '$10$2')

/** Cells by code: a file says the same few periods millions of times. */
export interface Coded {
  /** Distinct cells, trimmed; a code is a place in them. */
  texts: readonly string[]
  codes: Int32Array
}

/**
 * @param times,firsts cells of the file, each a period or, of firsts, a word for never
 * @returns null where numbers and dates are mixed
 */
export function periodsOf(times: Coded, firsts: Coded): Periods | null {
  const spread = ({ codes }: Coded, values: readonly number[]): Float64Array => {
    const column = new Float64Array(codes.length)
    for (let i = 0; i < codes.length; i++) column[i] = values[codes[i]!]!
    return column
  }
  const started = firsts.texts.filter((cell) => !isNever(cell))
  const isOrdered = times.texts.every((cell) => dated.test(cell)) || times.texts.every(isMonthNumber)
  if (!isOrdered) {
    if ([...times.texts, ...started].some((cell) => dated.test(cell))) return null
    return {
      time: spread(times, times.texts.map(Number)),
      firstTreated: spread(
        firsts,
        firsts.texts.map((cell) => (isNever(cell) ? 0 : Number(cell))),
      ),
      labelOf: String,
    }
  }
  if (started.some((cell) => !dated.test(cell) && !isMonthNumber(cell))) return null
  const labels = [...new Set(times.texts)].toSorted((left, right) => (sortable(left) < sortable(right) ? -1 : 1))
  const place = new Map(labels.map((label, i) => [label, i + 1]))
  const startOf = (cell: string): number => place.get(cell) ?? labels.filter((label) => sortable(label) < sortable(cell)).length + 1
  return {
    time: spread(
      times,
      times.texts.map((cell) => place.get(cell)!),
    ),
    firstTreated: spread(
      firsts,
      firsts.texts.map((cell) => (isNever(cell) ? 0 : startOf(cell))),
    ),
    labelOf: (time) => labels[time - 1] ?? `after ${labels.at(-1)}`,
  }
}
