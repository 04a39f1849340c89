// Signals under load: 16 writers on one organisation. The rate of facts with their deltas beside facts alone, and beside the deliberately bad
// twin that updates the root's row inside the write; then the lag, and rollup = recount. All three alternate in one run on one database that syncs
// every commit. Options: --rounds 4 --seconds 3 --writers 16. With DATABASE_URL on that server (an empty database), else on an embedded one.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { createOrganisation } from '#features/people/public.ts'
import { checkRollups } from '#features/signals/check.ts'
import { jobs } from '#features/signals/jobs.ts'
import { type FactSum, recordSignals, registerMetric, scoreboard } from '#features/signals/public.ts'
import { systemClock } from '#platform/clock.ts'
import { loadConfig } from '#platform/config.ts'
import { openDatabase, type Tx } from '#platform/db/database.ts'
import { reachDatabase } from '#platform/db/embedded/reach.ts'
import { migrate } from '#platform/db/migrate.ts'
import { sql } from '#platform/db/sql.ts'
import { type Context, systemContext, type WriteTx } from '#platform/http/context.ts'
import { newId, newSecret } from '#platform/ids.ts'
import { createJobs } from '#platform/jobs/jobs.ts'
import { createLog } from '#platform/log.ts'
import type { Platform } from '#platform/platform.ts'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '3' },
    writers: { type: 'string', default: '16' },
  },
  allowPositionals: true,
  strict: false,
})
const [rounds, seconds, writers] = [Number(options.rounds), Number(options.seconds), Number(options.writers)]
const day = '2026-11-30'
const lagLimitSeconds = 5

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

/** Root, 4 houses, 4 teams in each. */
async function makeTree(owner: pg.Client, organisationId: string, rootId: string): Promise<string[]> {
  const teams: string[] = []
  const insert = (id: string, parentId: string, name: string, path: string[]) =>
    owner.query(
      `insert into units (organisation_id, id, parent_id, name, name_key, ancestor_ids, created_at) values ($1, $2, $3, $4::text, $4::text, $5, now())`,
      [organisationId, id, parentId, name, path],
    )
  for (let house = 0; house < 4; house++) {
    const houseId = newId()
    await insert(houseId, rootId, `house ${house}`, [rootId, houseId])
    for (let team = 0; team < 4; team++) {
      const teamId = newId()
      await insert(teamId, houseId, `team ${house} ${team}`, [rootId, houseId, teamId])
      teams.push(teamId)
    }
  }
  return teams
}

const prepareText = `
  create table bench_facts (organisation_id uuid not null, id uuid not null, unit_id uuid not null, day date not null, value numeric(20, 6) not null, is_measured boolean not null, primary key (organisation_id, id));
  select tenant_table('bench_facts');
  create table bench_shared_days (organisation_id uuid not null, unit_id uuid not null, n bigint not null, sum numeric not null, primary key (organisation_id, unit_id));
  select tenant_table('bench_shared_days');
  grant all on bench_facts, bench_shared_days to attune_app`

registerMetric({
  name: 'bench',
  recount: (tx, firstDay, lastDay) =>
    tx.run(sql<FactSum>`select unit_id, day, 'none' as facet_kind, null as facet_id, count(*)::int as n, sum(value)::text as sum,
        sum(value * value)::numeric(36, 6)::text as sum_squares
      from bench_facts where organisation_id = ${tx.organisationId} and is_measured and day between ${firstDay} and ${lastDay} group by unit_id, day`),
})

type Way = 'facts alone' | 'facts with deltas' | 'facts that update the root'

interface Ground {
  platform: Platform
  postmasterPid: number | undefined
  ctx: Context
  organisationId: string
  rootId: string
  teams: string[]
}

function writeOne({ ctx, organisationId, rootId, teams }: Ground, way: Way, writer: number, i: number): Promise<void> {
  const unitId = teams[(writer + i) % teams.length]!
  const value = (i % 10) + 0.5
  const insertFact = (tx: Tx, isMeasured: boolean) =>
    void tx.run(
      sql`insert into bench_facts (organisation_id, id, unit_id, day, value, is_measured) values (${organisationId}, ${newId()}, ${unitId}, ${day}, ${value}, ${isMeasured})`,
    )
  return ctx.write(async (tx: WriteTx) => {
    insertFact(tx, way === 'facts with deltas')
    if (way === 'facts with deltas') recordSignals(ctx, tx, [{ metric: 'bench', unitId, day, value }])
    if (way === 'facts that update the root')
      void tx.run(sql`insert into bench_shared_days as b values (${organisationId}, ${rootId}, 1, ${value})
        on conflict (organisation_id, unit_id) do update set n = b.n + 1, sum = b.sum + excluded.sum`)
  })
}

/** CPU time of PostgreSQL so far in ms: of the processes whose parent is the postmaster, in clock ticks of 10 ms. Linux and the embedded server only. */
function databaseCpuMs(postmasterPid: number): number {
  let ticks = 0
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      if (Number(fields[1]) === postmasterPid) ticks += Number(fields[11]) + Number(fields[12])
    } catch {
      // It has ended meanwhile.
    }
  }
  return ticks * 10
}
const applicationCpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Writes for some seconds with all writers; answers writes a second and the times of single ones. */
async function write(ground: Ground, way: Way): Promise<{ rate: number; waitsMs: number[] }> {
  const endMs = performance.now() + seconds * 1000
  const startedMs = performance.now()
  const waitsMs: number[] = []
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let i = 0; performance.now() < endMs; i++) {
        const beganMs = performance.now()
        await writeOne(ground, way, writer, i)
        waitsMs.push(performance.now() - beganMs)
      }
    }),
  )
  return { rate: (waitsMs.length / (performance.now() - startedMs)) * 1000, waitsMs }
}

async function openGround(dataDir: string): Promise<Ground & { close(): Promise<void> }> {
  const log = createLog('error', 'stderr')
  const config = { ...loadConfig(), dataDir }
  const database = await reachDatabase({
    config,
    log,
    clock: systemClock,
    command: 'bench',
    signal: new AbortController().signal,
    say: () => undefined,
  })
  const { role } = await migrate({ ownerUrl: database.ownerUrl, migrationsDir: path.resolve(import.meta.dirname, '../db/migrations'), log })
  const db = openDatabase({
    appUrl: database.appUrl,
    role: database.appUrl === database.ownerUrl ? role : undefined,
    log,
    max: writers + 6,
  })
  const platform: Platform = {
    config,
    clock: systemClock,
    db,
    log,
    secrets: { auditKey: newSecret(), pepper: newSecret() },
    policy: {},
    wake: (id) => working.wake(id),
    enqueue: async () => undefined,
  }
  const working = createJobs(platform, jobs)
  const firstPerson = { givenName: 'Bench', familyName: null, email: null }
  const made = await createOrganisation(
    platform,
    { name: `Bench ${newId()}`, languages: ['en'], defaultLanguage: 'en', timeZone: 'UTC', firstPerson },
    newId(),
  )
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query(`select set_config('app.organisation_id', $1, false)`, [made.organisationId])
  await owner.query(prepareText)
  const teams = await makeTree(owner, made.organisationId, made.rootUnitId)
  await owner.end()
  working.start('work')
  return {
    platform,
    postmasterPid: database.embedded?.pid,
    ctx: systemContext(platform, made.organisationId, newId()),
    organisationId: made.organisationId,
    rootId: made.rootUnitId,
    teams,
    async close() {
      await working.stop()
      await db.close()
      await database.close()
    },
  }
}

export async function run(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'attune-bench-'))
  const ground = await openGround(dataDir)
  const { platform, ctx, organisationId, rootId } = ground
  const ways: Way[] = ['facts alone', 'facts with deltas', 'facts that update the root']
  const rates = new Map<Way, number[]>(ways.map((way) => [way, []]))
  const waits = new Map<Way, number[]>(ways.map((way) => [way, []]))
  const cpu = new Map(ways.map((way) => [way, { writes: 0, applicationMs: 0, databaseMs: 0 }]))
  const databaseMs = () => (ground.postmasterPid ? databaseCpuMs(ground.postmasterPid) : 0)
  const lags: number[] = []
  const drains: number[] = []
  const oldest = async (): Promise<number> => (await checkLag(platform, organisationId)) ?? 0
  try {
    for (const way of ways) await write(ground, way)
    for (let round = 0; round < rounds; round++) {
      // Turned about, so that a machine that grows slower or faster favours nobody.
      for (const way of round % 2 ? ways.toReversed() : ways) {
        const written = new AbortController()
        const [applicationBefore, databaseBefore] = [applicationCpuMs(), databaseMs()]
        const watching = (async () => {
          while (!written.signal.aborted) {
            lags.push(await oldest())
            await new Promise((resolve) => setTimeout(resolve, 100))
          }
        })()
        const { rate, waitsMs } = await write(ground, way)
        written.abort()
        await watching
        rates.get(way)!.push(rate)
        waits.get(way)!.push(...waitsMs)
        const drainedMs = performance.now()
        while ((await oldest()) > 0) await new Promise((resolve) => setTimeout(resolve, 20))
        if (way === 'facts with deltas') drains.push(performance.now() - drainedMs)
        // With the rollup that the writes gave rise to.
        const spent = cpu.get(way)!
        spent.writes += waitsMs.length
        spent.applicationMs += applicationCpuMs() - applicationBefore
        spent.databaseMs += databaseMs() - databaseBefore
      }
    }
    const [report] = await checkRollups(platform, organisationId)
    const { total } = await ctx.read((tx) => scoreboard(tx, { unitId: rootId, metric: 'bench', firstDay: day, lastDay: day }))
    const alone = median(rates.get('facts alone')!)
    console.log(`signals: ${writers} writers on one organisation, ${rounds} rounds of ${seconds} s for each way, medians`)
    for (const way of ways) {
      const rate = median(rates.get(way)!)
      const times = waits.get(way)!
      const { writes, applicationMs, databaseMs: inDatabaseMs } = cpu.get(way)!
      console.log(
        `  ${way.padEnd(28)} ${rate.toFixed(0).padStart(6)} writes/s   ratio ${(rate / alone).toFixed(2)}   p50 ${median(times).toFixed(1)} ms   p99 ${percentile(times, 0.99).toFixed(1)} ms   CPU ms a write: application ${(applicationMs / writes).toFixed(2)}, database ${(inDatabaseMs / writes).toFixed(2)}`,
      )
    }
    console.log(
      `  lag: median ${median(lags).toFixed(2)} s, greatest ${Math.max(...lags).toFixed(2)} s (limit ${lagLimitSeconds} s); after the last write all is rolled up within ${(Math.max(...drains) / 1000).toFixed(2)} s`,
    )
    console.log(
      `  rollup = recount: ${report!.faults.length === 0 ? 'yes' : `NO: ${report!.faults[0]!.what}`}; ${total.n} signals in the root, ${report!.recounted} sums recounted, ${report!.unitDays} days of units`,
    )
    if (report!.faults.length > 0 || Math.max(...lags) > lagLimitSeconds) process.exitCode = 1
  } finally {
    await ground.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Age of the oldest delta in seconds; undefined when none waits. */
async function checkLag(platform: Platform, organisationId: string): Promise<number | undefined> {
  const [row] = await platform.db.read(
    organisationId,
    sql<{ id: string }>`select id from signal_deltas where organisation_id = ${organisationId} order by id limit 1`,
  )
  return row && (platform.clock.now().getTime() - parseInt(row.id.replaceAll('-', '').slice(0, 12), 16)) / 1000
}

if (process.argv[1] === import.meta.filename) await run()
