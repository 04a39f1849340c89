// Reads records from delimited text that arrives in pieces (RFC 4180, with the leniency that real exports need).
// csv-parse was tried: it gives up on the rest of a file after one unclosed quote, and it makes every cell a string before a
// column can be dropped. It remains the reference in the tests.
import type { Separator, TableLimits } from './table.ts'

export type Fault = 'unclosed-quote' | 'stray-quote' | 'cell-too-long' | 'nul-character' | 'unreadable-character'

export interface RawRecord {
  /** Physical line of its first character, from 1. CRLF, LF and a lone CR each end a line, also inside quotes. */
  line: number
  cells: string[]
  /** Number of cells in the file, kept or not. */
  width: number
  /** Number of cells up to the last one that is not blank. */
  filledWidth: number
  faults: { code: Fault; column: number | null }[] | null
}

/** One list of slots per column of the file: where its value goes. A column without slots is never made into a string. */
export interface Slots {
  count: number
  byColumn: (readonly { slot: number; read: ((cell: string) => string) | undefined }[] | undefined)[]
}

const lf = 10
const cr = 13
const space = 32
const quote = 34
const noBreakSpace = 160
const replacement = 0xfffd
const incomplete = -1
const unclosed = -2
const sharedValues = 5000

export class RecordReader {
  private buffer = ''
  private line = 1
  private readonly separator: number
  private readonly limits: TableLimits
  private readonly slots: Slots | null
  private record: RawRecord
  private breaks = 0
  private readonly seen: (Map<string, string> | null)[]

  /** @param slots null keeps all columns */
  constructor(separator: Separator, limits: TableLimits, slots: Slots | null) {
    this.separator = separator.charCodeAt(0)
    this.limits = limits
    this.slots = slots
    this.record = this.emptyRecord()
    this.seen = Array.from({ length: slots?.count ?? 0 }, () => new Map())
  }

  /** Takes the next piece of text and gives the records that it completes. The last piece must say so. */
  read(text: string, isLast: boolean): RawRecord[] {
    this.buffer = this.buffer === '' ? text : this.buffer + text
    const records: RawRecord[] = []
    let start = 0
    while (start < this.buffer.length) {
      let end = this.readQuoted(start, isLast)
      if (end === unclosed) end = this.readLiterally(start, isLast)
      if (end === incomplete) break
      records.push(this.record)
      this.line += this.breaks
      start = end
    }
    this.buffer = this.buffer.slice(start)
    return records
  }

  /** Characters that wait for the end of their record. */
  get pendingLength(): number {
    return this.buffer.length
  }

  private emptyRecord(): RawRecord {
    const cells = this.slots ? Array<string>(this.slots.count).fill('') : []
    return { line: this.line, cells, width: 0, filledWidth: 0, faults: null }
  }

  /** Where the next record starts, or `incomplete`, or `unclosed`. */
  private readQuoted(start: number, isLast: boolean): number {
    this.record = this.emptyRecord()
    this.breaks = 0
    let at = start
    for (;;) {
      const opening = this.skipSpaces(at)
      const isQuoted = this.buffer.charCodeAt(opening) === quote
      at = isQuoted ? this.quotedCell(opening, isLast) : this.plainCell(at)
      if (at < 0) return at
      const end = this.endOfCell(at, isLast)
      if (end !== 0) return end
      at++
    }
  }

  /** The physical line alone, quotes as ordinary characters: so that one forgotten quote spoils one row and not the rest of the file. */
  private readLiterally(start: number, isLast: boolean): number {
    this.record = this.emptyRecord()
    this.breaks = 0
    this.fault('unclosed-quote', null)
    let at = start
    for (;;) {
      at = this.plainCell(at)
      const end = this.endOfCell(at, isLast)
      if (end !== 0) return end
      at++
    }
  }

  /** After a cell: 0 when another one follows, else where the next record starts, or `incomplete`. */
  private endOfCell(at: number, isLast: boolean): number {
    if (at >= this.buffer.length) {
      if (!isLast) return incomplete
      this.breaks++
      return at
    }
    const code = this.buffer.charCodeAt(at)
    if (code === this.separator) return 0
    this.breaks++
    if (code === lf) return at + 1
    if (at + 1 >= this.buffer.length && !isLast) return incomplete
    return this.buffer.charCodeAt(at + 1) === lf ? at + 2 : at + 1
  }

  private plainCell(start: number): number {
    const { buffer, separator } = this
    let at = start
    let isFilled = false
    for (; at < buffer.length; at++) {
      const code = buffer.charCodeAt(at)
      if (code === separator || code === lf || code === cr) break
      if (code > space && code !== noBreakSpace) isFilled = true
    }
    this.add(start, at, isFilled, false)
    return at
  }

  private quotedCell(opening: number, isLast: boolean): number {
    const { buffer } = this
    let hasEscapes = false
    let hasStray = false
    let from = opening + 1
    for (;;) {
      const found = buffer.indexOf('"', from)
      if (found < 0) return isLast || buffer.length - opening > this.limits.quoted ? unclosed : incomplete
      if (found - opening > this.limits.quoted) return unclosed
      // After a quote in the middle the cell must end on its line; looking further again and again would take hours on a hostile file.
      if (hasStray && countBreaks(buffer, from, found) > 0) return unclosed
      if (buffer.charCodeAt(found + 1) === quote) {
        hasEscapes = true
        from = found + 2
        continue
      }
      const after = this.skipSpaces(found + 1)
      if (after >= buffer.length && !isLast) return incomplete
      const code = buffer.charCodeAt(after)
      const breaks = countBreaks(buffer, opening + 1, found)
      if (after >= buffer.length || code === this.separator || code === lf || code === cr) {
        this.breaks += breaks
        this.add(opening + 1, found, isFilled(buffer, opening + 1, found), hasEscapes)
        return after
      }
      // A quote in the middle: on its own line a nickname, after a line break the sign that the first quote was never closed.
      if (breaks > 0) return unclosed
      this.fault('stray-quote')
      hasStray = true
      from = found + 1
    }
  }

  private skipSpaces(from: number): number {
    let at = from
    while (this.buffer.charCodeAt(at) === space) at++
    return at
  }

  private add(start: number, end: number, isFilled: boolean, hasEscapes: boolean): void {
    const { record, slots } = this
    const column = record.width++
    if (isFilled) record.filledWidth = record.width
    if (column >= this.limits.columns) return
    const targets = slots?.byColumn[column]
    if (slots && !targets) return
    let value = this.buffer.slice(start, Math.min(end, start + 2 * this.limits.cell))
    if (hasEscapes) value = value.replaceAll('""', '"')
    if (value.length > this.limits.cell) {
      value = value.slice(0, this.limits.cell)
      this.fault('cell-too-long', column)
    }
    if (value.includes('\0')) {
      value = value.replaceAll('\0', '')
      this.fault('nul-character', column)
    }
    if (value.includes(String.fromCharCode(replacement))) this.fault('unreadable-character', column)
    if (targets) for (const { slot, read } of targets) record.cells[slot] = this.shared(slot, read ? read(value) : value)
    else record.cells.push(value)
  }

  /** One string for all cells of a column that say the same: departments and roles repeat a thousand times. */
  private shared(slot: number, value: string): string {
    const known = this.seen[slot]
    if (!known) return value
    const first = known.get(value)
    if (first !== undefined) return first
    // A column with this many values is one of numbers or names: they do not repeat.
    if (known.size >= sharedValues) this.seen[slot] = null
    else known.set(value, value)
    return value
  }

  private fault(code: Fault, column: number | null = this.record.width): void {
    this.record.faults ??= []
    const last = this.record.faults.at(-1)
    if (last?.code !== code || last.column !== column) this.record.faults.push({ code, column })
  }
}

function isFilled(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code > space && code !== noBreakSpace) return true
  }
  return false
}

function countBreaks(text: string, start: number, end: number): number {
  let count = 0
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === lf || (code === cr && text.charCodeAt(at + 1) !== lf)) count++
  }
  return count
}
