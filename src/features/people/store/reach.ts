// Whom a rule over the organisation reaches: a statement that features to the right build into theirs, so that 50,000 people never leave the database.
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'
import type { Reachable } from '../rules/may-send.ts'

/** Every list that is empty asks nothing; `jobRoleIds` null asks nothing, empty reaches nobody. */
export interface ReachRule {
  jobRoleIds: readonly string[] | null
  /** With all below them. */
  unitIds: readonly string[]
  siteIds: readonly string[]
  languages: readonly string[]
  who: 'everyone' | 'leaders' | 'teams'
  /** Only people whose first day is this one or later. */
  startedFrom: string | null
}
export interface ReachedPerson {
  personId: string
  unitId: string | null
  jobRoleId: string | null
  /** Leads a unit, or somebody reports to them. */
  isLeader: boolean
  startedOn: string | null
  /** Null: those of the house. */
  workingDays: number[] | null
}

/** `personIds` null: everybody. */
export const reachedPeople = (tx: Pick<Tx, 'organisationId'>, rule: ReachRule, personIds: readonly string[] | null = null) => {
  const { organisationId } = tx
  const asks: RawBuilder<unknown>[] = []
  if (personIds) asks.push(sql`p.id = any(${personIds}::uuid[])`)
  if (rule.jobRoleIds) asks.push(sql`p.job_role_id = any(${rule.jobRoleIds}::uuid[])`)
  if (rule.unitIds.length > 0)
    asks.push(
      sql`p.unit_id in (select id from units where organisation_id = ${organisationId} and ancestor_ids && ${rule.unitIds}::uuid[])`,
    )
  if (rule.siteIds.length > 0)
    asks.push(
      sql`coalesce(p.site_id, (select u.site_id from units u where u.organisation_id = ${organisationId} and u.id = p.unit_id)) = any(${rule.siteIds}::uuid[])`,
    )
  if (rule.languages.length > 0)
    asks.push(
      sql`coalesce(p.language, (select default_language from organisation_settings where organisation_id = ${organisationId})) = any(${rule.languages}::text[])`,
    )
  if (rule.startedFrom) asks.push(sql`p.started_on >= ${rule.startedFrom}::date`)
  // A few people are looked up one by one; of all people the managers are hashed once. Never a join: the planner takes the people of a rule for one or two, and
  // went through all managers for each of 50,000.
  const leads = personIds
    ? sql`(p.leads_unit or exists (select 1 from people r where r.organisation_id = ${organisationId} and r.manager_id = p.id and r.status = 'active'))`
    : sql`(p.leads_unit or p.id in (select r.manager_id from people r where r.organisation_id = ${organisationId} and r.status = 'active' and r.manager_id is not null))`
  if (rule.who !== 'everyone') asks.push(rule.who === 'leaders' ? leads : sql`not ${leads}`)
  const all = asks.length === 0 ? sql`true` : sql.join(asks, sql` and `)
  return sql<ReachedPerson>`select p.id as person_id, p.unit_id, p.job_role_id, ${leads} as is_leader, p.started_on, p.working_days
      from people p
     where p.organisation_id = ${organisationId} and p.status = 'active' and ${all}`
}

/** Working days of those who have their own, each pattern once. */
export const ownWorkingDays = async (tx: Tx): Promise<number[][]> =>
  (
    await tx.run(sql<{ workingDays: number[] }>`select distinct working_days from people
      where organisation_id = ${tx.organisationId} and status = 'active' and working_days is not null`)
  ).map(({ workingDays }) => workingDays)

/** A statement: each unit of the tree below one, with the one right below it that it belongs to; the unit itself stands for itself. */
export const unitsByBranch = (tx: Pick<Tx, 'organisationId'>, unitId: string) =>
  sql<{
    unitId: string
    branchId: string
    branchName: string
  }>`select u.id as unit_id, b.id as branch_id, b.name as branch_name from units u
      join units b on b.organisation_id = ${tx.organisationId}
       and b.id = coalesce(u.ancestor_ids[array_position(u.ancestor_ids, ${unitId}::uuid) + 1], u.id)
     where u.organisation_id = ${tx.organisationId} and u.ancestor_ids @> array[${unitId}::uuid]`

/** A statement: what job roles are called. */
export const jobRoleNames = (tx: Pick<Tx, 'organisationId'>) =>
  sql<{ id: string; name: string }>`select id, name from job_roles where organisation_id = ${tx.organisationId}`

/** A statement: what units are called. */
export const unitNames = (tx: Pick<Tx, 'organisationId'>) =>
  sql<{ id: string; name: string }>`select id, name from units where organisation_id = ${tx.organisationId}`

/** A statement: each unit with itself and every unit above it. */
export const unitsAndAbove = (tx: Pick<Tx, 'organisationId'>) =>
  sql<{ unitId: string; aboveId: string }>`select u.id as unit_id, a.above_id from units u cross join unnest(u.ancestor_ids) as a(above_id)
    where u.organisation_id = ${tx.organisationId}`

/**
 * A statement: who leads at or below a unit, marked as leading it or because somebody reports to them. Managers are found one after
 * the other by their index, everything else by keys: left to itself the planner takes the units below for one or two.
 */
export const leadersBelow = (tx: Pick<Tx, 'organisationId'>, unitId: string) => {
  const { organisationId } = tx
  const next = (after: RawBuilder<unknown>) => sql`select r.manager_id from people r where r.organisation_id = ${organisationId}
    and r.manager_id is not null ${after} order by r.manager_id limit 1`
  return sql<{
    personId: string
    unitId: string
    unitName: string
    name: string | null
    path: string[]
    leadsUnit: boolean
    sortKey: string
  }>`
    with recursive managers (id) as ((${next(sql``)})
      union all select (${next(sql`and r.manager_id > m.id`)}) from managers m where m.id is not null),
      heads as materialized (
        select id from managers m where m.id is not null and exists (select 1 from people r where r.organisation_id = ${organisationId} and r.manager_id = m.id and r.status = 'active')
        union select p.id from people p where p.organisation_id = ${organisationId} and p.leads_unit and p.status = 'active')
    select p.person_id, p.unit_id, u.name as unit_name, p.name, u.ancestor_ids as path, p.leads_unit, p.sort_key
      from heads h cross join lateral (select p.id as person_id, p.unit_id, p.display_name as name, p.leads_unit, p.sort_key from people p
         where p.organisation_id = ${organisationId} and p.id = h.id and p.status = 'active' limit 1) p
      cross join lateral (select u.name, u.ancestor_ids from units u
         where u.organisation_id = ${organisationId} and u.id = p.unit_id and u.ancestor_ids @> array[${unitId}::uuid] limit 1) u`
}

/** A statement: a unit and those right below it. */
export const unitAndBelow = (tx: Pick<Tx, 'organisationId'>, unitId: string) =>
  sql<{ id: string; name: string }>`select u.id, u.name from units u
    where u.organisation_id = ${tx.organisationId} and (u.id = ${unitId}::uuid or u.parent_id = ${unitId}::uuid)`
/** A statement: the ids of the tops of the tree. */
export const topUnits = (tx: Pick<Tx, 'organisationId'>) =>
  sql<{ id: string }>`select u.id from units u where u.organisation_id = ${tx.organisationId} and u.parent_id is null`
/** A statement: the ids of a unit and of every unit below it. */
export const unitsWithin = (tx: Pick<Tx, 'organisationId'>, unitId: string) =>
  sql<{ id: string }>`select u.id from units u where u.organisation_id = ${tx.organisationId} and u.ancestor_ids @> array[${unitId}::uuid]`
/** A statement: who reports to whom. */
export const reportsTo = (tx: Pick<Tx, 'organisationId'>) =>
  sql<{ personId: string; managerId: string }>`select p.id as person_id, p.manager_id from people p
    where p.organisation_id = ${tx.organisationId} and p.status = 'active' and p.manager_id is not null`

/** Somebody who can be written to, in what language and within which hours: rules/may-send.ts. */
export interface PersonToTell extends Reachable {
  personId: string
  name: string | null
  email: string | null
  language: string
  unitId: string | null
}
/** What `maySendTo` needs of `t`, a person to tell. */
export const reachableColumns = sql.raw(
  't.is_off, t.started_on, t.time_zone, t.working_days, t.quiet_from, t.quiet_until, t.own_quiet_from, t.own_quiet_until, t.works_from, t.works_until, t.away',
)
const asTime = (column: string) => sql.raw(`to_char(${column}, 'HH24:MI')`)
const withoutAbsences = (tx: Pick<Tx, 'organisationId'>) =>
  sql`
    select p.id as person_id, p.display_name as name, p.sort_key, p.email, coalesce(p.language, o.default_language) as language, p.unit_id, coalesce(s.time_zone, us.time_zone, o.time_zone) as time_zone,
           ${asTime('o.quiet_from')} as quiet_from, ${asTime('o.quiet_until')} as quiet_until,
           case when coalesce(p.quiet_from, p.quiet_until) is not null then ${asTime('coalesce(p.quiet_from, o.quiet_from)')} end as own_quiet_from,
           case when coalesce(p.quiet_from, p.quiet_until) is not null then ${asTime('coalesce(p.quiet_until, o.quiet_until)')} end as own_quiet_until,
           ${asTime('p.works_from')} as works_from, ${asTime('p.works_until')} as works_until, coalesce(p.working_days, o.working_days) as working_days,
           coalesce(m.is_off, false) as is_off, p.started_on::text
      from people p join organisation_settings o on o.organisation_id = ${tx.organisationId}
      left join units u on u.organisation_id = ${tx.organisationId} and u.id = p.unit_id
      left join sites s on s.organisation_id = ${tx.organisationId} and s.id = p.site_id
      left join sites us on us.organisation_id = ${tx.organisationId} and us.id = u.site_id
      left join message_switches m on m.organisation_id = ${tx.organisationId} and m.person_id = p.id
     where p.organisation_id = ${tx.organisationId} and p.status = 'active'`
/** Of days that are not over at that moment. */
const away = (tx: Pick<Tx, 'organisationId'>, at: Date) =>
  sql`(select coalesce(json_agg(json_build_object('startsOn', a.starts_on, 'lastDay', a.last_day)), '[]'::json) from absences a
    where a.organisation_id = ${tx.organisationId} and a.person_id = t.person_id and a.last_day >= ${at.toISOString().slice(0, 10)}::date - 1) as away`

/** A statement: people with all that a letter needs. */
export const peopleToTell = (tx: Pick<Tx, 'organisationId'>, at: Date) =>
  sql<PersonToTell>`select t.*, ${away(tx, at)} from (${withoutAbsences(tx)}) t`

export interface PersonToTellNow extends PersonToTell {
  /** Where the person works. */
  dayThere: string
  /** `09:15` */
  timeThere: string
}
/**
 * A statement: those for whom `maySendTo` says "now", for rounds over a whole house. Materialized, because the conditions repeat every column: pulled into one
 * they took 12 ms to plan, and 2 to run.
 */
export const peopleToTellNow = (tx: Pick<Tx, 'organisationId'>, at: Date) => {
  const within = (from: string, until: string) =>
    sql.raw(
      `case when ${from} <= ${until} then time_there >= ${from} and time_there < ${until} else time_there >= ${from} or time_there < ${until} end`,
    )
  return sql<PersonToTellNow>`with everybody as materialized (${withoutAbsences(tx)}),
      here as materialized (select e.*, z.at_there::date as day_there, to_char(z.at_there, 'HH24:MI') as time_there
        from everybody e cross join lateral (select ${at.toISOString()}::timestamptz at time zone e.time_zone as at_there) z where not e.is_off)
    select t.*, ${away(tx, at)} from here t
     where extract(isodow from day_there)::int = any(working_days) and (started_on is null or started_on::date <= day_there)
       and not (${within('quiet_from', 'quiet_until')})
       and not coalesce(${within('own_quiet_from', 'own_quiet_until')}, false)
       and (works_from is null or works_until is null or works_from = works_until or ${within('works_from', 'works_until')})
       and not exists (select 1 from absences a where a.organisation_id = ${tx.organisationId} and a.person_id = t.person_id
         and a.starts_on <= t.day_there and a.last_day >= t.day_there)`
}
