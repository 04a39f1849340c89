// What lies where in DATA_DIR. Everything is for its owner only.
import path from 'node:path'

export interface Folders {
  dataDir: string
  /** The database itself. */
  cluster: string
  /** The socket, where its path is short enough. */
  run: string
  secrets: string
  credentials: string
  log: string
  /** Settings that the operator adds; they win over ours. */
  overrides: string
}

export const foldersOf = (dataDir: string): Folders => ({
  dataDir,
  cluster: path.join(dataDir, 'postgres'),
  run: path.join(dataDir, 'run'),
  secrets: path.join(dataDir, 'secrets'),
  credentials: path.join(dataDir, 'secrets', 'database.json'),
  log: path.join(dataDir, 'postgres.log'),
  overrides: path.join(dataDir, 'postgres.conf'),
})

export const socketPort = 5432

/** Unix socket addresses end at 107 bytes on Linux and 103 on macOS; a longer path falls back to 127.0.0.1. */
export const isSocketPossible = (folders: Folders): boolean => Buffer.byteLength(`${folders.run}/.s.PGSQL.${socketPort}`) < 100
