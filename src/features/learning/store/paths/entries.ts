// Plan entries: made in bulk, by the organisation's rules, without people leaving the database.
import { reachedPeople, type ReachRule } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'
import { alsoCounted } from './counts.ts'

/** For one pattern of working days (null: the house's): calendar days until due, by the weekday of the first day, Monday first. */
export interface Offsets {
  workingDays: readonly number[] | null
  team: readonly number[]
  leader: readonly number[]
}
interface Sweep {
  pathId: string
  /** Null: the rule reaches nobody today. */
  rule: ReachRule | null
  startsOn: string
  today: string
  offsets: readonly Offsets[]
  /** Null: everybody. */
  personIds: readonly string[] | null
  /** The path's days were changed: what is open is due by them. */
  isDueAnew: boolean
}

/**
 * Adds whom the rule reaches and who has no entry, brings back who had one before, keeps places up to date. In the order of people, so that two at once cannot lock each other.
 * Counts follow for some people; after everybody they are looked at anew (counts.ts). Only whoever holds the path (lockPath, lockLivePaths) writes places and days.
 */
export async function addEntries(tx: Tx, { pathId, rule, startsOn, today, offsets, personIds, isDueAnew }: Sweep): Promise<void> {
  if (!rule) return
  const dueOf = (from: RawBuilder<unknown>) =>
    sql`${from} + (case when r.is_leader then w.leader else w.team end)[extract(isodow from ${from})::int]`
  const first = sql`greatest(${startsOn}::date, r.started_on, ${today}::date)`
  const again = sql`greatest(${startsOn}::date, r.started_on, e.assigned_on)`
  // Only rows that differ are written: the daily look at everybody is a read on most days.
  const differing = sql`select x.* from (select r.person_id, r.unit_id, r.job_role_id, r.is_leader,
               case when e.person_id is null or e.withdrawn_on is not null then ${dueOf(first)} else ${dueOf(again)} end as next_due_on,
               e.person_id is null or e.withdrawn_on is not null as is_new, e.finished_at, e.due_on,
               e.unit_id as old_unit_id, e.job_role_id as old_job_role_id, e.is_leader as was_leader,
               (e.unit_id, e.job_role_id, e.is_leader) is distinct from (r.unit_id, r.job_role_id, r.is_leader) as is_elsewhere
          from (${reachedPeople(tx, rule, personIds)}) r
          join (values ${valuesList(offsets.map(({ workingDays, team, leader }) => [workingDays, team, leader]))}) as v(days, team, leader) on true
          cross join lateral (select v.days::smallint[] as days, v.team::int[] as team, v.leader::int[] as leader) w
          left join plan_entries e on e.organisation_id = ${tx.organisationId} and e.person_id = r.person_id and e.path_id = ${pathId}
         where w.days is not distinct from r.working_days) x
     where x.is_new or x.is_elsewhere or (${isDueAnew}::boolean and x.finished_at is null and x.due_on <> x.next_due_on)`
  const writing = sql`insert into plan_entries (organisation_id, person_id, path_id, unit_id, job_role_id, is_leader, assigned_on, due_on)
    select ${tx.organisationId}::uuid, x.person_id, ${pathId}::uuid, x.unit_id, x.job_role_id, x.is_leader, ${today}::date, x.next_due_on from differing x order by x.person_id
    on conflict (organisation_id, person_id, path_id) do update set
      unit_id = excluded.unit_id, job_role_id = excluded.job_role_id, is_leader = excluded.is_leader, withdrawn_on = null,
      assigned_on = case when plan_entries.withdrawn_on is null then plan_entries.assigned_on else excluded.assigned_on end,
      due_on = case when plan_entries.finished_at is null and (plan_entries.withdrawn_on is not null or ${isDueAnew}::boolean) then excluded.due_on else plan_entries.due_on end`
  const named = sql`with differing as materialized (${differing})`
  if (!personIds) {
    await tx.run(sql`${named} ${writing}`)
    return
  }
  // Finished or not is read off the row that was written: somebody may finish while this waits for the row.
  await tx.run(
    sql`${named}, written as (${writing} returning person_id, unit_id, job_role_id, is_leader, due_on, finished_at) ${alsoCounted(
      tx,
      sql`select ${pathId}::uuid as path_id, n.unit_id, n.job_role_id, n.is_leader, n.due_on, 1 as people, (n.finished_at is not null)::int as done from written n
        union all select ${pathId}::uuid, x.old_unit_id, x.old_job_role_id, x.was_leader, x.due_on, -1, -(n.finished_at is not null)::int
          from written n join differing x on x.person_id = n.person_id and not x.is_new`,
    )}`,
  )
}

/** Takes back what is not finished from whom the rule no longer reaches. Where they stand in lessons stays. */
export async function withdrawEntries(
  tx: Tx,
  { pathId, rule, today, personIds }: Pick<Sweep, 'pathId' | 'rule' | 'today' | 'personIds'>,
): Promise<void> {
  const writing = sql`update plan_entries e set withdrawn_on = ${today}::date
    where e.organisation_id = ${tx.organisationId} and e.path_id = ${pathId} and e.withdrawn_on is null and e.finished_at is null
      ${personIds ? sql`and e.person_id = any(${personIds}::uuid[])` : sql``}
      ${rule ? sql`and not exists (select 1 from (${reachedPeople(tx, rule, personIds)}) r where r.person_id = e.person_id)` : sql``}`
  await tx.run(personIds ? takenOut(tx, writing) : writing)
}
const takenOut = (tx: Tx, writing: RawBuilder<unknown>) =>
  sql`with written as (${writing} returning e.path_id, e.unit_id, e.job_role_id, e.is_leader, e.due_on, e.finished_at) ${alsoCounted(
    tx,
    sql`select path_id, unit_id, job_role_id, is_leader, due_on, -1 as people, -(finished_at is not null)::int as done from written`,
  )}`

/** Counts steps done, of lessons finished and scenarios brought to a good or defensible end, whenever it was. What is finished stays finished. */
export const countDone = (tx: Tx, pathIds: readonly string[], personIds: readonly string[] | null) => {
  const { organisationId } = tx
  const ofPeople = (column: string) => (personIds ? sql`and ${sql.raw(column)} = any(${personIds}::uuid[])` : sql``)
  const writing = sql`update plan_entries e set steps_done = d.steps,
      finished_at = case when d.steps >= t.steps and t.steps > 0 then d.last_at end
    from (select path_id, count(*)::int as steps from path_steps s where s.organisation_id = ${organisationId} and s.path_id = any(${pathIds}::uuid[]) and ${isThere(organisationId)} group by 1) t,
      (select path_id, person_id, count(*)::int as steps, max(at) as last_at from (
         select s.path_id, p.person_id, p.finished_at as at from path_steps s
           join lesson_progress p on p.organisation_id = ${organisationId} and p.lesson_id = s.subject_id and p.finished_at is not null ${ofPeople('p.person_id')}
          where s.organisation_id = ${organisationId} and s.path_id = any(${pathIds}::uuid[]) and s.kind = 'lesson' and ${isThere(organisationId)}
         union all
         select s.path_id, p.person_id, min(p.ended_at) from path_steps s
           join scenario_plays p on p.organisation_id = ${organisationId} and p.scenario_id = s.subject_id and p.quality in ('good', 'defensible') ${ofPeople('p.person_id')}
          where s.organisation_id = ${organisationId} and s.path_id = any(${pathIds}::uuid[]) and s.kind = 'scenario' and ${isThere(organisationId)}
          group by s.path_id, s.position, p.person_id) done group by 1, 2) d
   where e.organisation_id = ${organisationId} and e.path_id = d.path_id and t.path_id = d.path_id and e.person_id = d.person_id and e.finished_at is null
     and (e.steps_done <> d.steps or d.steps >= t.steps)`
  return tx.run(
    personIds
      ? sql`with written as (${writing} returning e.path_id, e.unit_id, e.job_role_id, e.is_leader, e.due_on, e.finished_at, e.withdrawn_on) ${alsoCounted(
          tx,
          sql`select path_id, unit_id, job_role_id, is_leader, due_on, 0 as people, 1 as done from written where finished_at is not null and withdrawn_on is null`,
        )}`
      : writing,
  )
}
const isThere = (organisationId: string) => sql`(
  exists (select 1 from lessons l where l.organisation_id = ${organisationId} and l.id = s.subject_id and not l.is_retired)
  or exists (select 1 from scenarios c where c.organisation_id = ${organisationId} and c.id = s.subject_id and not c.is_retired and c.live_number is not null))`

/** The live paths that a lesson or scenario is a step of. */
export const pathsWith = async (tx: Tx, personId: string, subjectId: string): Promise<string[]> =>
  (
    await tx.run(sql<{ pathId: string }>`select s.path_id from path_steps s
      join plan_entries e on e.organisation_id = ${tx.organisationId} and e.path_id = s.path_id and e.person_id = ${personId} and e.finished_at is null
     where s.organisation_id = ${tx.organisationId} and s.subject_id = ${subjectId}`)
  ).map(({ pathId }) => pathId)

export interface EntryRow {
  pathId: string
  title: string
  jobRoleIds: string[]
  families: string[]
  unitIds: string[]
  siteIds: string[]
  languages: string[]
  who: 'everyone' | 'leaders' | 'teams'
  newPeopleOnly: boolean
  assignedOn: string
  dueOn: string
  stepsDone: number
  finishedAt: string | null
  withdrawnOn: string | null
}
export const entriesOf = (tx: Tx, personId: string) =>
  tx.run(sql<EntryRow>`select p.id as path_id, p.title, p.job_role_ids, p.families, p.unit_ids, p.site_ids, p.languages, p.who, p.new_people_only,
      e.assigned_on, e.due_on, e.steps_done, e.finished_at, e.withdrawn_on
    from plan_entries e join paths p on p.organisation_id = ${tx.organisationId} and p.id = e.path_id
   where e.organisation_id = ${tx.organisationId} and e.person_id = ${personId} order by e.finished_at is not null, e.due_on, p.created_at, p.id`)

export async function deletePlan(tx: Tx, personId: string): Promise<void> {
  await tx.run(sql`with gone as (delete from plan_entries where organisation_id = ${tx.organisationId} and person_id = ${personId}
      returning path_id, unit_id, job_role_id, is_leader, due_on, finished_at, withdrawn_on) ${alsoCounted(
        tx,
        sql`select path_id, unit_id, job_role_id, is_leader, due_on, -1 as people, -(finished_at is not null)::int as done from gone where withdrawn_on is null`,
      )}`)
  for (const table of ['plan_reminders', 'buy_ins'])
    await tx.run(sql`delete from ${sql.table(table)} where organisation_id = ${tx.organisationId} and person_id = ${personId}`)
}

/** Whom a rule would reach today, by unit, the largest first. */
export const countReached = (tx: Tx, rule: ReachRule) =>
  tx.run(sql<{
    unitId: string | null
    people: number
    leaders: number
  }>`select r.unit_id, count(*)::int as people, count(*) filter (where r.is_leader)::int as leaders
    from (${reachedPeople(tx, rule)}) r group by 1 order by 2 desc, 1`)

export interface OpenPlan {
  personId: string
  title: string
  steps: number
  dueOn: string
}
/** The live paths that these people have not finished, at most two each, what is due first. */
export const openPlansOf = (tx: Tx, personIds: readonly string[]) =>
  tx.run(sql<OpenPlan>`select x.person_id, x.title, greatest(x.all_steps - x.steps_done, 1) as steps, x.due_on from (
      select e.person_id, p.title, e.steps_done, e.due_on::text, s.all_steps,
             row_number() over (partition by e.person_id order by e.due_on, p.created_at, p.id) as place
        from plan_entries e join paths p on p.organisation_id = ${tx.organisationId} and p.id = e.path_id and p.state = 'live'
        join (select path_id, count(*)::int as all_steps from path_steps where organisation_id = ${tx.organisationId} group by 1) s on s.path_id = e.path_id
       where e.organisation_id = ${tx.organisationId} and e.person_id = any(${personIds}::uuid[]) and e.withdrawn_on is null and e.finished_at is null) x
     where x.place <= 2 order by x.person_id, x.place`)
export interface Standing {
  isLeader: boolean
  startedOn: string | null
  workingDays: number[] | null
  /** Of each rule, in their order. */
  holds: boolean[]
}
/** Whether each of some rules reaches a person, and what their days are counted from. `anybody` asks nothing. */
export const reachOf = async (tx: Tx, personId: string, anybody: ReachRule, rules: readonly ReachRule[]): Promise<Standing | undefined> =>
  (
    await tx.run(sql<Standing>`select p.is_leader, p.started_on, p.working_days,
        array[${sql.join(
          rules.map((rule) => sql`exists (select 1 from (${reachedPeople(tx, rule, [personId])}) r)`),
          sql`, `,
        )}] as holds
      from (${reachedPeople(tx, anybody, [personId])}) p`)
  )[0]
