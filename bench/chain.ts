// The chain page over a year of signals. With more than 200,000 these come first and are measured, then the rest in the same database, so that the growth
// between the two is of one run. Deltas come by bulk SQL; the program's own rollup folds them. Ends with 1 where the page takes longer than the limit, or
// grows by more than the limit. Options: --signals 2000000 --units 100 --people 10000 --seconds 2
import { parseArgs } from 'node:util'
import pg from 'pg'
import { measureNames, metricsOf } from '#features/impact/rules/measures.ts'
import { rollUp } from '#features/signals/rollup.ts'
import { systemClock } from '#platform/clock.ts'
import { loadConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId, newSecret } from '#platform/ids.ts'
import { createLog } from '#platform/log.ts'
import { type Served, serve } from './beside.ts'
import { databaseCpuMs, keep, percentile, say } from './figures.ts'
import { type Ground, openGround } from './ground.ts'
import { load } from './load.ts'

const limitMs = 50
const mostGrowth = 1.5
/** Growth is measured from here. */
const smallSize = 200_000
const days = 365
const warmUp = 300

interface Places {
  root: string
  region: string
  site: string
  team: string
}

/** Root, a region for 40 teams, a site for 8; everybody works in a team. Answers one of each. */
async function plant(owner: pg.Client, ground: Ground, teams: number): Promise<{ places: Places; teamIds: string[]; units: number }> {
  const { organisationId, unitId: rootId } = ground.setting
  const insert = (id: string, parentId: string, name: string, path: string[]) =>
    owner.query(
      `insert into units (organisation_id, id, parent_id, name, name_key, ancestor_ids, created_at) values ($1, $2, $3, $4::text, $4::text, $5, now())`,
      [organisationId, id, parentId, name, path],
    )
  let [region, site, units] = ['', '', 1]
  const first: Partial<Places> = {}
  const teamIds: string[] = []
  for (let team = 0; team < teams; team++) {
    if (team % 40 === 0) {
      region = newId()
      first.region ??= region
      await insert(region, rootId, `region ${team}`, [rootId, region])
      units++
    }
    if (team % 8 === 0) {
      site = newId()
      first.site ??= site
      await insert(site, region, `site ${team}`, [rootId, region, site])
      units++
    }
    const id = newId()
    await insert(id, site, `team ${team}`, [rootId, region, site, id])
    teamIds.push(id)
    units++
  }
  await owner.query(
    `update people p set unit_id = ($2::uuid[])[1 + (n % $3::int)] from (select id, row_number() over (order by id)::int as n from people where organisation_id = $1) as numbered
      where p.organisation_id = $1 and p.id = numbered.id`,
    [organisationId, teamIds, teams],
  )
  await owner.query(
    `insert into role_grants (id, organisation_id, person_id, role, unit_id, source, created_at)
     select $1, organisation_id, person_id, 'executive', null, 'given', now() from role_grants where organisation_id = $2 and role = 'administrator' limit 1`,
    [newId(), organisationId],
  )
  await owner.query('analyze')
  return { places: { root: rootId, region: first.region!, site: first.site!, team: teamIds[0]! }, teamIds, units }
}

/** Signals from..to of all, spread evenly over days, metrics and teams. Values are 0 or 1, days and effort up to 7: what the metrics mean. */
async function seed(owner: pg.Client, organisationId: string, teamIds: string[], from: number, to: number): Promise<void> {
  const metrics = metricsOf(measureNames)
  await owner.query(
    `insert into signal_deltas (organisation_id, id, metric, unit_id, day, facet_kind, facet_id, n, sum, sum_squares)
     select $1, ('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, metric, team, day, 'none', '00000000-0000-0000-0000-000000000000', 1, value, value * value
       from (select i, ($2::text[])[1 + (at / $6::int) % cardinality($2::text[])] as metric, ($3::uuid[])[1 + (hashint8(i) & 2147483647) % cardinality($3::uuid[])] as team,
                    (current_date - $6::int + 1 + at % $6::int)::date as day,
                    case when ($2::text[])[1 + (at / $6::int) % cardinality($2::text[])] in ('ces', 'obstacles-answered') then 1 + (hashint8(i + 7) & 2147483647) % 7
                         else ((hashint8(i + 7) & 2147483647) % 10 < 7)::int end as value
               from (select i, ((i - $4::bigint) * cardinality($2::text[]) * $6::int / ($5::bigint - $4::bigint))::int as at
                       from generate_series($4::bigint, $5::bigint - 1) as i) as placed) as drawn`,
    [organisationId, metrics, teamIds, from, to, days],
  )
}

/** The program's own rollup, batch after batch; answers seconds. */
async function fold(ground: Ground): Promise<number> {
  const { appUrl, organisationId } = ground.setting
  const log = createLog('error', 'stderr')
  const db = openDatabase({ appUrl, log, max: 2 })
  const secrets = { auditKey: newSecret(), pepper: newSecret() }
  const platform = {
    config: loadConfig({}),
    clock: systemClock,
    db,
    log,
    secrets,
    policy: {},
    wake: () => undefined,
    enqueue: async () => undefined,
  }
  const ctx = systemContext(platform, organisationId, newId())
  const waits = async () =>
    (await db.read(organisationId, sql`select id from signal_deltas where organisation_id = ${organisationId} limit 1`)).length > 0
  const beganMs = performance.now()
  while (await waits()) await rollUp(ctx)
  await db.close()
  return (performance.now() - beganMs) / 1000
}

interface Figure {
  place: string
  weeks: number
  p50Ms: number
  p95Ms: number
  applicationCpuMs: number
  databaseCpuMs: number
}
/** One reader after the other, as a page is opened. */
async function measure(ground: Ground, served: Served, places: Places, seconds: number): Promise<Figure[]> {
  const headers = { host: '127.0.0.1', cookie: `attune=${ground.setting.token}` }
  const databaseMs = () => (ground.postmasterPid ? databaseCpuMs(ground.postmasterPid) : 0)
  const figures: Figure[] = []
  for (const weeks of [12, 52])
    for (const [place, unitId] of Object.entries(places)) {
      const question = () => ({ method: 'GET', path: `/api/chain?unitId=${unitId}&weeks=${weeks}`, headers })
      await load(served.port, question, { connections: 1, seconds: 10, most: warmUp })
      const [cpuBefore, databaseBefore] = [await served.cpuMs(), databaseMs()]
      const { waitsMs, failed, firstFailure } = await load(served.port, question, { connections: 1, seconds })
      if (failed > 0) throw new Error(`${place}: ${failed} of ${waitsMs.length} failed: ${firstFailure}`)
      const each = (ms: number) => Number((ms / waitsMs.length).toFixed(2))
      figures.push({
        place,
        weeks,
        p50Ms: Number(percentile(waitsMs, 0.5).toFixed(2)),
        p95Ms: Number(percentile(waitsMs, 0.95).toFixed(2)),
        applicationCpuMs: each((await served.cpuMs()) - cpuBefore),
        databaseCpuMs: each(databaseMs() - databaseBefore),
      })
    }
  return figures
}

export async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      signals: { type: 'string', default: '2000000' },
      units: { type: 'string', default: '100' },
      people: { type: 'string', default: '10000' },
      seconds: { type: 'string', default: '2' },
    },
    allowPositionals: true,
  })
  const [signals, teams, people, seconds] = [Number(values.signals), Number(values.units), Number(values.people), Number(values.seconds)]
  const ground = await openGround({ people })
  const owner = new pg.Client({ connectionString: ground.ownerUrl })
  await owner.connect()
  const { organisationId } = ground.setting
  await owner.query(`select set_config('app.organisation_id', $1, false)`, [organisationId])
  let served: Served | undefined
  try {
    const { places, teamIds, units } = await plant(owner, ground, teams)
    served = await serve('program', ground.setting)
    say(`chain: ${units} units, ${people} people, a year; one reader after the other, ${seconds} s for each`)
    const sizes: { signals: number; unitDays: number; foldSeconds: number; figures: Figure[] }[] = []
    let seeded = 0
    for (const size of signals > smallSize ? [smallSize, signals] : [signals]) {
      await seed(owner, organisationId, teamIds, seeded, size)
      seeded = size
      const foldSeconds = Number((await fold(ground)).toFixed(1))
      await owner.query('vacuum analyze unit_days')
      const { rows } = await owner.query<{ n: string; days: string }>(
        `select (select sum(n) from unit_days where unit_id = $1) as n, (select count(*) from unit_days) as days`,
        [places.root],
      )
      if (Number(rows[0]!.n) !== size) throw new Error(`the root counts ${rows[0]!.n} of ${size} signals`)
      const unitDays = Number(rows[0]!.days)
      say(`  ${size} signals in ${unitDays} unit days, rolled up in ${foldSeconds} s`)
      const figures = await measure(ground, served, places, seconds)
      sizes.push({ signals: size, unitDays, foldSeconds, figures })
      for (const { place, weeks, p50Ms, p95Ms, applicationCpuMs, databaseCpuMs: inDatabaseMs } of figures)
        say(
          `    ${place.padEnd(7)} ${String(weeks).padStart(2)} weeks   p50 ${p50Ms} ms   p95 ${p95Ms} ms   CPU ms each: application ${applicationCpuMs}, database ${inDatabaseMs}`,
        )
    }
    const [first, last] = [sizes[0]!, sizes.at(-1)!]
    const growth = last.figures.map((figure, i) => Number((figure.p50Ms / first.figures[i]!.p50Ms).toFixed(2)))
    const worstGrowth = Math.max(...growth)
    const slowestMs = Math.max(...sizes.flatMap(({ figures }) => figures.map(({ p95Ms }) => p95Ms)))
    const isMissed = slowestMs > limitMs || worstGrowth > mostGrowth
    if (sizes.length > 1)
      say(
        `  growth of p50: ${last.figures.map(({ place, weeks }, i) => `${place} ${weeks}w ${growth[i]}`).join(', ')} (limit ${mostGrowth})`,
      )
    say(`  slowest p95 ${slowestMs} ms (limit ${limitMs})${isMissed ? '   MISSED' : ''}`)
    if (isMissed) process.exitCode = 1
    keep(`chain-${signals}`, {
      limitMs,
      mostGrowth,
      units,
      people,
      seconds,
      slowestMs,
      ...(sizes.length > 1 ? { worstGrowth, growth } : {}),
      sizes,
    })
  } finally {
    await served?.stop()
    await owner.end()
    await ground.close()
  }
}

if (process.argv[1] === import.meta.filename) await run()
