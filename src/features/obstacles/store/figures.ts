import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface LeaderSums {
  leaderId: string
  raised: number
  answered: number
  open: number
  late: number
  oldestAt: string | null
}
/** For each leader: of what was raised since that day, how much is answered; and what waits, whenever it was raised. */
export const sumsByLeader = (tx: Tx, since: string, at: Date) =>
  tx.run(sql<LeaderSums>`select leader_id, (count(*) filter (where raised_on >= ${since}))::int as raised,
      (count(*) filter (where raised_on >= ${since} and state = 'answered'))::int as answered, (count(*) filter (where state = 'open'))::int as open,
      (count(*) filter (where state = 'open' and due_at < ${at.toISOString()}))::int as late, min(opened_at) filter (where state = 'open') as oldest_at
    from obstacles where organisation_id = ${tx.organisationId} and (raised_on >= ${since} or state = 'open') group by leader_id`)

/** How many answers since that day took how many days. */
export const daysTaken = (tx: Tx, since: string) =>
  tx.run(sql<{ days: number; n: number }>`select days_taken as days, count(*)::int as n from obstacle_answers
    where organisation_id = ${tx.organisationId} and answered_on >= ${since} group by 1 order by 1`)

export interface Counts {
  open: number
  answered: number
  team: number
  mine: number
  forMe: number
}
export const countsFor = async (tx: Tx, personId: string | null, unitIds: readonly string[]): Promise<Counts> =>
  (
    await tx.run(sql<Counts>`select (count(*) filter (where state = 'open'))::int as open, (count(*) filter (where state = 'answered'))::int as answered,
        (count(*) filter (where unit_id = any(${unitIds}::uuid[])))::int as team,
        (select count(*) from obstacle_supporters s where s.organisation_id = ${tx.organisationId} and s.person_id = ${personId}::uuid)::int as mine,
        (count(*) filter (where state = 'open' and leader_id = ${personId}::uuid))::int as for_me
      from obstacles where organisation_id = ${tx.organisationId}`)
  )[0]!

export const oldestOpen = async (tx: Tx): Promise<{ id: string; openedAt: string; dueAt: string; leaderId: string } | undefined> =>
  (
    await tx.run(sql<{
      id: string
      openedAt: string
      dueAt: string
      leaderId: string
    }>`select id, opened_at, due_at, leader_id from obstacles
      where organisation_id = ${tx.organisationId} and state = 'open' order by due_at, id limit 1`)
  )[0]

export const openBySteps = (tx: Tx) =>
  tx.run(sql<{ stepId: string; open: number }>`select step_id, count(*)::int as open from obstacles
    where organisation_id = ${tx.organisationId} and state = 'open' and step_id is not null group by 1 order by 1`)

export interface FactRow {
  unitId: string
  day: string
  facetKind: 'none' | 'step' | 'principle'
  facetId: string | null
  n: number
  sum: string
  sumSquares: string
}
const faceted = (facts: ReturnType<typeof sql>) => sql<FactRow>`with facts as (${facts})
  select unit_id, day, facet_kind, facet_id, count(*)::int as n, sum(value)::text as sum, sum(value * value)::text as sum_squares from (
    select unit_id, day, value, 'none' as facet_kind, null::uuid as facet_id from facts
    union all select unit_id, day, value, 'step', step_id from facts where step_id is not null
    union all select unit_id, day, value, 'principle', principle_id from facts where principle_id is not null) as cut
  group by unit_id, day, facet_kind, facet_id`

export const recountRaised = (tx: Tx, firstDay: string, lastDay: string) =>
  tx.run(
    faceted(sql`select unit_id, raised_on as day, 1::numeric as value, step_id, principle_id from obstacles
      where organisation_id = ${tx.organisationId} and raised_on between ${firstDay} and ${lastDay}`),
  )
export const recountAnswered = (tx: Tx, firstDay: string, lastDay: string) =>
  tx.run(
    faceted(sql`select o.unit_id, a.answered_on as day, a.days_taken::numeric as value, o.step_id, o.principle_id
      from obstacle_answers a join obstacles o on o.organisation_id = ${tx.organisationId} and o.id = a.obstacle_id
     where a.organisation_id = ${tx.organisationId} and a.answered_on between ${firstDay} and ${lastDay}`),
  )
