import type { Family } from '#engines/lesson/lesson.ts'
// Who is not taught yet: groups from the counts, names from the plans.
import {
  jobRoleNames,
  leadersBelow,
  peopleNamed,
  peopleToTell,
  type Reachable,
  reachableColumns,
  reportsTo,
  unitAndBelow,
  unitNames,
  unitsByBranch,
  unitsWithin,
} from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'
import { everyRole, taughtIn } from './counts.ts'

export interface CountRow {
  /** `unit`: the unit and each right below it, with all below them. `beside`: the same of the unit above. `role`: a job role in the unit. */
  kind: 'unit' | 'beside' | 'role'
  /** Of the unit or job role. */
  id: string
  name: string | null
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

/** `aboveId`: where small groups are hidden, what stands beside the unit says whether it may be shown; else null. */
export const countCovered = (
  tx: Tx,
  pathId: string,
  { unitId, aboveId, today }: { unitId: string; aboveId: string | null; today: string },
) => {
  const sums = sql`sum(c.people)::int as people, sum(c.done)::int as done, coalesce(sum(c.people - c.done) filter (where c.due_on < ${today}::date), 0)::int as overdue,
      coalesce(sum(c.people) filter (where c.is_leader), 0)::int as leaders, coalesce(sum(c.done) filter (where c.is_leader), 0)::int as leaders_done`
  const ofPath = sql`c.organisation_id = ${tx.organisationId} and c.path_id = ${pathId}`
  const units = (kind: 'unit' | 'beside', near: RawBuilder<unknown>) => sql`select ${kind}::text as kind, n.id, n.name, ${sums}
      from (${near}) n join coverage_counts c on ${ofPath} and c.unit_id = n.id and c.job_role_id = ${everyRole}::uuid group by n.id, n.name`
  return tx.run(sql<CountRow>`${units('unit', unitAndBelow(tx, unitId))}
    ${aboveId ? sql`union all ${units('beside', unitAndBelow(tx, aboveId))}` : sql``}
    union all select 'role', r.id, r.name, ${sums} from coverage_counts c join (${jobRoleNames(tx)}) r on r.id = c.job_role_id
     where ${ofPath} and c.unit_id = ${unitId} group by r.id, r.name`)
}

export interface LeftOut {
  count: number
  /** Of the unit right below, in which they stand. */
  ofBranch: Record<string, number>
  first: { id: string; name: string | null; unit: string; hasNoPath: boolean }[]
}
/**
 * Each leader's plan is looked up by its key (the limits keep the planner from gathering everybody's): a house has a thousand leaders and 50,000 people.
 * Leaders at or below a unit who are not in the path although their people are, and those who are in no path at all; these and the uppermost first.
 */
export const leftOutLeaders = async (tx: Tx, pathId: string, unitId: string, limit: number): Promise<LeftOut> =>
  (
    await tx.run(sql<LeftOut>`with leader as materialized (${leadersBelow(tx, unitId)}),
      stands as materialized (select l.*, (select 1 from plan_entries e
           where e.organisation_id = ${tx.organisationId} and e.person_id = l.person_id and e.withdrawn_on is null limit 1) is null as has_no_path from leader l
         where (select 1 from plan_entries e where ${open(tx, pathId)} and e.person_id = l.person_id limit 1) is null),
      left_out as materialized (select s.*, row_number() over (order by s.has_no_path desc, cardinality(s.path), s.sort_key, s.person_id) as place from stands s
         where s.has_no_path or case when s.leads_unit then (${taughtIn(tx, pathId, sql`s.unit_id`)}) > 0
           else (select 1 from (${reportsTo(tx)}) r join plan_entries e on ${open(tx, pathId)} and e.person_id = r.person_id
                  where r.manager_id = s.person_id limit 1) is not null end)
      select (select count(*)::int from left_out) as count,
        coalesce((select jsonb_object_agg(x.branch_id, x.n) from (select b.branch_id, count(*)::int as n from left_out o join (${unitsByBranch(tx, unitId)}) b on b.unit_id = o.unit_id
           group by 1) x), '{}') as of_branch,
        coalesce((select jsonb_agg(jsonb_build_object('id', o.person_id, 'name', o.name, 'unit', o.unit_name, 'hasNoPath', o.has_no_path) order by o.place)
           from left_out o where o.place <= ${limit}), '[]') as first`)
  )[0]!

export interface PlannedRow {
  personId: string
  name: string | null
  unit: string | null
  isLeader: boolean
  dueOn: string
  stepsDone: number
  finishedAt: string | null
  remindedAt: string | null
  cursor: [string, string, string]
}
export interface PlannedQuery {
  pathId: string
  unitId: string
  /** Nearly everybody is at or below the unit: what is read in order need not be sorted. */
  isWhole: boolean
  search?: string | undefined
  state: 'open' | 'overdue' | 'done'
  sort: 'need' | 'name' | '-name' | 'due' | '-due'
  today: string
  at: Date
  limit: number
}
const orders = {
  need: 'e.is_leader desc, e.due_on, e.person_id',
  name: 't.sort_key, e.person_id',
  '-name': 't.sort_key desc, e.person_id desc',
  due: 'e.due_on, e.person_id',
  '-due': 'e.due_on desc, e.person_id desc',
}
/** One page of people in the path. Names are looked up for those who are shown, not for the whole house. */
export const listPlanned = (
  tx: Tx,
  { pathId, unitId, isWhole, search, state, sort, today, at, limit }: PlannedQuery,
  after: readonly (string | number | null)[] | undefined,
) => {
  const named = peopleNamed(tx, search)
  const isByName = sort === 'name' || sort === '-name'
  const [leads, key, id] = (after ?? []).map(String)
  const further = sql.raw(sort.startsWith('-') ? '<' : '>')
  const beyond = !after
    ? sql``
    : isByName
      ? sql`and (t.sort_key, e.person_id) ${further} (${key!}, ${id!}::uuid)`
      : sort === 'need'
        ? sql`and (e.is_leader < ${leads === 'true'} or (e.is_leader = ${leads === 'true'} and (e.due_on, e.person_id) > (${key!}::date, ${id!}::uuid)))`
        : sql`and (e.due_on, e.person_id) ${further} (${key!}::date, ${id!}::uuid)`
  const inState = {
    open: sql`e.finished_at is null`,
    overdue: sql`e.finished_at is null and e.due_on < ${today}::date`,
    done: sql`e.finished_at is not null`,
  }
  const all = peopleToTell(tx, at)
  const isOf = sql`${open(tx, pathId)} and ${inState[state]}`
  const isHere = sql`cross join lateral (select 1 from (${unitsWithin(tx, unitId)}) w where w.id = e.unit_id limit 1) h`
  const planned = named
    ? sql`plan_entries e ${isByName ? sql`join (${all}) t on t.person_id = e.person_id` : sql``} ${isHere}
       where ${isOf} and e.person_id = any (array(select person_id from found))`
    : !isWhole
      ? sql`plan_entries e ${isByName ? sql`join (${all}) t on t.person_id = e.person_id` : sql``} where ${isOf} and e.unit_id = any (array(${unitsWithin(tx, unitId)}))`
      : isByName
        ? sql`(${all}) t cross join lateral (select e.* from plan_entries e where ${isOf} and e.person_id = t.person_id limit 1) e ${isHere} where true`
        : sql`plan_entries e ${isHere} where ${isOf}`
  return tx.run(sql<PlannedRow>`with ${named ? sql`found as materialized (${named}),` : sql``} first as materialized (
      select e.person_id, e.unit_id, e.is_leader, e.due_on, e.steps_done, e.finished_at, ${isByName ? sql`t.sort_key` : sql`e.due_on::text`} as key,
             row_number() over (order by ${sql.raw(orders[sort])}) as place
        from ${planned} ${beyond}
       order by ${sql.raw(orders[sort])} limit ${limit + 1})
    select f.person_id, t.name, u.name as unit, f.is_leader, f.due_on, f.steps_done, f.finished_at, m.asked_at as reminded_at,
           jsonb_build_array(f.is_leader::text, f.key, f.person_id) as cursor
      from first f join lateral (select x.* from (${all}) x where x.person_id = f.person_id) t on true
      left join lateral (select b.name from (${unitNames(tx)}) b where b.id = f.unit_id) u on true
      left join plan_reminders m on m.organisation_id = ${tx.organisationId} and m.person_id = f.person_id
     order by f.place`)
}

export interface ToRemind extends Reachable {
  personId: string
}
/** Whoever has not finished there and was not reminded since. `before`: the last reminder lies before it. */
export const toRemind = (tx: Tx, pathId: string, unitId: string, before: Date, at: Date) =>
  tx.run(sql<
    ToRemind & { isRecent: boolean }
  >`select e.person_id, ${reachableColumns}, coalesce(m.asked_at > ${before.toISOString()}, false) as is_recent
     from plan_entries e join (${peopleToTell(tx, at)}) t on t.person_id = e.person_id
    left join plan_reminders m on m.organisation_id = ${tx.organisationId} and m.person_id = e.person_id
   where ${open(tx, pathId)} and e.unit_id = any (array(${unitsWithin(tx, unitId)})) and e.finished_at is null order by e.person_id`)
