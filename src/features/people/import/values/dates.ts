// Reads a date cell as far as one cell can tell. Whether 03/04/2020 is in March or April is a question for the whole column.
import { asciiDigits, saidText } from './clean-text.ts'
import { monthNumber } from './month-names.ts'

export type DateReading =
  | { kind: 'nothing' }
  /** 31.12.9999 and its like: no end is known. */
  | { kind: 'open-end' }
  | { kind: 'day'; day: string }
  /** Two readings, not both null; null where that order gives no date. */
  | { kind: 'either'; dayFirst: string | null; monthFirst: string | null }
  | { kind: 'problem'; code: 'unreadable-date' | 'impossible-date' | 'date-out-of-range' }

// Longer cells are no dates, and patterns should not work on them. Characters.
const longest = 60
const firstYear = 1900
const openEndYear = 2099
const time = /[T\s]\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i
const weekday = /^\p{L}+\.?[,،]\s*/u
const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?$/
const compact = /^(\d{4})(\d{2})(\d{2})$/
const yearLast = /^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})\.?$/
// Days since 1899-12-30, as spreadsheets count; 1954 to 2119.
const serial = /^([2-7]\d{4})([.,]\d+)?$/
const dayName = /^(\d{1,2})(?:st|nd|rd|th)?\.?[\s/-]*(\p{L}[\p{L}\p{M} ]*?)\.?[\s/,،-]*(\d{4}|\d{2})$/u
const nameDay = /^(\p{L}+)\.?[\s-]*(\d{1,2})(?:st|nd|rd|th)?[\s,-]+(\d{4}|\d{2})$/u
const zeroDate = /^0+([-/.]0+)*$|^1900-01-00$/

/** @param today YYYY-MM-DD; a year of two digits is read as at most ten years after it */
export function readDate(cell: string, today: string): DateReading {
  const said = asciiDigits(saidText(cell))
  if (said.length > longest) return { kind: 'problem', code: 'unreadable-date' }
  if (said === '' || zeroDate.test(said)) return { kind: 'nothing' }
  const text = said.replace(time, '').replace(weekday, '').trim()
  const year = (digits: string) => fullYear(digits, today)
  let match = yearFirst.exec(text)
  if (match) return single(Number(match[1]), match[3]!, match[4]!)
  match = compact.exec(text)
  if (match) return single(Number(match[1]), match[2]!, match[3]!)
  match = yearLast.exec(text)
  if (match) return twoOrders(year(match[4]!), Number(match[1]), Number(match[3]))
  match = serial.exec(text)
  if (match) return { kind: 'day', day: new Date((Number(match[1]) - 25_569) * 86_400_000).toISOString().slice(0, 10) }
  match = dayName.exec(text)
  if (match) return named(year(match[3]!), match[2]!, match[1]!)
  match = nameDay.exec(text)
  if (match) return named(year(match[3]!), match[1]!, match[2]!)
  return { kind: 'problem', code: 'unreadable-date' }
}

function twoOrders(year: number, first: number, second: number): DateReading {
  const outside = outOfRange(year)
  if (outside) return outside
  const dayFirst = dayOf(year, second, first)
  const monthFirst = dayOf(year, first, second)
  if (dayFirst === null && monthFirst === null) return { kind: 'problem', code: 'impossible-date' }
  return dayFirst !== null && dayFirst === monthFirst ? { kind: 'day', day: dayFirst } : { kind: 'either', dayFirst, monthFirst }
}

function named(year: number, name: string, day: string): DateReading {
  const month = monthNumber(name)
  return month === null ? { kind: 'problem', code: 'unreadable-date' } : single(year, String(month), day)
}

function single(year: number, month: string, day: string): DateReading {
  const outside = outOfRange(year)
  if (outside) return outside
  const found = dayOf(year, Number(month), Number(day))
  return found === null ? { kind: 'problem', code: 'impossible-date' } : { kind: 'day', day: found }
}

function outOfRange(year: number): DateReading | null {
  if (year >= openEndYear) return { kind: 'open-end' }
  return year < firstYear ? { kind: 'problem', code: 'date-out-of-range' } : null
}

function fullYear(digits: string, today: string): number {
  if (digits.length === 4) return Number(digits)
  const year = 2000 + Number(digits)
  return year > Number(today.slice(0, 4)) + 10 ? year - 100 : year
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function dayOf(year: number, month: number, day: number): string | null {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const length = month === 2 && isLeap ? 29 : (monthLengths[month - 1] ?? 0)
  return day >= 1 && day <= length ? `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` : null
}
