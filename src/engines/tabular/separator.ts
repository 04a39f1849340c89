import { RecordReader } from './record-reader.ts'
import type { RawRecord } from './record-reader.ts'
import type { Separator, SeparatorReason, TableLimits } from './table.ts'

// In order of preference where two explain the sample equally well.
const candidates: readonly Separator[] = [',', ';', '\t', '|']
const sepLine = /^"?sep=([,;\t|])"?(\r\n|\r|\n)/i
const sampleRecords = 200

export interface SeparatorFound {
  separator: Separator
  reason: SeparatorReason
  /** The records of the sample, read with this separator, all columns kept. */
  records: RawRecord[]
}

/**
 * The separator whose columns are the most consistent outside quotes, the more columns the better: score = share of rows with the
 * usual width, squared, times ln(width). A first line `sep=;` (Excel) decides at once.
 * @param isWhole false when the sample ends in the middle of the file: its last record is then left out
 */
export function detectSeparator(text: string, isWhole: boolean, limits: TableLimits): SeparatorFound {
  const said = sepLine.exec(text)
  if (said) {
    const separator = said[1] as Separator
    return { separator, reason: 'sep-line', records: recordsOf(text, separator, isWhole, limits) }
  }
  let best: SeparatorFound & { score: number } = { separator: ',', reason: 'single-column', records: [], score: -1 }
  for (const separator of candidates) {
    const records = recordsOf(text, separator, isWhole, limits)
    const score = consistency(records)
    if (score > best.score) best = { separator, reason: score > 0 ? 'column-counts' : 'single-column', records, score }
  }
  return best
}

/** All records of a sample, with a separator that is already known; without the `sep=` line. */
export function recordsOf(text: string, separator: Separator, isWhole: boolean, limits: TableLimits): RawRecord[] {
  const records = new RecordReader(separator, limits, null).read(text, isWhole)
  return hasSepLine(text) ? records.slice(1) : records
}

export const hasSepLine = (text: string): boolean => sepLine.test(text)

function consistency(records: RawRecord[]): number {
  const widths = new Map<number, number>()
  let rows = 0
  for (const record of records.slice(0, sampleRecords)) {
    if (record.filledWidth === 0) continue
    rows++
    widths.set(record.width, (widths.get(record.width) ?? 0) + 1)
  }
  let best = 0
  for (const [width, count] of widths) {
    // Title lines have one column and must not win over the table below them.
    if (width > 1) best = Math.max(best, (count / rows) ** 2 * Math.log(width))
  }
  return best
}

/** The width that most rows have; the greater one where two are as frequent. */
export function usualWidth(records: RawRecord[]): number {
  const widths = new Map<number, number>()
  for (const record of records) if (record.filledWidth > 0) widths.set(record.width, (widths.get(record.width) ?? 0) + 1)
  let best = { width: 0, count: 0 }
  for (const [width, count] of widths) {
    if (count > best.count || (count === best.count && width > best.width)) best = { width, count }
  }
  return best.width
}
