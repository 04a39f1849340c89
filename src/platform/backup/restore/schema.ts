// The schema that an archive was made with, from this program's own migrations: the archive names them, and holds no SQL.
import type pg from 'pg'
import { applyMigration, type Migration, migrationsTableSql } from '../../db/migrate.ts'
import { BackupError } from '../error.ts'
import type { Manifest } from '../manifest.ts'
import { keptTables, readTables, type Table } from '../tables.ts'

export interface MigrationPlan {
  /** Up to the state that the archive was made in. */
  before: Migration[]
  /** Those that came later. */
  after: Migration[]
}

/** Refuses an archive whose history is not a beginning of ours. */
export function planMigrations(manifest: Manifest, migrations: Migration[]): MigrationPlan {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  const unknown = manifest.migrations.filter(({ name }) => !known.has(name))
  if (unknown.length > 0) {
    throw new BackupError(
      `The archive was made by a newer Attune (${manifest.program}): this one does not know ${unknown.map(({ name }) => name).join(', ')}.`,
      'Update Attune, then restore again.',
    )
  }
  const changed = manifest.migrations.find(({ name, checksum }) => known.get(name)!.checksum !== checksum)
  if (changed)
    throw new BackupError(
      `The archive comes from another history: its ${changed.name} is not this program's.`,
      'Restore it with the version that made it.',
    )
  const inArchive = new Set(manifest.migrations.map(({ name }) => name))
  const before = migrations.filter(({ name }) => inArchive.has(name))
  const after = migrations.filter(({ name }) => !inArchive.has(name))
  const last = before.at(-1)
  if (last === undefined) throw new BackupError('The archive names no migrations.', 'Do not restore it.')
  const gap = after.find(({ name }) => name < last.name)
  if (gap)
    throw new BackupError(`The archive comes from another history: it lacks ${gap.name}.`, 'Restore it with the version that made it.')
  return { before, after }
}

/** Makes the tables of the archive and compares them with what it says about them. */
export async function createSchema(client: pg.ClientBase, manifest: Manifest, plan: MigrationPlan): Promise<Table[]> {
  await client.query(migrationsTableSql)
  for (const migration of plan.before) await applyMigration(client, migration)
  const tables = keptTables(await readTables(client))
  const shape = (them: readonly { name: string; columns: readonly { name: string; type: string }[] }[]) =>
    new Map(them.map(({ name, columns }) => [name, columns.map((column) => `${column.name} ${column.type}`).join(', ')]))
  const [here, there] = [shape(tables), shape(manifest.tables)]
  for (const name of new Set([...here.keys(), ...there.keys()])) {
    if (here.get(name) !== there.get(name))
      throw new BackupError(`The archive's table ${name} is not the one that its migrations make.`, 'Do not restore it.')
  }
  return tables
}
