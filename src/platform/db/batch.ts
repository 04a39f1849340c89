// Statements of one turn of the event loop, sent as one message with one Sync and answered in one piece. pg's own pipeline mode syncs after each
// statement, so that PostgreSQL and we make a system call for each answer. A statement that fails takes all behind it along, as in a transaction.
import type pg from 'pg'
import { serialize } from 'pg-protocol'

export interface Column {
  key: string
  parse: (text: string) => unknown
}
export interface Statement {
  text: string
  /** As they travel: text, bytes or null. */
  values: readonly (string | Buffer | null)[]
  isPrepared: boolean
  done: (result: { command: string; rows: Record<string, unknown>[] }) => void
  failed: (error: Error) => void
}
interface Described {
  name: string
  columns: Column[]
}
type Fields = readonly { name: string; dataTypeID: number; format: string }[]

const [portal, execute, sync] = [serialize.describe({ type: 'P' }), serialize.execute(), serialize.sync()]
const mostPrepared = 1000
/** The table has changed since (feature_not_supported), or a pooler in between gave us another server connection (invalid_sql_statement_name). */
const isStale = (error: { code?: string }): boolean => error.code === '0A000' || error.code === '26000'

/** What one connection has prepared; a statement is parsed and described once. */
export class Prepared {
  readonly #known = new Map<string, Described>()
  readonly #unsure: string[] = []
  /** Those whose setting is prepared too. */
  readonly organisations = new Set<string>()
  #made = 0

  find(text: string): Described | undefined {
    return this.#known.get(text)
  }
  add(text: string): Described | undefined {
    if (this.#known.size >= mostPrepared) return undefined
    const described = { name: `s${this.#made++}`, columns: [] }
    this.#known.set(text, described)
    return described
  }
  /** Whether the server has it is open: it is closed with the next batch, and its name never used again. */
  forget(text: string): void {
    const known = this.#known.get(text)
    if (known) this.#unsure.push(known.name)
    this.#known.delete(text)
  }
  takeUnsure(): string[] {
    return this.#unsure.splice(0)
  }
}

export class Batch implements pg.Submittable {
  readonly #statements: readonly Statement[]
  readonly #prepared: Prepared
  readonly #columnOf: (name: string, type: number) => Column
  /** What answers are read by, for each statement. */
  readonly #described: Described[] = []
  /** Texts that this batch prepares. */
  readonly #isNew = new Set<string>()
  readonly #over: () => void
  #isOver = false
  #at = 0
  #rows: Record<string, unknown>[] = []

  /** `over`: once the next may be sent. */
  constructor(statements: readonly Statement[], prepared: Prepared, columnOf: (name: string, type: number) => Column, over: () => void) {
    this.#over = over
    this.#statements = statements
    this.#prepared = prepared
    this.#columnOf = columnOf
  }

  submit(connection: pg.Connection): void {
    const parts = this.#prepared.takeUnsure().map((name) => serialize.close({ type: 'S', name }))
    for (const { text, values, isPrepared } of this.#statements) {
      const known = isPrepared ? this.#prepared.find(text) : undefined
      const described = known ?? (isPrepared ? this.#prepared.add(text) : undefined) ?? { name: '', columns: [] }
      this.#described.push(described)
      if (!known) {
        this.#isNew.add(text)
        parts.push(serialize.parse({ name: described.name, text }))
      }
      parts.push(serialize.bind({ statement: described.name, values: values as (string | Buffer | null)[] }))
      if (!known) parts.push(portal)
      parts.push(execute)
    }
    parts.push(sync)
    ;(connection as unknown as { stream: NodeJS.WritableStream }).stream.write(Buffer.concat(parts))
  }

  handleRowDescription({ fields }: { fields: Fields }): void {
    this.#described[this.#at]!.columns = fields.map(({ name, dataTypeID }) => this.#columnOf(name, dataTypeID))
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const { columns } = this.#described[this.#at]!
    const row: Record<string, unknown> = {}
    for (let i = 0; i < columns.length; i++) {
      const { key, parse } = columns[i]!
      const text = fields[i]!
      row[key] = text === null ? null : parse(text)
    }
    this.#rows.push(row)
  }

  handleCommandComplete({ text }: { text: string }): void {
    const rows = this.#rows
    this.#rows = []
    this.#statements[this.#at++]!.done({ command: text, rows })
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  handleError(error: Error & { code?: string }): void {
    for (; this.#at < this.#statements.length; this.#at++) {
      const { text, failed } = this.#statements[this.#at]!
      if (this.#isNew.has(text) || isStale(error)) this.#prepared.forget(text)
      failed(error)
    }
    // A connection that is gone gets ready for nothing more.
    this.#end()
  }

  handleReadyForQuery(): void {
    this.#end()
  }
  #end(): void {
    if (!this.#isOver) this.#over()
    this.#isOver = true
  }
  handlePortalSuspended(): void {
    // Never: no limit of rows is asked for.
  }
}
