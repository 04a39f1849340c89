// The recall map of 50,000 people in 1,000 teams, a million memories: how long a leader waits for it, whole house and one of 20 houses, and how long the job
// counts. Beside it a bare twin: the same rows summed by plain SQL, without places, small groups or row level security. Limit: 50 ms at the median.
import { parseArgs } from 'node:util'
import pg from 'pg'
import { createOrganisation } from '#features/people/public.ts'
import { jobs } from '#features/practice/jobs.ts'
import { readMap } from '#features/practice/service/recall-map.ts'
import type { Actor } from '#platform/access/policy.ts'
import { createContext, systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Timed } from '#platform/jobs/kinds.ts'
import type { Platform } from '#platform/platform.ts'
import { policy } from '../src/assembly.ts'
import { openPlatform } from './ground.ts'

export const limitMs = 50
const [teams, houses, principles, memories] = [1000, 20, 6, 20]
const weekMs = 7 * 86_400_000

const id = (kind: number, i: string) => `('0190000${kind}-0000-7000-8000-' || lpad(to_hex(${i}), 12, '0'))::uuid`
const ground = (people: number) => [
  `insert into units (organisation_id, id, parent_id, name, name_key, ancestor_ids, created_at)
     select $1, ${id(1, 'i')}, $2, 'House ' || i, 'house ' || i, array[$2::uuid, ${id(1, 'i')}], now() from generate_series(1, ${houses}) i`,
  `insert into units (organisation_id, id, parent_id, name, name_key, ancestor_ids, created_at)
     select $1, ${id(2, 'i')}, ${id(1, `1 + i % ${houses}`)}, 'Team ' || i, 'team ' || i, array[$2::uuid, ${id(1, `1 + i % ${houses}`)}, ${id(2, 'i')}], now()
       from generate_series(0, ${teams - 1}) i`,
  `insert into people (organisation_id, id, display_name, sort_key, unit_id, started_on, created_at, updated_at)
     select $1, ${id(4, 'i')}, 'Person ' || i, lpad(i::text, 8, '0'), ${id(2, `i % ${teams}`)}, '2020-01-01', now(), now() from generate_series(0, ${people - 1}) i
      where $2::uuid is not null`,
  `insert into principles (organisation_id, id, position, colour, icon, words_since, created_at)
     select $1, ${id(5, 'i')}, i, (array['sky', 'navy', 'leaf', 'rose', 'violet', 'umber'])[i], 'link', now(), now() from generate_series(1, ${principles}) i where $2::uuid is not null`,
  `insert into principle_texts (organisation_id, principle_id, language, name, meaning)
     select $1, ${id(5, 'i')}, 'en', 'Principle ' || i, 'So.' from generate_series(1, ${principles}) i where $2::uuid is not null`,
  `insert into practice_memories (organisation_id, person_id, subject_kind, subject_id, principle_id, stability, difficulty, last_day, last_said_at, comes_back_on, reviews, is_sure_and_wrong)
     select $1, ${id(4, 'p')}, 'item', ${id(6, 'm')}, ${id(5, `1 + m % ${principles}`)}, 3 + (p * 7 + m * 13) % 90, 5, current_date - (p + m * 5) % 60, now(), current_date + 7, 3, false
       from generate_series(0, ${people - 1}) p cross join generate_series(1, ${memories}) m where $2::uuid is not null`,
]

const bare = `select a.unit_id, m.principle_id, count(*), avg(power(1 + 0.5 * (current_date - m.last_day) / m.stability, -0.15))
  from practice_memories m join people p on p.organisation_id = m.organisation_id and p.id = m.person_id join units u on u.organisation_id = p.organisation_id and u.id = p.unit_id
  cross join lateral unnest(u.ancestor_ids) as a(unit_id) where m.organisation_id = $1 group by 1, 2`

const at = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
async function ms(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

export interface RecallMapFigures {
  people: number
  memories: number
  /** How long the hourly job takes, and the same sum by plain SQL. */
  countMs: number
  bareCountMs: number
  /** Of forty readings. */
  whole: { medianMs: number; p95Ms: number }
  house: { medianMs: number; p95Ms: number }
  isWithin: boolean
}
/** On a platform with every table; makes an organisation of its own. `ownerUrl`: of the owner of the tables. */
export async function measureRecallMap(platform: Platform, ownerUrl: string, people = 50_000): Promise<RecallMapFigures> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const firstPerson = { givenName: 'Bench', familyName: null, email: null }
    const made = await createOrganisation(
      platform,
      { name: 'Bench', languages: ['en'], defaultLanguage: 'en', timeZone: 'UTC', firstPerson },
      newId(),
    )
    const { organisationId, personId } = made
    await owner.query(`select set_config('app.organisation_id', $1, false)`, [organisationId])
    for (const text of ground(people)) await owner.query(text, [organisationId, made.rootUnitId])
    // Somebody practised, or there is nothing to count.
    await owner.query(
      `insert into practice_reviews (organisation_id, id, person_id, subject_kind, subject_id, language, places, is_right, share, grade, took_seconds, dose_seconds, said_at, day, noted_at)
         select $1, $2, $3, 'mantra', $1, 'en', '{}', true, 1, 3, 9, 30, now(), current_date, now()`,
      [organisationId, newId(), personId],
    )
    // As autovacuum leaves it.
    await owner.query('vacuum analyze')
    const job = jobs.find((one): one is Timed => one.name === 'practice.count-recall')!
    const countMs = await ms(() => job.perOrganisation!(systemContext(platform, organisationId, newId())))
    const bareCountMs = await ms(() => owner.query(bare, [organisationId]))
    // As after a year: the map is read among the figures of 52 weeks.
    const week = new Date(Date.now() - (new Date().getUTCDay() + 6) * 86_400_000 - 51 * weekMs).toISOString().slice(0, 10)
    await owner.query(
      `insert into practice_predictions select organisation_id, unit_id, principle_id, (week - 7 * n)::date, people, recall_sum, recall_squares, later_sum, counted_at, counted_on
         from practice_predictions cross join generate_series(1, 51) n where organisation_id = $1 and week - 7 * n >= $2::date`,
      [organisationId, week],
    )
    await owner.query('vacuum analyze practice_predictions')
    const actor: Actor = { kind: 'person', organisationId, accountId: newId(), personId, grants: [{ role: 'head-of-cx', unitId: null }] }
    const reader = createContext({ platform, actor, requestId: newId(), language: 'en' })
    const [whole, house]: [number[], number[]] = [[], []]
    for (let i = 0; i < 40; i++) {
      whole.push(await ms(() => readMap(reader, undefined)))
      house.push(await ms(() => readMap(reader, '01900001-0000-7000-8000-000000000003')))
    }
    const [medianMs, houseMs] = [at(whole, 0.5), at(house, 0.5)]
    return {
      people,
      memories: people * memories,
      countMs,
      bareCountMs,
      whole: { medianMs, p95Ms: at(whole, 0.95) },
      house: { medianMs: houseMs, p95Ms: at(house, 0.95) },
      isWithin: Math.max(medianMs, houseMs) <= limitMs,
    }
  } finally {
    await owner.end()
  }
}

const { values: options } = parseArgs({ options: { people: { type: 'string', default: '50000' } }, allowPositionals: true, strict: false })
export async function run(): Promise<void> {
  const { platform: plain, database, close } = await openPlatform()
  const platform = { ...plain, policy }
  try {
    const figures = await measureRecallMap(platform, database.ownerUrl, Number(options.people))
    const { whole, house } = figures
    const cut = (value: number) => value.toFixed(1)
    process.stdout.write(
      `recall map  ${figures.people} people, ${figures.memories} memories: whole house median ${cut(whole.medianMs)} ms, p95 ${cut(whole.p95Ms)} ms (limit ${limitMs}); one of ${houses} houses: ${cut(house.medianMs)} ms, p95 ${cut(house.p95Ms)} ms\n` +
        `            counted by the job in ${cut(figures.countMs / 1000)} s; the same sum by plain SQL: ${cut(figures.bareCountMs / 1000)} s\n`,
    )
    if (!figures.isWithin) process.exitCode = 1
  } finally {
    await platform.db.close()
    await close()
  }
}
