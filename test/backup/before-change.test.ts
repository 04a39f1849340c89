import assert from 'node:assert/strict'
import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { ArchiveReader } from '#platform/backup/archive-reader.ts'
import { backupBeforeMigration, backupsDir, keepBackup } from '#platform/backup/before-change.ts'
import { tableChecksums } from '#platform/backup/snapshot.ts'
import { fixedClock } from '#platform/clock.ts'
import { migrate } from '#platform/db/migrate.ts'
import { emptyDatabase } from '../support/database.ts'
import { silentLog as log } from '../support/template.ts'
import { asOwner, fill, folder, writeMigrations } from './specimen.ts'

const clock = fixedClock('2026-03-01T10:00:00Z')
const program = 'attune test'
const dir = writeMigrations('before')
const laterDir = writeMigrations('before-later', { isLater: true })
const appliedIn = (url: string) =>
  asOwner(url, async (client) => (await client.query('select name from schema_migrations order by 1')).rows)

test('a database that holds data is backed up before it is migrated, an empty one is not', async () => {
  const { ownerUrl, ...database } = await emptyDatabase()
  const dataDir = path.join(folder, 'before-migration')
  const beforeChange = backupBeforeMigration({ ownerUrl, dataDir, clock, log, program })
  await migrate({ ownerUrl, migrationsDir: dir, log, beforeChange })
  assert.throws(() => readdirSync(backupsDir(dataDir)), /ENOENT/)
  await fill({ ownerUrl, ...database }, dir, 5)
  const there = await tableChecksums(ownerUrl)
  await migrate({ ownerUrl, migrationsDir: dir, log, beforeChange })
  assert.throws(() => readdirSync(backupsDir(dataDir)), /ENOENT/)
  await migrate({ ownerUrl, migrationsDir: laterDir, log, beforeChange })
  const [file, ...others] = readdirSync(backupsDir(dataDir))
  assert.deepEqual([file, others], ['before-migration-20260301T100000000Z.tar', []])
  const archive = await ArchiveReader.open(path.join(backupsDir(dataDir), file!))
  await archive.check()
  await archive.close()
  assert.equal(archive.manifest.migrations.at(-1)!.name, '0002_specimen.sql')
  assert.deepEqual(
    archive.manifest.tables.map(({ name, rows, checksum }) => ({ table: name, rows, checksum })),
    there,
  )
})

test('without a backup nothing is migrated', async () => {
  const { ownerUrl, ...database } = await emptyDatabase()
  await fill({ ownerUrl, ...database }, dir, 1)
  const dataDir = path.join(folder, 'no-folder')
  writeFileSync(dataDir, '')
  const before = await appliedIn(ownerUrl)
  const beforeChange = backupBeforeMigration({ ownerUrl, dataDir, clock, log, program })
  await assert.rejects(migrate({ ownerUrl, migrationsDir: laterDir, log, beforeChange }), /ENOTDIR/)
  assert.deepEqual(await appliedIn(ownerUrl), before)
})

test('the last five of a kind are kept, and what a killed process left is cleared away', async () => {
  const { ownerUrl } = await emptyDatabase()
  await migrate({ ownerUrl, migrationsDir: dir, log })
  const dataDir = path.join(folder, 'keep-five')
  const keep = (label: string) => keepBackup({ ownerUrl, dataDir, clock, log, program, label })
  const files: string[] = []
  await keep('before-restore')
  writeFileSync(path.join(backupsDir(dataDir), 'before-migration-1.tar.12345678.partial'), 'half')
  for (let i = 0; i < 7; i++) {
    clock.advance(1000)
    files.push(path.basename(await keep('before-migration')))
  }
  const [other, ...kept] = readdirSync(backupsDir(dataDir)).sort().reverse()
  assert.match(other!, /^before-restore-/)
  assert.deepEqual(kept.reverse(), files.slice(2))
})
