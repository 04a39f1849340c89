// The migrated schema is made once per server, as a template; a test file's database is a copy of it in some 20 ms.
import path from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { migrate, readMigrations } from '#platform/db/migrate.ts'
import { newId, sha256 } from '#platform/ids.ts'

export const migrationsDir = path.resolve(import.meta.dirname, '../../db/migrations')
export const ownerRole = 'attune_owner'
export const appRole = 'attune_app'
export const silentLog = pino({ level: process.env.ATTUNE_TEST_LOG ?? 'silent' })

export function urlFor(adminUrl: string, role: string, database: string): string {
  const url = new URL(adminUrl)
  url.username = role
  url.password = ''
  url.pathname = `/${database}`
  return url.href
}

export async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'attune tests' })
  // A server that ends before its clients must not take the test run along.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

// Roles belong to the whole server. Made beforehand, as an administrator would: the owner may not make roles.
async function ensureRoles(client: pg.Client): Promise<void> {
  for (const role of [ownerRole, appRole]) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
    if (rowCount === 0) await client.query(`create role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls`)
  }
  await client.query(`grant ${appRole} to ${ownerRole}`)
}

async function withLock<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return asAdmin(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock(4711)')
    return work(client)
  })
}

const randomName = (): string => `attune_${newId().replaceAll('-', '')}`

/** An empty database that belongs to the owner. */
export async function createEmptyDatabase(adminUrl: string): Promise<string> {
  const name = randomName()
  await withLock(adminUrl, async (client) => {
    await ensureRoles(client)
    await client.query(`create database ${name} owner ${ownerRole}`)
  })
  return name
}

/** The name of the template with the present migrations; the first to ask makes it. */
export async function ensureTemplate(adminUrl: string): Promise<string> {
  const migrations = await readMigrations(migrationsDir)
  const name = `attune_template_${sha256(migrations.map(({ checksum }) => checksum).join()).slice(0, 16)}`
  await withLock(adminUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount !== 0) return
    await ensureRoles(client)
    const making = randomName()
    await client.query(`create database ${making} owner ${ownerRole}`)
    try {
      await migrate({ ownerUrl: urlFor(adminUrl, ownerRole, making), migrationsDir, log: silentLog })
    } catch (error) {
      await client.query(`drop database ${making} with (force)`)
      throw error
    }
    await client.query(`alter database ${making} rename to ${name}`)
  })
  return name
}

export async function createMigratedDatabase(adminUrl: string): Promise<string> {
  const template = await ensureTemplate(adminUrl)
  const name = randomName()
  // file_copy: a quarter of the time of the default where nothing is synced.
  await asAdmin(adminUrl, (client) => client.query(`create database ${name} owner ${ownerRole} template ${template} strategy file_copy`))
  return name
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await asAdmin(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
}
