import type { Family } from '#engines/lesson/lesson.ts'
// Who is not taught yet: counted from plan entries alone, in one statement, however many people.
import { jobRoleNames, leadersBelow, peopleToTell, type Reachable, reachableColumns, unitsAndAbove, unitsByBranch } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface CountRow {
  /** Of the unit right below; null in the other two groups. */
  branchId: string | null
  branchName: string | null
  jobRoleId: string | null
  jobRoleName: string | null
  /** 0: a branch, 1: a job role, 2: all. */
  kind: number
  people: number
  done: number
  overdue: number
  leaders: number
  leadersDone: number
}
/** Live paths, and what somebody has said about job roles' kinds of work: one statement, because the page is read often. */
export const coveredPaths = async (tx: Tx): Promise<{ paths: { id: string; title: string }[]; said: Record<string, Family> }> =>
  (
    await tx.run(sql<{ paths: { id: string; title: string }[]; said: Record<string, Family> }>`select
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'title', title) order by starts_on desc, id) from paths
         where organisation_id = ${tx.organisationId} and state = 'live'), '[]') as paths,
      coalesce((select jsonb_object_agg(job_role_id, family) from role_families where organisation_id = ${tx.organisationId}), '{}') as said`)
  )[0]!

const open = (tx: Tx, pathId: string) => sql`e.organisation_id = ${tx.organisationId} and e.path_id = ${pathId} and e.withdrawn_on is null`

export const countCovered = (tx: Tx, pathId: string, unitId: string, today: string) =>
  tx.run(sql<CountRow>`select c.*, r.name as job_role_name from (
      select b.branch_id, min(b.branch_name) as branch_name, e.job_role_id,
             case when grouping(b.branch_id) = 0 then 0 when grouping(e.job_role_id) = 0 then 1 else 2 end as kind,
             count(*)::int as people, count(e.finished_at)::int as done,
             (count(*) filter (where e.finished_at is null and e.due_on < ${today}::date))::int as overdue,
             (count(*) filter (where e.is_leader))::int as leaders, (count(e.finished_at) filter (where e.is_leader))::int as leaders_done
        from plan_entries e join (${unitsByBranch(tx, unitId)}) b on b.unit_id = e.unit_id
       where ${open(tx, pathId)} group by grouping sets ((b.branch_id), (e.job_role_id), ())) c
    left join (${jobRoleNames(tx)}) r on r.id = c.job_role_id`)

/** Leaders at or below a unit whose people are taught and who are not. */
export const exemptLeaders = (tx: Tx, pathId: string, unitId: string) =>
  tx.run(sql<{ personId: string; name: string | null; unitName: string; branchId: string }>`
    with taught as materialized (select distinct e.unit_id from plan_entries e where ${open(tx, pathId)} and not e.is_leader),
         led as materialized (select distinct u.above_id from taught t join (${unitsAndAbove(tx)}) u on u.unit_id = t.unit_id)
    select l.person_id, l.name, l.unit_name, b.branch_id from (${leadersBelow(tx, unitId)}) l join (${unitsByBranch(tx, unitId)}) b on b.unit_id = l.unit_id
     where l.unit_id in (select above_id from led)
       and not exists (select 1 from plan_entries e where e.organisation_id = ${tx.organisationId} and e.person_id = l.person_id and e.path_id = ${pathId} and e.withdrawn_on is null)
     order by cardinality(l.path), l.sort_key, l.person_id limit 200`)
export interface LateRow {
  personId: string
  name: string | null
  unitId: string | null
  isLeader: boolean
  dueOn: string
  stepsDone: number
  sortKey: string
  remindedAt: string | null
}
/** Who has not finished, leaders first, then whoever is due first. Names are looked up for those who are shown, not for the whole house. */
export const unfinished = (tx: Tx, pathId: string, unitId: string, limit: number, at: Date) =>
  tx.run(sql<LateRow>`with first as materialized (
      select e.person_id, e.is_leader, e.due_on, e.steps_done from plan_entries e
        join (${unitsByBranch(tx, unitId)}) b on b.unit_id = e.unit_id
       where ${open(tx, pathId)} and e.finished_at is null order by e.is_leader desc, e.due_on, e.person_id limit ${limit})
    select f.person_id, t.name, t.unit_id, f.is_leader, f.due_on, f.steps_done, t.sort_key, m.asked_at as reminded_at
      from first f cross join lateral (select x.* from (${peopleToTell(tx, at)}) x where x.person_id = f.person_id) t
      left join plan_reminders m on m.organisation_id = ${tx.organisationId} and m.person_id = f.person_id
     order by f.is_leader desc, f.due_on, t.sort_key, f.person_id`)

export interface ToRemind extends Reachable {
  personId: string
}
/** Whoever has not finished there and was not reminded since. `before`: the last reminder lies before it. */
export const toRemind = (tx: Tx, pathId: string, unitId: string, before: Date, at: Date) =>
  tx.run(sql<
    ToRemind & { isRecent: boolean }
  >`select e.person_id, ${reachableColumns}, coalesce(m.asked_at > ${before.toISOString()}, false) as is_recent
    from plan_entries e join (${unitsByBranch(tx, unitId)}) b on b.unit_id = e.unit_id
    join (${peopleToTell(tx, at)}) t on t.person_id = e.person_id
    left join plan_reminders m on m.organisation_id = ${tx.organisationId} and m.person_id = e.person_id
   where ${open(tx, pathId)} and e.finished_at is null order by e.person_id`)
