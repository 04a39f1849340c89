// Paths, their rules and steps.
import type { Family } from '#engines/lesson/lesson.ts'
import { topUnits } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'
import { everyRole } from './counts.ts'

export type PathState = 'draft' | 'live' | 'stopped'
export type StepKind = 'lesson' | 'scenario'
export interface Rule {
  jobRoleIds: string[]
  families: Family[]
  unitIds: string[]
  siteIds: string[]
  languages: string[]
  who: 'everyone' | 'leaders' | 'teams'
  newPeopleOnly: boolean
}
export interface PathRow extends Rule {
  id: string
  title: string
  state: PathState
  dueDays: number
  leaderDueDays: number
  startsOn: string
  endsOn: string | null
  sweptOn: string | null
  isSweeping: boolean
  version: number
}
const columns = sql.raw(
  'id, title, state, job_role_ids, families, unit_ids, site_ids, languages, who, new_people_only, due_days, leader_due_days, starts_on, ends_on, swept_on, sweep_asked_at is not null as is_sweeping, version',
)

export const findPath = async (tx: Tx, id: string): Promise<PathRow | undefined> =>
  (await tx.run(sql<PathRow>`select ${columns} from paths where organisation_id = ${tx.organisationId} and id = ${id}`))[0]
export const lockPath = async (tx: Tx, id: string): Promise<PathRow | undefined> =>
  (await tx.run(sql<PathRow>`select ${columns} from paths where organisation_id = ${tx.organisationId} and id = ${id} for update`))[0]
/** Held until the end: places and days in plans are written by one at a time. */
export const lockLivePaths = (tx: Tx) =>
  tx.run(
    sql<PathRow>`select ${columns} from paths where organisation_id = ${tx.organisationId} and state = 'live' order by id for no key update`,
  )
export const holdPath = (tx: Tx, id: string) =>
  tx.run(sql`select 1 from paths where organisation_id = ${tx.organisationId} and id = ${id} for no key update`)
export const listPaths = (tx: Tx) =>
  tx.run(sql<PathRow & { steps: number; people: number; finished: number }>`select ${columns},
      (select count(*)::int from path_steps s where s.organisation_id = ${tx.organisationId} and s.path_id = p.id) as steps,
      coalesce(c.people, 0) + o.people as people, coalesce(c.finished, 0) + o.finished as finished
    from paths p
    cross join lateral (select sum(x.people)::int as people, sum(x.done)::int as finished from coverage_counts x
       where x.organisation_id = ${tx.organisationId} and x.path_id = p.id and x.job_role_id = ${everyRole}::uuid and x.unit_id in (${topUnits(tx)})) c
    cross join lateral (select count(*)::int as people, count(e.finished_at)::int as finished from plan_entries e
       where e.organisation_id = ${tx.organisationId} and e.path_id = p.id and e.withdrawn_on is null and e.unit_id is null) o
   where p.organisation_id = ${tx.organisationId} order by (case state when 'live' then 0 when 'draft' then 1 else 2 end), starts_on desc, id`)

type Written = Omit<PathRow, 'id' | 'state' | 'sweptOn' | 'isSweeping' | 'version'>
export const insertPath = (tx: Tx, id: string, row: Written, at: Date) =>
  tx.run(sql`insert into paths (organisation_id, id, title, state, job_role_ids, families, unit_ids, site_ids, languages, who, new_people_only, due_days, leader_due_days,
      starts_on, ends_on, created_at)
    values (${tx.organisationId}, ${id}, ${row.title}, 'draft', ${row.jobRoleIds}::uuid[], ${row.families}::text[], ${row.unitIds}::uuid[], ${row.siteIds}::uuid[],
      ${row.languages}::text[], ${row.who}, ${row.newPeopleOnly}, ${row.dueDays}, ${row.leaderDueDays}, ${row.startsOn}, ${row.endsOn}, ${at.toISOString()})`)
export const writePath = (tx: Tx, id: string, row: Written) =>
  tx.run(sql`update paths set title = ${row.title}, job_role_ids = ${row.jobRoleIds}::uuid[], families = ${row.families}::text[], unit_ids = ${row.unitIds}::uuid[],
      site_ids = ${row.siteIds}::uuid[], languages = ${row.languages}::text[], who = ${row.who}, new_people_only = ${row.newPeopleOnly}, due_days = ${row.dueDays},
      leader_due_days = ${row.leaderDueDays}, starts_on = ${row.startsOn}, ends_on = ${row.endsOn}, version = version + 1
    where organisation_id = ${tx.organisationId} and id = ${id}`)
export const setState = (tx: Tx, id: string, state: PathState) =>
  tx.run(sql`update paths set state = ${state}, version = version + 1 where organisation_id = ${tx.organisationId} and id = ${id}`)
export const deletePath = (tx: Tx, id: string) => tx.run(sql`delete from paths where organisation_id = ${tx.organisationId} and id = ${id}`)

/** Plans are made anew by the round that waits for this. In the order of ids, as whoever holds several does. */
export const askSweep = (tx: Tx, at: Date, which: { id: string } | 'live' | { notSince: string }) =>
  tx.run(sql`update paths set sweep_asked_at = ${at.toISOString()} where organisation_id = ${tx.organisationId} and id = any (array(
    select id from paths where organisation_id = ${tx.organisationId} and sweep_asked_at is null
       and ${which === 'live' ? sql`state = 'live'` : 'id' in which ? sql`id = ${which.id}` : sql`state = 'live' and swept_on is distinct from ${which.notSince}::date`}
     order by id for no key update))`)
export const oldestSweep = (organisationId: string): RawBuilder<unknown> =>
  sql`select sweep_asked_at from paths where organisation_id = ${organisationId} and sweep_asked_at is not null order by sweep_asked_at limit 1`
export const nextToSweep = async (tx: Tx): Promise<PathRow | undefined> =>
  (
    await tx.run(sql<PathRow>`select ${columns} from paths where organisation_id = ${tx.organisationId} and sweep_asked_at is not null
      order by sweep_asked_at limit 1 for no key update skip locked`)
  )[0]
export const noteSwept = (tx: Tx, id: string, day: string) =>
  tx.run(sql`update paths set sweep_asked_at = null, swept_on = ${day} where organisation_id = ${tx.organisationId} and id = ${id}`)

export interface StepRow {
  pathId: string
  position: number
  kind: StepKind
  subjectId: string
  title: string | null
  minutes: number | null
  /** Published and not retired. */
  isThere: boolean
}
/** A lesson's title in the reader's language where there is one, else the house's, else any. */
const lessonText = (organisationId: string, language: string) => sql`lateral (select v.title, v.minutes from lesson_versions v
   where v.organisation_id = ${organisationId} and v.lesson_id = s.subject_id and s.kind = 'lesson'
   order by v.language = ${language} desc, v.language = (select default_language from organisation_settings where organisation_id = ${organisationId}) desc,
     v.language, v.number desc limit 1) lt on true`
const scenarioText = (
  organisationId: string,
  language: string,
) => sql`lateral (select coalesce(substring(v.text from 'title:[ ]*([^\n]+)'), c.title) as title
    from scenario_versions v where v.organisation_id = ${organisationId} and v.scenario_id = c.id and v.number = c.live_number
   order by v.language = ${language} desc, v.language = c.language desc limit 1) ct on true`
const withSubjects = (organisationId: string, language: string) => sql`
    left join lessons l on l.organisation_id = ${organisationId} and l.id = s.subject_id and s.kind = 'lesson'
    left join ${lessonText(organisationId, language)}
    left join scenarios c on c.organisation_id = ${organisationId} and c.id = s.subject_id and s.kind = 'scenario'
    left join ${scenarioText(organisationId, language)}`
const subjectColumns = sql.raw(`coalesce(lt.title, ct.title, c.title) as title, coalesce(lt.minutes, c.minutes) as minutes,
  case s.kind when 'lesson' then lt.title is not null and not l.is_retired else c.live_number is not null and not c.is_retired end as is_there`)

export const stepsOf = (tx: Tx, pathId: string, language: string) =>
  tx.run(sql<StepRow>`select s.path_id, s.position, s.kind, s.subject_id, ${subjectColumns} from path_steps s ${withSubjects(tx.organisationId, language)}
    where s.organisation_id = ${tx.organisationId} and s.path_id = ${pathId} order by s.position`)

/** The steps of a person's plan, with where the person stands in each. */
export const ownSteps = (tx: Tx, personId: string, language: string) =>
  tx.run(sql<StepRow & { isDone: boolean; isBegun: boolean }>`select s.path_id, s.position, s.kind, s.subject_id, ${subjectColumns},
      lp.finished_at is not null or coalesce(sp.is_done, false) as is_done, lp.started_at is not null or coalesce(sp.is_begun, false) as is_begun
    from plan_entries e join path_steps s on s.organisation_id = ${tx.organisationId} and s.path_id = e.path_id ${withSubjects(tx.organisationId, language)}
    left join lesson_progress lp on lp.organisation_id = ${tx.organisationId} and lp.person_id = ${personId} and lp.lesson_id = s.subject_id and s.kind = 'lesson'
    left join lateral (select bool_or(x.quality in ('good', 'defensible')) as is_done, true as is_begun from scenario_plays x
       where x.organisation_id = ${tx.organisationId} and x.person_id = ${personId} and x.scenario_id = s.subject_id having count(*) > 0) sp on s.kind = 'scenario'
   where e.organisation_id = ${tx.organisationId} and e.person_id = ${personId} and e.withdrawn_on is null order by s.path_id, s.position`)

export async function writeSteps(tx: Tx, pathId: string, steps: readonly { kind: StepKind; id: string }[]): Promise<void> {
  await tx.run(sql`delete from path_steps where organisation_id = ${tx.organisationId} and path_id = ${pathId}`)
  if (steps.length > 0)
    await tx.run(sql`insert into path_steps (organisation_id, path_id, position, kind, subject_id)
      values ${valuesList(steps.map(({ kind, id }, i) => [tx.organisationId, pathId, i + 1, kind, id]))}`)
}

/** What can be a step: whatever is taught. */
export const choosable = (tx: Tx, language: string) =>
  tx.run(sql<{ kind: StepKind; subjectId: string; title: string | null; minutes: number | null; level: number; isThere: boolean }>`
    select s.kind, s.subject_id, s.level, ${subjectColumns} from (
        select 'lesson' as kind, id as subject_id, level from lessons where organisation_id = ${tx.organisationId} and not is_retired
        union all select 'scenario', id, level from scenarios where organisation_id = ${tx.organisationId} and not is_retired and live_number is not null) s
      ${withSubjects(tx.organisationId, language)} order by s.level, s.kind, title`)
