// PostgreSQL refuses to run as root. Where we are root, one of three ways hides that from it; the first that works here is taken:
//   namespace   it sees itself as another user, the files stay root's: works below folders that only root may enter; not in most containers
//   user        it runs as `postgres` or `nobody`, who must be able to enter DATA_DIR and node_modules
//   capability  the same, and it may pass every folder
import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import type { Binaries } from './binaries.ts'
import { EmbeddedDatabaseError } from './error.ts'

export type Way = 'direct' | 'namespace' | 'user' | 'capability'

export interface Launch {
  file: string
  args: string[]
  uid?: number
  gid?: number
}

export interface Launcher {
  way: Way
  /** Who must own the database's files. */
  owner: { uid: number; gid: number }
  launch(program: string, args: string[]): Launch
}

interface Account {
  name: string
  uid: number
  gid: number
}

function accounts(): Account[] {
  try {
    const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
    return lines
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }))
      .filter(({ uid, gid }) => uid > 0 && gid >= 0)
  } catch {
    return []
  }
}

// The kernel stops the server when this process dies, however it dies: no server is left behind after kill -9.
const dieWithUs = ['--pdeathsig', 'INT']
const hasSetpriv = (): boolean => spawnSync('setpriv', [...dieWithUs, '--', 'true']).status === 0

function candidates(): Launcher[] {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
  const us = { uid, gid }
  const wrap = hasSetpriv() ? ['setpriv', ...dieWithUs, '--'] : []
  const start = (before: string[], as: Partial<Launch> = {}) => {
    return (program: string, args: string[]): Launch => {
      const [file, ...rest] = [...before, program, ...args]
      return { file: file ?? program, args: rest, ...as }
    }
  }
  const known = accounts()
  const namespaces = known.slice(0, 1).map((account): Launcher => {
    // initdb looks its user up by number, so the number must be one that this machine knows.
    const before = ['unshare', '--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`, '--', ...wrap]
    return { way: 'namespace', owner: us, launch: start(before) }
  })
  if (uid !== 0) return hasName() ? [{ way: 'direct', owner: us, launch: start(wrap) }] : namespaces
  const others = ['postgres', 'nobody'].flatMap((name) => known.filter((account) => account.name === name))
  return [
    ...namespaces,
    ...others.map((account): Launcher => ({ way: 'user', owner: account, launch: start(wrap, { uid: account.uid, gid: account.gid }) })),
    ...others.map((account): Launcher => {
      const become = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', '--no-new-privs']
      const before = ['setpriv', ...become, '--inh-caps=+dac_override', '--ambient-caps=+dac_override', ...dieWithUs, '--']
      return { way: 'capability', owner: account, launch: start(before) }
    }),
  ]
}

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** Tries the ways in order and returns the first in which the server's program runs and may enter DATA_DIR. */
export function chooseLauncher(binaries: Binaries, dataDir: string, only?: Way): Launcher {
  const failures: string[] = []
  for (const launcher of candidates()) {
    if (only !== undefined && launcher.way !== only) continue
    // Others may pass DATA_DIR, not look into it; what lies in it is closed by itself.
    if (launcher.way === 'user') chmodSync(dataDir, 0o711)
    const { file, args, ...as } = launcher.launch('sh', ['-c', '"$1" --version >/dev/null && cd "$2"', 'sh', binaries.postgres, dataDir])
    const { status, stderr, error } = spawnSync(file, args, { ...as, cwd: '/', encoding: 'utf8' })
    if (status === 0) return launcher
    if (launcher.way === 'user') chmodSync(dataDir, 0o700)
    failures.push(`${launcher.way}: ${(error?.message ?? stderr).trim()}`)
  }
  const reasons = failures.map((failure) => `\n  ${failure}`).join('')
  throw new EmbeddedDatabaseError(
    process.getuid?.() === 0
      ? `PostgreSQL does not run as root, and no other way to start it works here:${reasons}`
      : `PostgreSQL can't be started here:${reasons}`,
    process.getuid?.() === 0
      ? 'Start Attune as another user, put DATA_DIR where the user nobody may enter, or set DATABASE_URL.'
      : 'Attune needs Linux with glibc 2.27 or newer and a user with a name (a line in /etc/passwd). Otherwise set DATABASE_URL.',
  )
}
