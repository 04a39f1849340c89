// Bytes of an HR export to a plan, in one call. What is kept between the two steps is never more than the mapped columns.
import { decodeTable } from '#engines/tabular/decode-table.ts'
import { readHead } from '#engines/tabular/read-head.ts'
import type { FormatOptions, Refusal, Table, TableFormat } from '#engines/tabular/table.ts'
import { guessMapping } from './mapping/guess-mapping.ts'
import { keptColumns } from './mapping/kept-columns.ts'
import type { ColumnGuess, Mapping } from './mapping/mapping-types.ts'
import { isKnownHeader } from './mapping/match-header.ts'

/** What a file looks like. Names of columns, never their values: most of them nobody here should see. */
export interface FileShape {
  format: TableFormat
  columns: ColumnGuess[]
  mapping: Mapping
}

export type ShapeOutcome = { shape: FileShape; refusal: null } | { shape: null; refusal: Refusal }

/** Reads the first 128 kB and proposes what each column means. */
export function inspectFile(bytes: Uint8Array, options: FormatOptions = {}): ShapeOutcome {
  const { head, refusal } = readHead(bytes, { isKnownHeader, ...options })
  if (!head) return { shape: null, refusal }
  const { columns, mapping } = guessMapping(head.headers, head.sampleRows)
  return { shape: { format: head.format, columns, mapping }, refusal: null }
}

export type MappedOutcome = { table: Table; refusal: null } | { table: null; refusal: Refusal }

/** The rows with their mapped columns only, as `planImport` takes them. `onProgress` counts bytes. */
export function readMapped(
  bytes: Uint8Array,
  mapping: Mapping,
  options: FormatOptions = {},
  onProgress?: (done: number, total: number) => void,
): Promise<MappedOutcome> {
  return decodeTable(bytes, { isKnownHeader, ...options, keep: keptColumns(mapping).keep }, onProgress)
}
