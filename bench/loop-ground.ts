// The demonstration company grown to 10,000 people, so that rules, steps, principles, surveys and levels are what a house has. The new people stand where those
// of the staff list stand, with the same proof; links hang in every unit.
import pg from 'pg'
import { addLink } from '#features/voice/public.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { policy } from '../src/assembly.ts'
import { makeDemo } from '../src/demo/make-demo.ts'
import { type Ground, openPlatform, openSession, type Setting } from './ground.ts'

export interface LoopSetting extends Setting {
  /** Cookies' secrets of people at the front. */
  tokens: string[]
  /** What each of them asks. */
  questions: { situationId: string; remedyId: string; currency: string | null }[]
  principleIds: string[]
  surveyPaths: string[]
}
export interface LoopGround extends Ground {
  setting: LoopSetting
  /** Its own connections are closed. */
  platform: Platform
}

const signedIn = 200
const linksAtLeast = 300

const growText = `
  with staff as (select p.*, row_number() over (order by sort_key, id) as place, count(*) over () as many from people p where status = 'active'),
  grown as (
    select s.*, i, ('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid as new_id from generate_series(1, $2::int - (select count(*)::int from staff)) i
      join staff s on s.place = 1 + i % s.many),
  made as (
    insert into people (organisation_id, id, given_name, family_name, display_name, sort_key, email, hr_number, language, started_on, unit_id, job_role_id, site_id, manager_id, created_at, updated_at)
    select $1, new_id, given_name, 'Grown' || i, given_name || ' Grown' || i, lpad((i * 7919 % 1000003)::text, 8, '0'), 'p' || i || '@bench.example', 'B' || i, language, started_on,
           unit_id, job_role_id, site_id, coalesce(manager_id, id), now(), now() from grown),
  pieces as (
    insert into evidence_pieces (organisation_id, person_id, id, kind, level, principle_id, source_kind, source_id, outcome, words, shown_at, expires_at, noted_by, created_at)
    select $1, g.new_id, gen_random_uuid(), e.kind, e.level, e.principle_id, e.source_kind, gen_random_uuid(), e.outcome, e.words, e.shown_at, e.expires_at, e.noted_by, e.created_at
      from grown g join evidence_pieces e on e.organisation_id = $1 and e.person_id = g.id)
  insert into person_levels (organisation_id, person_id, level, lapses_at)
    select $1, g.new_id, l.level, l.lapses_at from grown g join person_levels l on l.organisation_id = $1 and l.person_id = g.id`

export async function openLoopGround(people: number): Promise<LoopGround> {
  const { platform, database, close } = await openPlatform()
  const { organisationId } = await makeDemo({ ...platform, policy })
  const ctx = systemContext(platform, organisationId, newId())
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query(`select set_config('app.organisation_id', $1, false)`, [organisationId])
  await owner.query(growText, [organisationId, people])
  const { rows: asking } = await owner.query<{ id: string }>(
    `select id from people where status = 'active' and hr_number like 'B%' and not leads_unit order by md5(id::text) limit ${signedIn}`,
  )
  const tokens: string[] = []
  for (const { id } of asking) {
    const token = await openSession(owner, organisationId, id)
    tokens.push(token)
  }
  const surveyPaths = await addLinks(ctx)
  await owner.query('vacuum analyze')
  // Nobody thanks themselves.
  const { rows: thanked } = await owner.query<{ id: string }>(
    `select id from people where status = 'active' and id <> all($1::uuid[]) order by md5(id::text) limit 2000`,
    [asking.map(({ id }) => id)],
  )
  await owner.end()
  const read = await ctx.read(async (tx) => ({
    questions: await tx.run(sql<
      LoopSetting['questions'][number]
    >`select distinct situation_id, remedy_id, definition ->> 'currency' as currency
      from rule_versions where organisation_id = ${organisationId} and state = 'live' and not is_end order by 1, 2`),
    principles: await tx.run(
      sql<{ id: string }>`select id from principles where organisation_id = ${organisationId} and not is_retired order by position`,
    ),
  }))
  await platform.db.close()
  return {
    setting: {
      appUrl: database.appUrl,
      dataDir: platform.config.dataDir,
      organisationId,
      unitId: '',
      personIds: thanked.map(({ id }) => id),
      token: tokens[0]!,
      tokens,
      questions: read.questions,
      principleIds: read.principles.map(({ id }) => id),
      surveyPaths,
    },
    platform,
    postmasterPid: database.embedded?.pid,
    close,
    ownerUrl: database.ownerUrl,
  }
}

/** Of the survey that most answers come through: in every unit, and with a step as its own links have it. */
async function addLinks(ctx: ReturnType<typeof systemContext>): Promise<string[]> {
  const { links, units } = await ctx.read(async (tx) => ({
    links: await tx.run(sql<{ surveyId: string; stepId: string | null }>`select l.survey_id, l.step_id from survey_links l
      where l.organisation_id = ${tx.organisationId} order by l.id`),
    units: await tx.run(
      sql<{ id: string }>`select id from units where organisation_id = ${tx.organisationId} and closed_on is null order by name_key, id`,
    ),
  }))
  const paths: string[] = []
  for (let i = 0; i < Math.max(linksAtLeast, units.length); i++) {
    const { surveyId, stepId } = links[i % links.length]!
    const { path } = await addLink(ctx, { surveyId, stepId, unitId: units[i % units.length]!.id, label: `Place ${i}` })
    paths.push(path!)
  }
  return paths
}
