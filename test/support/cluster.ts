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

/** PostgreSQL refuses to run as root: a user namespace where the kernel grants one, else another existing user. */
function unprivileged(): { prefix: string[]; uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const prefix = ['unshare', '--user', '--map-user=1000', '--map-group=1000']
  if (spawnSync(prefix[0]!, [...prefix.slice(1), 'true']).status === 0) return { prefix }
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':')
    if (name === 'postgres' || name === 'nobody') {
      return { prefix: ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'], uid: Number(uid), gid: Number(gid) }
    }
  }
  throw new Error('PostgreSQL does not run as root, and neither unshare nor a user postgres or nobody is there')
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
  const { prefix, uid, gid } = unprivileged()
  const port = await freePort()
  const folder = mkdtempSync(path.join(tmpdir(), 'attune-test-'))
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
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
  const initdb = [
    ...prefix,
    path.join(binDir, 'initdb'),
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ]
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = [...prefix, path.join(binDir, 'postgres'), '-D', data, ...options]
  // In a group of its own: Ctrl-C reaches us first, and the closing pipe ends the server.
  const child = spawn('sh', ['-c', keeper(folder, initdb, server)], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
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
