// Puts the rows of an archive into freshly made tables. INSERT, not COPY: COPY FROM is refused under row level security, to which the owner is bound as well.
import type pg from 'pg'
import { isUuid } from '../../ids.ts'
import type { ArchiveReader } from '../archive-reader.ts'
import { BackupError } from '../error.ts'
import type { TableEntry } from '../manifest.ts'
import { type Progress, TableProgress } from '../progress.ts'
import { readRow } from '../row-text.ts'
import { RowSplitter } from '../rows.ts'
import { type ForeignKey, loadOrder, quoteName, type Table } from '../tables.ts'

// Measured: fewer rows cost round trips, more cost planning. PostgreSQL's limit is 65,535 values per statement.
const mostRows = 1000
const mostValues = 30_000
const mostCharacters = 4 * 1024 * 1024

export interface LoadOptions {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

/** Within the restore's transaction. Every key is checked when this returns. */
export async function loadTables(client: pg.ClientBase, archive: ArchiveReader, tables: Table[], options: LoadOptions): Promise<void> {
  const { ordered, late } = loadOrder(tables)
  await checkLate(client, late)
  // Migrations may have put rows of their own into global tables; the archive has them, as they were.
  for (const table of ordered.toReversed()) if (!table.isTenant) await client.query(`delete from ${quoteName(table.name)}`)
  const entries = new Map(archive.manifest.tables.map((entry) => [entry.name, entry]))
  for (const [i, table] of ordered.entries()) {
    const entry = entries.get(table.name)!
    const progress = new TableProgress(table.name, i + 1, ordered.length, options.onProgress)
    await new TableLoader(client, table, entry).load(archive, progress, options.signal)
    progress.end(entry.rows)
  }
  await checkNow(client, late)
}

// Tables that refer to themselves or in a ring have no order that would satisfy each row at once.
async function checkLate(client: pg.ClientBase, keys: ForeignKey[]): Promise<void> {
  for (const { table, name, isDeferrable } of keys) {
    if (!isDeferrable)
      await client.query(`alter table ${quoteName(table)} alter constraint ${quoteName(name)} deferrable initially deferred`)
  }
  // One plan for all statements of a table: to plan each anew takes longer than to run it.
  await client.query('set constraints all deferred; set local plan_cache_mode = force_generic_plan')
}

async function checkNow(client: pg.ClientBase, keys: ForeignKey[]): Promise<void> {
  await client.query('set constraints all immediate; set local plan_cache_mode = auto')
  for (const { table, name, isDeferrable } of keys) {
    if (!isDeferrable) await client.query(`alter table ${quoteName(table)} alter constraint ${quoteName(name)} not deferrable`)
  }
}

class TableLoader {
  readonly #client: pg.ClientBase
  readonly #table: Table
  readonly #entry: TableEntry
  readonly #rowsPerStatement: number
  readonly #organisationAt: number
  readonly #fullText: string
  #organisation = ''
  #rows: (string | null)[][] = []
  #characters = 0
  #sent: Promise<unknown> = Promise.resolve()

  constructor(client: pg.ClientBase, table: Table, entry: TableEntry) {
    this.#client = client
    this.#table = table
    this.#entry = entry
    this.#rowsPerStatement = Math.max(1, Math.min(mostRows, Math.floor(mostValues / Math.max(1, entry.columns.length))))
    this.#organisationAt = entry.columns.findIndex(({ name }) => name === 'organisation_id')
    this.#fullText = this.#insertText(this.#rowsPerStatement)
  }

  async load(archive: ArchiveReader, progress: TableProgress, signal: AbortSignal | undefined): Promise<void> {
    let rows = 0
    const lines: string[] = []
    const splitter = new RowSplitter((line) => lines.push(line.toString('utf8')))
    for await (const chunk of archive.table(this.#entry)) {
      signal?.throwIfAborted()
      splitter.add(chunk)
      rows += lines.length
      for (const line of lines.splice(0)) await this.#add(line)
      progress.at(rows)
    }
    splitter.end()
    await this.#flush()
    await this.#sent
  }

  async #add(line: string): Promise<void> {
    const row = readRow(line)
    if (row.length !== this.#entry.columns.length) throw this.#fault('a row has the wrong number of values')
    if (this.#table.isTenant && row[this.#organisationAt] !== this.#organisation) await this.#enter(row[this.#organisationAt] ?? '')
    this.#rows.push(row)
    this.#characters += line.length
    if (this.#rows.length === this.#rowsPerStatement || this.#characters >= mostCharacters) await this.#flush()
  }

  async #enter(organisation: string): Promise<void> {
    if (!isUuid(organisation)) throw this.#fault('a row belongs to no organisation')
    await this.#flush()
    await this.#sent
    await this.#client.query(`set local app.organisation_id = '${organisation}'`)
    this.#organisation = organisation
  }

  /** Sends what has gathered; while the server works on it, the next rows are read. */
  async #flush(): Promise<void> {
    const rows = this.#rows
    if (rows.length === 0) return
    this.#rows = []
    this.#characters = 0
    await this.#sent
    const isFull = rows.length === this.#rowsPerStatement
    const text = isFull ? this.#fullText : this.#insertText(rows.length)
    this.#sent = this.#client
      .query({ text, values: rows.flat(), ...(isFull ? { name: `load ${this.#table.name}`.slice(0, 60) } : {}) })
      .catch((cause) => {
        throw this.#fault((cause as Error).message, cause)
      })
    // Awaited before the next one is sent; a failure in between must not end the process.
    this.#sent.catch(() => undefined)
  }

  #insertText(rows: number): string {
    const { columns } = this.#entry
    const names = columns.map(({ name }) => quoteName(name)).join(', ')
    let place = 0
    const values = Array.from({ length: rows }, () => `(${columns.map(() => `$${++place}`).join(',')})`)
    return `insert into ${quoteName(this.#table.name)} (${names}) overriding system value values ${values.join(',')}`
  }

  #fault(what: string, cause?: unknown): BackupError {
    return new BackupError(
      `The rows of ${this.#table.name} can't be restored: ${what}.`,
      'Nothing was changed. Take another copy of the archive.',
      { cause },
    )
  }
}
