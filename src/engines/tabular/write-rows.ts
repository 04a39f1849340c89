// The way back: rows to delimited text, for exports and for tests of the way in.
import type { Separator } from './table.ts'

export interface WriteOptions {
  separator?: Separator
  /** Puts an apostrophe before a cell that a spreadsheet would run as a formula. On by default. */
  guardsFormulas?: boolean
}

const formula = /^[=+\-@\t\r]/

/** One record with its line end (CRLF, as RFC 4180 says). Cells with separators, quotes, line breaks or outer spaces are quoted. */
export function writeRow(cells: readonly string[], options: WriteOptions = {}): string {
  const { separator = ',', guardsFormulas = true } = options
  const written = cells.map((cell) => {
    const safe = guardsFormulas && formula.test(cell) ? `'${cell}` : cell
    return safe.includes(separator) || /["\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  // A single blank cell would otherwise read as a blank row.
  return `${written.length === 1 && written[0] === '' ? '""' : written.join(separator)}\r\n`
}
