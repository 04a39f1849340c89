// A file as it is brought: its columns, how many rows it has, and, once it is known which column is what, what can't be used.
import { arrange } from '#engines/causal/arrange.ts'
import { type Design, usualDesign } from '#engines/causal/rows.ts'
import { readHead } from '#engines/tabular/read-head.ts'
import { RecordReader } from '#engines/tabular/record-reader.ts'
import { tableLimits } from '#engines/tabular/table.ts'
import { textChunks } from '#engines/tabular/text-chunks.ts'
import { refusalOf } from './answer.ts'
import { type Columns, type FileObjection, objectionOf, readPanel } from './read-panel.ts'

const limits = { ...tableLimits, bytes: 500 * 1024 * 1024, rows: 5_000_000 }

export interface FileShape {
  header: string[]
  /** Lines with something on them, without the header. */
  rows: number
}
/** Null where it is no table. */
export function shapeOf(bytes: Uint8Array): FileShape | null {
  const { head } = readHead(bytes, { limits })
  if (!head || head.format.headerLine === null) return null
  const reader = new RecordReader(head.format.separator, limits, { count: 0, byColumn: [] })
  let rows = 0
  for (const { text, doneBytes } of textChunks(bytes, head.format.encoding))
    for (const record of reader.read(text, doneBytes === bytes.length))
      if (record.line > head.format.headerLine && record.filledWidth > 0) rows++
  return { header: head.headers.map((header) => header.trim()), rows }
}

/** The first thing that is wrong; null also where rows are sound but leave nothing to compare, for that is an answer. */
export function objectionTo(bytes: Uint8Array, columns: Columns, design: Pick<Design, 'control' | 'anticipation'>): FileObjection | null {
  const { file, objection } = readPanel(bytes, columns)
  if (!file) return objection
  const { problem } = arrange(file.rows, { ...usualDesign, ...design })
  return problem && refusalOf(problem, 0, 0) === null ? objectionOf(problem, columns, file) : null
}

/** Only the columns that a study looks at, cell by cell. */
export function* usedCells(bytes: Uint8Array, names: readonly string[]): Generator<readonly string[], void, void> {
  const { head } = readHead(bytes, { limits, isKnownHeader: (name) => names.includes(name.trim()) })
  if (!head) return
  const headers = head.headers.map((header) => header.trim())
  const byColumn: { slot: number; read: undefined }[][] = []
  for (const [slot, name] of names.entries()) (byColumn[headers.indexOf(name)] ??= []).push({ slot, read: undefined })
  const reader = new RecordReader(head.format.separator, limits, { count: names.length, byColumn })
  yield names
  for (const { text, doneBytes } of textChunks(bytes, head.format.encoding))
    for (const record of reader.read(text, doneBytes === bytes.length))
      if (record.line > (head.format.headerLine ?? 0) && record.filledWidth > 0) yield record.cells
}
