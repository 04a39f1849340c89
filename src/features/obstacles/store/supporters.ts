import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export const addSupporter = (tx: Tx, obstacleId: string, personId: string) =>
  tx.run(sql`insert into obstacle_supporters (organisation_id, obstacle_id, person_id) values (${tx.organisationId}, ${obstacleId}, ${personId})
    on conflict do nothing`)
export const removeSupporter = (tx: Tx, obstacleId: string, personId: string) =>
  tx.run(
    sql`delete from obstacle_supporters where organisation_id = ${tx.organisationId} and obstacle_id = ${obstacleId} and person_id = ${personId}`,
  )
export const isSupporter = async (tx: Tx, obstacleId: string, personId: string): Promise<boolean> =>
  (
    await tx.run(sql`select 1 from obstacle_supporters
      where organisation_id = ${tx.organisationId} and obstacle_id = ${obstacleId} and person_id = ${personId}`)
  ).length > 0
export const hasOthers = async (tx: Tx, obstacleId: string, personId: string): Promise<boolean> =>
  (
    await tx.run(sql`select 1 from obstacle_supporters
      where organisation_id = ${tx.organisationId} and obstacle_id = ${obstacleId} and person_id <> ${personId} limit 1`)
  ).length > 0
export const writeVoice = async (tx: Tx, obstacleId: string, personId: string, hasHelped: boolean): Promise<boolean> =>
  (
    await tx.run(sql`update obstacle_supporters set has_helped = ${hasHelped}
      where organisation_id = ${tx.organisationId} and obstacle_id = ${obstacleId} and person_id = ${personId} returning person_id`)
  ).length > 0

export const personsObstacles = (tx: Tx, personId: string) =>
  tx.run(sql<{
    id: string
    title: string
    happened: string | null
    raisedOn: string
    isRaiser: boolean
    isLeader: boolean
    answer: string | null
    because: string | null
  }>`
    select o.id, o.title, o.happened, o.raised_on, o.raised_by is not distinct from ${personId} as is_raiser, o.leader_id = ${personId} as is_leader, o.answer,
           case when o.answered_by = ${personId} then o.because end as because
      from obstacles o where o.organisation_id = ${tx.organisationId} and (o.raised_by = ${personId} or o.leader_id = ${personId} or o.answered_by = ${personId}
        or exists (select 1 from obstacle_supporters s where s.organisation_id = ${tx.organisationId} and s.obstacle_id = o.id and s.person_id = ${personId}))
     order by o.raised_on, o.id`)

/** The obstacle and its answers stay the house's; nobody is named any more. */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  const { organisationId } = tx
  void tx.run(sql`delete from obstacle_supporters where organisation_id = ${organisationId} and person_id = ${personId}`)
  void tx.run(
    sql`update obstacles set raised_by = null, is_unnamed = true where organisation_id = ${organisationId} and raised_by = ${personId}`,
  )
  void tx.run(sql`update obstacles set answered_by = nullif(answered_by, ${personId}), escalated_to = nullif(escalated_to, ${personId})
    where organisation_id = ${organisationId} and ${personId} in (answered_by, escalated_to)`)
  await tx.run(sql`update obstacle_answers set answered_by = nullif(answered_by, ${personId}), reopened_by = nullif(reopened_by, ${personId})
    where organisation_id = ${organisationId} and ${personId} in (answered_by, reopened_by)`)
}
