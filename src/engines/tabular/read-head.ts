// Looks at the shape of a file: encoding, separator, header, first rows. Reads at most 128 kB (and validates all of it as UTF-8).
import { detectEncoding, refuseBinary } from './encoding.ts'
import { distinctNames, findHeader } from './header.ts'
import type { RawRecord } from './record-reader.ts'
import { detectSeparator, hasSepLine, recordsOf, usualWidth } from './separator.ts'
import { tableLimits } from './table.ts'
import type { FormatOptions, Refusal, TableFormat, TableHead, TableLimits } from './table.ts'
import { firstText } from './text-chunks.ts'

const sampleBytes = 128 * 1024
const sampleRowCount = 200

export type HeadOutcome = { head: TableHead; refusal: null } | { head: null; refusal: Refusal }

export const limitsOf = (options: FormatOptions): TableLimits => ({ ...tableLimits, ...options.limits })

/**
 * @param bytes the whole file
 * @param options what is already known; the rest is detected, with the reason in `head.format`
 */
export function readHead(bytes: Uint8Array, options: FormatOptions = {}): HeadOutcome {
  const limits = limitsOf(options)
  if (bytes.length === 0) return refuse('file-empty', {})
  if (bytes.length > limits.bytes) return refuse('file-too-large', { bytes: bytes.length, limit: limits.bytes })
  const { encoding, reason } = options.encoding ? { encoding: options.encoding, reason: 'told' as const } : detectEncoding(bytes)
  const binary = refuseBinary(bytes, encoding)
  if (binary) return { head: null, refusal: binary }
  const { text, isWhole } = firstText(bytes, encoding, sampleBytes)
  const found = options.separator
    ? {
        separator: options.separator,
        reason: 'told' as const,
        records: recordsOf(text, options.separator, isWhole, limits),
      }
    : detectSeparator(text, isWhole, limits)
  if (found.records.every((record) => record.filledWidth === 0)) {
    return isWhole ? refuse('file-empty', {}) : refuse('line-too-long', { limit: sampleBytes })
  }
  const header = headerOf(found.records, options)
  const record = found.records[header.index]
  const width = record ? record.width : usualWidth(found.records)
  if (width > limits.columns) return refuse('too-many-columns', { columns: width, limit: limits.columns })
  const format: TableFormat = {
    encoding,
    encodingReason: reason,
    separator: found.separator,
    separatorReason: found.reason,
    headerLine: record?.line ?? null,
    headerReason: header.reason,
  }
  const below = found.records.slice(header.index + 1).filter((row) => row.filledWidth > 0 && row.filledWidth <= width)
  const sampleRows = below.slice(0, sampleRowCount).map((row) => Array.from({ length: width }, (_, column) => row.cells[column] ?? ''))
  const { names, duplicates } = distinctNames(record?.cells ?? [], width)
  return { head: { format, headers: names, duplicates, startsWithSepLine: hasSepLine(text), sampleRows }, refusal: null }
}

function headerOf(records: RawRecord[], options: FormatOptions) {
  const { headerLine } = options
  if (headerLine === undefined) return findHeader(records, options.isKnownHeader)
  return { index: headerLine === null ? -1 : records.findIndex((record) => record.line === headerLine), reason: 'told' as const }
}

const refuse = (code: Refusal['code'], values: Refusal['values']): HeadOutcome => ({ head: null, refusal: { code, values } })
