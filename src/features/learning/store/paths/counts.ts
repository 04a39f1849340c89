// How far each path has come, per unit with all below it, counted beside the plans. Every statement that changes plans adds its differences in the same breath, so
// nobody waits for anybody; what stands is their sum, and it is always what a recount would find.
import { unitsAndAbove } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'
import { newId } from '#platform/ids.ts'

/** Stands for everybody, whatever their job role. */
export const everyRole = '00000000-0000-0000-0000-000000000000'
/** So many differences are worth putting together. */
const worthSettling = 2000

/** `rows`: path_id, unit_id (null: in none, and in no count), job_role_id, is_leader, due_on, people, done. Groups them by each unit above and by job role and all. */
const spread = (tx: Tx, rows: RawBuilder<unknown>) => sql`select d.path_id, a.above_id as unit_id, j.job_role_id, d.is_leader, d.due_on,
      sum(d.people)::int as people, sum(d.done)::int as done
    from (select path_id, unit_id, job_role_id, is_leader, due_on, sum(people) as people, sum(done) as done from (${rows}) o group by 1, 2, 3, 4, 5) d
    join (${unitsAndAbove(tx)}) a on a.unit_id = d.unit_id
    cross join lateral (select ${everyRole}::uuid as job_role_id union all select d.job_role_id where d.job_role_id is not null) j
   group by 1, 2, 3, 4, 5 having sum(d.people) <> 0 or sum(d.done) <> 0`

const columns = sql.raw('organisation_id, path_id, unit_id, job_role_id, is_leader, due_on, noted_in, people, done, is_settled')
const noted = (tx: Tx, from: RawBuilder<unknown>, isSettled: boolean) =>
  sql`insert into coverage_counts (${columns}) select ${tx.organisationId}::uuid, c.path_id, c.unit_id, c.job_role_id, c.is_leader, c.due_on, ${newId()}::uuid, c.people, c.done,
    ${isSettled}::boolean from (${from}) c`

/** The end of a statement that has written plans: adds what it changed. */
export const alsoCounted = (tx: Tx, changes: RawBuilder<unknown>) => noted(tx, spread(tx, changes), false)

/** Counts a path's plans and adds what the counts lack: after everybody was looked at, and after units have moved. Whoever calls it holds the path. Answers how many differed. */
export const recount = async (tx: Tx, pathId: string): Promise<number> => {
  const counted = spread(
    tx,
    sql`select path_id, unit_id, job_role_id, is_leader, due_on, 1 as people, (finished_at is not null)::int as done from plan_entries
         where organisation_id = ${tx.organisationId} and path_id = ${pathId} and withdrawn_on is null`,
  )
  const differing = sql`select path_id, unit_id, job_role_id, is_leader, due_on, sum(people)::int as people, sum(done)::int as done from (
      ${counted} union all select path_id, unit_id, job_role_id, is_leader, due_on, -people, -done from coverage_counts
         where organisation_id = ${tx.organisationId} and path_id = ${pathId}) x
    group by 1, 2, 3, 4, 5 having sum(people) <> 0 or sum(done) <> 0`
  const [row] = await tx.run(
    sql<{ n: number }>`with added as (${noted(tx, differing, true)} returning 1) select count(*)::int as n from added`,
  )
  return row!.n
}

/** SQL of one value: that of a path with many differences. */
export const worthSettlingOf = (organisationId: string): RawBuilder<unknown> =>
  sql`select noted_in from coverage_counts where organisation_id = ${organisationId} and not is_settled offset ${worthSettling} limit 1`
export const busiestPath = async (tx: Tx): Promise<string | undefined> =>
  (
    await tx.run(sql<{ pathId: string }>`select path_id from coverage_counts where organisation_id = ${tx.organisationId} and not is_settled
      group by 1 order by count(*) desc limit 1`)
  )[0]?.pathId
/** Puts the differences of a path together, in the units that have any. Whoever calls it holds the path. */
export const settle = (tx: Tx, pathId: string) =>
  tx.run(sql`with gone as (delete from coverage_counts c where c.organisation_id = ${tx.organisationId} and c.path_id = ${pathId} and c.unit_id in (
        select d.unit_id from coverage_counts d where d.organisation_id = ${tx.organisationId} and d.path_id = ${pathId} and not d.is_settled)
      returning c.*)
    ${noted(
      tx,
      sql`select path_id, unit_id, job_role_id, is_leader, due_on, sum(people)::int as people, sum(done)::int as done from gone
           group by 1, 2, 3, 4, 5 having sum(people) <> 0 or sum(done) <> 0`,
      true,
    )}`)

/** A statement of one value: how many who do not lead a path teaches at or below a unit. */
export const taughtIn = (tx: Tx, pathId: string, unitId: RawBuilder<unknown>) =>
  sql<{
    people: number
  }>`select coalesce(sum(c.people), 0) from coverage_counts c where c.organisation_id = ${tx.organisationId} and c.path_id = ${pathId}
     and c.unit_id = ${unitId} and c.job_role_id = ${everyRole}::uuid and not c.is_leader`
