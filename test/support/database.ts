// A real database for each test file. `npm test` starts one server and names it in ATTUNE_TEST_DATABASE; a file that runs alone starts its own.
import { after } from 'node:test'
import { type Database, openDatabase } from '#platform/db/database.ts'
import { type Cluster, embeddedBinaries, startCluster } from './cluster.ts'
import { appRole, createEmptyDatabase, createMigratedDatabase, dropDatabase, ownerRole, silentLog, urlFor } from './template.ts'

export interface TestDatabase {
  name: string
  /** For migrations and for looking past row level security: no superuser, owns the schema. */
  ownerUrl: string
  /** What the application uses. */
  appUrl: string
  /** Superuser on this database; for what no test of a feature needs. */
  adminUrl: string
}

let cluster: Promise<Cluster> | undefined
const cleanups: (() => Promise<void>)[] = []

/** Superuser's address of the server under test. */
export async function testServer(): Promise<string> {
  const given = process.env.ATTUNE_TEST_DATABASE
  if (given) return given
  cluster ??= startCluster(embeddedBinaries())
  return (await cluster).adminUrl
}

// At the root: runs when the last test of the file has ended, however it ended.
after(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup()
  if (cluster) await (await cluster).stop()
})

/** Runs before this file's databases are closed: for a server that still asks them. */
export const beforeClosing = (cleanup: () => Promise<void>): void => void cleanups.push(cleanup)

async function addressed(adminUrl: string, name: string): Promise<TestDatabase> {
  cleanups.push(() => dropDatabase(adminUrl, name))
  return {
    name,
    ownerUrl: urlFor(adminUrl, ownerRole, name),
    appUrl: urlFor(adminUrl, appRole, name),
    adminUrl: urlFor(adminUrl, new URL(adminUrl).username, name),
  }
}

/** A database without any table, for tests of migrations, restore and start. Dropped when the file ends. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const adminUrl = await testServer()
  return addressed(adminUrl, await createEmptyDatabase(adminUrl))
}

/** A migrated database, opened as the application's role. Closed and dropped when the file ends. */
export async function testDatabase(): Promise<TestDatabase & { db: Database }> {
  const adminUrl = await testServer()
  const database = await addressed(adminUrl, await createMigratedDatabase(adminUrl))
  const db = openDatabase({ appUrl: database.appUrl, log: silentLog, max: 8 })
  let isClosed = false
  const close = async () => {
    if (!isClosed) await db.close()
    isClosed = true
  }
  cleanups.push(close)
  return { ...database, db: { ...db, close } }
}
