// Keys of the program, made at the first start. They lie beside the database, never in it. Losing them: short codes in use stop working, and the audit
// log's earlier seals can't be checked any more.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { newId, newSecret } from '../ids.ts'
import type { Secrets } from '../platform.ts'

const fileOf = (dataDir: string): string => path.join(dataDir, 'secrets', 'application.json')

export function loadSecrets(dataDir: string): Secrets {
  const file = fileOf(dataDir)
  const known = read(file)
  if (known !== undefined) return known
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
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

/** What is there; undefined before the first start. */
export const readSecrets = (dataDir: string): Secrets | undefined => read(fileOf(dataDir))

/** Puts those of a backup in place, for a restore. Others that were there are kept beside them: a backup of their time needs them. Returns how to undo that. */
export function replaceSecrets(dataDir: string, { auditKey, pepper }: Partial<Secrets>): () => void {
  if (!auditKey || !pepper) throw new Error('a key is missing')
  const file = fileOf(dataDir)
  const before = read(file)
  const write = (secrets: Secrets) => {
    const temporary = `${file}.${process.pid}`
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(temporary, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true })
    renameSync(temporary, file)
  }
  if (before !== undefined && (before.auditKey !== auditKey || before.pepper !== pepper)) linkSync(file, `${file}.replaced-${newId()}`)
  write({ auditKey, pepper })
  return () => (before === undefined ? rmSync(file, { force: true }) : write(before))
}

function read(file: string): Secrets | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Error(`${file} can't be read: ${(error as Error).message}`, { cause: error })
  }
}
