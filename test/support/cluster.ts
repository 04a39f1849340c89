// A throw-away PostgreSQL server for tests: unsynced, in the temporary folder. A small shell keeps it and ends it as
// soon as our side of its pipe closes, so that even a killed test run leaves no process and no folder behind.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries } from '#platform/db/embedded/binaries.ts'
import { chooseLauncher } from '#platform/db/embedded/launcher.ts'

export interface Cluster {
  /** As the superuser, on the database `postgres`. */
  adminUrl: string
  version: string
  stop(): Promise<void>
}

const quoted = (words: string[]): string => words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')

// TERM as well: a shell starts its background processes with QUIT ignored, and the server listens to it only after some milliseconds.
const keeper = (folder: string, initdb: string[], server: string[]): string => `
  cd ${quoted([folder])}
  if ${quoted(initdb)} >server.log 2>&1 </dev/null; then
    ${quoted(server)} >>server.log 2>&1 </dev/null &
    cat >/dev/null
    kill -TERM $! 2>/dev/null
    kill -QUIT $! 2>/dev/null
    wait
  else
    touch failed
    cat >/dev/null
  fi
  cd /
  rm -rf ${quoted([folder])}
`

/** Sorted by code point on every machine, and yet with the upper and lower case of all letters, as the embedded server has it. */
function localeOf(postgres: string): string[] {
  const { stdout } = spawnSync(postgres, ['--version'], { encoding: 'utf8' })
  const isBuiltIn = Number(/ (\d+)/.exec(stdout)?.[1]) >= 17
  return isBuiltIn ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C.UTF-8']
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

async function waitUntilReady(adminUrl: string, folder: string): Promise<string> {
  const deadlineMs = performance.now() + 60_000
  const log = () => (existsSync(path.join(folder, 'server.log')) ? readFileSync(path.join(folder, 'server.log'), 'utf8') : '')
  for (;;) {
    const client = new pg.Client({ connectionString: adminUrl })
    client.on('error', () => undefined)
    try {
      await client.connect()
      const { rows } = await client.query<{ server_version: string }>('show server_version')
      await client.end()
      return rows[0]!.server_version
    } catch (cause) {
      const hasEnded = existsSync(path.join(folder, 'failed')) || /FATAL: {2}(?!the database system)/.test(log())
      if (hasEnded || performance.now() > deadlineMs) throw new Error(`the test database did not start:\n${log().slice(-2000)}`, { cause })
      await delay(30)
    }
  }
}

/** Starts a fresh cluster from the binaries in `binDir`. Nothing is synced to disk: never for tests of durability. */
export async function startCluster(binDir: string): Promise<Cluster> {
  const binaries = { home: path.dirname(binDir), postgres: path.join(binDir, 'postgres'), initdb: path.join(binDir, 'initdb') }
  const locale = localeOf(binaries.postgres)
  const port = await freePort()
  const folder = mkdtempSync(path.join(tmpdir(), 'attune-test-'))
  // PostgreSQL refuses to run as root; the launcher of the embedded server knows the ways around.
  const launcher = chooseLauncher(binaries, folder)
  chownSync(folder, launcher.owner.uid, launcher.owner.gid)
  const data = path.join(folder, 'data')
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: 200,
    shared_buffers: '64MB',
    max_wal_size: '256MB',
    autovacuum_naptime: '5min',
    jit: 'off',
    timezone: 'UTC',
  }
  const initdb = launcher.launch(binaries.initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', ...locale])
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { file, args, ...as } = launcher.launch(binaries.postgres, ['-D', data, ...options])
  // In a group of its own: Ctrl-C reaches us first, and the closing pipe ends the server.
  const script = keeper(folder, [initdb.file, ...initdb.args], [file, ...args])
  const child = spawn('sh', ['-c', script], { ...as, cwd: '/', stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  const ended = once(child, 'exit')
  child.unref()
  const stop = async () => {
    child.ref()
    child.stdin?.end()
    if (child.exitCode === null) await ended
  }
  const adminUrl = `postgres://postgres@127.0.0.1:${port}/postgres`
  try {
    return { adminUrl, version: await waitUntilReady(adminUrl, folder), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The server that comes with the dependencies. */
export const embeddedBinaries = (): string => path.dirname(findBinaries().postgres)
