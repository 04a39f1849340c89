// What a delimited text file becomes. Values in, values out: no files, no network, no clock.

/** Every bound on what is read. A file past `bytes`, `rows` or `columns` is refused; a longer cell spoils only its row. */
export interface TableLimits {
  bytes: number
  rows: number
  columns: number
  /** Characters of one kept cell. */
  cell: number
  /** Characters from an opening quote to its end; past this the quote counts as never closed. */
  quoted: number
  /** Characters of one record. */
  record: number
}

export const tableLimits: TableLimits = {
  bytes: 50 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  cell: 10_000,
  quoted: 100_000,
  record: 2_000_000,
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'windows-1256'
export type Separator = ',' | ';' | '\t' | '|'

/** Why something was decided, as a stable code: the words are the caller's. */
export type EncodingReason = 'byte-order-mark' | 'valid-utf-8' | 'zero-bytes' | 'not-utf-8' | 'arabic-letters' | 'told'
export type SeparatorReason = 'sep-line' | 'column-counts' | 'single-column' | 'told'
export type HeaderReason = 'known-names' | 'names-above-values' | 'values-only' | 'told'

export interface TableFormat {
  encoding: Encoding
  encodingReason: EncodingReason
  separator: Separator
  separatorReason: SeparatorReason
  /** Physical line of the header row, from 1; null when the file starts with values. */
  headerLine: number | null
  headerReason: HeaderReason
}

export type TableProblemCode =
  | 'row-too-short'
  | 'row-too-long'
  | 'unclosed-quote'
  | 'stray-quote'
  | 'cell-too-long'
  | 'nul-character'
  | 'unreadable-character'
  | 'blank-row'
  | 'duplicate-header'
  | 'no-header'

export interface TableProblem {
  code: TableProblemCode
  severity: 'error' | 'warning'
  /** Physical line on which the row starts, from 1. */
  line: number
  /** Index of the column in the file, where one is to blame. */
  column: number | null
  values: Record<string, string | number>
}

/** Why a file can't be read at all. */
export type RefusalCode =
  | 'file-empty'
  | 'file-too-large'
  | 'file-is-workbook'
  | 'file-is-binary'
  | 'line-too-long'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'no-rows'
export interface Refusal {
  code: RefusalCode
  values: Record<string, string | number>
}

export interface TableRow {
  /** Physical line on which the row starts, from 1. */
  line: number
  /** One value per kept column, in the order in which they were asked for. */
  cells: string[]
  /** Its cells can't be trusted: a problem of severity error names the line. */
  isBroken: boolean
}

export interface Table {
  format: TableFormat
  /** All header names, made distinct: `Name`, `Name (2)`. */
  headers: string[]
  rows: TableRow[]
  problems: TableProblem[]
}

export interface TableHead {
  format: TableFormat
  headers: string[]
  /** Columns whose name another column before them has already. */
  duplicates: { column: number; first: number; name: string }[]
  /** The first line is Excel's `sep=;`, no row. */
  startsWithSepLine: boolean
  /** The first rows with ALL columns. They may hold what must not be kept: for guessing only. */
  sampleRows: string[][]
}

/** A column to keep. `read` runs inside the parser, so that a value can be reduced before it leaves. */
export interface KeptColumn {
  column: number
  read?: (cell: string) => string
}

export interface FormatOptions {
  encoding?: Encoding
  separator?: Separator
  /** Physical line of the header; null when there is none. */
  headerLine?: number | null
  /** Recognises a header name, to find the header below title lines. */
  isKnownHeader?: (name: string) => boolean
  limits?: Partial<TableLimits>
}

export interface Progress {
  done: number
  total: number
}
