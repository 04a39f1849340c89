// Where the words hang or are sent. What is out of date is told by what is printed today: `current` are the prints that count.
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'

export interface PlacementRow {
  id: string
  kind: string
  place: string
  unitId: string
  language: string
  shows: string
  renewedAt: string
  renewedBy: string | null
  version: number
  isOutdated: boolean
}
const columns = (current: readonly string[]) =>
  sql`id, kind, place, unit_id, language, shows, renewed_at, renewed_by, version, not (print = any(${current}::text[])) as is_outdated`

export const insertPlacement = (
  tx: Tx,
  row: { id: string; kind: string; place: string; unitId: string; language: string; shows: string; print: string; by: string | null },
  at: string,
) =>
  tx.run(sql`insert into placements (organisation_id, id, kind, place, unit_id, language, shows, print, renewed_at, renewed_by, created_at)
    values (${tx.organisationId}, ${row.id}, ${row.kind}, ${row.place}, ${row.unitId}, ${row.language}, ${row.shows}, ${row.print}, ${at}, ${row.by}, ${at})`)

export const findPlacement = async (tx: Tx, id: string, current: readonly string[]): Promise<PlacementRow | undefined> =>
  (
    await tx.run(
      sql<PlacementRow>`select ${columns(current)} from placements where organisation_id = ${tx.organisationId} and id = ${id} and taken_down_at is null`,
    )
  )[0]

export interface PlacementFilter {
  unitIds: readonly string[] | 'everywhere'
  current: readonly string[]
  isOutdatedOnly: boolean
  after: { isOutdated: boolean; renewedAt: string; id: string } | undefined
  limit: number
}
const seen = (tx: Tx, { unitIds }: Pick<PlacementFilter, 'unitIds'>): RawBuilder<unknown> =>
  unitIds === 'everywhere'
    ? sql`organisation_id = ${tx.organisationId} and taken_down_at is null`
    : sql`organisation_id = ${tx.organisationId} and taken_down_at is null and unit_id = any(${unitIds}::uuid[])`

/** What is out of date first, the oldest first. */
export function listPlacements(tx: Tx, filter: PlacementFilter): Promise<PlacementRow[]> {
  const { current, isOutdatedOnly, after, limit } = filter
  const isCurrent = sql`(print = any(${current}::text[]))`
  return tx.run(sql<PlacementRow>`select ${columns(current)} from placements where ${seen(tx, filter)}
    ${isOutdatedOnly ? sql`and not ${isCurrent}` : sql``}
    ${after ? sql`and (${isCurrent}, renewed_at, id) > (${!after.isOutdated}::boolean, ${after.renewedAt}::timestamptz, ${after.id}::uuid)` : sql``}
    order by ${isCurrent}, renewed_at, id limit ${limit}`)
}
export const countOutdated = async (tx: Tx, filter: Pick<PlacementFilter, 'unitIds' | 'current'>): Promise<number> =>
  (
    await tx.run(
      sql<{
        count: number
      }>`select count(*)::int as count from placements where ${seen(tx, filter)} and not (print = any(${filter.current}::text[]))`,
    )
  )[0]!.count

export const renewPlacement = async (
  tx: Tx,
  row: { id: string; shows: string; print: string; by: string | null },
  fromVersion: number,
  at: string,
): Promise<boolean> =>
  (
    await tx.run(sql`update placements set shows = ${row.shows}, print = ${row.print}, renewed_at = ${at}, renewed_by = ${row.by}, version = version + 1
     where organisation_id = ${tx.organisationId} and id = ${row.id} and version = ${fromVersion} and taken_down_at is null returning id`)
  ).length > 0
export const takeDownPlacement = async (tx: Tx, id: string, at: string): Promise<boolean> =>
  (
    await tx.run(sql`update placements set taken_down_at = ${at}, version = version + 1
     where organisation_id = ${tx.organisationId} and id = ${id} and taken_down_at is null returning id`)
  ).length > 0
