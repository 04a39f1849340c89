// Finds the header row: below title lines and blank rows, above the values.
import type { RawRecord } from './record-reader.ts'
import { usualWidth } from './separator.ts'
import type { HeaderReason, TableHead } from './table.ts'

// Exports put at most a handful of lines (company, report, date, filters) above the table.
const searchedRecords = 30
const valueLike = /^[-+]?[\d.,٠-٩]+%?$|^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\S@\S+\.\S/

export interface HeaderFound {
  /** Index among the records; -1 when the file starts with values. */
  index: number
  reason: HeaderReason
}

/**
 * @param records the first records of the file, all columns
 * @param isKnown recognises a header name: a row of known names wins over one that only looks like a header
 */
export function findHeader(records: RawRecord[], isKnown?: (name: string) => boolean): HeaderFound {
  const searched = records.slice(0, searchedRecords)
  const width = usualWidth(records)
  const filledOf = (record: RawRecord) => record.cells.filter((cell) => cell.trim() !== '').length
  if (isKnown) {
    // "Manager" is a header and a job: three known names, or most of a row, are none by chance.
    const known = searched.map((record) => {
      const filled = filledOf(record)
      const count = isMostlyValues(record) || filled < width * 0.6 ? 0 : record.cells.filter((name) => isKnown(name)).length
      return count >= 3 || count >= filled * 0.6 ? count : 0
    })
    const most = Math.max(0, ...known)
    if (most > 0) return { index: known.findIndex((count) => count * 2 > most), reason: 'known-names' }
  }
  for (const [index, record] of searched.entries()) {
    const filled = filledOf(record)
    if (!isMostlyValues(record) && filled >= width * 0.6) return { index, reason: 'names-above-values' }
    // A full row of values ends the search; a line such as `As of;01.02.2024;;` does not.
    if (isMostlyValues(record) && filled >= width * 0.9) break
  }
  return { index: -1, reason: 'values-only' }
}

function isMostlyValues(record: RawRecord): boolean {
  const filled = record.cells.map((cell) => cell.slice(0, 200).trim()).filter((cell) => cell !== '')
  if (filled.length === 0) return false
  const values = filled.filter((cell) => valueLike.test(cell)).length
  return filled.some((cell) => /\S@\S+\.\S/.test(cell)) || values > filled.length * 0.3
}

/** Distinct names: a blank one becomes `Column 3`, a second `Name` becomes `Name (2)`. */
export function distinctNames(cells: string[], width: number): { names: string[]; duplicates: TableHead['duplicates'] } {
  const names: string[] = []
  const firstOf = new Map<string, number>()
  const taken = new Set<string>()
  const duplicates: TableHead['duplicates'] = []
  for (let column = 0; column < width; column++) {
    const plain = (cells[column] ?? '').replace(/\s+/g, ' ').trim() || `Column ${column + 1}`
    const first = firstOf.get(plain.toLowerCase())
    if (first === undefined) firstOf.set(plain.toLowerCase(), column)
    else duplicates.push({ column, first, name: plain })
    let name = plain
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${plain} (${count})`
    taken.add(name.toLowerCase())
    names.push(name)
  }
  return { names, duplicates }
}
