// Whether a database may be restored into, and making it empty.
import type pg from 'pg'
import type { Migration } from '../../db/migrate.ts'
import { BackupError } from '../error.ts'
import { migrationsTable, quoteName, readAppliedMigrations, readOrganisations, readTables } from '../tables.ts'
import { readObjects } from './objects.ts'

export interface Target {
  /** Holds tables of Attune, which have to go first. */
  isOurs: boolean
  organisations: number
}

/** What has to be typed before what is there is given up. */
export const wordsToReplace = (organisations: number): string =>
  `delete ${organisations} ${organisations === 1 ? 'organisation' : 'organisations'}`

/** Refuses a database that is in use, holds things of others, or organisations that nobody gave up. */
export async function checkTarget(client: pg.ClientBase, migrations: readonly Migration[], replace: string | undefined): Promise<Target> {
  await refuseInUse(client)
  const [tables, applied] = [await readTables(client), await readAppliedMigrations(client)]
  if (applied.length === 0) {
    if (tables.length > 0)
      throw new BackupError(
        `The database holds tables of another program (${tables[0]!.name} and others).`,
        'Restore into a database of its own: set DATABASE_URL to an empty one.',
      )
    return { isOurs: false, organisations: 0 }
  }
  await refuseStrangers(client, migrations)
  const organisations = tables.some(({ name }) => name === 'organisations') ? await readOrganisations(client) : []
  if (organisations.length > 0 && replace !== wordsToReplace(organisations.length)) throw notEmpty(organisations)
  return { isOurs: true, organisations: organisations.length }
}

function notEmpty(organisations: readonly { name: string }[]): BackupError {
  const names = organisations.slice(0, 5).map(({ name }) => name)
  return new BackupError(
    `The database is not empty: it holds ${names.join(', ')}${organisations.length > 5 ? ` and ${organisations.length - 5} more` : ''}.`,
    `Restore into an empty one. To give up everything that is there, add: --replace "${wordsToReplace(organisations.length)}". A backup of it is written first.`,
  )
}

async function refuseInUse(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name like 'attune %' and application_name <> 'attune tests' limit 1`,
  )
  if (rows.length > 0)
    throw new BackupError(`The database is in use (${rows[0]!.name}).`, 'Stop Attune first, on every machine that uses this database.')
}

// What somebody made beside our tables would be dropped with them.
async function refuseStrangers(client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  const text = migrations.map((migration) => migration.text).join('\n')
  const isMadeByUs = (name: string) =>
    name === migrationsTable || new RegExp(`^\\s*create [a-z ]*\\b"?${name.replaceAll(/[^\w]/g, '\\$&')}"?(?!\\w)`, 'im').test(text)
  const stranger = (await readObjects(client)).find(({ name }) => !isMadeByUs(name))
  if (stranger)
    throw new BackupError(
      `The database holds the ${stranger.kind} ${stranger.name}, which this Attune did not make.`,
      'Move it to another schema, or restore into an empty database.',
    )
}

/** Drops everything of ours; part of the restore's transaction, so it comes back when the restore fails. */
export async function clearTarget(client: pg.ClientBase): Promise<void> {
  const tables = [...(await readTables(client)).map(({ name }) => name), migrationsTable]
  await client.query(`drop table if exists ${tables.map(quoteName).join(', ')} cascade`)
  for (const { kind, object } of await readObjects(client)) await client.query(`drop ${kind} if exists ${object} cascade`)
  // The job queue's jobs speak of rows that are gone; it is made again at the next start.
  await client.query('drop schema if exists pgboss cascade')
}
