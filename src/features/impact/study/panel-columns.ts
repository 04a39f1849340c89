// Columns of a panel while its file is read: typed arrays as long as the file has lines, repeated cells as codes.
import type { Rows } from '#engines/causal/rows.ts'
import { type Coded, isNever, isPeriod, type Periods, periodsOf } from './periods.ts'

export type ObjectionCode =
  | 'unreadable-table'
  | 'too-large'
  | 'no-such-column'
  | 'two-such-columns'
  | 'unclosed-quote'
  | 'too-many-cells'
  | 'too-few-cells'
  | 'empty'
  | 'not-a-number'
  | 'comma-or-point'
  | 'not-a-period'
  | 'mixed-periods'
  | 'no-rows'
  | 'duplicate-row'
  | 'unit-changes'
  | 'out-of-range'
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

/** Of a cell that is no use: as much as tells which it is. */
const mostShown = 80

export class Objection extends Error {
  readonly objection: FileObjection
  constructor(
    code: ObjectionCode,
    line: number | null,
    column: string | null,
    what: string,
    { cell, otherLine = null }: { cell?: string; otherLine?: number | null } = {},
  ) {
    super(what)
    this.objection = { code, line, column, cell: cell?.trim().slice(0, mostShown) ?? null, otherLine, what }
  }
}

type Check = (text: string) => { code: ObjectionCode; what: string } | null

const missing = new Set(['', '.', 'na', 'n/a', 'nan', 'null', 'none', '-'])

/** Cells that repeat, as codes; each distinct one is looked at once. */
class Codes {
  readonly texts: string[] = []
  readonly codes: Int32Array
  private readonly known = new Map<string, number>()

  constructor(most: number) {
    this.codes = new Int32Array(most)
  }

  /** @param check what is wrong with a cell not seen before, or null */
  set(row: number, cell: string, check: Check): ReturnType<Check> {
    let code = this.known.get(cell)
    if (code === undefined) {
      const text = cell.trim()
      const wrong = check(text)
      if (wrong !== null) return wrong
      code = this.known.get(text) ?? this.texts.push(text) - 1
      this.known.set(text, code).set(cell, code)
    }
    this.codes[row] = code
    return null
  }

  coded(rows: number): Coded {
    return { texts: this.texts, codes: this.codes.subarray(0, rows) }
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

/** 1,5 in files whose cells aren't divided by commas. */
const withComma = /^[-+]?\d+,\d+$/
/** 0x1f is a number to the machine and a slip of the pen to everybody else. */
const isOtherBase = (cell: string): boolean => cell.charCodeAt(0) === 48 && /^0[xob]/i.test(cell)

export interface ColumnsRead {
  rows: Rows
  periods: Periods
  lines: Int32Array
  withoutOutcome: number
  hasDecimalCommas: boolean
}

/** Slots: unit, time, outcome, first treated, cluster, then covariates. */
export class PanelColumns {
  private readonly units: Codes
  private readonly times: Codes
  private readonly firsts: Codes
  private readonly clusters: Codes | null
  private readonly outcome: Float64Array
  private readonly covariates: Float64Array[]
  private readonly lines: Int32Array
  private readonly names: readonly string[]
  private readonly mayHaveCommas: boolean
  /** Of each slot: the line of the first decimal comma, and of the first point. */
  private readonly commas: (number | undefined)[] = []
  private readonly points: (number | undefined)[] = []
  private rows = 0
  private withoutOutcome = 0

  /** @param most rows that the file may have */
  constructor(names: readonly string[], { hasClusters, mayHaveCommas }: { hasClusters: boolean; mayHaveCommas: boolean }, most: number) {
    this.names = names
    this.mayHaveCommas = mayHaveCommas
    this.units = new Codes(most)
    this.times = new Codes(most)
    this.firsts = new Codes(most)
    this.clusters = hasClusters ? new Codes(most) : null
    this.outcome = new Float64Array(most)
    this.covariates = names.slice(5).map(() => new Float64Array(most))
    this.lines = new Int32Array(most)
  }

  take(line: number, cells: readonly string[]): void {
    const outcome = cells[2]!
    if (outcome.length < 5 && missing.has(outcome.trim().toLowerCase())) {
      this.withoutOutcome++
      return
    }
    const row = this.rows
    if (row === this.outcome.length) throw new Objection('too-large', line, null, `The file is too large: at most ${row} rows.`)
    this.outcome[row] = this.number(outcome, line, 2)
    for (const [i, column] of this.covariates.entries()) column[row] = this.number(cells[5 + i] ?? '', line, 5 + i)
    this.code(this.units, cells[0]!, line, 0)
    this.code(this.times, cells[1]!, line, 1)
    this.code(this.firsts, cells[3]!, line, 3)
    if (this.clusters) this.code(this.clusters, cells[4]!, line, 4)
    this.lines[row] = line
    this.rows++
  }

  close(): ColumnsRead {
    const [times, firsts] = [this.times.coded(this.rows), this.firsts.coded(this.rows)]
    const periods = periodsOf(times, firsts)
    if ('of' in periods) {
      const { of, code, text, first } = periods
      const row = (of === 'time' ? times : firsts).codes.indexOf(code)
      const column = this.names[of === 'time' ? 1 : 3]!
      throw new Objection(
        'mixed-periods',
        this.lines[row]!,
        column,
        `“${text}” is written otherwise than “${first}”: periods and first treated periods must be written alike.`,
        { cell: text },
      )
    }
    const { rows } = this
    return {
      rows: {
        unit: this.units.coded(rows).codes,
        time: periods.time,
        outcome: this.outcome.subarray(0, rows),
        firstTreated: periods.firstTreated,
        ...(this.clusters ? { cluster: this.clusters.coded(rows).codes } : {}),
        covariates: this.covariates.map((column) => column.subarray(0, rows)),
      },
      periods,
      lines: this.lines.subarray(0, rows),
      withoutOutcome: this.withoutOutcome,
      hasDecimalCommas: this.commas.length > 0,
    }
  }

  private code(codes: Codes, cell: string, line: number, slot: number): void {
    const wrong = codes.set(this.rows, cell, checks[slot]!)
    if (wrong !== null) throw new Objection(wrong.code, line, this.names[slot]!, wrong.what, { cell })
  }

  private number(cell: string, line: number, slot: number): number {
    const value = Number(cell)
    if (Number.isFinite(value) && !isOtherBase(cell) && cell.trim() !== '') {
      if (this.mayHaveCommas && cell.includes('.')) this.mark(this.points, this.commas, line, slot)
      return value
    }
    const text = cell.trim()
    if (this.mayHaveCommas && withComma.test(text)) {
      this.mark(this.commas, this.points, line, slot)
      return Number(text.replace(',', '.'))
    }
    if (text === '') throw new Objection('empty', line, this.names[slot]!, 'Empty: a number is missing.')
    throw new Objection('not-a-number', line, this.names[slot]!, `“${text}” is no number.`, { cell })
  }

  /** A column with 1.234 and 987,5 may mean thousands or parts: nobody can tell. */
  private mark(own: (number | undefined)[], others: readonly (number | undefined)[], line: number, slot: number): void {
    own[slot] ??= line
    const other = others[slot]
    if (other === undefined) return
    const [here, there] = own === this.points ? ['point', 'comma'] : ['comma', 'point']
    throw new Objection(
      'comma-or-point',
      line,
      this.names[slot]!,
      `A number with a ${here}, and in line ${other} one with a ${there}: write all of them the same way.`,
      { otherLine: other },
    )
  }
}
