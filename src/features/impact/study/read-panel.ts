// A panel in a CSV file becomes the columns that the engine wants; every objection names line and column.
import type { Rows, RowsProblem } from '#engines/causal/rows.ts'
import { readHead } from '#engines/tabular/read-head.ts'
import { type RawRecord, RecordReader } from '#engines/tabular/record-reader.ts'
import { type RefusalCode, type TableHead, tableLimits } from '#engines/tabular/table.ts'
import { textChunks } from '#engines/tabular/text-chunks.ts'
import { type FileObjection, Objection, type ObjectionCode, PanelColumns } from './panel-columns.ts'
import type { Periods } from './periods.ts'

export type { FileObjection } from './panel-columns.ts'

export interface Columns {
  unit: string
  time: string
  outcome: string
  firstTreated: string
  cluster?: string
  covariates: readonly string[]
}

/** How the file is written: what another program needs to be told in order to read it. */
export interface FileForm {
  separator: string
  /** Lines above the header. */
  linesAbove: number
  hasDecimalCommas: boolean
  /** Of dates: all periods in order; null: numbers. */
  labels: readonly string[] | null
}

export interface PanelFile {
  rows: Rows
  labelOf: Periods['labelOf']
  /** Line in the file of each row. */
  lines: Int32Array
  /** Rows without an outcome, left out. */
  withoutOutcome: number
  form: FileForm
}
export type PanelRead = { file: PanelFile; objection: null } | { file: null; objection: FileObjection }

/** A panel of 100,000 units by 24 periods has 2.4 million rows. */
const limits = { ...tableLimits, bytes: 500 * 1024 * 1024, rows: 5_000_000 }

/** @param bytes the whole file; encoding and separator are recognised */
export function readPanel(bytes: Uint8Array, columns: Columns): PanelRead {
  try {
    return { file: read(bytes, columns), objection: null }
  } catch (error) {
    if (error instanceof Objection) return { file: null, objection: error.objection }
    throw error
  }
}

const refusals: Partial<Record<RefusalCode, string>> = {
  'file-empty': 'The file is empty.',
  'file-too-large': 'The file is too large: at most 500 MB and 5,000,000 rows.',
  'file-is-workbook': 'This is a workbook: save the sheet as CSV.',
  'file-is-binary': 'This is no text file: save the table as CSV.',
}

function read(bytes: Uint8Array, columns: Columns): PanelFile {
  const names = [columns.unit, columns.time, columns.outcome, columns.firstTreated, columns.cluster ?? columns.unit, ...columns.covariates]
  const { head, refusal } = readHead(bytes, { limits, isKnownHeader: (name) => names.includes(plain(name)) })
  if (!head)
    throw new Objection('unreadable-table', null, null, refusals[refusal.code] ?? `The file can't be read as a table (${refusal.code}).`)
  const { separator, encoding, headerLine } = head.format
  const slots = slotsOf(head, names)
  const reader = new RecordReader(separator, limits, { count: names.length, byColumn: slots })
  const hasClusters = columns.cluster !== undefined
  const taken = new PanelColumns(names, { hasClusters, mayHaveCommas: separator !== ',' }, linesOf(bytes))
  for (const { text, doneBytes } of textChunks(bytes, encoding))
    for (const record of reader.read(text, doneBytes === bytes.length)) {
      if (record.line <= (headerLine ?? 0) || record.filledWidth === 0) continue
      checkShape(record, head, slots, separator)
      taken.take(record.line, record.cells)
    }
  const { periods, hasDecimalCommas, ...rest } = taken.close()
  return {
    ...rest,
    labelOf: periods.labelOf,
    form: { separator, linesAbove: (headerLine ?? 1) - 1, hasDecimalCommas, labels: periods.labels },
  }
}

const plain = (name: string): string => name.replace(/\s+/g, ' ').trim()
type Slots = { slot: number; read: undefined }[][]

function slotsOf({ headers, duplicates, format }: TableHead, names: readonly string[]): Slots {
  const line = format.headerLine ?? 1
  const slots: Slots = []
  for (const [slot, name] of names.entries()) {
    const at = headers.indexOf(plain(name))
    if (at === -1) throw new Objection('no-such-column', line, name, `There is no such column. The file has: ${headers.join(', ')}.`)
    if (duplicates.some(({ first }) => first === at))
      throw new Objection('two-such-columns', line, name, 'The file has two columns of this name.')
    ;(slots[at] ??= []).push({ slot, read: undefined })
  }
  return slots
}

/** A line with other cells than the header has would put one column's value into another. */
function checkShape(record: RawRecord, { headers }: TableHead, slots: Slots, separator: string): void {
  if (record.faults?.some(({ code }) => code === 'unclosed-quote'))
    throw new Objection('unclosed-quote', record.line, null, 'A quotation mark is not closed.')
  const sign = { ',': 'a comma', ';': 'a semicolon', '\t': 'a tab', '|': 'a bar' }[separator]
  if (record.filledWidth > headers.length)
    throw new Objection(
      'too-many-cells',
      record.line,
      null,
      `${record.filledWidth} cells under ${headers.length} columns: a cell that holds ${sign} needs quotation marks.`,
    )
  if (record.width < slots.length)
    throw new Objection(
      'too-few-cells',
      record.line,
      headers[slots.findIndex((list, column) => list && column >= record.width)]!,
      'The line ends before this column.',
    )
}

/** At least as many as there are records: a lone CR ends one too. */
function linesOf(bytes: Uint8Array): number {
  let count = 1
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 10 || bytes[i] === 13) count++
  return Math.min(count, limits.rows)
}

const ofRows: Partial<Record<RowsProblem['code'], { code: ObjectionCode; what: string }>> = {
  'no-rows': { code: 'no-rows', what: 'There are no rows with an outcome.' },
  'duplicate-row': { code: 'duplicate-row', what: 'The unit has two rows for this period.' },
  'unit-changes': { code: 'unit-changes', what: 'Differs from an earlier row of the same unit: it must stay the same in all periods.' },
  'out-of-range': {
    code: 'out-of-range',
    what: 'Numbers this large or this small can’t be computed with: change the unit of measurement.',
  },
  'not-a-number': { code: 'not-a-number', what: 'Is no number that can be used: a first treated period can’t be below 0.' },
}

/** What the engine finds wrong with rows, said of the file. Whatever leaves nothing to compare is no objection (answer.ts, refusalOf). */
export function objectionOf({ code, row, other, column: where }: RowsProblem, columns: Columns, { lines }: PanelFile): FileObjection {
  const { unit, time, outcome, firstTreated, cluster = null } = columns
  const names: Partial<Record<string, string | null>> = { unit, time, outcome, firstTreated, cluster }
  const found = ofRows[code] ?? { code: 'unreadable-table' as const, what: `It can't be used (${code}).` }
  const otherLine = other === null ? null : lines[other]!
  return {
    code: found.code,
    line: row === null ? null : lines[row]!,
    column: code === 'duplicate-row' ? time : (names[where ?? ''] ?? null),
    cell: null,
    otherLine,
    what: `${found.what}${otherLine === null ? '' : ` See line ${otherLine}.`}`,
  }
}
