// A panel in a CSV file becomes the columns that the engine wants; every objection names line and column.
import type { Rows } from '#engines/causal/rows.ts'
import { readHead } from '#engines/tabular/read-head.ts'
import { RecordReader } from '#engines/tabular/record-reader.ts'
import { tableLimits } from '#engines/tabular/table.ts'
import { textChunks } from '#engines/tabular/text-chunks.ts'
import { isNever, isPeriod, type Periods, periodsOf } from './periods.ts'

export interface Columns {
  unit: string
  time: string
  outcome: string
  firstTreated: string
  cluster?: string
  covariates: readonly string[]
}

export interface PanelFile {
  rows: Rows
  labelOf: Periods['labelOf']
  /** Line in the file of each row. */
  lines: Int32Array
  /** Rows without an outcome, left out. */
  withoutOutcome: number
}

export interface FileObjection {
  line: number | null
  column: string | null
  what: string
}
export type PanelRead = { file: PanelFile; objection: null } | { file: null; objection: FileObjection }

/** A panel of 100,000 units by 24 periods has 2.4 million rows. */
const limits = { ...tableLimits, bytes: 500 * 1024 * 1024, rows: 5_000_000 }
const missing = new Set(['', '.', 'na', 'n/a', 'nan', 'null', 'none'])

class Objection extends Error {
  readonly objection: FileObjection
  constructor(line: number | null, column: string | null, what: string) {
    super(what)
    this.objection = { line, column, what }
  }
}

/** @param bytes the whole file; encoding and separator are recognised */
export function readPanel(bytes: Uint8Array, columns: Columns): PanelRead {
  try {
    return { file: read(bytes, columns), objection: null }
  } catch (error) {
    if (error instanceof Objection) return { file: null, objection: error.objection }
    throw error
  }
}

function read(bytes: Uint8Array, columns: Columns): PanelFile {
  const names = [columns.unit, columns.time, columns.outcome, columns.firstTreated, columns.cluster ?? columns.unit, ...columns.covariates]
  const { head, refusal } = readHead(bytes, { limits, isKnownHeader: (name) => names.includes(name.trim()) })
  if (!head) throw new Objection(null, null, `The file can't be read as a table (${refusal.code}).`)
  const headers = head.headers.map((header) => header.trim())
  const slots: { slot: number; read: undefined }[][] = []
  for (const [slot, name] of names.entries()) {
    const at = headers.indexOf(name)
    if (at === -1) throw new Objection(head.format.headerLine ?? 1, name, `There is no such column. The file has: ${headers.join(', ')}.`)
    ;(slots[at] ??= []).push({ slot, read: undefined })
  }
  const reader = new RecordReader(head.format.separator, limits, { count: names.length, byColumn: slots })
  const taken = new Taken(names, head.format.separator === ';')
  for (const { text, doneBytes } of textChunks(bytes, head.format.encoding))
    for (const record of reader.read(text, doneBytes === bytes.length)) {
      if (record.line <= (head.format.headerLine ?? 0) || record.filledWidth === 0) continue
      if (record.faults?.some(({ code }) => code === 'unclosed-quote'))
        throw new Objection(record.line, null, 'A quotation mark is not closed.')
      taken.take(record.line, record.cells)
    }
  return taken.close(columns)
}

/** Columns that grow; the same cell text is kept once. */
class Taken {
  private readonly units = new Map<string, number>()
  private readonly clusters = new Map<string, number>()
  private readonly texts = new Map<string, string>()
  private readonly unit: number[] = []
  private readonly cluster: number[] = []
  private readonly times: string[] = []
  private readonly firsts: string[] = []
  private readonly outcome: number[] = []
  private readonly covariates: number[][]
  private readonly lines: number[] = []
  private withoutOutcome = 0
  private readonly names: readonly string[]
  private readonly hasCommas: boolean

  constructor(names: readonly string[], hasCommas: boolean) {
    this.names = names
    this.hasCommas = hasCommas
    this.covariates = names.slice(5).map(() => [])
  }

  take(line: number, cells: readonly string[]): void {
    const [unit = '', time = '', outcome = '', first = '', cluster = ''] = cells.map((cell) => cell.trim())
    if (unit === '') throw new Objection(line, this.names[0]!, 'Empty: whose row is it?')
    if (!isPeriod(time))
      throw new Objection(line, this.names[1]!, `“${time}” is no period: write a number, 2026-09, 2026-Q3, 2026-W36 or a date.`)
    if (!isNever(first) && !isPeriod(first))
      throw new Objection(line, this.names[3]!, `“${first}” is no period: write the first treated one, or 0 or nothing for never.`)
    if (cluster === '') throw new Objection(line, this.names[4]!, 'Empty: which cluster does the unit belong to?')
    if (missing.has(outcome.toLowerCase())) {
      this.withoutOutcome++
      return
    }
    this.outcome.push(this.number(outcome, line, 2))
    for (const [i, column] of this.covariates.entries()) column.push(this.number((cells[5 + i] ?? '').trim(), line, 5 + i))
    this.unit.push(placeOf(this.units, unit))
    this.cluster.push(placeOf(this.clusters, cluster))
    this.times.push(this.once(time))
    this.firsts.push(this.once(first))
    this.lines.push(line)
  }

  close(columns: Columns): PanelFile {
    const periods = periodsOf(this.times, this.firsts)
    if (!periods)
      throw new Objection(
        null,
        columns.firstTreated,
        `Periods and first treated periods must be written alike: all numbers, or all of one kind of date.`,
      )
    const rows: Rows = {
      unit: Int32Array.from(this.unit),
      time: periods.time,
      outcome: Float64Array.from(this.outcome),
      firstTreated: periods.firstTreated,
      ...(columns.cluster === undefined ? {} : { cluster: Int32Array.from(this.cluster) }),
      covariates: this.covariates.map((column) => Float64Array.from(column)),
    }
    return { rows, labelOf: periods.labelOf, lines: Int32Array.from(this.lines), withoutOutcome: this.withoutOutcome }
  }

  private number(cell: string, line: number, slot: number): number {
    const value = Number(this.hasCommas && /^[-+]?\d+,\d+$/.test(cell) ? cell.replace(',', '.') : cell)
    if (cell === '' || !Number.isFinite(value))
      throw new Objection(line, this.names[slot]!, cell === '' ? 'Empty: a number is missing.' : `“${cell}” is no number.`)
    return value
  }

  private once(text: string): string {
    const known = this.texts.get(text)
    if (known !== undefined) return known
    this.texts.set(text, text)
    return text
  }
}

function placeOf(known: Map<string, number>, name: string): number {
  const place = known.get(name) ?? known.size
  if (place === known.size) known.set(name, place)
  return place
}
