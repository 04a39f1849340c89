// For one-off commands: the server that another process of ours runs on the same DATA_DIR.
import pg from 'pg'
import { connectionUrl, readCredentials } from './credentials.ts'
import { foldersOf } from './folders.ts'

/** The addresses of the embedded server when it answers now, else undefined. */
export async function findRunning(dataDir: string): Promise<{ ownerUrl: string; appUrl: string } | undefined> {
  const credentials = readCredentials(foldersOf(dataDir))
  if (credentials === undefined) return undefined
  const [ownerUrl, appUrl] = [connectionUrl(credentials, 'owner'), connectionUrl(credentials, 'app')]
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return { ownerUrl, appUrl }
  } catch {
    return undefined
  }
}
