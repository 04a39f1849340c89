import type { Tx } from '#platform/db/database.ts'
import { inChunks, sql, valuesList } from '#platform/db/sql.ts'

export interface RecallRow {
  unitId: string
  principleId: string
  people: number
  recallSum: number
  recallSquares: number
  laterSum: number
}
/**
 * Predicted recall of every unit with all below it: each active person counts once, with the mean over what they practised. The curve is that of
 * engines/practice/memory.ts.
 */
export const countRecall = (tx: Tx, { factor, decay }: { factor: number; decay: number }, today: string, laterDays: number) =>
  tx.run(sql<RecallRow>`with per_person as (
      select person_id, principle_id, avg(power(1 + ${factor}::float8 * greatest(0, ${today}::date - last_day) / stability, ${decay}::float8)) as recall,
             avg(power(1 + ${factor}::float8 * greatest(0, ${today}::date - last_day + ${laterDays}::int) / stability, ${decay}::float8)) as later
        from practice_memories where organisation_id = ${tx.organisationId} and principle_id is not null group by 1, 2),
    per_unit as (
      select p.unit_id, pp.principle_id, count(*) as people, sum(recall) as recall_sum, sum(recall * recall) as recall_squares, sum(later) as later_sum
        from per_person pp join people p on p.organisation_id = ${tx.organisationId} and p.id = pp.person_id and p.status = 'active' and p.unit_id is not null group by 1, 2)
    select a.unit_id, n.principle_id, sum(n.people)::int as people, sum(n.recall_sum) as recall_sum, sum(n.recall_squares) as recall_squares, sum(n.later_sum) as later_sum
      from per_unit n join units u on u.organisation_id = ${tx.organisationId} and u.id = n.unit_id cross join lateral unnest(u.ancestor_ids) as a(unit_id)
     group by 1, 2`)

export async function writeRecall(
  tx: Tx,
  rows: readonly RecallRow[],
  { week, today, at }: { week: string; today: string; at: Date },
): Promise<void> {
  for (const some of inChunks(rows, 10))
    await tx.run(sql`insert into practice_recall (organisation_id, unit_id, principle_id, week, people, recall_sum, recall_squares, later_sum, counted_at, counted_on)
      values ${valuesList(some.map((row) => [tx.organisationId, row.unitId, row.principleId, week, row.people, row.recallSum, row.recallSquares, row.laterSum, at.toISOString(), today]))}
      on conflict (organisation_id, unit_id, week, principle_id) do update set people = excluded.people, recall_sum = excluded.recall_sum,
        recall_squares = excluded.recall_squares, later_sum = excluded.later_sum, counted_at = excluded.counted_at, counted_on = excluded.counted_on`)
  // Who left, or erased, is in no row of this week any more.
  await tx.run(sql`delete from practice_recall where organisation_id = ${tx.organisationId} and (week = ${week} and counted_at < ${at.toISOString()}
    or week < ${week}::date - 371)`)
}

/** When it was counted last, and whether anything was practised since. */
export const lastCount = async (tx: Tx): Promise<{ countedAt: string | null; countedOn: string | null; newestReviewAt: string | null }> =>
  (
    await tx.run(sql<{
      countedAt: string | null
      countedOn: string | null
      newestReviewAt: string | null
    }>`select c.counted_at, c.counted_on::text,
        (select max(noted_at) from practice_reviews where organisation_id = ${tx.organisationId}) as newest_review_at
      from (select 1) as one left join (select counted_at, counted_on from practice_recall
        where organisation_id = ${tx.organisationId} order by counted_at desc limit 1) c on true`)
  )[0]!

export interface CountedRow extends RecallRow {
  week: string
  countedAt: string
}
/** Of these units: this week's, or the newest before it, and those of an earlier week. */
export const recallOfUnits = (tx: Tx, unitIds: readonly string[], weeks: readonly string[]) =>
  tx.run(sql<CountedRow>`select unit_id, principle_id, people, recall_sum, recall_squares, later_sum, week::text, counted_at from practice_recall
    where organisation_id = ${tx.organisationId} and unit_id = any(${unitIds}::uuid[]) and week = any(${weeks}::date[])`)

export interface RefresherRow {
  id: string
  unitId: string
  principleId: string
  untilDay: string
}
/** Of the whole house: there are few. */
export const openRefreshers = (tx: Tx, day: string) =>
  tx.run(sql<RefresherRow>`select id, unit_id, principle_id, until_day::text from practice_refreshers
    where organisation_id = ${tx.organisationId} and until_day >= ${day} and from_day <= ${day} order by created_at desc, id limit 500`)
export const insertRefresher = (tx: Tx, row: RefresherRow & { fromDay: string }, at: Date) =>
  tx.run(sql`insert into practice_refreshers (organisation_id, id, unit_id, principle_id, from_day, until_day, created_at)
    values (${tx.organisationId}, ${row.id}, ${row.unitId}, ${row.principleId}, ${row.fromDay}, ${row.untilDay}, ${at.toISOString()})`)
export const findRefresher = async (tx: Tx, id: string): Promise<RefresherRow | undefined> =>
  (
    await tx.run(
      sql<RefresherRow>`select id, unit_id, principle_id, until_day::text from practice_refreshers where organisation_id = ${tx.organisationId} and id = ${id}`,
    )
  )[0]
export const deleteRefresher = (tx: Tx, id: string) =>
  tx.run(sql`delete from practice_refreshers where organisation_id = ${tx.organisationId} and id = ${id}`)
