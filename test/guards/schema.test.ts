import assert from 'node:assert/strict'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { migrate, readMigrations } from '#platform/db/migrate.ts'
import { emptyDatabase, testDatabase } from '../support/database.ts'
import { dumpSchema } from '../support/schema-dump.ts'
import { asAdmin, migrationsDir, silentLog } from '../support/template.ts'
import { assertNone } from './fixture.ts'
import { checkSchema } from './schema-rules.ts'
import { root } from './source.ts'

const schemaFile = path.join(root, 'db/schema.sql')
const { adminUrl, ownerUrl } = await testDatabase()
const migrated = await asAdmin(adminUrl, dumpSchema)
if (process.env.ATTUNE_UPDATE_SCHEMA === 'true') writeFileSync(schemaFile, migrated)
const committed = existsSync(schemaFile) ? readFileSync(schemaFile, 'utf8') : ''

test('the migrations make db/schema.sql', () => {
  assert.equal(migrated, committed, 'look at the difference, then: npm test -- --update-schema')
})

test('db/schema.sql makes the same schema in an empty database', async () => {
  const empty = await emptyDatabase()
  const fresh = await asAdmin(empty.ownerUrl, async (client) => {
    await client.query(committed)
    return dumpSchema(client)
  })
  assert.equal(fresh, committed)
})

test('migrating step by step, as an old installation does, makes the same schema', async () => {
  const empty = await emptyDatabase()
  const folder = mkdtempSync(path.join(tmpdir(), 'attune-migrations-'))
  try {
    for (const { name } of await readMigrations(migrationsDir)) {
      copyFileSync(path.join(migrationsDir, name), path.join(folder, name))
      await migrate({ ownerUrl: empty.ownerUrl, migrationsDir: folder, log: silentLog })
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  assert.equal(await asAdmin(empty.adminUrl, dumpSchema), committed)
})

test('the owner of the schema is no superuser', async () => {
  await asAdmin(ownerUrl, async (client) => {
    const { rows } = await client.query('select rolsuper, rolbypassrls from pg_roles where rolname = current_user')
    assert.deepEqual(rows, [{ rolsuper: false, rolbypassrls: false }])
  })
})

test('every table keeps to the rules', async () => {
  assertNone(await asAdmin(adminUrl, checkSchema))
})

const good =
  "create table gadgets (organisation_id uuid not null, id uuid not null, primary key (organisation_id, id)); select tenant_table('gadgets');"
const more = (columns: string) => good.replace('id uuid not null, primary', `id uuid not null, ${columns}, primary`)

/** What is done to the schema, and the one thing that the guard must say about it. */
const faults: [string, string, RegExp][] = [
  [
    'a table without organisation_id',
    'create table gadgets (id uuid primary key); grant select on gadgets to attune_app',
    /begins with organisation_id uuid/,
  ],
  [
    'organisation_id as text',
    good.replace('organisation_id uuid', 'organisation_id text').replace("select tenant_table('gadgets')", ''),
    /begins with organisation_id uuid/,
  ],
  ['no primary key', good.replace(', primary key (organisation_id, id)', ''), /has a primary key/],
  [
    'a primary key that begins with the id',
    good.replace('key (organisation_id, id)', 'key (id, organisation_id)'),
    /gadgets_pkey begins with/,
  ],
  ['a unique name for all tenants', more('name text unique'), /gadgets_name_key begins with/],
  ['a unique index on an expression', `${good} create unique index by_name on gadgets (lower(id::text))`, /by_name begins with/],
  ['no row level security', `${good} alter table gadgets disable row level security`, /enables row level security/],
  ['row level security that the owner passes', `${good} alter table gadgets no force row level security`, /forces row level security/],
  ['no policy', `${good} drop policy in_organisation on gadgets`, /the one policy/],
  ['a second policy', `${good} create policy wide on gadgets using (true)`, /the one policy/],
  [
    'a policy of another shape',
    `${good} drop policy in_organisation on gadgets; create policy in_organisation on gadgets using (true)`,
    /the one policy/,
  ],
  [
    'a policy for reading only',
    `${good} drop policy in_organisation on gadgets; create policy in_organisation on gadgets for select using (organisation_id = nullif(current_setting('app.organisation_id', true), '')::uuid)`,
    /the one policy/,
  ],
  [
    'a foreign key by id alone',
    `create unique index people_id on people (organisation_id, id, status); ${more('person_id uuid')} alter table gadgets add foreign key (id) references organisations (id)`,
    /gadgets_id_fkey begins with/,
  ],
  ['a foreign key to another global table', more('account_id uuid references accounts (id)'), /gadgets_account_id_fkey begins with/],
  [
    'on delete set null',
    `${more('person_id uuid')} alter table gadgets add foreign key (organisation_id, person_id) references people (organisation_id, id) on delete set null`,
    /sets columns/,
  ],
  [
    'a global table that leads to a tenant table',
    'alter table accounts add column site_id uuid; alter table accounts add foreign key (organisation_id, site_id) references sites (organisation_id, id)',
    /leads from a global table/,
  ],
  [
    'a trigger',
    `${good} create trigger noted before update on gadgets for each row execute function suppress_redundant_updates_trigger()`,
    /no trigger \(noted\)/,
  ],
  ['an id that the database makes', more('number bigint generated always as identity'), /make its ids \(number\)/],
  ['a singular name', good.replaceAll('gadgets', 'gadget'), /gadget: is called a plural/],
  ['the right to truncate', `${good} grant truncate on gadgets to attune_app`, /TRUNCATE/],
  ['rights for everybody', `${good} grant select on gadgets to public`, /gives everybody SELECT/],
  [
    'an append-only table that may be changed',
    `${good} comment on table gadgets is 'append-only: facts'; grant select, update on gadgets to attune_app`,
    /is append-only/,
  ],
  ['a superuser', 'alter role attune_app superuser', /is a superuser/],
  ['a role that passes row level security', 'alter role attune_app bypassrls', /passes row level security/],
  ['a role that makes roles', 'alter role attune_app createrole', /may make roles/],
  [
    'an application that is a member of the owner',
    'revoke attune_app from attune_owner; grant attune_owner to attune_app',
    /member of attune_owner|may create in/,
  ],
  ['an application that owns a table', `${good} alter table gadgets owner to attune_app`, /attune_app owns table gadgets/],
  ['an application that may make tables', 'grant create on schema public to attune_app', /may create in the schema public/],
  [
    'a function with its owner’s rights',
    "create function peek() returns int language sql security definer as 'select 1'",
    /peek\(\) runs with its owner/,
  ],
  ['a view with its owner’s rights', 'create view staff_lists as select * from people', /staff_lists looks past/],
  ['a materialised view', 'create materialized view staff_lists as select * from people', /keeps a copy/],
]

for (const [what, change, message] of faults) {
  test(`${what} is found`, async () => {
    const found = await asAdmin(adminUrl, async (client) => {
      const before = new Set(await checkSchema(client))
      await client.query('begin')
      await client.query(change)
      const after = await checkSchema(client)
      await client.query('rollback')
      return after.filter((fault) => !before.has(fault))
    })
    assert.match(found.join('\n'), message)
  })
}

test('a good table passes', async () => {
  const found = await asAdmin(adminUrl, async (client) => {
    await client.query(`begin; ${good} grant select, insert on gadgets to attune_app`)
    const after = await checkSchema(client)
    await client.query('rollback')
    return after.filter((fault) => fault.includes('gadget'))
  })
  assert.deepEqual(found, [])
})
