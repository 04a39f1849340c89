// From one file to a running installation. Everything is checked before the first change; all changes to the database are one transaction, which ends
// only when every table has been read back and found equal. A restore that fails leaves what was there.
import path from 'node:path'
import pg from 'pg'
import { forgetEnds } from '../../audit/remembered-end.ts'
import type { Clock } from '../../clock.ts'
import { ensureAppRole, applyMigration, grantToApp, migrationLock, readMigrations } from '../../db/migrate.ts'
import type { Logger } from '../../log.ts'
import { ArchiveReader } from '../archive-reader.ts'
import { keepBackup } from '../before-change.ts'
import { BackupError } from '../error.ts'
import type { Manifest } from '../manifest.ts'
import { textSettings } from '../row-text.ts'
import { openSecrets, type SecretValues } from '../secrets-box.ts'
import { checksumOf, connectOwner, type TableChecksum } from '../snapshot.ts'
import { quoteName, readOrganisations, readSequences, type Table } from '../tables.ts'
import { type LoadOptions, loadTables } from './load.ts'
import { refuseOldFiles, unpackFiles } from './place-files.ts'
import { createSchema, type MigrationPlan, planMigrations } from './schema.ts'
import { checkTarget, clearTarget } from './target.ts'

export interface RestoreOptions extends LoadOptions {
  file: string
  /** Reaches the target as its owner. Called when the archive can be read: an embedded server is made for it where there is none. */
  reachOwner(): Promise<string>
  dataDir: string
  migrationsDir: string
  clock: Clock
  log: Logger
  program: string
  /** What the archive's secrets were locked with; `without-secrets` leaves those of DATA_DIR as they are. */
  secrets?: { passphrase: string } | 'without-secrets' | undefined
  /** Writes the secrets to DATA_DIR and returns how to undo that. */
  saveSecrets(values: SecretValues): () => void
  /** The words of `wordsToReplace`, where the target holds organisations. */
  replace?: string | undefined
  say?: (text: string) => void
}

export interface RestoreResult {
  madeAt: string
  madeBy: string
  tables: TableChecksum[]
  files: number
  secrets: 'restored' | 'not-in-archive' | 'left-out'
  /** Migrations that are newer than the archive. */
  migrated: string[]
  /** Where what was replaced is kept. */
  keptAs: string | undefined
}

export async function restoreBackup(options: RestoreOptions): Promise<RestoreResult> {
  const say = options.say ?? (() => undefined)
  const archive = await ArchiveReader.open(path.resolve(options.file))
  try {
    const plan = planMigrations(archive.manifest, await readMigrations(options.migrationsDir))
    const secrets = await readSecrets(archive, options.secrets)
    const ownerUrl = await options.reachOwner()
    return await withTarget(ownerUrl, async (client) => {
      const target = await checkTarget(client, [...plan.before, ...plan.after], options.replace)
      if (target.organisations === 0) await refuseOldFiles(options.dataDir)
      say('checking the archive')
      await archive.check(options.signal)
      const keptAs = target.organisations > 0 ? await keepBackup({ ...options, ownerUrl, label: 'before-restore' }) : undefined
      if (keptAs) say(`what was there is kept as ${keptAs}`)
      return { ...(await replaceAll(client, { archive, plan, secrets, isOurs: target.isOurs }, options, say)), keptAs }
    })
  } finally {
    await archive.close()
  }
}

async function readSecrets(archive: ArchiveReader, given: RestoreOptions['secrets']): Promise<SecretValues | undefined> {
  const isLocked = archive.manifest.secrets === 'encrypted'
  if (given === 'without-secrets' || (!isLocked && given === undefined)) return undefined
  if (!isLocked) throw new BackupError('There are no secrets in this archive.', 'Restore it without a passphrase.')
  if (given === undefined) {
    throw new BackupError(
      "The archive's secrets are locked.",
      'Give the passphrase with --passphrase-stdin, or restore with --without-secrets and read in docs/guide/backup.md what is lost by that.',
    )
  }
  return openSecrets(given.passphrase, await archive.secretsBox(), archive.manifestSha256)
}

async function withTarget<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connectOwner(ownerUrl, 'restore')
  try {
    const { rows } = await client.query(`select pg_try_advisory_lock(${migrationLock}) as is_mine`)
    if (!rows[0].is_mine) throw new BackupError('Another process is changing this database.', 'Wait until it is done, then restore again.')
    return await work(client)
  } finally {
    await client.end()
  }
}

interface Checked {
  archive: ArchiveReader
  plan: MigrationPlan
  secrets: SecretValues | undefined
  /** The target holds tables of Attune. */
  isOurs: boolean
}

async function replaceAll(
  client: pg.Client,
  { archive, plan, secrets, isOurs }: Checked,
  options: RestoreOptions,
  say: (text: string) => void,
): Promise<Omit<RestoreResult, 'keptAs'>> {
  const { manifest } = archive
  const undo: (() => Promise<void> | void)[] = []
  const files = await unpackFiles(archive, options.dataDir)
  undo.push(files.undo)
  try {
    await client.query(`begin; ${textSettings}`)
    const role = await ensureAppRole(client, options.log)
    if (isOurs) await clearTarget(client)
    const tables = await createSchema(client, manifest, plan)
    await loadTables(client, archive, tables, options)
    await setSequences(client, manifest)
    say('reading everything back')
    const checksums = await compare(client, manifest, tables)
    for (const migration of plan.after) await applyMigration(client, migration)
    if (role) await grantToApp(client)
    if (secrets) undo.push(options.saveSecrets(secrets))
    await files.place()
    await commit(client)
    await files.settle()
    await forgetEnds(options.dataDir)
    // Without figures about the new rows, the first queries would choose slow ways.
    if (tables.length > 0) await client.query(`analyze ${tables.map(({ name }) => quoteName(name)).join(', ')}`).catch(() => undefined)
    return {
      madeAt: manifest.createdAt,
      madeBy: manifest.program,
      tables: checksums,
      files: manifest.files.length,
      secrets: secrets ? 'restored' : manifest.secrets === 'encrypted' ? 'left-out' : 'not-in-archive',
      migrated: plan.after.map(({ name }) => name),
    }
  } catch (error) {
    if (error instanceof UnknownOutcome) throw error
    await client.query('rollback').catch(() => undefined)
    for (const step of undo.reverse()) await step()
    throw error
  }
}

/** The connection was lost while committing. To undo the files could lose those of a database that was restored. */
class UnknownOutcome extends BackupError {}

async function commit(client: pg.ClientBase): Promise<void> {
  try {
    await client.query('commit')
  } catch (cause) {
    if (cause instanceof pg.DatabaseError) throw cause
    throw new UnknownOutcome(
      'The connection to the database was lost in the last moment; it is not known whether everything was restored.',
      'Start Attune and look. If nothing is there, move the folder `files` out of DATA_DIR and restore again.',
      { cause },
    )
  }
}

async function setSequences(client: pg.ClientBase, manifest: Manifest): Promise<void> {
  const known = new Set((await readSequences(client)).map(({ name }) => name))
  const strange = manifest.sequences.find(({ name }) => !known.has(name))
  if (strange) throw new BackupError(`The archive's sequence ${strange.name} is not one that its migrations make.`, 'Do not restore it.')
  for (const { name, lastValue } of manifest.sequences) {
    if (lastValue !== null) await client.query('select setval(to_regclass($1), $2)', [`public.${quoteName(name)}`, lastValue])
  }
}

/** Reads every table back, as a backup would, and names those that differ from the archive. */
async function compare(client: pg.ClientBase, manifest: Manifest, tables: Table[]): Promise<TableChecksum[]> {
  const organisations = await readOrganisations(client)
  const found: TableChecksum[] = []
  for (const table of tables) found.push(await checksumOf(client, table, organisations))
  const expected = new Map(manifest.tables.map((entry) => [entry.name, entry]))
  const wrong = found.filter(
    ({ table, rows, checksum }) => expected.get(table)!.rows !== rows || expected.get(table)!.checksum !== checksum,
  )
  if (wrong.length > 0) {
    const list = wrong.map(({ table, rows }) => `${table} (${rows} rows instead of ${expected.get(table)!.rows})`)
    throw new BackupError(
      `What was restored is not what was backed up: ${list.join(', ')}.`,
      "Nothing was changed. Report this with the archive's manifest.",
    )
  }
  return found
}
