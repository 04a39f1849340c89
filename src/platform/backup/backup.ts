// Writes everything that Attune knows into one file, while it runs: all tables in one snapshot, then the uploaded files, then the manifest.
import type { Clock } from '../clock.ts'
import { sha256 } from '../ids.ts'
import { ArchiveWriter } from './archive-writer.ts'
import { BackupError } from './error.ts'
import { addFiles } from './files-folder.ts'
import {
  formatName,
  formatVersion,
  longestManifestBytes,
  type Manifest,
  manifestName,
  manifestSumName,
  manifestSumText,
  memberOfTable,
  secretsName,
  type TableEntry,
} from './manifest.ts'
import { packed } from './pack.ts'
import { type Progress, TableProgress } from './progress.ts'
import { RowSum } from './row-sum.ts'
import { sealSecrets, type SecretValues, shortestPassphrase } from './secrets-box.ts'
import { copyTable, type Snapshot, withSnapshot } from './snapshot.ts'
import { keptTables, otherSchemas, readAppliedMigrations, readSequences, type Table } from './tables.ts'

export interface BackupOptions {
  ownerUrl: string
  dataDir: string
  /** Where the archive goes; must not exist. */
  file: string
  clock: Clock
  /** Name and version of the program, as in `attune 0.1.0`. */
  program: string
  /** The keys that lie outside the database, under a passphrase; without them the archive says that they are left out. */
  secrets?: { passphrase: string; values: SecretValues } | undefined
  /** The caller holds the lock of whoever changes the schema. */
  hasMigrationLock?: boolean
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

export interface BackupResult {
  file: string
  bytes: number
  rows: number
  manifest: Manifest
}

/** Leaves a complete archive, on the disk, under its name, or nothing under that name. */
export async function createBackup(options: BackupOptions): Promise<BackupResult> {
  if (options.secrets && options.secrets.passphrase.length < shortestPassphrase)
    throw new BackupError(`The passphrase is too short.`, `Use at least ${shortestPassphrase} characters; several words are best.`)
  const createdAt = options.clock.now()
  const writer = await ArchiveWriter.create(options.file, createdAt)
  try {
    const fromDatabase = await withSnapshot(options, (snapshot) => addTables(writer, snapshot, options))
    const files = await addFiles(writer, options.dataDir, options.signal)
    const manifest: Manifest = {
      format: formatName,
      formatVersion,
      program: options.program,
      createdAt: createdAt.toISOString(),
      ...fromDatabase,
      files,
      secrets: options.secrets ? 'encrypted' : 'left-out',
    }
    const text = `${JSON.stringify(manifest, null, 1)}\n`
    if (Buffer.byteLength(text) > longestManifestBytes)
      throw new BackupError(
        `There are too many uploaded files for one archive (${files.length}).`,
        'Report this: the limit is about 400,000.',
      )
    const sum = sha256(text)
    if (options.secrets) {
      const box = await sealSecrets(options.secrets.passphrase, options.secrets.values, sum)
      await writer.add(secretsName, [Buffer.from(box)])
    }
    await writer.add(manifestName, [Buffer.from(text)])
    await writer.add(manifestSumName, [Buffer.from(manifestSumText(sum))])
    options.signal?.throwIfAborted()
    const bytes = await writer.finish()
    return { file: options.file, bytes, rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0), manifest }
  } catch (error) {
    await writer.abandon()
    throw fullDisk(error)
  }
}

function fullDisk(error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') return error
  return new BackupError('The disk is full: no backup was written.', 'Make space, or write the backup to another disk.', { cause: error })
}

async function addTables(writer: ArchiveWriter, snapshot: Snapshot, options: BackupOptions) {
  const { client, organisations } = snapshot
  const migrations = await readAppliedMigrations(client)
  if (migrations.length === 0) throw new BackupError('This database holds no Attune.', 'Check DATABASE_URL.')
  const kept = keptTables(snapshot.tables)
  const tables: TableEntry[] = []
  for (const [i, table] of kept.entries()) {
    const progress = new TableProgress(table.name, i + 1, kept.length, options.onProgress)
    tables.push(await addTable(writer, snapshot, table, progress, options.signal))
  }
  const { rows: server } = await client.query('show server_version')
  // Sequences know no snapshots; read last, they are never behind the rows.
  const sequences = await readSequences(client)
  const leftOutTables = snapshot.tables.flatMap(({ name, leftOutBecause: reason }) => (reason ? [{ what: `table ${name}`, reason }] : []))
  const leftOutSchemas = (await otherSchemas(client)).map((name) => ({ what: `schema ${name}`, reason: reasonOf(name) }))
  return {
    postgres: String(server[0].server_version),
    migrations,
    organisations: organisations.length,
    tables,
    sequences,
    leftOut: [...leftOutTables, ...leftOutSchemas],
  }
}

const reasonOf = (schema: string): string =>
  schema === 'pgboss' ? 'The job queue: made again from the tables at the next start.' : 'Not a part of Attune.'

async function addTable(
  writer: ArchiveWriter,
  { client, organisations }: Snapshot,
  table: Table,
  progress: TableProgress,
  signal: AbortSignal | undefined,
): Promise<TableEntry> {
  const sum = new RowSum()
  async function* rows() {
    for await (const chunk of copyTable(client, table, organisations)) {
      signal?.throwIfAborted()
      sum.add(chunk)
      progress.at(sum.rows)
      yield chunk
    }
  }
  const stored = await writer.add(memberOfTable(table.name), packed(rows()))
  progress.end(sum.rows)
  return { name: table.name, columns: table.columns, rows: sum.rows, checksum: sum.digest(), bytes: sum.bytes, ...stored }
}
