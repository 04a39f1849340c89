// A small schema with everything that makes a restore hard: rings of foreign keys, tables that refer to themselves, identities, computed columns, partitions,
// rows that migrations put there, and every type whose text could be mistaken.
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import pg from 'pg'
import { migrate } from '#platform/db/migrate.ts'
import { newId } from '#platform/ids.ts'
import type { TestDatabase } from '../support/database.ts'
import { migrationsDir, silentLog } from '../support/template.ts'

const specimenSql = `
create table facts (key text primary key, value jsonb not null);
insert into facts values ('seeded by a migration', '{"n": 1}');
create table counters (id bigint generated always as identity primary key, note text, twice bigint generated always as (length(note) * 2) stored);
create type mood as enum ('good', 'so so');
create table keepers (organisation_id uuid not null, id uuid not null, box_id uuid, name text not null, primary key (organisation_id, id));
select tenant_table('keepers');
create table boxes (organisation_id uuid not null, id uuid not null, parent_id uuid, keeper_id uuid not null, primary key (organisation_id, id));
select tenant_table('boxes');
alter table boxes add foreign key (organisation_id) references organisations (id);
alter table boxes add foreign key (organisation_id, parent_id) references boxes (organisation_id, id);
alter table boxes add foreign key (organisation_id, keeper_id) references keepers (organisation_id, id);
alter table keepers add foreign key (organisation_id, box_id) references boxes (organisation_id, id);
create table oddities (organisation_id uuid not null, id uuid not null, words text, exact numeric, rough float8, rougher real, raw bytea, tree jsonb, source json,
  at timestamptz, local timestamp, day date, clock time, span interval, numbers int[], names text[], ids uuid[], is_so boolean, feeling mood, address inet,
  scope int4range, primary key (organisation_id, id));
select tenant_table('oddities');
create table deeds (organisation_id uuid not null, id uuid not null, pair uuid not null, month int not null, primary key (organisation_id, id, month)) partition by range (month);
create table deeds_early partition of deeds for values from (0) to (6);
create table deeds_late partition of deeds default;
select tenant_table('deeds');
comment on table deeds is 'append-only: what was done stays done';
create table deed_pairs (organisation_id uuid not null, pair uuid not null, primary key (organisation_id, pair));
select tenant_table('deed_pairs');
create table open_answers (organisation_id uuid not null, id uuid not null, answer text not null, primary key (organisation_id, id));
select tenant_table('open_answers');
comment on table open_answers is 'not-in-backups: Answers of an open round.';
`
const laterSql = `
alter table keepers add column greeting text;
do $$ declare o uuid; begin
  for o in select id from organisations loop
    perform set_config('app.organisation_id', o::text, true);
    update keepers set greeting = 'Hello ' || name where organisation_id = o;
  end loop;
end $$;
`

export const folder = mkdtempSync(path.join(tmpdir(), 'attune-backup-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** Migrations up to the state that backups are made in, and one more. */
export function writeMigrations(name: string, options: { isLater?: boolean } = {}): string {
  const dir = mkdtempSync(path.join(folder, `${name}-`))
  copyFileSync(path.join(migrationsDir, '0001_platform.sql'), path.join(dir, '0001_platform.sql'))
  writeFileSync(path.join(dir, '0002_specimen.sql'), specimenSql)
  if (options.isLater) writeFileSync(path.join(dir, '0003_later.sql'), laterSql)
  return dir
}

export const organisations = ['01930000-0000-7000-8000-00000000000a', '01930000-0000-7000-8000-00000000000b']
const oddityMs = Date.UTC(2026, 0, 1)
export const hostileTexts = [
  '',
  '\\N',
  '\\.',
  'tab\there',
  'line\nbreak\r\nand\rmore',
  'back\\slash \\t \\x41',
  '\b\f\v\u0001\u001f',
  `quote ' and " and $1`,
  '👩‍👩‍👧 مرحبا \u202eRTL',
  'ß'.repeat(20_000),
  '{"a":1}',
  '=1+1',
]

export async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'attune tests' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function fillOrganisation(client: pg.Client, organisation: string, rows: number): Promise<void> {
  const id = () => newId()
  await client.query(`begin; set local app.organisation_id = '${organisation}'; set constraints all deferred`)
  await client.query('insert into organisations (id, name, slug, created_at) values ($1, $2, $3, now())', [
    organisation,
    `House ${organisation.at(-1)}`,
    `house-${organisation.at(-1)}`,
  ])
  const [keeper, box] = [id(), id()]
  await client.query('insert into keepers values ($1, $2, null, $3)', [organisation, keeper, 'Ada'])
  await client.query('insert into boxes values ($1, $2, null, $3)', [organisation, box, keeper])
  await client.query('update keepers set box_id = $2 where organisation_id = $1', [organisation, box])
  // Each box in the next one, the last in the first: no order of rows satisfies the key.
  const ring = Array.from({ length: 50 }, id)
  for (const one of ring) await client.query('insert into boxes values ($1, $2, null, $3)', [organisation, one, keeper])
  for (const [i, one] of ring.entries())
    await client.query('update boxes set parent_id = $3 where organisation_id = $1 and id = $2', [organisation, one, ring[(i + 1) % 50]])
  for (const [i, words] of [...hostileTexts, null].entries()) {
    await client.query(
      `insert into oddities values ($1, $2, $3, 12345678901234567890.000100, 0.1::float8 + 0.2, 'NaN', '\\x00ff0a09', $4, '{"b":  1, "a": 2}',
         '2024-02-29 23:59:59.123456+05:30', 'infinity', '4713-01-01 BC', '24:00', '1 mon -3 days 04:05:06.7', '{1,NULL,3}', $5,
         array[$2::uuid], true, 'so so', '::1/64', '[1,5)')`,
      [
        organisation,
        // Ids of one millisecond have no order.
        newId(oddityMs + i),
        words,
        JSON.stringify({ words, big: 2 ** 53, nested: [null, { x: '\u2028' }] }),
        [words, null, 'NULL', 'a,b', '"'],
      ],
    )
  }
  await client.query(
    `insert into oddities (organisation_id, id, words) select $1::uuid, md5($1::text || i)::uuid, md5(i::text) from generate_series(1, ${rows}) i`,
    [organisation],
  )
  await client.query(`insert into open_answers values ($1, $2, 'canary of an open round')`, [organisation, id()])
  await client.query('commit')
}

/** More than a restore sends in one statement, and no multiple of it. */
export const plainRows = 1500

/** Two organisations with `rows` plain rows each, beside the odd ones. */
export async function fill(database: TestDatabase, dir: string, rows = plainRows): Promise<void> {
  await migrate({ ownerUrl: database.ownerUrl, migrationsDir: dir, log: silentLog })
  await asOwner(database.ownerUrl, async (client) => {
    for (const organisation of organisations) await fillOrganisation(client, organisation, rows)
    await client.query(
      `insert into counters (note) select repeat('x', i) from generate_series(1, 40) i; delete from counters where id > 30`,
    )
    await client.query(`update facts set value = '{"n": 2}'; insert into facts values ('added later', '[]')`)
  })
}

/** One writer: pairs of rows in two tables, each pair in one transaction, until stopped. Returns how many pairs it wrote. */
export function startWriter(database: TestDatabase): { pairs(): number; stop(): Promise<number> } {
  const stopping = new AbortController()
  let pairs = 0
  const done = asOwner(database.ownerUrl, async (client) => {
    while (!stopping.signal.aborted) {
      const organisation = organisations[pairs % 2]!
      const pair = newId()
      await client.query(`begin; set local app.organisation_id = '${organisation}'`)
      await client.query('insert into deeds values ($1, $2, $3, $4)', [organisation, newId(), pair, pairs % 12])
      await client.query('insert into deed_pairs values ($1, $2)', [organisation, pair])
      await client.query('commit')
      pairs++
    }
  })
  return {
    pairs: () => pairs,
    async stop() {
      stopping.abort()
      await done
      return pairs
    },
  }
}

/** How many tables the database has; 0 is what a refused restore must leave. */
export const tableCount = (url: string): Promise<number> =>
  asOwner(url, async (client) => Number((await client.query(`select count(*) from pg_tables where schemaname = 'public'`)).rows[0].count))
