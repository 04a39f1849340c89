// A PostgreSQL of the system, 15 or newer: the oldest that is there. The database tests run on it once more, as on a server given by DATABASE_URL.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { aptInstall, findProgram, mayInstall } from './apt.ts'

const oldest = 15
const debianFolder = '/usr/lib/postgresql'

/** Folder with initdb and postgres. */
export function findServerBinaries(): string | undefined {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder).map(Number) : []
  const folders = versions
    .filter((version) => version >= oldest)
    .sort((a, b) => a - b)
    .map((version) => path.join(debianFolder, String(version), 'bin'))
  const config = findProgram('pg_config')
  if (config) folders.push(spawnSync(config, ['--bindir'], { encoding: 'utf8' }).stdout.trim())
  return folders.find((folder) => {
    if (!existsSync(path.join(folder, 'initdb'))) return false
    const { status, stdout } = spawnSync(path.join(folder, 'postgres'), ['--version'], { encoding: 'utf8' })
    return status === 0 && Number(/ (\d+)/.exec(stdout)?.[1]) >= oldest
  })
}

/** As above; installs it where that is plain. Says in `missing` why there is none. */
export function ensureServerBinaries(say: (line: string) => void): { binDir: string } | { missing: string } {
  const there = findServerBinaries()
  if (there) return { binDir: there }
  const command = 'apt-get update && apt-get install -y postgresql'
  if (!mayInstall()) return { missing: `no PostgreSQL ${oldest} or newer is installed (Debian: ${command})` }
  say(`installing PostgreSQL: ${command}`)
  const failure = aptInstall(['postgresql'])
  const binDir = findServerBinaries()
  return binDir
    ? { binDir }
    : { missing: `PostgreSQL could not be installed by ${command}: ${failure ?? 'its programs are not where they belong'}` }
}
