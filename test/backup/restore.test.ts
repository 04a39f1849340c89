import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { type BackupOptions, createBackup } from '#platform/backup/backup.ts'
import { restoreBackup, type RestoreOptions } from '#platform/backup/restore/restore.ts'
import { tableChecksums } from '#platform/backup/snapshot.ts'
import { fixedClock } from '#platform/clock.ts'
import { startCluster } from '../support/cluster.ts'
import { emptyDatabase, type TestDatabase } from '../support/database.ts'
import { findServerBinaries } from '../support/postgres15.ts'
import { appRole, createEmptyDatabase, ownerRole, silentLog, urlFor } from '../support/template.ts'
import { asOwner, fill, folder, hostileTexts, organisations, plainRows, startWriter, tableCount, writeMigrations } from './specimen.ts'

const dir = writeMigrations('now')
const laterDir = writeMigrations('later', { isLater: true })
const clock = fixedClock('2026-03-01T10:00:00Z')
const program = 'attune test'
let source: TestDatabase

before(async () => {
  source = await emptyDatabase()
  await fill(source, dir)
})

const backup = (name: string, more: Partial<BackupOptions> = {}) =>
  createBackup({ ownerUrl: source.ownerUrl, dataDir: path.join(folder, 'source'), file: path.join(folder, name), clock, program, ...more })
const restore = (file: string, ownerUrl: string, more: Partial<RestoreOptions> = {}) =>
  restoreBackup({
    file: path.join(folder, file),
    reachOwner: async () => ownerUrl,
    dataDir: path.join(folder, `data-${file}-${new URL(ownerUrl).pathname.slice(1)}`),
    migrationsDir: dir,
    clock,
    log: silentLog,
    program,
    saveSecrets: () => () => undefined,
    ...more,
  })

test('checksums are equal for equal tables in any order of rows, and one changed letter shows', async () => {
  const first = await tableChecksums(source.ownerUrl)
  assert.deepEqual(await tableChecksums(source.ownerUrl), first)
  const oddities = first.find(({ table }) => table === 'oddities')!
  assert.equal(oddities.rows, 2 * (plainRows + hostileTexts.length + 1))
  const change = (from: string, to: string) =>
    asOwner(source.ownerUrl, async (client) => {
      await client.query(`begin; set local app.organisation_id = '${organisations[1]}'`)
      const { rowCount } = await client.query(`update oddities set words = $2 where words = $1 and organisation_id = $3`, [
        from,
        to,
        organisations[1],
      ])
      assert.equal(rowCount, 1)
      await client.query('commit')
    })
  await change('=1+1', '=1+2')
  const changed = await tableChecksums(source.ownerUrl)
  assert.deepEqual(
    changed.filter((it, i) => it.checksum !== first[i]!.checksum).map(({ table }) => table),
    ['oddities'],
  )
  // The row now lies at another place in the table.
  await change('=1+2', '=1+1')
  assert.deepEqual(await tableChecksums(source.ownerUrl), first)
})

test('a backup that is taken while others write holds one moment, and restores to the same checksums', async () => {
  const writer = startWriter(source)
  while (writer.pairs() < 20) await new Promise(setImmediate)
  const before = writer.pairs()
  const { manifest } = await backup('busy.tar')
  const after = writer.pairs()
  assert.ok((await writer.stop()) > after, 'the writer wrote on')
  const target = await emptyDatabase()
  const { tables } = await restore('busy.tar', target.ownerUrl)
  assert.deepEqual(
    tables,
    manifest.tables.map(({ name, rows, checksum }) => ({ table: name, rows, checksum })),
  )
  assert.deepEqual(await tableChecksums(target.ownerUrl), tables)
  const rowsOf = (name: string) => tables.find(({ table }) => table === name)!.rows
  assert.equal(rowsOf('deeds'), rowsOf('deed_pairs'), 'no pair is torn')
  assert.ok(rowsOf('deeds') >= before && rowsOf('deeds') <= after + 1, `${rowsOf('deeds')} pairs, between ${before} and ${after}`)
})

test('what is restored is the same schema, with its keys checked, its counters further on and its rights given', async () => {
  await backup('quiet.tar')
  const target = await emptyDatabase()
  await restore('quiet.tar', target.ownerUrl)
  const schemaOf = (url: string) =>
    asOwner(url, async (client) => ({
      constraints: (
        await client.query(`select conrelid::regclass::text, pg_get_constraintdef(oid), condeferrable, convalidated from pg_constraint
        where connamespace = 'public'::regnamespace order by 1, 2`)
      ).rows,
      tables: (
        await client.query(
          `select relname, relrowsecurity, relforcerowsecurity, relacl::text from pg_class where relnamespace = 'public'::regnamespace order by 1`,
        )
      ).rows,
      migrations: (await client.query('select name, checksum from schema_migrations order by 1')).rows,
    }))
  assert.deepEqual(await schemaOf(target.ownerUrl), await schemaOf(source.ownerUrl))
  await asOwner(target.ownerUrl, async (client) => {
    assert.equal((await client.query(`insert into counters (note) values ('next') returning id`)).rows[0].id, '41')
    assert.deepEqual((await client.query('select key, value from facts order by key')).rows, [
      { key: 'added later', value: [] },
      { key: 'seeded by a migration', value: { n: 2 } },
    ])
    await client.query(`set app.organisation_id = '${organisations[0]}'`)
    const { rows } = await client.query('select words from oddities where day is not null order by id')
    assert.deepEqual(
      rows.map(({ words }) => words),
      [...hostileTexts, null],
    )
    await client.query(`set role ${appRole}`)
    await assert.rejects(client.query('delete from deeds'), /permission denied/)
  })
})

test('answers of an open round are left out, and the archive says so', async () => {
  const { manifest, file } = await backup('left-out.tar')
  assert.deepEqual(manifest.leftOut, [{ what: 'table open_answers', reason: 'Answers of an open round.' }])
  assert.ok(!manifest.tables.some(({ name }) => name === 'open_answers'))
  assert.ok(statSync(file).size > 0)
})

test('an archive of an older version is loaded as it was, then migrated', async () => {
  await backup('older.tar')
  const target = await emptyDatabase()
  const { migrated } = await restore('older.tar', target.ownerUrl, { migrationsDir: laterDir })
  assert.deepEqual(migrated, ['0003_later.sql'])
  await asOwner(target.ownerUrl, async (client) => {
    await client.query(`set app.organisation_id = '${organisations[1]}'`)
    assert.deepEqual((await client.query('select greeting from keepers')).rows, [{ greeting: 'Hello Ada' }])
  })
})

test('uploaded files and keys come back, and a restore that fails puts the old ones back', async () => {
  const dataDir = path.join(folder, 'with-files')
  mkdirSync(path.join(dataDir, 'files', 'ab'), { recursive: true })
  const big = Buffer.alloc(300_000, 'attune ')
  writeFileSync(path.join(dataDir, 'files', 'ab', 'Größe 1.png'), big)
  writeFileSync(path.join(dataDir, 'files', 'empty'), '')
  const passphrase = 'four quiet horses run'
  const { manifest } = await backup('files.tar', { dataDir, secrets: { passphrase, values: { auditKey: 'key one', pepper: 'key two' } } })
  assert.equal(manifest.files.length, 2)
  assert.ok(!readFileSync(path.join(folder, 'files.tar')).includes('key one'))
  const target = await emptyDatabase()
  const targetDir = path.join(folder, 'files-target')
  let saved: Record<string, string> | undefined
  const saveSecrets = (values: Record<string, string>) => {
    saved = values
    return () => (saved = undefined)
  }
  // The last step before the end fails: everything before it must be undone.
  const failing = { dataDir: targetDir, saveSecrets, secrets: { passphrase } }
  const failAtEnd = (values: Record<string, string>) => {
    saveSecrets(values)
    throw new Error('no space for keys')
  }
  await assert.rejects(restore('files.tar', target.ownerUrl, { ...failing, saveSecrets: failAtEnd }), /no space for keys/)
  assert.equal(await tableCount(target.ownerUrl), 0)
  assert.throws(() => statSync(path.join(targetDir, 'files')), /ENOENT/)
  const result = await restore('files.tar', target.ownerUrl, failing)
  assert.deepEqual([result.files, result.secrets, saved], [2, 'restored', { auditKey: 'key one', pepper: 'key two' }])
  assert.deepEqual(readFileSync(path.join(targetDir, 'files', 'ab', 'Größe 1.png')), big)
  assert.equal(statSync(path.join(targetDir, 'files', 'empty')).size, 0)
})

const binaries = findServerBinaries()

test(
  'an archive restores into the PostgreSQL of the system, and from there back',
  { skip: binaries === undefined && 'no PostgreSQL 15 or newer is installed' },
  async (t) => {
    const cluster = await startCluster(binaries!)
    after(() => cluster.stop())
    const ownerUrl = urlFor(cluster.adminUrl, ownerRole, await createEmptyDatabase(cluster.adminUrl))
    const { manifest } = await backup('there.tar')
    const { tables } = await restore('there.tar', ownerUrl)
    t.diagnostic(`from PostgreSQL ${manifest.postgres} into ${cluster.version}`)
    assert.deepEqual(await tableChecksums(ownerUrl), await tableChecksums(source.ownerUrl))
    await backup('back.tar', { ownerUrl })
    const back = await emptyDatabase()
    await restore('back.tar', back.ownerUrl)
    assert.deepEqual(await tableChecksums(back.ownerUrl), tables)
  },
)
