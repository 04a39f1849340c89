import { limitsOf, readHead } from './read-head.ts'
import { RecordReader } from './record-reader.ts'
import type { Fault, RawRecord, Slots } from './record-reader.ts'
import { runInSlices } from './slices.ts'
import type { FormatOptions, KeptColumn, Progress, Refusal, Table, TableHead, TableLimits, TableProblem } from './table.ts'
import { textChunks } from './text-chunks.ts'

export interface DecodeOptions extends FormatOptions {
  /** The columns to keep; without it all of them. Every other cell is skipped inside the parser. */
  keep?: readonly KeptColumn[]
}

export type DecodeOutcome = { table: Table; refusal: null } | { table: null; refusal: Refusal }

/** From bytes to rows with their physical lines, with a turn for the event loop after every 64 kB. `onProgress` counts bytes. */
export async function decodeTable(
  bytes: Uint8Array,
  options: DecodeOptions = {},
  onProgress?: (done: number, total: number) => void,
): Promise<DecodeOutcome> {
  return runInSlices(decodeSteps(bytes, options), onProgress)
}

/** The same as a generator that yields progress in bytes; for a caller with its own loop. */
export function* decodeSteps(bytes: Uint8Array, options: DecodeOptions = {}): Generator<Progress, DecodeOutcome, void> {
  const outcome = readHead(bytes, options)
  if (!outcome.head) return { table: null, refusal: outcome.refusal }
  const { head } = outcome
  const limits = limitsOf(options)
  const sink = new TableSink(head, limits)
  const reader = new RecordReader(head.format.separator, limits, slotsOf(options.keep))
  for (const { text, doneBytes } of textChunks(bytes, head.format.encoding)) {
    for (const record of reader.read(text, doneBytes === bytes.length)) sink.take(record)
    // Blank rows count too, up to the million that a spreadsheet may add below the table.
    if (sink.table.rows.length > limits.rows || sink.seen > 6 * limits.rows) return refuse('too-many-rows', limits.rows)
    if (reader.pendingLength > limits.record) return refuse('line-too-long', limits.record)
    yield { done: doneBytes, total: bytes.length }
  }
  if (sink.table.rows.length === 0) return { table: null, refusal: { code: 'no-rows', values: {} } }
  return { table: sink.table, refusal: null }
}

const refuse = (code: Refusal['code'], limit: number): DecodeOutcome => ({ table: null, refusal: { code, values: { limit } } })

function slotsOf(keep: readonly KeptColumn[] | undefined): Slots | null {
  if (!keep) return null
  const byColumn: { slot: number; read: KeptColumn['read'] }[][] = []
  for (const [slot, { column, read }] of keep.entries()) (byColumn[column] ??= []).push({ slot, read })
  return { count: keep.length, byColumn }
}

/** Sorts records into header, rows and problems. */
class TableSink {
  readonly table: Table
  seen = 0
  private readonly head: TableHead
  private readonly limits: TableLimits
  /** A row must reach the last named column and may not have values past the last column of the header. */
  private narrowest: number
  private blank = { line: 0, count: 0 }

  constructor(head: TableHead, limits: TableLimits) {
    this.table = { format: head.format, headers: head.headers, rows: [], problems: [] }
    this.head = head
    this.limits = limits
    this.narrowest = head.headers.length
    const { headerLine } = head.format
    if (headerLine === null) this.problem('no-header', 'warning', 1, null, { columns: head.headers.length })
    for (const { column, first, name } of head.duplicates) {
      this.problem('duplicate-header', 'warning', headerLine ?? 1, column, { name, first: first + 1, second: column + 1 })
    }
  }

  take(record: RawRecord): void {
    this.seen++
    const headerLine = this.head.format.headerLine ?? 0
    if (record.line < headerLine || (record.line === 1 && this.head.startsWithSepLine)) return
    if (record.line === headerLine) this.narrowest = record.filledWidth
    else if (record.filledWidth > 0) this.takeRow(record)
    else {
      if (this.blank.count === 0) this.blank.line = record.line
      this.blank.count++
    }
  }

  private takeRow(record: RawRecord): void {
    // One problem for each run of blank rows; those after the last row are only the end of the file.
    if (this.blank.count > 0) this.problem('blank-row', 'warning', this.blank.line, null, { count: this.blank.count })
    this.blank.count = 0
    const problemsBefore = this.table.problems.length
    for (const { code, column } of record.faults ?? [])
      this.problem(code, severityOf(code), record.line, column, valuesOf(code, this.limits))
    const expected = this.table.headers.length
    const counts = { cells: record.width, expected }
    const isUnclosed = record.faults?.some((fault) => fault.code === 'unclosed-quote') ?? false
    // An unclosed quote explains a wrong width by itself.
    if (!isUnclosed && record.width < this.narrowest) this.problem('row-too-short', 'error', record.line, null, counts)
    if (!isUnclosed && record.filledWidth > expected) this.problem('row-too-long', 'error', record.line, null, counts)
    const isBroken = this.table.problems.slice(problemsBefore).some((problem) => problem.severity === 'error')
    this.table.rows.push({ line: record.line, cells: record.cells, isBroken })
  }

  private problem(
    code: TableProblem['code'],
    severity: TableProblem['severity'],
    line: number,
    column: number | null,
    values: TableProblem['values'],
  ): void {
    this.table.problems.push({ code, severity, line, column, values })
  }
}

const severityOf = (fault: Fault): TableProblem['severity'] =>
  fault === 'unclosed-quote' || fault === 'cell-too-long' ? 'error' : 'warning'

const valuesOf = (fault: Fault, limits: TableLimits): TableProblem['values'] => (fault === 'cell-too-long' ? { limit: limits.cell } : {})
