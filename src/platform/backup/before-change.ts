// The backup that is taken by itself before something large happens to an existing database. The secrets stay out: they lie in the same DATA_DIR.
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import { partialSuffix } from './archive-writer.ts'
import { createBackup } from './backup.ts'

export const backupsDir = (dataDir: string): string => path.join(dataDir, 'backups')
const kept = 5

export interface KeepOptions {
  ownerUrl: string
  dataDir: string
  clock: Clock
  log: Logger
  program: string
  signal?: AbortSignal | undefined
}

/** For who holds the migration lock. Writes DATA_DIR/backups/<label>-<time>.tar, keeps the last five of that label, and returns its path. */
export async function keepBackup(options: KeepOptions & { label: string }): Promise<string> {
  const { ownerUrl, dataDir, clock, log, program, signal, label } = options
  const folder = backupsDir(dataDir)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await clearAway(folder, `${label}-`, partialSuffix, 0)
  // Milliseconds too, so that names differ and sort as they were made.
  const file = path.join(folder, `${label}-${clock.now().toISOString().replaceAll(/[-:]/g, '').replace('.', '')}.tar`)
  const { bytes, rows } = await createBackup({ ownerUrl, dataDir, file, clock, program, signal, hasMigrationLock: true })
  await clearAway(folder, `${label}-`, '.tar', kept)
  log.info({ file, bytes, rows }, 'a backup was written')
  return file
}

/** For `beforeChange` of migrate(): the new version changes nothing unless the old state lies on the disk. */
export const backupBeforeMigration =
  (options: KeepOptions) =>
  async (pending: string[]): Promise<void> => {
    options.log.info({ pending }, 'writing a backup before the database is migrated')
    await keepBackup({ ...options, label: 'before-migration' })
  }

/** Removes the oldest beyond `most`; of partial files, which a killed process left, all. */
async function clearAway(folder: string, prefix: string, suffix: string, most: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix) && name.endsWith(suffix)).sort()
  for (const name of names.slice(0, Math.max(0, names.length - most))) await rm(path.join(folder, name), { force: true })
}
