// What `rollups check` compares. All statements run in one snapshot, so that writers may go on meanwhile.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import type { KeyRow, Sums } from './days.ts'

/** First of all in its transaction. */
export const takeSnapshot = (tx: Tx) => tx.run(sql`set transaction isolation level repeatable read`)

export interface Extent {
  origins: number
  unitDays: number
  deltas: number
  /** The oldest delta that waits. */
  oldestId: string | null
  firstDay: string | null
  lastDay: string | null
}
export const readExtent = async (tx: Tx): Promise<Extent> =>
  (
    await tx.run(sql<Extent>`select
      (select count(*) from unit_day_origins where organisation_id = ${tx.organisationId}) as origins,
      (select count(*) from unit_days where organisation_id = ${tx.organisationId}) as unit_days,
      (select count(*) from signal_deltas where organisation_id = ${tx.organisationId}) as deltas,
      (select id from signal_deltas where organisation_id = ${tx.organisationId} order by id limit 1) as oldest_id,
      least((select min(day) from unit_day_origins where organisation_id = ${tx.organisationId}),
            (select min(day) from signal_deltas where organisation_id = ${tx.organisationId})) as first_day,
      greatest((select max(day) from unit_day_origins where organisation_id = ${tx.organisationId}),
               (select max(day) from signal_deltas where organisation_id = ${tx.organisationId})) as last_day`)
  )[0]!

/** All that was ever recorded of a metric for the units themselves, rolled up or not. */
export const recordedSums = (tx: Tx, metric: string, firstDay: string, lastDay: string) =>
  tx.run(sql<KeyRow>`select unit_id, ${metric} as metric, facet_kind, facet_id, day, sum(n)::bigint as n, sum(sum)::text as sum, sum(sum_squares)::text as sum_squares from (
      select unit_id, facet_kind, facet_id, day, n, sum, sum_squares from unit_day_origins
       where organisation_id = ${tx.organisationId} and metric = ${metric} and day between ${firstDay} and ${lastDay}
      union all
      select unit_id, facet_kind, facet_id, day, n, sum, sum_squares from signal_deltas
       where organisation_id = ${tx.organisationId} and metric = ${metric} and day between ${firstDay} and ${lastDay}) as recorded
    group by unit_id, facet_kind, facet_id, day`)

export const recordedMetrics = async (tx: Tx): Promise<string[]> =>
  (
    await tx.run(sql<{ metric: string }>`select metric from unit_day_origins where organisation_id = ${tx.organisationId} group by metric
      union select metric from signal_deltas where organisation_id = ${tx.organisationId} group by metric`)
  ).map(({ metric }) => metric)

export interface Difference {
  unitId: string
  metric: string
  day: string
  expected: Sums | null
  found: Sums | null
}
/** Days of units that are not the sum of what the units below brought in; up to `most`. */
export async function differingUnitDays(tx: Tx, most: number): Promise<Difference[]> {
  const rows = await tx.run(
    sql<
      KeyRow & {
        expectedN: number | null
        expectedSum: string | null
        expectedSquares: string | null
        n: number | null
        sum: string | null
        sumSquares: string | null
      }
    >`
    with expected as (
      select ancestor as unit_id, metric, facet_kind, facet_id, day, sum(n)::bigint as n, sum(sum) as sum, sum(sum_squares) as sum_squares
        from unit_day_origins cross join unnest(ancestor_ids) as ancestor where organisation_id = ${tx.organisationId}
       group by ancestor, metric, facet_kind, facet_id, day
    ), found as (
      select unit_id, metric, facet_kind, facet_id, day, n, sum, sum_squares from unit_days where organisation_id = ${tx.organisationId}
    )
    select unit_id, metric, day, e.n as expected_n, e.sum::text as expected_sum, e.sum_squares::text as expected_squares,
           f.n, f.sum::text as sum, f.sum_squares::text as sum_squares
      from expected e full join found f using (unit_id, metric, facet_kind, facet_id, day)
     where e.n is distinct from f.n or e.sum is distinct from f.sum or e.sum_squares is distinct from f.sum_squares
     order by day, metric limit ${most}`,
  )
  return rows.map((row) => ({
    unitId: row.unitId,
    metric: row.metric,
    day: row.day,
    expected: row.expectedN === null ? null : { n: row.expectedN, sum: row.expectedSum!, sumSquares: row.expectedSquares! },
    found: row.n === null ? null : { n: row.n, sum: row.sum, sumSquares: row.sumSquares },
  }))
}
