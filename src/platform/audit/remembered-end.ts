// Where the chain ended, remembered outside the database: cutting off the last seals together with their entries leaves a chain that is whole,
// only shorter. One small file per organisation in DATA_DIR; with several machines each remembers what it sealed itself.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isUuid } from '../ids.ts'

export interface RememberedEnd {
  number: number
  hash: string
  sealedAt: string
}

const folderOf = (dataDir: string): string => path.join(dataDir, 'audit-ends')
const fileOf = (dataDir: string, organisationId: string): string => {
  if (!isUuid(organisationId)) throw new TypeError('an organisation id is a uuid')
  return path.join(folderOf(dataDir), `${organisationId}.json`)
}

export async function rememberEnd(dataDir: string, organisationId: string, { number, hash, sealedAt }: RememberedEnd): Promise<void> {
  const file = fileOf(dataDir, organisationId)
  const temporary = `${file}.${process.pid}`
  await mkdir(folderOf(dataDir), { recursive: true, mode: 0o700 })
  await writeFile(temporary, `${JSON.stringify({ number, hash, sealedAt })}\n`, { mode: 0o600 })
  await rename(temporary, file)
}

export async function readRememberedEnd(dataDir: string, organisationId: string): Promise<RememberedEnd | undefined> {
  try {
    return JSON.parse(await readFile(fileOf(dataDir, organisationId), 'utf8')) as RememberedEnd
  } catch {
    // Never sealed from here, or cut short by a crash: then it proves nothing.
    return undefined
  }
}

/** After a restore the chain ends where the archive's did; what was remembered before would look like a cut-off end. */
export const forgetEnds = (dataDir: string): Promise<void> => rm(folderOf(dataDir), { recursive: true, force: true })
