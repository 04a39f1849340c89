// One view of the whole database, as the owner. Under forced row level security the owner, too, sees a tenant table only in the context
// of an organisation, so such a table is read organisation by organisation, all in the same snapshot.
import pg from 'pg'
import { migrationLock } from '../db/migrate.ts'
import { CopyOut } from './copy-out.ts'
import { BackupError } from './error.ts'
import { RowSum } from './row-sum.ts'
import { textSettings } from './row-text.ts'
import { keptTables, quoteName, readOrganisations, readTables, type Table } from './tables.ts'

export interface Snapshot {
  client: pg.Client
  tables: Table[]
  organisations: { id: string; name: string }[]
}

export async function connectOwner(ownerUrl: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: `attune ${name}`, keepAlive: true })
  // A lost connection also fails the query that is under way, and that error is the one to report.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

export interface SnapshotOptions {
  ownerUrl: string
  /** The caller holds the lock of whoever changes the schema. */
  hasMigrationLock?: boolean
}

export async function withSnapshot<T>(options: SnapshotOptions, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const client = await connectOwner(options.ownerUrl, 'backup')
  try {
    // A table that a migration rewrites between the snapshot and the locks would look empty. Once the locks are there, starts need not wait for us.
    if (!options.hasMigrationLock) await waitForMigrations(client)
    await client.query(`begin isolation level repeatable read read only; ${textSettings}`)
    const tables = await readTables(client)
    if (tables.length > 0) await client.query(`lock table ${tables.map(({ name }) => quoteName(name)).join(', ')} in access share mode`)
    if (!options.hasMigrationLock) await client.query(`select pg_advisory_unlock_shared(${migrationLock})`)
    const organisations = tables.some(({ name }) => name === 'organisations') ? await readOrganisations(client) : []
    const result = await work({ client, tables, organisations })
    await client.query('rollback')
    return result
  } finally {
    await client.end()
  }
}

async function waitForMigrations(client: pg.Client): Promise<void> {
  try {
    await client.query(`set lock_timeout = '10s'; select pg_advisory_lock_shared(${migrationLock})`)
  } catch (cause) {
    if ((cause as pg.DatabaseError).code !== '55P03') throw cause
    throw new BackupError('The database is being migrated or restored.', 'Wait until that is done, then try again.', { cause })
  }
}

/** The rows of a table as COPY writes them, in pieces; the caller has begun a transaction with `textSettings`. */
export async function* copyTable(client: pg.ClientBase, table: Table, organisations: { id: string }[]): AsyncGenerator<Buffer> {
  const columns = table.columns.map(({ name }) => quoteName(name)).join(', ')
  const select = `select ${columns} from ${quoteName(table.name)}`
  if (!table.isTenant) {
    yield* client.query(new CopyOut(`copy (${select}) to stdout`))
    return
  }
  for (const { id } of organisations) {
    const organisation = pg.escapeLiteral(id)
    yield* client.query(
      new CopyOut(`set local app.organisation_id = ${organisation}; copy (${select} where organisation_id = ${organisation}) to stdout`),
    )
  }
}

export interface TableChecksum {
  table: string
  rows: number
  checksum: string
}

export async function checksumOf(client: pg.ClientBase, table: Table, organisations: { id: string }[]): Promise<TableChecksum> {
  const sum = new RowSum()
  for await (const chunk of copyTable(client, table, organisations)) sum.add(chunk)
  return { table: table.name, rows: sum.rows, checksum: sum.digest() }
}

/** Rows and checksum of every table that belongs into a backup, in one snapshot: equal on two servers exactly when they hold the same. */
export async function tableChecksums(ownerUrl: string): Promise<TableChecksum[]> {
  return withSnapshot({ ownerUrl }, async ({ client, tables, organisations }) => {
    const checksums: TableChecksum[] = []
    for (const table of keptTables(tables)) checksums.push(await checksumOf(client, table, organisations))
    return checksums
  })
}
