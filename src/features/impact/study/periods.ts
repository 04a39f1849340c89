// Periods as files write them: numbers as they are; months, quarters, weeks and days by their order.

/** Periods as numbers, and how to say one. */
export interface Periods {
  time: Float64Array
  /** 0: never. */
  firstTreated: Float64Array
  labelOf: (time: number) => string
}

const dated = /^\d{4}(-\d{2}(-\d{2})?|-?[QqWw]\d{1,2})$/
const never = new Set(['', '0', 'na', 'nan', 'never', 'none', 'inf', 'infinity', 'null'])

export const isNever = (cell: string): boolean => never.has(cell.trim().toLowerCase())
export const isPeriod = (cell: string): boolean => dated.test(cell.trim()) || (cell.trim() !== '' && Number.isFinite(Number(cell)))

/** 202409 is a month, not the number; a year is one. */
const isMonthNumber = (cell: string): boolean => /^(19|20)\d{2}(0[1-9]|1[0-2])$/.test(cell)
const sortable = (cell: string): string => cell.toUpperCase().replace(/([QW])(\d)$/, '$10$2')

/**
 * @param times,firsts cells of the file, each a period or, of firsts, a word for never
 * @returns null where numbers and dates are mixed
 */
export function periodsOf(times: readonly string[], firsts: readonly string[]): Periods | null {
  const known = new Set(times)
  const started = new Set(firsts.filter((cell) => !isNever(cell)))
  const isOrdered = [...known].every((cell) => dated.test(cell)) || [...known].every(isMonthNumber)
  if (!isOrdered) {
    if ([...known, ...started].some((cell) => dated.test(cell))) return null
    const read = new Map([...known, ...started].map((cell) => [cell, Number(cell)]))
    return {
      time: Float64Array.from(times, (cell) => read.get(cell)!),
      firstTreated: Float64Array.from(firsts, (cell) => (isNever(cell) ? 0 : read.get(cell)!)),
      labelOf: String,
    }
  }
  if ([...started].some((cell) => !dated.test(cell) && !isMonthNumber(cell))) return null
  const labels = [...known].toSorted((left, right) => (sortable(left) < sortable(right) ? -1 : 1))
  const place = new Map(labels.map((label, i) => [label, i + 1]))
  const startOf = (cell: string): number => place.get(cell) ?? labels.filter((label) => sortable(label) < sortable(cell)).length + 1
  const starts = new Map([...started].map((cell) => [cell, startOf(cell)]))
  return {
    time: Float64Array.from(times, (cell) => place.get(cell)!),
    firstTreated: Float64Array.from(firsts, (cell) => (isNever(cell) ? 0 : starts.get(cell)!)),
    labelOf: (time) => labels[time - 1] ?? `after ${labels.at(-1)}`,
  }
}
