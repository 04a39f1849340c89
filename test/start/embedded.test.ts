// The embedded PostgreSQL's supervisor, in this process.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { test, type TestContext } from 'node:test'
import pg from 'pg'
import { pino } from 'pino'
import { findRunning } from '#platform/db/embedded/attach.ts'
import { findBinaries } from '#platform/db/embedded/binaries.ts'
import { chooseLauncher, type Way } from '#platform/db/embedded/launcher.ts'
import { type EmbeddedDatabase, type EmbeddedOptions, startEmbedded } from '#platform/db/embedded/supervisor.ts'
import { processesNaming, temporaryFolder, until } from './program.ts'

const log = pino({ level: 'silent' })

async function start(t: TestContext, dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, log, ...options })
  t.after(() => database.stop())
  return database
}

async function ask<R extends pg.QueryResultRow>(url: string, text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<R>(text)).rows
  } finally {
    await client.end()
  }
}

test('owner and application are plain roles; the application owns nothing and makes nothing', async (t) => {
  const database = await start(t, temporaryFolder())
  const facts = `select current_user as role, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as is_mighty,
                        (select datdba::regrole::text from pg_database where datname = current_database()) as owner,
                        current_setting('data_checksums') as checksums, current_setting('fsync') as fsync
                   from pg_roles where rolname = current_user`
  const shared = { is_mighty: false, owner: 'attune_owner', checksums: 'on', fsync: 'on' }
  assert.deepEqual(await ask(database.ownerUrl, facts), [{ role: 'attune_owner', ...shared }])
  assert.deepEqual(await ask(database.appUrl, facts), [{ role: 'attune_app', ...shared }])
  await assert.rejects(ask(database.appUrl, 'create table mine (id int)'), /permission denied/)
  await assert.rejects(ask(database.appUrl, 'select pg_read_file($$postgresql.conf$$)'), /permission denied/)
  await assert.rejects(ask(database.appUrl.replace('attune_app', 'attune_supervisor'), 'select 1'), /authentication failed/)
  const [row] = await ask<{ folded: string }>(database.appUrl, `select lower('ÉÜŁ') as folded`)
  assert.equal(row?.folded, 'éüł')
})

test('passwords and database are for their owner only, and the socket lies in DATA_DIR', async (t) => {
  const dataDir = temporaryFolder()
  const database = await start(t, dataDir)
  const mode = (name: string) => (statSync(path.join(dataDir, name)).mode & 0o777).toString(8)
  assert.deepEqual(['secrets', 'secrets/database.json', 'postgres', 'run'].map(mode), ['700', '600', '700', '700'])
  assert.ok(decodeURIComponent(database.appUrl).endsWith(`?host=${dataDir}/run`))
  assert.deepEqual(await findRunning(dataDir), { ownerUrl: database.ownerUrl, appUrl: database.appUrl })
})

test('below a long path it listens on 127.0.0.1, on the same port after a restart', async (t) => {
  const dataDir = path.join(temporaryFolder(), 'x'.repeat(90))
  const first = await startEmbedded({ dataDir, log })
  assert.match(first.appUrl, /@127\.0\.0\.1:\d+\/attune$/)
  await first.stop()
  const second = await start(t, dataDir)
  assert.equal(second.appUrl, first.appUrl)
})

test('what is committed is there after kill -9, the server comes back by itself, and a pool goes on', async (t) => {
  const database = await start(t, temporaryFolder())
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  pool.on('error', () => undefined)
  t.after(() => pool.end())
  await pool.query('create table facts (id int primary key)')
  for (let round = 1; round <= 3; round++) {
    await pool.query('insert into facts values ($1)', [round])
    const killed = database.pid
    const since = performance.now()
    process.kill(killed, 'SIGKILL')
    // Until then a process of the killed server may still answer on its open connection.
    await until('another server', () => database.pid !== killed)
    const rows = await until('an answer', () =>
      pool.query('select id from facts order by id').then(
        (result) => result.rows,
        () => undefined,
      ),
    )
    const ms = performance.now() - since
    assert.deepEqual(
      rows,
      Array.from({ length: round }, (_, index) => ({ id: index + 1 })),
    )
    t.diagnostic(`back after ${Math.round(ms)} ms`)
    assert.ok(ms < 10_000, `took ${ms} ms`)
  }
})

test('a stop while the server is just coming back leaves nothing behind', async () => {
  const dataDir = temporaryFolder()
  const database = await startEmbedded({ dataDir, log })
  process.kill(database.pid, 'SIGKILL')
  await until('the restart began', () => database.pid !== 0)
  await database.stop()
  await until('no server', () => serversIn(dataDir).length === 0)
})

const serversIn = (dataDir: string): number[] => processesNaming(path.join(dataDir, 'postgres'))

test('a half-made database is thrown away and made anew', async (t) => {
  const dataDir = temporaryFolder()
  mkdirSync(path.join(dataDir, 'postgres.new.123', 'cluster'), { recursive: true })
  const database = await start(t, dataDir)
  assert.deepEqual(await ask(database.appUrl, 'select 1 as one'), [{ one: 1 }])
  assert.throws(() => statSync(path.join(dataDir, 'postgres.new.123')))
})

test('a pid file that names a living process which is no PostgreSQL is no obstacle', async (t) => {
  const dataDir = temporaryFolder()
  await (await startEmbedded({ dataDir, log })).stop()
  const stranger = spawn('sleep', ['60'])
  t.after(() => stranger.kill())
  writeFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), `${stranger.pid}\n${dataDir}/postgres\n1\n5432\n`)
  const database = await start(t, dataDir)
  assert.deepEqual(await ask(database.appUrl, 'select 1 as one'), [{ one: 1 }])
  assert.equal(stranger.exitCode, null, 'the stranger lives')
})

test('lost passwords are made anew', async (t) => {
  const dataDir = temporaryFolder()
  const first = await startEmbedded({ dataDir, log })
  await first.stop()
  unlinkSync(path.join(dataDir, 'secrets', 'database.json'))
  const second = await start(t, dataDir)
  assert.notEqual(second.appUrl, first.appUrl)
  for (const url of [second.appUrl, second.ownerUrl]) assert.deepEqual(await ask(url, 'select 1 as one'), [{ one: 1 }])
})

test('DATA_DIR may be moved', async (t) => {
  const home = temporaryFolder()
  await (await startEmbedded({ dataDir: path.join(home, 'old'), log })).stop()
  await cp(path.join(home, 'old'), path.join(home, 'new'), { recursive: true, verbatimSymlinks: true })
  rmSync(path.join(home, 'old'), { recursive: true })
  const database = await start(t, path.join(home, 'new'))
  assert.deepEqual(await ask(database.appUrl, 'select 1 as one'), [{ one: 1 }])
})

test('a second supervisor on the same DATA_DIR is refused, and says what to do', async (t) => {
  const dataDir = temporaryFolder()
  const database = await start(t, dataDir)
  await assert.rejects(startEmbedded({ dataDir, log }), {
    name: 'EmbeddedDatabaseError',
    message: new RegExp(`in use by process ${process.pid}`),
    remedy: /Stop that one/,
  })
  assert.deepEqual(await ask(database.appUrl, 'select 1 as one'), [{ one: 1 }])
})

test('a database of another PostgreSQL version is left alone', async () => {
  const dataDir = temporaryFolder()
  await (await startEmbedded({ dataDir, log })).stop()
  writeFileSync(path.join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
  await assert.rejects(startEmbedded({ dataDir, log }), {
    message: /made by PostgreSQL 17; this version of Attune brings PostgreSQL 18/,
    remedy: /backup/,
  })
})

test('the server’s log holds no text of a failed statement', async (t) => {
  const dataDir = temporaryFolder()
  const database = await start(t, dataDir)
  await assert.rejects(ask(database.ownerUrl, `select 'canary-9417'::int`), /canary-9417/)
  assert.doesNotMatch(readFileSync(path.join(dataDir, 'postgres.log'), 'utf8'), /canary/)
})

for (const way of ['namespace', 'user', 'capability'] satisfies Way[]) {
  test(`as root it starts by way of ${way}, also on files of another way`, { skip: whyNot(way) }, async (t) => {
    const dataDir = temporaryFolder({ mode: 0o755 })
    await (await startEmbedded({ dataDir, log })).stop()
    const database = await start(t, dataDir, { way })
    assert.equal(database.way, way)
    assert.deepEqual(await ask(database.appUrl, 'select 1 as one'), [{ one: 1 }])
  })
}

function whyNot(way: Way): string | false {
  if (process.getuid?.() !== 0) return 'only root needs it'
  try {
    chooseLauncher(findBinaries(), '/', way)
    return false
  } catch (error) {
    return (error as Error).message
  }
}
