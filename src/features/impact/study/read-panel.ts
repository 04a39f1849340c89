// A panel in a CSV file becomes the columns that the engine wants; every objection names line and column.
import type { Rows, RowsProblem } from '#engines/causal/rows.ts'
import { readHead } from '#engines/tabular/read-head.ts'
import { RecordReader } from '#engines/tabular/record-reader.ts'
import { tableLimits } from '#engines/tabular/table.ts'
import { textChunks } from '#engines/tabular/text-chunks.ts'
import { type Coded, isNever, isPeriod, type Periods, periodsOf } from './periods.ts'

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

export type ObjectionCode =
  | 'unreadable-table'
  | 'no-such-column'
  | 'unclosed-quote'
  | 'empty'
  | 'not-a-number'
  | 'not-a-period'
  | 'mixed-periods'
  | 'no-rows'
  | 'duplicate-row'
  | 'unit-changes'
export interface FileObjection {
  code: ObjectionCode
  line: number | null
  column: string | null
  /** What stands there. */
  cell: string | null
  /** An earlier line that it disagrees with. */
  otherLine: number | null
  what: string
}
export type PanelRead = { file: PanelFile; objection: null } | { file: null; objection: FileObjection }

/** A panel of 100,000 units by 24 periods has 2.4 million rows. */
const limits = { ...tableLimits, bytes: 500 * 1024 * 1024, rows: 5_000_000 }
/** Of a cell that is no use: as much as tells which it is. */
const mostShown = 80
const missing = new Set(['', '.', 'na', 'n/a', 'nan', 'null', 'none'])

class Objection extends Error {
  readonly objection: FileObjection
  constructor(code: ObjectionCode, line: number | null, column: string | null, what: string, cell: string | null = null) {
    super(what)
    this.objection = { code, line, column, cell: cell?.slice(0, mostShown) ?? null, otherLine: null, what }
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
  if (!head) throw new Objection('unreadable-table', null, null, `The file can't be read as a table (${refusal.code}).`)
  const headers = head.headers.map((header) => header.trim())
  const slots: { slot: number; read: undefined }[][] = []
  for (const [slot, name] of names.entries()) {
    const at = headers.indexOf(name)
    if (at === -1)
      throw new Objection(
        'no-such-column',
        head.format.headerLine ?? 1,
        name,
        `There is no such column. The file has: ${headers.join(', ')}.`,
      )
    ;(slots[at] ??= []).push({ slot, read: undefined })
  }
  const reader = new RecordReader(head.format.separator, limits, { count: names.length, byColumn: slots })
  const taken = new Taken(names, head.format.separator === ';')
  for (const { text, doneBytes } of textChunks(bytes, head.format.encoding))
    for (const record of reader.read(text, doneBytes === bytes.length)) {
      if (record.line <= (head.format.headerLine ?? 0) || record.filledWidth === 0) continue
      if (record.faults?.some(({ code }) => code === 'unclosed-quote'))
        throw new Objection('unclosed-quote', record.line, null, 'A quotation mark is not closed.')
      taken.take(record.line, record.cells)
    }
  return taken.close(columns)
}

type Check = (text: string) => { code: ObjectionCode; what: string } | null

/** Cells that repeat, as codes; each distinct one is looked at once. */
class Codes {
  readonly texts: string[] = []
  readonly codes: number[] = []
  private readonly known = new Map<string, number>()

  /** @param check what is wrong with a cell not seen before, or null */
  add(cell: string, check: Check): ReturnType<Check> {
    let code = this.known.get(cell)
    if (code === undefined) {
      const text = cell.trim()
      const wrong = check(text)
      if (wrong !== null) return wrong
      code = this.known.get(text) ?? this.texts.push(text) - 1
      this.known.set(text, code).set(cell, code)
    }
    this.codes.push(code)
    return null
  }

  get coded(): Coded {
    return { texts: this.texts, codes: Int32Array.from(this.codes) }
  }
}

const unlessEmpty =
  (what: string): Check =>
  (text) =>
    text === '' ? { code: 'empty', what } : null
const unless =
  (holds: (text: string) => boolean, what: string): Check =>
  (text) =>
    holds(text) ? null : { code: 'not-a-period', what: `“${text}” is no period: ${what}` }
const checks: readonly Check[] = [
  unlessEmpty('Empty: whose row is it?'),
  unless(isPeriod, 'write a number, 2026-09, 2026-Q3, 2026-W36 or a date.'),
  () => null,
  unless((text) => isNever(text) || isPeriod(text), 'write the first treated one, or 0 or nothing for never.'),
  unlessEmpty('Empty: which cluster does the unit belong to?'),
]

/** Columns that grow. */
class Taken {
  private readonly units = new Codes()
  private readonly times = new Codes()
  private readonly firsts = new Codes()
  private readonly clusters = new Codes()
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
    const outcome = cells[2]!
    if (outcome.length < 5 && missing.has(outcome.trim().toLowerCase())) {
      this.withoutOutcome++
      return
    }
    this.outcome.push(this.number(outcome, line, 2))
    for (const [i, column] of this.covariates.entries()) column.push(this.number(cells[5 + i] ?? '', line, 5 + i))
    this.code(this.units, cells[0]!, line, 0)
    this.code(this.times, cells[1]!, line, 1)
    this.code(this.firsts, cells[3]!, line, 3)
    this.code(this.clusters, cells[4]!, line, 4)
    this.lines.push(line)
  }

  close(columns: Columns): PanelFile {
    const periods = periodsOf(this.times.coded, this.firsts.coded)
    if (!periods)
      throw new Objection(
        'mixed-periods',
        null,
        columns.firstTreated,
        `Periods and first treated periods must be written alike: all numbers, or all of one kind of date.`,
      )
    const rows: Rows = {
      unit: this.units.coded.codes,
      time: periods.time,
      outcome: Float64Array.from(this.outcome),
      firstTreated: periods.firstTreated,
      ...(columns.cluster === undefined ? {} : { cluster: this.clusters.coded.codes }),
      covariates: this.covariates.map((column) => Float64Array.from(column)),
    }
    return { rows, labelOf: periods.labelOf, lines: Int32Array.from(this.lines), withoutOutcome: this.withoutOutcome }
  }

  private code(codes: Codes, cell: string, line: number, slot: number): void {
    const wrong = codes.add(cell, checks[slot]!)
    if (wrong !== null) throw new Objection(wrong.code, line, this.names[slot]!, wrong.what, cell)
  }

  private number(cell: string, line: number, slot: number): number {
    const value = Number(cell)
    if (Number.isFinite(value) && cell.trim() !== '') return value
    const text = cell.trim()
    const withComma = this.hasCommas && /^[-+]?\d+,\d+$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN
    if (Number.isFinite(withComma)) return withComma
    if (text === '') throw new Objection('empty', line, this.names[slot]!, 'Empty: a number is missing.')
    throw new Objection('not-a-number', line, this.names[slot]!, `“${text}” is no number.`, text)
  }
}

const ofRows: Partial<Record<RowsProblem['code'], { code: ObjectionCode; what: string }>> = {
  'no-rows': { code: 'no-rows', what: 'There are no rows with an outcome.' },
  'duplicate-row': { code: 'duplicate-row', what: 'The unit has two rows for this period.' },
  'unit-changes': { code: 'unit-changes', what: 'Differs from an earlier row of the same unit: it must stay the same in all periods.' },
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
