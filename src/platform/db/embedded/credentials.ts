// Names, passwords and address of the embedded server, in DATA_DIR/secrets, readable by the owner only. One-off commands find a running server by it.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { newSecret } from '../../ids.ts'
import { EmbeddedDatabaseError } from './error.ts'
import { type Folders, isSocketPossible, socketPort } from './folders.ts'

export const databaseName = 'attune'
export const supervisorRole = 'attune_supervisor'
export const ownerRole = 'attune_owner'
export const appRole = 'attune_app'

export interface Credentials {
  /** A folder (socket) or 127.0.0.1. */
  host: string
  port: number
  passwords: { supervisor: string; owner: string; app: string }
}

export function readCredentials(folders: Folders): Credentials | undefined {
  try {
    return JSON.parse(readFileSync(folders.credentials, 'utf8')) as Credentials
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new EmbeddedDatabaseError(
      `${folders.credentials} can't be read: ${message}.`,
      code === 'EACCES'
        ? 'Run the command as the user who runs the server.'
        : 'Remove that file; the next start makes new passwords for the embedded database.',
      { cause: error },
    )
  }
}

export function writeCredentials(folders: Folders, credentials: Credentials): void {
  mkdirSync(folders.secrets, { recursive: true, mode: 0o700 })
  const temporary = `${folders.credentials}.${process.pid}`
  writeFileSync(temporary, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(temporary, folders.credentials)
}

/** Keeps passwords, and the port where one is needed; the socket's folder follows DATA_DIR when that was moved. */
export async function prepareCredentials(folders: Folders, options: { isPortTaken?: boolean } = {}): Promise<Credentials> {
  const known = readCredentials(folders)
  const passwords = known?.passwords ?? { supervisor: newSecret(), owner: newSecret(), app: newSecret() }
  const isKept = known !== undefined && known.host === '127.0.0.1' && options.isPortTaken !== true
  const credentials = isSocketPossible(folders)
    ? { host: folders.run, port: socketPort, passwords }
    : { host: '127.0.0.1', port: isKept ? known.port : await freePort(), passwords }
  if (JSON.stringify(credentials) !== JSON.stringify(known)) writeCredentials(folders, credentials)
  return credentials
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

export function connectionUrl({ host, port, passwords }: Credentials, role: 'owner' | 'app'): string {
  const login = `${role === 'owner' ? ownerRole : appRole}:${passwords[role]}`
  return host.startsWith('/')
    ? `postgres://${login}@localhost:${port}/${databaseName}?host=${encodeURIComponent(host)}`
    : `postgres://${login}@${host}:${port}/${databaseName}`
}
