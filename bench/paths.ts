// Plans for 50,000 people in 1,000 teams: how long five paths of twelve steps take to be given, to be looked at anew, and for 500 people who have just come in;
// and how long the page of coverage takes. Beside it the bare twin: the same rows inserted and counted by plain SQL, without rules, places or row level security.
// Options: --people 50000. Limits: 60 s for all plans, 50 ms for coverage.
import { parseArgs } from 'node:util'
import pg from 'pg'
import { readCoverage } from '#features/learning/service/paths/coverage.ts'
import { readPlanned } from '#features/learning/service/paths/planned.ts'
import { planPeople, settleCounts, sweepNext } from '#features/learning/service/paths/sweep.ts'
import { createOrganisation } from '#features/people/public.ts'
import type { Actor } from '#platform/access/policy.ts'
import { createContext, systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { policy } from '../src/assembly.ts'
import { keep, median, percentile, say } from './figures.ts'
import { openPlatform } from './ground.ts'

const { values: options } = parseArgs({ options: { people: { type: 'string', default: '50000' } }, allowPositionals: true, strict: false })
const people = Number(options.people)
const [teams, roles, steps] = [1000, 60, 12]

const id = (kind: number, i: string) => `('0190000${kind}-0000-7000-8000-' || lpad(to_hex(${i}), 12, '0'))::uuid`
/** Root > 20 houses > 50 teams each; the first of each team leads it. */
const ground = [
  `insert into units (organisation_id, id, parent_id, name, name_key, ancestor_ids, created_at)
     select $1, ${id(1, 'i')}, $2, 'House ' || i, 'house ' || i, array[$2::uuid, ${id(1, 'i')}], now() from generate_series(1, 20) i`,
  `insert into units (organisation_id, id, parent_id, name, name_key, ancestor_ids, created_at)
     select $1, ${id(2, 'i')}, ${id(1, '1 + i % 20')}, 'Team ' || i, 'team ' || i, array[$2::uuid, ${id(1, '1 + i % 20')}, ${id(2, 'i')}], now() from generate_series(0, ${teams - 1}) i`,
  `insert into job_roles (organisation_id, id, name, name_key, created_at)
     select $1, ${id(3, 'i')}, n || ' ' || i, lower(n) || ' ' || i, now()
       from generate_series(0, ${roles - 1}) i cross join lateral (select (array['Packer', 'Driver', 'Service agent', 'Cashier', 'Accountant', 'Manager'])[1 + i % 6] as n) x
      where $2::uuid is not null`,
  `insert into people (organisation_id, id, display_name, sort_key, unit_id, job_role_id, leads_unit, manager_id, started_on, created_at, updated_at)
     select $1, ${id(4, 'i')}, 'Person ' || i, lpad(i::text, 8, '0'), ${id(2, `i % ${teams}`)}, ${id(3, `i / 7 % ${roles}`)}, i < ${teams},
            case when i < ${teams} then null else ${id(4, `i % ${teams}`)} end, '2020-01-01', now(), now() from generate_series(0, ${people - 1}) i where $2::uuid is not null`,
  `insert into lessons (organisation_id, id, key, level, created_at) select $1, ${id(5, 'i')}, 'lesson-' || i, 1, now() from generate_series(1, ${steps}) i where $2::uuid is not null`,
  `insert into lesson_versions (organisation_id, lesson_id, language, number, title, blocks, minutes, published_at)
     select $1, ${id(5, 'i')}, 'en', 1, 'Lesson ' || i, '[]', 5, now() from generate_series(1, ${steps}) i where $2::uuid is not null`,
]
const paths = [
  { title: 'Everyone', rule: `'everyone', '{}', '{}'` },
  { title: 'Leaders', rule: `'leaders', '{}', '{}'` },
  { title: 'Teams', rule: `'teams', '{}', '{}'` },
  { title: 'Warehouse and delivery', rule: `'everyone', '{warehouse,delivery}', '{}'` },
  { title: 'Ten houses', rule: `'everyone', '{}', (select array_agg(id) from units where organisation_id = $1 and name like 'House 1%')` },
]
const progress = `insert into lesson_progress (organisation_id, person_id, lesson_id, language, number, block, at, started_at, finished_at)
  select $1, ${id(4, 'p')}, ${id(5, 'l')}, 'en', 1, 5, now(), now(), now() from generate_series(0, ${Math.floor(people * 0.4)}) p cross join generate_series(1, ${steps}) l
   where p % 3 = 0 or l < 5`

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

export async function run(): Promise<void> {
  const { platform: bare, database, close } = await openPlatform()
  const platform = { ...bare, policy }
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  try {
    const firstPerson = { givenName: 'Bench', familyName: null, email: null }
    const made = await createOrganisation(
      platform,
      { name: 'Bench', languages: ['en'], defaultLanguage: 'en', timeZone: 'UTC', firstPerson },
      newId(),
    )
    await owner.connect()
    await owner.query(`select set_config('app.organisation_id', $1, false)`, [made.organisationId])
    for (const text of ground) await owner.query(text, [made.organisationId, made.rootUnitId])
    await owner.query('analyze')
    const ctx = systemContext(platform, made.organisationId, newId())
    const ids: string[] = []
    for (const { title, rule } of paths) {
      const pathId = newId()
      ids.push(pathId)
      await owner.query(
        `insert into paths (organisation_id, id, title, state, due_days, leader_due_days, starts_on, created_at, who, families, unit_ids)
           values ($1, $2, $3, 'live', 10, 5, '2026-01-01', now(), ${rule})`,
        [made.organisationId, pathId, title],
      )
      await owner.query(
        `insert into path_steps (organisation_id, path_id, position, kind, subject_id) select $1, $2, i, 'lesson', ${id(5, 'i')} from generate_series(1, ${steps}) i`,
        [made.organisationId, pathId],
      )
    }
    const sweepAll = async () => {
      await owner.query('update paths set sweep_asked_at = now() where organisation_id = $1', [made.organisationId])
      while (await sweepNext(ctx));
    }
    const entries = async (): Promise<number> =>
      (await owner.query<{ n: number }>('select count(*)::int as n from plan_entries')).rows[0]!.n
    const given = await seconds(sweepAll)
    const rows = await entries()
    say(`plans       ${people} people, ${paths.length} paths of ${steps} steps: ${rows} entries in ${given.toFixed(1)} s (limit 60)`)
    await owner.query('create table bench_entries (like plan_entries)')
    const twin = await seconds(() => owner.query('insert into bench_entries select * from plan_entries'))
    say(`            the same rows by a plain insert: ${twin.toFixed(1)} s, ratio ${(twin / given).toFixed(2)}`)
    await owner.query(progress, [made.organisationId])
    await owner.query('analyze')
    const anewSeconds = await seconds(sweepAll)
    const againSeconds = await seconds(sweepAll)
    say(`            looked at anew, with what was done in between counted: ${anewSeconds.toFixed(1)} s`)
    say(`            looked at anew, nothing new: ${againSeconds.toFixed(1)} s`)
    const { rows: some } = await owner.query<{ id: string }>('select id from people order by random() limit 500')
    const event = await seconds(() =>
      ctx.write((tx) =>
        planPeople(
          ctx,
          tx,
          some.map((one) => one.id),
        ),
      ),
    )
    say(`an event    500 people in ${paths.length} paths: ${(event * 1000).toFixed(0)} ms`)
    const actor: Actor = {
      kind: 'person',
      organisationId: made.organisationId,
      accountId: newId(),
      personId: made.personId,
      grants: [{ role: 'head-of-cx', unitId: null }],
    }
    const reader = createContext({ platform, actor, requestId: newId(), language: 'en' })
    const oneHouse = '01900001-0000-7000-8000-000000000003'
    const reads = {
      // Leaders are in the first path and left out of the third: all thousand are looked up there.
      whole: () => readCoverage(reader, { pathId: ids[0] }),
      wholeWithoutLeaders: () => readCoverage(reader, { pathId: ids[2] }),
      oneOf20Houses: () => readCoverage(reader, { pathId: ids[0], unitId: oneHouse }),
      firstNames: () => readPlanned(reader, { pathId: ids[0]!, state: 'open', sort: 'need', limit: 50 }),
      byName: () => readPlanned(reader, { pathId: ids[0]!, state: 'open', sort: 'name', limit: 50 }),
      bareCountOfEntries: () =>
        owner.query(
          'select count(*), count(finished_at), count(*) filter (where due_on < current_date) from plan_entries where organisation_id = $1 and path_id = $2',
          [made.organisationId, ids[0]],
        ),
    }
    const times = Object.fromEntries(Object.keys(reads).map((name) => [name, [] as number[]]))
    for (let i = 0; i < 40; i++) for (const [name, read] of Object.entries(reads)) times[name]!.push((await seconds(read)) * 1000)
    const figures = Object.fromEntries(
      Object.entries(times).map(([name, values]) => [
        name,
        { medianMs: Number(median(values).toFixed(1)), p95Ms: Number(percentile(values, 0.95).toFixed(1)) },
      ]),
    )
    for (const [name, { medianMs, p95Ms }] of Object.entries(figures)) say(`coverage    ${name}: median ${medianMs} ms, p95 ${p95Ms} ms`)
    // 300 people finish the path: what that adds to the counts, and what reading costs before and after it is put together.
    await owner.query(
      `insert into lesson_progress (organisation_id, person_id, lesson_id, language, number, block, at, started_at, finished_at)
         select $1, ${id(4, 'p')}, ${id(5, 'l')}, 'en', 1, 5, now(), now(), now() from generate_series(${people - 300}, ${people - 1}) p cross join generate_series(1, ${steps}) l`,
      [made.organisationId],
    )
    for (let first = people - 300; first < people; first += 20) {
      const { rows: few } = await owner.query<{ id: string }>(`select ${id(4, 'p')} as id from generate_series(${first}, ${first + 19}) p`)
      await ctx.write((tx) =>
        planPeople(
          ctx,
          tx,
          few.map((one) => one.id),
        ),
      )
    }
    const unsettled = async () =>
      (await owner.query<{ n: number }>('select count(*)::int as n from coverage_counts where not is_settled')).rows[0]!.n
    const [differences, beforeMs] = [await unsettled(), (await seconds(reads.whole)) * 1000]
    const settling = await seconds(async () => {
      while (await settleCounts(ctx));
    })
    say(
      `counts      ${differences} differences: read in ${beforeMs.toFixed(1)} ms, put together in ${settling.toFixed(1)} s; ${await unsettled()} left`,
    )
    const isWithin =
      Math.max(given, anewSeconds, againSeconds) <= 60 && Math.max(figures.whole!.medianMs, figures.wholeWithoutLeaders!.medianMs) <= 50
    say(`limits      plans 60 s, coverage 50 ms: ${isWithin ? 'kept' : 'not kept'}`)
    if (people === 50_000)
      keep('paths', {
        people,
        paths: paths.length,
        entries: rows,
        seconds: { first: given, withNews: anewSeconds, again: againSeconds, plainInsert: twin },
        eventMs: event * 1000,
        coverage: figures,
        differences: { count: differences, readMs: beforeMs, settleSeconds: settling },
      })
    if (!isWithin) process.exitCode = 1
  } finally {
    await owner.end()
    await platform.db.close()
    await close()
  }
}
