// Migrations run as the owner of the schema, one transaction each, under an advisory lock, so that two starting
// processes apply each once. An applied file that changed since is refused: history is never rewritten.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import type { Logger } from '../log.ts'

export const appRole = 'attune_app'
/** Advisory lock of whoever changes the schema. */
export const migrationLock = 4_711_202_611
export const migrationsTableSql = `create table if not exists schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())`

export interface Migration {
  name: string
  text: string
  checksum: string
}

export async function readMigrations(dir: string): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(dir, name), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/** The application's role where it exists or may be made; undefined where owner and application must be one login. */
export async function ensureAppRole(client: pg.Client, log: Logger): Promise<string | undefined> {
  const { rows } = await client.query(
    `select exists (select from pg_roles where rolname = $1) as is_there,
            case when exists (select from pg_roles where rolname = $1) then pg_has_role(current_user, $1, 'member') or current_user = $1 end as is_member,
            (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) as may_create`,
    [appRole],
  )
  const { is_there: isThere, is_member: isMember, may_create: mayCreate } = rows[0]
  if (isThere && isMember) return appRole
  if (!mayCreate) {
    log.warn(`the role ${appRole} is missing and may not be made: the application runs as the owner, under forced row level security`)
    return undefined
  }
  if (!isThere) await client.query(`create role ${appRole} nologin nosuperuser nobypassrls`)
  await client.query(`grant ${appRole} to current_user`)
  return appRole
}

export async function grantToApp(client: pg.Client): Promise<void> {
  await client.query(`grant usage on schema public to ${appRole}`)
  await client.query(`grant select, insert, update, delete on all tables in schema public to ${appRole}`)
  await client.query(`revoke all on schema_migrations from ${appRole}; grant select on schema_migrations to ${appRole}`)
  const { rows } = await client.query(
    `select format('revoke update, delete, truncate on %I from ${appRole}', c.relname) as statement
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and obj_description(c.oid, 'pg_class') like 'append-only:%'`,
  )
  for (const row of rows) await client.query(row.statement)
}

/** Within a transaction that the caller has begun. */
export async function applyMigration(client: pg.ClientBase, { name, text, checksum }: Migration): Promise<void> {
  try {
    await client.query(text)
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [name, checksum])
  } catch (error) {
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}

export interface MigrateOptions {
  ownerUrl: string
  migrationsDir: string
  log: Logger
  /** Called once before the first change to a database that already holds data. */
  beforeChange?: (pending: string[]) => Promise<void>
}

/** Brings the schema up to date. `role` is what the application should SET after connecting as the owner. */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[]; role: string | undefined }> {
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'attune migrate' })
  client.on('error', (err) => options.log.warn({ err }, 'migration connection lost'))
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(${migrationLock})`)
    await client.query(migrationsTableSql)
    const role = await ensureAppRole(client, options.log)
    const done = new Map<string, string>(
      (await client.query('select name, checksum from schema_migrations')).rows.map((row) => [row.name, row.checksum]),
    )
    const migrations = await readMigrations(options.migrationsDir)
    for (const { name, checksum } of migrations) {
      if (done.has(name) && done.get(name) !== checksum)
        throw new Error(`migration ${name} was changed after it had been applied; add a new one instead`)
    }
    const known = new Set(migrations.map(({ name }) => name))
    const unknown = [...done.keys()].filter((name) => !known.has(name))
    if (unknown.length > 0) throw new Error(`the database is newer than this program: it has ${unknown.join(', ')}`)
    const pending = migrations.filter(({ name }) => !done.has(name))
    if (pending.length > 0 && done.size > 0) await options.beforeChange?.(pending.map(({ name }) => name))
    for (const migration of pending) {
      await client.query("begin; set local lock_timeout = '2s'")
      try {
        await applyMigration(client, migration)
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      }
    }
    if (role && pending.length > 0) await grantToApp(client)
    return { applied: pending.map(({ name }) => name), role }
  } finally {
    await client.end()
  }
}
