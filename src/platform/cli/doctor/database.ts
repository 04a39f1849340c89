// The database: version, roles, forced row level security, migrations that wait.
import pg from 'pg'
import type { ReachedDatabase } from '../../db/embedded/reach.ts'
import { readMigrations } from '../../db/migrate.ts'
import { type Finding, note, ok, problem } from './findings.ts'

interface RoleFacts {
  role: string
  is_super: boolean
  may_bypass: boolean
  version: string
  owned: number
}

export async function checkDatabase(database: ReachedDatabase, migrationsDir: string): Promise<Finding[]> {
  const findings: Finding[] = []
  const owner = await withClient(database.ownerUrl, async (client) => {
    const facts = await roleFacts(client)
    findings.push(
      checkVersion(facts, database),
      checkOwner(facts),
      await checkRowSecurity(client),
      await checkMigrations(client, migrationsDir),
    )
    return facts
  })
  await withClient(database.appUrl, async (client) => {
    if (database.appUrl === database.ownerUrl) await client.query('set role attune_app').catch(() => undefined)
    findings.push(checkApp(await roleFacts(client), owner))
  })
  return findings
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, application_name: 'attune doctor' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function roleFacts(client: pg.Client): Promise<RoleFacts> {
  const { rows } = await client.query<RoleFacts>(
    `select rolname as role, rolsuper as is_super, rolbypassrls as may_bypass, current_setting('server_version') as version,
            (select count(*)::int from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace) as owned
       from pg_roles r where rolname = current_user`,
  )
  return rows[0]!
}

function checkVersion({ version }: RoleFacts, { kind }: ReachedDatabase): Finding {
  const where = { embedded: 'embedded, started for this check', attached: 'embedded, running', server: 'by DATABASE_URL' }[kind]
  const text = `${version} (${where})`
  return Number.parseInt(version, 10) >= 15 ? ok('PostgreSQL', text) : problem('PostgreSQL', text, 'Use PostgreSQL 15 or newer.')
}

function checkOwner({ role, is_super: isSuper, may_bypass: mayBypass }: RoleFacts): Finding {
  if (isSuper || mayBypass)
    return note('owner role', `${role} passes row level security`, 'A plain role that owns the database is enough, and safer.')
  return ok('owner role', `${role}, no superuser`)
}

function checkApp({ role, is_super: isSuper, may_bypass: mayBypass, owned }: RoleFacts, owner: RoleFacts): Finding {
  const remedy = 'Let a superuser run: create role attune_app nologin; grant attune_app to the owner. Then restart.'
  if (isSuper || mayBypass) return problem('application role', `${role} passes row level security`, remedy)
  if (role === owner.role || owned > 0)
    return note('application role', `${role}, the owner itself, under forced row level security`, remedy)
  return ok('application role', `${role}, owns nothing`)
}

async function checkRowSecurity(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string; is_forced: boolean }>(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as is_forced
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnotnull
        and exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and i.indkey[0] = a.attnum)
      order by 1`,
  )
  const open = rows.filter(({ is_forced: isForced }) => !isForced).map(({ name }) => name)
  if (open.length > 0)
    return problem('row level security', `not forced on ${open.join(', ')}`, 'Run: npm run attune -- migrate. If it stays, report it.')
  return ok('row level security', `forced on all ${rows.length} tables of organisations`)
}

async function checkMigrations(client: pg.Client, migrationsDir: string): Promise<Finding> {
  const { rows } = await client.query<{ is_there: boolean }>(`select to_regclass('schema_migrations') is not null as is_there`)
  const done = rows[0]?.is_there ? await client.query<{ name: string }>('select name from schema_migrations') : { rows: [] }
  const names = new Set(done.rows.map(({ name }) => name))
  const pending = (await readMigrations(migrationsDir)).map(({ name }) => name).filter((name) => !names.has(name))
  if (pending.length > 0)
    return note('migrations', `waiting: ${pending.join(', ')}`, 'They run at the next start, or now by: npm run attune -- migrate')
  return ok('migrations', `all ${names.size} applied`)
}
