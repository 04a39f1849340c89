import { jobRoleNames, peopleToTell, type Reachable, reachableColumns, unitsByBranch } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface OwnSkill {
  principleId: string
  share: number
  isMet: boolean
  shownAt: string
  expiresAt: string | null
}
export const skillsOf = (tx: Tx, personId: string) =>
  tx.run(sql<OwnSkill>`select principle_id, share, is_met, shown_at, expires_at from person_skills
    where organisation_id = ${tx.organisationId} and person_id = ${personId}`)

export interface PersonSkills {
  personId: string
  principleIds: string[]
  percents: number[]
  /** m met, n not yet, o met too long ago. */
  states: string[]
}
/** One row for each active person of a unit and everything below it who has shown something. */
export const skillsBelow = (tx: Tx, unitId: string, at: Date, limit: number) =>
  tx.run(sql<PersonSkills>`select p.id as person_id, array_agg(s.principle_id) as principle_ids, array_agg(round(s.share * 100)::int) as percents,
      array_agg(case when not s.is_met then 'n' when s.expires_at <= ${at.toISOString()} then 'o' else 'm' end) as states
    from people p join units u on u.organisation_id = ${tx.organisationId} and u.id = p.unit_id
    join person_skills s on s.organisation_id = ${tx.organisationId} and s.person_id = p.id
   where p.organisation_id = ${tx.organisationId} and p.status = 'active' and u.ancestor_ids @> array[${unitId}::uuid]
   group by p.id, p.sort_key order by p.sort_key, p.id limit ${limit}`)

export interface Lacking extends Reachable {
  /** Null in the one row of a unit where nobody lacks it. */
  personId: string | null
  jobRoleId: string | null
  jobRoleName: string | null
  isRecent: boolean
  /** Active people of the unit and everything below it. */
  ofAll: number
}
/**
 * Whoever has not shown a principle, or showed it too long ago. Joined by keys of single people: a list that the planner takes for one row (right after an
 * import nothing is counted yet) would be gone through once for each of its people.
 */
export const lacking = (tx: Tx, unitId: string, principleId: string, at: Date, before: Date) =>
  tx.run(sql<Lacking>`with team as materialized (
      select p.id from people p join (${unitsByBranch(tx, unitId)}) b on b.unit_id = p.unit_id
       where p.organisation_id = ${tx.organisationId} and p.status = 'active')
    select t.person_id, p.job_role_id, r.name as job_role_name, ${reachableColumns}, coalesce(m.asked_at > ${before.toISOString()}, false) as is_recent,
           (select count(*)::int from team) as of_all
      from (select 1) as one left join ((${peopleToTell(tx, at)}) t
        join people p on p.organisation_id = ${tx.organisationId} and p.id = t.person_id
        left join (${jobRoleNames(tx)}) r on r.id = p.job_role_id
        left join plan_reminders m on m.organisation_id = ${tx.organisationId} and m.person_id = t.person_id) on t.person_id = any(array(
          select team.id from team where not exists (
            select 1 from person_skills s where s.organisation_id = ${tx.organisationId} and s.person_id = team.id and s.principle_id = ${principleId} and s.is_met
               and (s.expires_at is null or s.expires_at > ${at.toISOString()}))))
     order by t.person_id`)

export interface GroupSkills {
  /** Right below the unit asked about, or that unit itself for its own people. */
  unitId: string
  principleId: string
  people: number
  met: number
  overdue: number
  shareSum: number
}
/** Of each unit right below one with everything in it: sums over people, each counting once. */
export const skillsOfGroups = (tx: Tx, unitId: string, at: Date) =>
  tx.run(sql<GroupSkills>`select coalesce(u.ancestor_ids[array_position(u.ancestor_ids, ${unitId}::uuid) + 1], ${unitId}::uuid) as unit_id, s.principle_id,
      count(*)::int as people, (count(*) filter (where s.is_met and (s.expires_at is null or s.expires_at > ${at.toISOString()})))::int as met,
      (count(*) filter (where s.is_met and s.expires_at <= ${at.toISOString()}))::int as overdue, sum(s.share) as share_sum
    from people p join units u on u.organisation_id = ${tx.organisationId} and u.id = p.unit_id
    join person_skills s on s.organisation_id = ${tx.organisationId} and s.person_id = p.id
   where p.organisation_id = ${tx.organisationId} and p.status = 'active' and u.ancestor_ids @> array[${unitId}::uuid] group by 1, 2`)
