// Makes the database's folder, once. It gets its name only when it is complete, so a start that was killed half way leaves nothing that looks ready.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { Binaries } from './binaries.ts'
import { type Credentials, supervisorRole } from './credentials.ts'
import { EmbeddedDatabaseError } from './error.ts'
import type { Folders } from './folders.ts'
import type { Launcher } from './launcher.ts'

const unfinished = 'postgres.new'

/** Returns whether the database was made now. */
export async function ensureCluster(folders: Folders, binaries: Binaries, launcher: Launcher, credentials: Credentials): Promise<boolean> {
  for (const name of readdirSync(folders.dataDir)) {
    if (name.startsWith(unfinished)) rmSync(path.join(folders.dataDir, name), { recursive: true, force: true })
  }
  if (existsSync(folders.cluster)) {
    checkVersion(folders, binaries)
    giveTo(launcher, folders.cluster)
    return false
  }
  const nest = path.join(folders.dataDir, `${unfinished}.${process.pid}`)
  const cluster = path.join(nest, 'cluster')
  const passwordFile = path.join(nest, 'password')
  for (const folder of [nest, cluster]) {
    mkdirSync(folder, { mode: 0o700 })
    chownSync(folder, launcher.owner.uid, launcher.owner.gid)
  }
  writeFileSync(passwordFile, credentials.passwords.supervisor, { mode: 0o600 })
  chownSync(passwordFile, launcher.owner.uid, launcher.owner.gid)
  // The builtin locale sorts by code point, the same on every machine, yet knows upper and lower case of all letters.
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const access = ['--auth=scram-sha-256', `--username=${supervisorRole}`, `--pwfile=${passwordFile}`]
  await run(launcher, binaries.initdb, [
    '--pgdata',
    cluster,
    '--encoding=UTF8',
    ...locale,
    ...access,
    '--data-checksums',
    '--no-instructions',
  ])
  chmodSync(cluster, 0o700)
  renameSync(cluster, folders.cluster)
  rmSync(nest, { recursive: true, force: true })
  return true
}

function checkVersion(folders: Folders, binaries: Binaries): void {
  const made = read(path.join(folders.cluster, 'PG_VERSION'))
  const ours = /^# PostgreSQL (\d+)/.exec(read(path.join(binaries.home, 'share', 'postgresql', 'postgres.bki')) ?? '')?.[1]
  if (made === undefined) {
    throw new EmbeddedDatabaseError(`${folders.cluster} exists, but holds no database.`, 'Move that folder away, then start again.')
  }
  if (ours !== undefined && ours !== made) {
    throw new EmbeddedDatabaseError(
      `The database in ${folders.cluster} was made by PostgreSQL ${made}; this version of Attune brings PostgreSQL ${ours}.`,
      'Make a backup with the version of Attune that ran last, then restore it with this one into an empty DATA_DIR.',
    )
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}

/** Lets the account that the server runs as own the files, should they come from a start in another way. */
function giveTo({ owner }: Launcher, folder: string): void {
  const { uid, gid } = statSync(folder)
  if (process.getuid?.() !== 0 || (uid === owner.uid && gid === owner.gid)) return
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    lchownSync(path.join(entry.parentPath, entry.name), owner.uid, owner.gid)
  }
  chownSync(folder, owner.uid, owner.gid)
}

/** Runs one of PostgreSQL's programs to its end, apart from our terminal; `input` goes to its stdin. */
export async function run(launcher: Launcher, program: string, args: string[], input = ''): Promise<void> {
  const { file, args: all, ...as } = launcher.launch(program, args)
  const child = spawn(file, all, { ...as, detached: true, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'], env: serverEnvironment })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stdin.on('error', () => undefined).end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code === 0) return
  const name = path.basename(program)
  throw new EmbeddedDatabaseError(
    `${name} failed: ${output.trim().split('\n').slice(-3).join(' ') || `exit status ${code}`}.`,
    'Check that the disk has free space and that DATA_DIR may be written to, then start again.',
  )
}

/** The server sees nothing of our environment: no secrets, no PG* variables, no locale. */
export const serverEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
