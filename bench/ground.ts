// An embedded PostgreSQL with one organisation, 50,000 people and somebody signed in, for benchmarks of requests.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { createOrganisation } from '#features/people/public.ts'
import { systemClock } from '#platform/clock.ts'
import { loadConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db/database.ts'
import { reachDatabase } from '#platform/db/embedded/reach.ts'
import { migrate } from '#platform/db/migrate.ts'
import { newId, newSecret, sha256 } from '#platform/ids.ts'
import { createLog } from '#platform/log.ts'
import type { Platform } from '#platform/platform.ts'

/** What a server process needs to know; travels as JSON. */
export interface Setting {
  appUrl: string
  dataDir: string
  organisationId: string
  unitId: string
  personIds: string[]
  token: string
}
export interface Ground {
  setting: Setting
  postmasterPid: number | undefined
  /** Of the owner of the tables: for what benchmarks prepare. */
  ownerUrl: string
  close: () => Promise<void>
}

const peopleText = `
  insert into people (organisation_id, id, given_name, family_name, display_name, sort_key, email, hr_number, unit_id, manager_id, created_at, updated_at)
  select $1, ('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'Given' || i, 'Family' || i, 'Given' || i || ' Family' || i, lpad((i * 7919 % 1000003)::text, 8, '0'),
         'p' || i || '@bench.example', 'B' || i, $2,
         case when i < 10 then $3::uuid else ('01900000-0000-7000-8000-' || lpad(to_hex(i / 10), 12, '0'))::uuid end, now(), now() from generate_series(1, $4::int) i`
const factsText = `
  create table bench_facts (organisation_id uuid not null, id uuid not null, unit_id uuid not null, day date not null, value numeric(20, 6) not null, primary key (organisation_id, id));
  select tenant_table('bench_facts');
  grant all on bench_facts to attune_app`

/** An embedded PostgreSQL with every table, and the platform on it. */
export async function openPlatform(): Promise<{
  platform: Platform
  database: Awaited<ReturnType<typeof reachDatabase>>
  close: () => Promise<void>
}> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'attune-bench-'))
  const log = createLog('error', 'stderr')
  const config = { ...loadConfig({}), dataDir }
  const signal = new AbortController().signal
  const database = await reachDatabase({ config, log, clock: systemClock, command: 'bench', signal, say: () => undefined })
  await migrate({ ownerUrl: database.ownerUrl, migrationsDir: path.resolve(import.meta.dirname, '../db/migrations'), log })
  const db = openDatabase({ appUrl: database.appUrl, log, max: 2 })
  const secrets = { auditKey: newSecret(), pepper: newSecret() }
  return {
    platform: { config, clock: systemClock, db, log, secrets, policy: {}, wake: () => undefined, enqueue: async () => undefined },
    database,
    async close() {
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export async function openGround({ people = 50_000 } = {}): Promise<Ground> {
  const { platform, database, close } = await openPlatform()
  const firstPerson = { givenName: 'Bench', familyName: null, email: null }
  const made = await createOrganisation(
    platform,
    { name: 'Bench', languages: ['en'], defaultLanguage: 'en', timeZone: 'UTC', firstPerson },
    newId(),
  )
  await platform.db.close()
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query(`select set_config('app.organisation_id', $1, false)`, [made.organisationId])
  await owner.query(peopleText, [made.organisationId, made.rootUnitId, made.personId, people])
  await owner.query(factsText)
  const token = await signIn(owner, made.organisationId, made.personId)
  await owner.query('analyze')
  const { rows } = await owner.query<{ id: string }>('select id from people order by random() limit 2000')
  await owner.end()
  return {
    setting: {
      appUrl: database.appUrl,
      dataDir: platform.config.dataDir,
      organisationId: made.organisationId,
      unitId: made.rootUnitId,
      personIds: rows.map(({ id }) => id),
      token,
    },
    postmasterPid: database.embedded?.pid,
    close,
    ownerUrl: database.ownerUrl,
  }
}

/** A session of an administrator; the secret of its cookie. */
async function signIn(owner: pg.Client, organisationId: string, personId: string): Promise<string> {
  await owner.query(
    `insert into role_grants (id, organisation_id, person_id, role, unit_id, source, created_at) values ($1, $2, $3, 'administrator', null, 'given', now())`,
    [newId(), organisationId, personId],
  )
  return openSession(owner, organisationId, personId)
}

/** The secret of a new session's cookie. */
export async function openSession(owner: pg.Client, organisationId: string, personId: string): Promise<string> {
  const [accountId, deviceId, token] = [newId(), newId(), newSecret()]
  await owner.query(`insert into accounts (id, organisation_id, person_id, language, created_at) values ($1, $2, $3, 'en', now())`, [
    accountId,
    organisationId,
    personId,
  ])
  await owner.query(
    `insert into devices (id, organisation_id, token_hash, last_used_on, created_at) values ($1, $2, $3, current_date, now())`,
    [deviceId, organisationId, sha256(newSecret())],
  )
  await owner.query(
    `insert into sessions (id, token_hash, organisation_id, account_id, device_id, device_label, is_start, created_at, last_seen_at, proved_at, expires_at)
     values ($1, $2, $3, $4, $5, 'Bench', false, now(), now(), now(), now() + interval '1 day')`,
    [newId(), sha256(token), organisationId, accountId, deviceId],
  )
  return token
}
