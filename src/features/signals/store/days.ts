import type { Tx } from '#platform/db/database.ts'
import { inChunks, type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'
import { type FacetKind, type Key, noFacetId } from '../rules.ts'

/** Sums as decimals. */
export interface Sums {
  n: number
  sum: string
  sumSquares: string
}
export type KeyRow = Key & Sums
export type OriginRow = KeyRow & { ancestorIds: string[] }

/** One statement for all rows of a fact: few enough to be prepared once per connection. */
export const insertDeltas = (tx: Tx, rows: readonly (KeyRow & { id: string })[]) =>
  tx.run(sql`insert into signal_deltas (organisation_id, id, metric, unit_id, day, facet_kind, facet_id, n, sum, sum_squares)
    values ${valuesList(rows.map((row) => [tx.organisationId, row.id, row.metric, row.unitId, row.day, row.facetKind, row.facetId, row.n, row.sum, row.sumSquares]))}`)

export const oldestDelta = (organisationId: string): RawBuilder<unknown> =>
  sql`select id from signal_deltas where organisation_id = ${organisationId} order by id limit 1`

/** Takes a batch out, added up by key. Never a watermark: an id is made before its commit. */
export const takeDeltas = (tx: Tx, most: number) =>
  tx.run(sql<KeyRow & { deltas: number }>`
    with taken as (
      delete from signal_deltas where organisation_id = ${tx.organisationId} and id in (
        select id from signal_deltas where organisation_id = ${tx.organisationId} order by id limit ${most})
      returning unit_id, metric, facet_kind, facet_id, day, n, sum, sum_squares)
    select unit_id, metric, facet_kind, facet_id, day, sum(n) as n, sum(sum)::text as sum, sum(sum_squares)::text as sum_squares, count(*) as deltas
      from taken group by unit_id, metric, facet_kind, facet_id, day`)

export async function addToOrigins(tx: Tx, rows: readonly OriginRow[]): Promise<void> {
  for (const chunk of inChunks(rows, 10))
    await tx.run(sql`insert into unit_day_origins as o (organisation_id, unit_id, metric, facet_kind, facet_id, day, ancestor_ids, n, sum, sum_squares)
      values ${valuesList(
        chunk.map((row) => [
          tx.organisationId,
          row.unitId,
          row.metric,
          row.facetKind,
          row.facetId,
          row.day,
          row.ancestorIds,
          row.n,
          row.sum,
          row.sumSquares,
        ]),
      )}
      on conflict (organisation_id, unit_id, metric, facet_kind, facet_id, day, ancestor_ids)
      do update set n = o.n + excluded.n, sum = o.sum + excluded.sum, sum_squares = o.sum_squares + excluded.sum_squares`)
}

export async function addToUnitDays(tx: Tx, rows: readonly KeyRow[]): Promise<void> {
  for (const chunk of inChunks(rows, 9))
    await tx.run(sql`insert into unit_days as u (organisation_id, unit_id, metric, facet_kind, facet_id, day, n, sum, sum_squares)
      values ${valuesList(chunk.map((row) => [tx.organisationId, row.unitId, row.metric, row.facetKind, row.facetId, row.day, row.n, row.sum, row.sumSquares]))}
      on conflict (organisation_id, unit_id, metric, facet_kind, facet_id, day)
      do update set n = u.n + excluded.n, sum = u.sum + excluded.sum, sum_squares = u.sum_squares + excluded.sum_squares`)
}

export interface DayRow extends Sums {
  day: string
}
export interface DaysFilter {
  unitId: string
  metric: string
  facetKind: FacetKind
  facetId: string
  firstDay: string
  lastDay: string
}
export const readDays = (tx: Tx, filter: DaysFilter) =>
  tx.run(sql<DayRow>`select day, n, sum::text as sum, sum_squares::text as sum_squares from unit_days
    where organisation_id = ${tx.organisationId} and unit_id = ${filter.unitId} and metric = ${filter.metric} and facet_kind = ${filter.facetKind}
      and facet_id = ${filter.facetId} and day between ${filter.firstDay} and ${filter.lastDay} order by day`)

/** Sums of every facet of a kind over these units and days, in one statement. */
export const readFacets = (
  tx: Tx,
  filter: Omit<DaysFilter, 'unitId' | 'facetId'> & { unitIds: readonly string[]; facetIds?: readonly string[] },
) =>
  tx.run(sql<
    Sums & { facetId: string }
  >`select facet_id, sum(n)::bigint as n, sum(sum)::text as sum, sum(sum_squares)::text as sum_squares from unit_days
    where organisation_id = ${tx.organisationId} and unit_id = any(${filter.unitIds}::uuid[]) and metric = ${filter.metric} and facet_kind = ${filter.facetKind}
      ${filter.facetIds ? sql`and facet_id = any(${filter.facetIds}::uuid[])` : sql``} and day between ${filter.firstDay} and ${filter.lastDay} group by facet_id`)

export interface SpansFilter {
  unitIds: readonly string[]
  metrics: readonly string[]
  firstDay: string
  lastDay: string
  daysEach: number
}
/** Sums of several metrics in spans of days, counted from the first: for each metric one range of the key. */
export const readSpans = (tx: Tx, filter: SpansFilter) =>
  tx.run(sql<
    Sums & { unitId: string; metric: string; span: number }
  >`select d.unit_id, d.metric, (d.day - ${filter.firstDay}::date) / ${filter.daysEach}::int as span,
      sum(d.n)::bigint as n, sum(d.sum)::text as sum, sum(d.sum_squares)::text as sum_squares
    from unnest(${filter.unitIds}::uuid[]) as u(id) cross join unnest(${filter.metrics}::text[]) as m(name) cross join lateral (
      select unit_id, metric, day, n, sum, sum_squares from unit_days
       where organisation_id = ${tx.organisationId} and unit_id = u.id and metric = m.name and facet_kind = 'none' and facet_id = ${noFacetId}::uuid
         and day between ${filter.firstDay} and ${filter.lastDay}) as d
   group by 1, 2, 3 order by 1, 2, 3`)
