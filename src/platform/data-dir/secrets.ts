// Keys of the program, made at the first start. They lie beside the database, never in it. Losing them: short codes in use stop working, and the audit
// log's earlier seals can't be checked any more.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { newSecret } from '../ids.ts'
import type { Secrets } from '../platform.ts'

export function loadSecrets(dataDir: string): Secrets {
  const folder = path.join(dataDir, 'secrets')
  const file = path.join(folder, 'application.json')
  const known = read(file)
  if (known !== undefined) return known
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const temporary = `${file}.${process.pid}`
  const made: Secrets = { auditKey: newSecret(), pepper: newSecret() }
  writeFileSync(temporary, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true })
  try {
    // Unlike a rename, a link never replaces what another process made a moment ago.
    linkSync(temporary, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(temporary, { force: true })
  }
  return read(file) ?? made
}

function read(file: string): Secrets | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Error(`${file} can't be read: ${(error as Error).message}`, { cause: error })
  }
}
