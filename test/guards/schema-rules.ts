// What every table must be, so that one schema runs embedded, on a server and on Citus, and no tenant sees another (docs/decisions/0002-database.md).
import type pg from 'pg'

/** Tables without row level security, each with its reason. */
export const globalTables: Record<string, string> = {
  schema_migrations: 'about the schema, not about an organisation; the application may only read it',
  organisations: 'a request finds its organisation before it has a context',
  accounts: 'sign-in finds the account before the organisation is known',
  api_tokens: 'a request with a key finds its organisation by it',
  device_accounts: 'belongs to accounts and devices',
  devices: 'counted before anybody is known to sign in',
  one_time_codes: 'whoever holds the code has no session yet',
  reset_requests: 'asked by somebody who is not signed in',
  role_grants: 'read with the session, before the organisation is known',
  sessions: 'found before the organisation is known',
  sign_in_limits: 'counts tries of people whom nobody knows yet',
}

/** Plurals that do not end in s. */
const otherPlurals = new Set(['people'])

const tenantCondition = "(organisation_id = (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid)"

interface TableFacts {
  name: string
  comment: string | null
  first_column: { name: string; type: string; is_required: boolean }
  keys: { name: string; is_primary: boolean; first: string | null }[]
  foreign_keys: { name: string; columns: string[]; target: string; target_columns: string[]; on_delete: string; on_update: string }[]
  policies: { name: string; command: string; kind: string; roles: string[]; using: string | null; check: string | null }[]
  triggers: string[]
  generated_ids: string[]
  app_rights: string[]
  public_rights: string[]
  is_secured: boolean
  is_forced: boolean
}

const columnNames = (keys: string, relation: string) =>
  `(select jsonb_agg(a.attname order by k.place) from unnest(${keys}) with ordinality k (number, place) join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.number)`

const rights = (who: string) =>
  `(select coalesce(jsonb_agg(distinct acl.privilege_type order by acl.privilege_type), '[]') from aclexplode(t.relacl) acl where acl.grantee = ${who})`

const factsQuery = `
  select t.relname as name, obj_description(t.oid, 'pg_class') as comment, t.relrowsecurity as is_secured, t.relforcerowsecurity as is_forced,
    (select jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'is_required', a.attnotnull)
       from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped order by a.attnum limit 1) as first_column,
    (select coalesce(jsonb_agg(jsonb_build_object('name', i.indexrelid::regclass::text, 'is_primary', i.indisprimary, 'first', a.attname)), '[]')
       from pg_index i left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0] where i.indrelid = t.oid and i.indisunique) as keys,
    (select coalesce(jsonb_agg(jsonb_build_object('name', c.conname, 'columns', ${columnNames('c.conkey', 'c.conrelid')}, 'target', r.relname,
         'target_columns', ${columnNames('c.confkey', 'c.confrelid')}, 'on_delete', c.confdeltype, 'on_update', c.confupdtype)), '[]')
       from pg_constraint c join pg_class r on r.oid = c.confrelid where c.conrelid = t.oid and c.contype = 'f') as foreign_keys,
    (select coalesce(jsonb_agg(jsonb_build_object('name', policyname, 'command', cmd, 'kind', permissive, 'roles', roles, 'using', qual, 'check', with_check)), '[]')
       from pg_policies p where p.schemaname = 'public' and p.tablename = t.relname) as policies,
    (select coalesce(jsonb_agg(g.tgname), '[]') from pg_trigger g where g.tgrelid = t.oid and not g.tgisinternal) as triggers,
    (select coalesce(jsonb_agg(a.attname), '[]') from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = t.oid and a.attnum > 0 and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) ~ 'nextval|gen_random_uuid|uuidv')) as generated_ids,
    ${rights(`coalesce(to_regrole('attune_app'), 0::oid)`)} as app_rights, ${rights('0')} as public_rights
  from pg_class t where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') order by t.relname`

function checkName(name: string): string[] {
  const isPlural = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name) && (name.endsWith('s') || otherPlurals.has(name.split('_').at(-1)!))
  return isPlural ? [] : ['is called a plural in snake_case']
}

function checkRights({ comment, app_rights: app, public_rights: everybody }: TableFacts): string[] {
  const faults: string[] = []
  const beyond = app.filter((right) => !['SELECT', 'INSERT', 'UPDATE', 'DELETE'].includes(right))
  if (beyond.length > 0) faults.push(`gives the application ${beyond.join(', ')}; TRUNCATE knows no row level security`)
  if (everybody.length > 0) faults.push(`gives everybody ${everybody.join(', ')}`)
  const changes = app.filter((right) => right === 'UPDATE' || right === 'DELETE')
  if (comment?.startsWith('append-only:') && changes.length > 0)
    faults.push(`is append-only and gives the application ${changes.join(', ')}`)
  return faults
}

function checkForeignKeys(table: TableFacts, isTenant: boolean): string[] {
  return table.foreign_keys.flatMap(
    ({ name, columns, target, target_columns: targetColumns, on_delete: onDelete, on_update: onUpdate }) => {
      const faults: string[] = []
      if (['n', 'd'].includes(onDelete) || ['n', 'd'].includes(onUpdate))
        faults.push(`${name} sets columns when the other row goes; let the owning feature do it`)
      if (!isTenant) {
        if (!(target in globalTables)) faults.push(`${name} leads from a global table to the tenant table ${target}`)
      } else if (
        columns[0] !== 'organisation_id' ||
        (target in globalTables ? target !== 'organisations' || columns.length > 1 : targetColumns[0] !== 'organisation_id')
      ) {
        faults.push(`${name} begins with organisation_id on both sides`)
      }
      return faults
    },
  )
}

function checkTenant(table: TableFacts): string[] {
  const faults: string[] = []
  const { first_column: first, keys, policies } = table
  if (first.name !== 'organisation_id' || first.type !== 'uuid' || !first.is_required)
    faults.push('begins with organisation_id uuid not null')
  if (!keys.some(({ is_primary: isPrimary }) => isPrimary)) faults.push('has a primary key')
  for (const key of keys) if (key.first !== 'organisation_id') faults.push(`${key.name} begins with organisation_id`)
  if (!table.is_secured) faults.push("enables row level security: select tenant_table('name')")
  if (!table.is_forced) faults.push("forces row level security: select tenant_table('name')")
  const [policy] = policies
  const isRight =
    policies.length === 1 &&
    policy?.command === 'ALL' &&
    policy.kind === 'PERMISSIVE' &&
    policy.roles.join() === 'public' &&
    policy.using === tenantCondition &&
    policy.check === tenantCondition
  if (!isRight) faults.push('has the one policy of tenant_table, for everything and everybody')
  if (table.triggers.length > 0) faults.push(`has no trigger (${table.triggers.join(', ')}); the owning feature does it in its transaction`)
  if (table.generated_ids.length > 0) faults.push(`lets the application make its ids (${table.generated_ids.join(', ')}): newId()`)
  return faults
}

const aroundQuery = `
  select format('the role %s %s', rolname, word) as fault from pg_roles
    cross join lateral (values (rolsuper, 'is a superuser'), (rolbypassrls, 'passes row level security'), (rolcreaterole, 'may make roles'),
      (rolcreatedb, 'may make databases'), (rolreplication, 'may replicate')) as right_of (is_set, word)
   where rolname = 'attune_app' and is_set
  union all select format('the role attune_app is a member of %s', pg_get_userbyid(m.roleid)) from pg_auth_members m where m.member = to_regrole('attune_app')
  union all select format('attune_app owns %s', pg_describe_object(s.classid, s.objid, s.objsubid)) from pg_shdepend s
   where s.refobjid = to_regrole('attune_app') and s.deptype = 'o' and s.dbid in (0, (select oid from pg_database where datname = current_database()))
  union all select format('attune_app may create in the schema %s', nspname) from pg_namespace
   where nspname !~ '^pg_(toast|temp)' and to_regrole('attune_app') is not null and has_schema_privilege('attune_app', oid, 'create')
  union all select format('the function %s runs with its owner''s rights', p.oid::regprocedure) from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
  union all select format('the view %s looks past row level security: with (security_invoker = true)', relname) from pg_class
   where relnamespace = 'public'::regnamespace and relkind = 'v' and not coalesce(reloptions, '{}') && '{security_invoker=true,security_invoker=on}'
  union all select format('%s keeps a copy past row level security', relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'm'`

/** One line for each thing that is wrong with the schema of this connection's database. */
export async function checkSchema(client: pg.ClientBase): Promise<string[]> {
  const { rows: tables } = await client.query<TableFacts>(factsQuery)
  const faults = tables.flatMap((table) => {
    const isTenant = !(table.name in globalTables)
    const own = [
      ...checkName(table.name),
      ...(isTenant ? checkTenant(table) : []),
      ...checkForeignKeys(table, isTenant),
      ...checkRights(table),
    ]
    return own.map((fault) => `${table.name}: ${fault}`)
  })
  for (const name of Object.keys(globalTables))
    if (!tables.some((table) => table.name === name)) faults.push(`${name}: is no table any more; take it off the list`)
  const { rows: around } = await client.query<{ fault: string }>(aroundQuery)
  return [...faults, ...around.map(({ fault }) => fault)]
}
