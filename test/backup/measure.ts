// Measures backup and restore by the commands themselves, between two embedded databases as users have them: node test/backup/measure.ts PEOPLE [FACTS].
// Prints JSON: seconds, megabytes of the archive, and the most memory that each process took.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from '#platform/db/embedded/supervisor.ts'
import { migrate } from '#platform/db/migrate.ts'
import { migrationsDir, silentLog } from '../support/template.ts'

const people = Number(process.argv[2] ?? 50_000)
const facts = Number(process.argv[3] ?? 0)
const main = path.resolve(import.meta.dirname, '../../scripts/program.mjs')
const folder = mkdtempSync(path.join(tmpdir(), 'attune-measure-'))
const organisation = '01930000-0000-7000-8000-00000000000a'
const id = (kind: string, number: string) => `md5('${kind}' || (${number}))::uuid`

const fillSql = `begin; set local app.organisation_id = '${organisation}';
  insert into organisations (id, name, slug, created_at) values ('${organisation}', 'Harbour Hotels', 'harbour-hotels', now());
  insert into sites select '${organisation}', ${id('site', 'i')}, 'Site ' || i, 'site ' || i, 'Europe/Berlin', 1, now() from generate_series(0, 39) i;
  insert into job_roles select '${organisation}', ${id('role', 'i')}, 'Role ' || i, 'role ' || i, 1, now() from generate_series(0, 59) i;
  insert into units (organisation_id, id, parent_id, name, name_key, ancestor_ids, created_at) select '${organisation}', ${id('unit', 'i')},
    case when i > 0 then ${id('unit', '0')} end, 'Team ' || i, 'team ' || i, array[${id('unit', '0')}, ${id('unit', 'i')}], now() from generate_series(0, 1199) i;
  insert into people (organisation_id, id, hr_number, email, given_name, family_name, display_name, sort_key, language, started_on, unit_id, job_role_id, site_id,
    manager_id, created_at, updated_at) select '${organisation}', ${id('person', 'i')}, 100000 + i, 'person' || i || '@example.com', 'Anna ' || i % 977, 'Family ' || i,
    'Anna ' || i % 977 || ' Family ' || i, 'family ' || i, 'de', date '2010-01-01' + i % 5000, ${id('unit', 'i % 1200')}, ${id('role', 'i % 60')},
    ${id('site', 'i % 40')}, case when i >= 10 then ${id('person', 'i / 10')} end, now(), now() from generate_series(0, ${people - 1}) i;
  insert into person_keys select '${organisation}', kind, value || i, ${id('person', 'i')} from generate_series(0, ${people - 1}) i,
    (values ('email', 'person@example.com'), ('hr-number', '100')) k (kind, value);
  insert into person_words select '${organisation}', word || i, ${id('person', 'i')} from generate_series(0, ${people - 1}) i, unnest(array['anna', 'family', 'person']) word;
  insert into assignments select '${organisation}', ${id('person', 'i')}, ${id('assignment', 'i')}, ${id('unit', 'i % 1200')}, ${id('role', 'i % 60')},
    ${id('site', 'i % 40')}, case when i >= 10 then ${id('person', 'i / 10')} end, false, date '2020-01-01', null, now() from generate_series(0, ${people - 1}) i;
  insert into audit_entries select '${organisation}', ${id('entry', 'i')}, now(), 'system', null, 'import', 'person-imported', 'person', ${id('person', 'i')},
    '{"fields":["name","email","unit"]}', encode(sha256(i::text::bytea), 'hex') from generate_series(0, ${people + facts - 1}) i;
  commit`

async function run(dataDir: string, words: string[]) {
  const started = performance.now()
  const child = spawn(process.execPath, [main, ...words, '--json'], {
    env: { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let megabytes = 0
  const watch = setInterval(() => (megabytes = Math.max(megabytes, peakMegabytes(child.pid!))), 20)
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  const [code] = await once(child, 'close')
  clearInterval(watch)
  if (code !== 0) throw new Error(`${words[0]} ended with ${code}: ${out}`)
  return { seconds: Math.round((performance.now() - started) / 100) / 10, peakMegabytes: megabytes, result: JSON.parse(out) }
}

function peakMegabytes(pid: number): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}

try {
  const [from, to, file] = [path.join(folder, 'from'), path.join(folder, 'to'), path.join(folder, 'measured.tar')]
  const source = await startEmbedded({ dataDir: from, log: silentLog })
  await migrate({ ownerUrl: source.ownerUrl, migrationsDir, log: silentLog })
  const client = new pg.Client({ connectionString: source.ownerUrl })
  await client.connect()
  await client.query(fillSql)
  const { rows } = await client.query('select pg_database_size(current_database()) as bytes')
  await client.end()
  await source.stop()
  const backup = await run(from, ['backup', '--to', file, '--without-secrets'])
  const restore = await run(to, ['restore', '--from', file])
  const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10
  console.log(
    JSON.stringify({
      people,
      rows: backup.result.rows,
      databaseMegabytes: megabytes(Number(rows[0].bytes)),
      archiveMegabytes: megabytes(statSync(file).size),
      backup: { seconds: backup.seconds, peakMegabytes: backup.peakMegabytes },
      restore: { seconds: restore.seconds, peakMegabytes: restore.peakMegabytes },
    }),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
