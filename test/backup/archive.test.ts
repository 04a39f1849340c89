// What a restore refuses, and that the database is then as it was. An archive is a file that somebody hands over: it may be damaged, or made to do harm.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { ArchiveReader } from '#platform/backup/archive-reader.ts'
import { createBackup } from '#platform/backup/backup.ts'
import { type Manifest, memberOfTable } from '#platform/backup/manifest.ts'
import { restoreBackup, type RestoreOptions } from '#platform/backup/restore/restore.ts'
import { wordsToReplace } from '#platform/backup/restore/target.ts'
import { tableChecksums } from '#platform/backup/snapshot.ts'
import { fixedClock } from '#platform/clock.ts'
import { emptyDatabase, type TestDatabase } from '../support/database.ts'
import { silentLog } from '../support/template.ts'
import { asOwner, fill, folder, organisations, tableCount, writeMigrations } from './specimen.ts'
import { forge, type Member, readMembers, writeMembers } from './tamper.ts'

const dir = writeMigrations('archive')
const clock = fixedClock('2026-03-01T10:00:00Z')
const passphrase = 'four quiet horses run'
let source: TestDatabase
let target: TestDatabase
const fileOf = (name: string) => path.join(folder, name)

before(async () => {
  ;[source, target] = await Promise.all([emptyDatabase(), emptyDatabase()])
  await fill(source, dir, 20)
  // As good as nothing when packed: no text that people type may make an archive that is taken for a bomb.
  await asOwner(source.ownerUrl, (client) =>
    client.query(`begin; set local app.organisation_id = '${organisations[0]}';
      insert into oddities (organisation_id, id, words) select '${organisations[0]}', md5('long' || i)::uuid, repeat('a', 2000000) from generate_series(1, 6) i; commit`),
  )
  const secrets = { passphrase, values: { auditKey: 'key one', pepper: 'key two' } }
  const common = { ownerUrl: source.ownerUrl, dataDir: fileOf('archive-data'), clock, program: 'attune 1.0.0' }
  await createBackup({ ...common, file: fileOf('good.tar') })
  await createBackup({ ...common, file: fileOf('locked.tar'), secrets })
})

type More = Partial<RestoreOptions> & { ownerUrl?: string }
const restore = (file: string, { ownerUrl = target.ownerUrl, ...more }: More = {}) =>
  restoreBackup({
    file: fileOf(file),
    reachOwner: async () => ownerUrl,
    dataDir: fileOf('archive-target'),
    migrationsDir: dir,
    clock,
    log: silentLog,
    program: 'attune 1.0.0',
    saveSecrets: () => () => undefined,
    ...more,
  })

async function check(file: string): Promise<Manifest> {
  const archive = await ArchiveReader.open(fileOf(file))
  try {
    await archive.check()
    return archive.manifest
  } finally {
    await archive.close()
  }
}

async function assertRefused(file: string, message: RegExp, more?: More): Promise<void> {
  await assert.rejects(restore(file, more), (error: Error & { remedy?: string }) => {
    assert.match(error.message, message)
    assert.ok(error.remedy, 'it says what to do')
    return true
  })
  if (more?.ownerUrl === undefined) assert.equal(await tableCount(target.ownerUrl), 0, 'nothing was written')
}

test('the tools at hand open an archive', () => {
  const { status, stdout } = spawnSync('tar', ['-xOf', fileOf('good.tar'), 'manifest.json'], { encoding: 'utf8' })
  assert.equal(status, 0)
  assert.equal((JSON.parse(stdout) as Manifest).program, 'attune 1.0.0')
  const unpacked = spawnSync('sh', ['-c', `tar -xOf "$0" ${memberOfTable('facts')} | gunzip`, fileOf('good.tar')], { encoding: 'utf8' })
  assert.match(unpacked.stdout, /^seeded by a migration\t\{"n": 2\}$/m)
})

test('rows that pack to almost nothing are no bomb', async () => {
  const manifest = await check('good.tar')
  assert.ok(manifest.tables.find(({ name }) => name === 'oddities')!.bytes > 12_000_000)
})

test('an archive that was cut off anywhere is refused', async () => {
  const whole = readFileSync(fileOf('good.tar'))
  for (const bytes of [0, 1, 511, 512, 5000, Math.floor(whole.length / 2), whole.length - 3000, whole.length - 1024, whole.length - 1]) {
    writeFileSync(fileOf('cut.tar'), whole.subarray(0, bytes))
    await assertRefused('cut.tar', /damaged/)
  }
  writeFileSync(fileOf('longer.tar'), Buffer.concat([whole, Buffer.alloc(512)]))
  await assertRefused('longer.tar', /damaged/)
})

test('one changed byte anywhere that counts is found', async () => {
  const members = readMembers('good.tar')
  for (const { name, content } of members) {
    for (const at of new Set([0, Math.floor(content.length / 3), content.length - 1])) {
      const changed = Buffer.from(content)
      changed[at]! ^= 4
      writeMembers(
        'flipped.tar',
        members.map((member) => (member.name === name ? { name, content: changed } : member)),
      )
      await assert.rejects(check('flipped.tar'), { name: 'BackupError' }, `${name}, byte ${at}`)
    }
  }
})

test('a file that is no archive is refused', async () => {
  writeFileSync(fileOf('letter.tar'), 'Dear reader, '.repeat(500))
  await assertRefused('letter.tar', /damaged/)
  await assertRefused('nowhere.tar', /can't be read/)
})

const file = { path: 'a.png', bytes: 4, sha256: createHash('sha256').update('abcd').digest('hex') }
const content = Buffer.from('abcd')
for (const [what, change] of [
  ['out of the folder', '../../evil'],
  ['to an absolute path', '/etc/evil'],
  ['through a folder that is named with dots', 'a/../../evil'],
  ['to a path of another system', 'C:\\evil'],
] as const) {
  test(`a file that would be written ${what} is refused`, async () => {
    forge('good.tar', 'traversal.tar', (manifest, members) => {
      manifest.files.push({ ...file, path: change })
      members.unshift({ name: `files/${change}`, content })
    })
    await assertRefused('traversal.tar', /not to be trusted: it holds the path/)
    forge('good.tar', 'traversal.tar', (manifest) => void manifest.files.push({ ...file, path: change }))
    await assertRefused('traversal.tar', /written outside its folder/)
  })
}

test('links, strangers, doubles and wrong sizes are refused', async () => {
  const cases: [RegExp, (manifest: Manifest, members: Member[]) => void][] = [
    [/no plain file/, (_, members) => members.unshift({ name: 'files/link', content: Buffer.alloc(0), type: '2' })],
    [/its manifest does not list/, (_, members) => members.unshift({ name: 'files/stranger', content })],
    [/twice/, (_, members) => members.unshift({ ...members[0]! })],
    [/listed twice/, (manifest) => void manifest.tables.push(manifest.tables[0]!)],
    [/is missing/, (manifest) => void manifest.files.push(file)],
    [/has 4 bytes instead of 5/, addFile({ ...file, bytes: 5 })],
    [/is not the one that was backed up/, addFile({ ...file, sha256: '0'.repeat(64) })],
  ]
  for (const [message, change] of cases) {
    forge('good.tar', 'odd.tar', change)
    await assertRefused('odd.tar', message)
  }
})

const addFile = (entry: typeof file) => (manifest: Manifest, members: Member[]) => {
  manifest.files.push(entry)
  members.unshift({ name: 'files/a.png', content })
}

/** Other rows for the table `facts`; what the manifest says about them is made to fit, but for `lie`. */
const withFacts =
  (rows: Buffer, lie: Partial<Manifest['tables'][number]> = {}) =>
  (manifest: Manifest, members: Member[]): void => {
    const packed = gzipSync(rows)
    members.find(({ name }) => name === memberOfTable('facts'))!.content = packed
    const entry = manifest.tables.find(({ name }) => name === 'facts')!
    const sha256 = createHash('sha256').update(packed).digest('hex')
    Object.assign(entry, { bytes: rows.length, storedBytes: packed.length, sha256, ...lie })
  }

test('a table that unpacks to too much is refused before it fills anything', async () => {
  const bomb = Buffer.alloc(50_000_000, 'a')
  forge('good.tar', 'bomb.tar', withFacts(bomb))
  await assertRefused('bomb.tar', /would unpack to 50000000 bytes/)
  forge('good.tar', 'bomb.tar', withFacts(bomb, { bytes: 1000 }))
  await assertRefused('bomb.tar', /unpacks to more than it says/)
})

test('rows that do not fit the manifest or the table are refused', async () => {
  forge('good.tar', 'rows.tar', withFacts(Buffer.from('one\t{}\n')))
  await assertRefused('rows.tar', /the rows of facts are not those/)
  forge('good.tar', 'rows.tar', withFacts(Buffer.from('one\t{}\tmore\n')))
  await assertRefused('rows.tar', /wrong number of values/)
  const checksumOf = (row: string) => ({ rows: 1, checksum: createHash('sha256').update(row).digest('hex') })
  forge('good.tar', 'rows.tar', withFacts(Buffer.from('one\tno json\n'), checksumOf('one\tno json')))
  await assertRefused('rows.tar', /rows of facts can't be restored: invalid input syntax for type json/)
  // Loads, but reads back as something else: nobody's backup.
  forge('good.tar', 'rows.tar', withFacts(Buffer.from('one\t{"n":   1}\n'), checksumOf('one\t{"n":   1}')))
  await assertRefused('rows.tar', /not what was backed up: facts/)
})

test('rows of an organisation that is not there, and keys that lead nowhere, are refused', async () => {
  forge('good.tar', 'orphans.tar', (manifest, members) => {
    const packed = gzipSync('')
    members.find(({ name }) => name === memberOfTable('boxes'))!.content = packed
    const entry = manifest.tables.find(({ name }) => name === 'boxes')!
    const sha256 = createHash('sha256').update(packed).digest('hex')
    Object.assign(entry, { rows: 0, checksum: '0'.repeat(64), bytes: 0, storedBytes: packed.length, sha256 })
  })
  await assertRefused('orphans.tar', /violates foreign key constraint/)
})

test('a table of other columns is refused', async () => {
  forge('good.tar', 'columns.tar', (manifest) => {
    manifest.tables.find(({ name }) => name === 'facts')!.columns[0]!.type = 'bytea'
  })
  await assertRefused('columns.tar', /table facts is not the one that its migrations make/)
})

test('an archive of a newer program says so', async () => {
  forge('good.tar', 'newer.tar', (manifest) => Object.assign(manifest, { formatVersion: 2, program: 'attune 9.0.0', news: true }))
  await assertRefused('newer.tar', /newer Attune \(attune 9\.0\.0, format 2; this one reads format 1\)/)
  forge('good.tar', 'newer.tar', (manifest) => {
    manifest.program = 'attune 1.1.0'
    manifest.migrations.push({ name: '0099_future.sql', checksum: '0'.repeat(64) })
  })
  await assertRefused('newer.tar', /newer Attune \(attune 1\.1\.0\): this one does not know 0099_future\.sql/)
})

test('an archive of another history is refused', async () => {
  forge('good.tar', 'other.tar', (manifest) => void (manifest.migrations[1]!.checksum = '0'.repeat(64)))
  await assertRefused('other.tar', /another history: its 0002_specimen\.sql/)
  forge('good.tar', 'other.tar', (manifest) => void manifest.migrations.shift())
  await assertRefused('other.tar', /another history: it lacks 0001_platform\.sql/)
})

test('the keys open with the right passphrase only, and only for the archive that they were locked in', async () => {
  await assertRefused('locked.tar', /secrets are locked/)
  await assertRefused('locked.tar', /passphrase is wrong/, { secrets: { passphrase: 'four quiet horses ran' } })
  await assertRefused('good.tar', /no secrets in this archive/, { secrets: { passphrase } })
  forge('locked.tar', 'exchanged.tar', (manifest) => void (manifest.createdAt = '2020-01-01T00:00:00.000Z'))
  await assertRefused('exchanged.tar', /changed after it had been made/, { secrets: { passphrase } })
})

test('a backup never writes over a file, and takes no short passphrase', async () => {
  const options = { ownerUrl: source.ownerUrl, dataDir: folder, clock, program: 'attune 1.0.0' }
  await assert.rejects(createBackup({ ...options, file: fileOf('good.tar') }), /is there already/)
  const secrets = { passphrase: 'short', values: {} }
  await assert.rejects(createBackup({ ...options, file: fileOf('short.tar'), secrets }), /passphrase is too short/)
  await assert.rejects(createBackup({ ...options, file: path.join(folder, 'no', 'folder.tar') }), /can't be written/)
  await assert.rejects(createBackup({ ...options, file: fileOf('empty.tar'), ownerUrl: target.ownerUrl }), /holds no Attune/)
})

test('what is there is given up only for the words that name it, and kept as a backup then', async () => {
  const full = await emptyDatabase()
  await fill(full, dir, 5)
  const there = await tableChecksums(full.ownerUrl)
  const refused = { ownerUrl: full.ownerUrl }
  await assertRefused('good.tar', /not empty: it holds House a, House b\./, refused)
  await assertRefused('good.tar', /not empty/, { ...refused, replace: 'yes' })
  await assertRefused('good.tar', /not empty/, { ...refused, replace: wordsToReplace(1) })
  await assertRefused('rows.tar', /not what was backed up/, { ...refused, replace: wordsToReplace(2) })
  assert.deepEqual(await tableChecksums(full.ownerUrl), there)
  clock.advance(1000)
  const { keptAs, tables } = await restore('good.tar', { ...refused, replace: wordsToReplace(2) })
  assert.deepEqual(await tableChecksums(full.ownerUrl), tables)
  assert.deepEqual(tables, await tableChecksums(source.ownerUrl))
  const kept = await check(path.relative(folder, keptAs!))
  assert.deepEqual(
    kept.tables.map(({ name, rows, checksum }) => ({ table: name, rows, checksum })),
    there,
  )
})

test('a database that others use is left alone', async () => {
  const shared = await emptyDatabase()
  const refused = { ownerUrl: shared.ownerUrl }
  await asOwner(shared.ownerUrl, (client) => client.query('create table customers (id int)'))
  await assertRefused('good.tar', /tables of another program \(customers/, refused)
  await asOwner(shared.ownerUrl, (client) => client.query('drop table customers'))
  await fill(shared, dir, 1)
  await asOwner(shared.ownerUrl, (client) => client.query('create view report as select name from organisations'))
  await assertRefused('good.tar', /the view report, which this Attune did not make/, { ...refused, replace: wordsToReplace(2) })
  await asOwner(shared.ownerUrl, async (client) => {
    await client.query(`drop view report; set application_name = 'attune data'`)
    await assertRefused('good.tar', /in use \(attune data\)/, { ...refused, replace: wordsToReplace(2) })
  })
})
