import type { Tx } from '#platform/db/database.ts'
import { isAmong, inChunks, type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'

export interface UnitRow {
  id: string
  parentId: string | null
  name: string
  code: string | null
  siteId: string | null
  people: number
  peopleBelow: number
  leaders: { id: string; name: string }[]
  version: number
}

/** The whole tree in one read: people counted per unit once, then summed over ancestors in memory of the database. */
export const unitsQuery = (organisationId: string): RawBuilder<UnitRow> => sql<UnitRow>`
  with counts as (
    select unit_id, count(*)::int as people from people where organisation_id = ${organisationId} and status = 'active' group by 1
  ), below as (
    select ancestor, sum(c.people)::int as people
      from units u join counts c on c.unit_id = u.id cross join unnest(u.ancestor_ids) as ancestor
     where u.organisation_id = ${organisationId} group by 1
  ), leaders as (
    select p.unit_id, jsonb_agg(jsonb_build_object('id', p.id, 'name', coalesce(p.display_name, r.name || ' ' || p.hr_number, p.hr_number, '–'))
             order by p.sort_key) filter (where true) as people
      from people p left join job_roles r on r.organisation_id = ${organisationId} and r.id = p.job_role_id
     where p.organisation_id = ${organisationId} and p.status = 'active' and p.leads_unit group by 1
  )
  select u.id, u.parent_id, u.name, u.code, u.site_id, u.version, coalesce(c.people, 0) as people, coalesce(b.people, 0) as people_below,
         coalesce(l.people, '[]') as leaders
    from units u left join counts c on c.unit_id = u.id left join below b on b.ancestor = u.id left join leaders l on l.unit_id = u.id
   where u.organisation_id = ${organisationId} and u.closed_on is null
   order by cardinality(u.ancestor_ids), u.name_key`

export interface UnitPlace {
  id: string
  parentId: string | null
  name: string
  nameKey: string
  code: string | null
  siteId: string | null
  ancestorIds: string[]
  version: number
}
export const findUnit = async (tx: Tx, id: string): Promise<UnitPlace | undefined> =>
  (
    await tx.run(sql<UnitPlace>`select id, parent_id, name, name_key, code, site_id, ancestor_ids, version from units
      where organisation_id = ${tx.organisationId} and id = ${id} and closed_on is null`)
  )[0]
export const unitPlaces = (tx: Tx) =>
  tx.run(sql<UnitPlace>`select id, parent_id, name, name_key, code, site_id, ancestor_ids, version from units
    where organisation_id = ${tx.organisationId} and closed_on is null order by cardinality(ancestor_ids)`)

/** The unit and its ancestors, from the root down; empty for an unknown unit. */
export const unitPathOf = async (tx: Tx, unitId: string | null): Promise<string[]> =>
  unitId === null ? [] : ((await findUnit(tx, unitId))?.ancestorIds ?? [])

/** Names and paths of units, also of closed ones, for features that refer to them. */
export const unitsById = async (
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { id: string; name: string; ancestorIds: string[] }>> =>
  new Map(
    (
      await tx.run(sql<{ id: string; name: string; ancestorIds: string[] }>`select id, name, ancestor_ids from units
        where organisation_id = ${tx.organisationId} and ${isAmong('id', ids)}`)
    ).map((row) => [row.id, row]),
  )

export interface NewUnitRow {
  id: string
  parentId: string | null
  name: string
  nameKey: string
  code: string | null
  siteId: string | null
  ancestorIds: string[]
}
export async function insertUnits(tx: Tx, rows: readonly NewUnitRow[], at: string): Promise<void> {
  for (const chunk of inChunks(rows, 9))
    await tx.run(sql`insert into units (organisation_id, id, parent_id, name, name_key, code, site_id, ancestor_ids, created_at)
      values ${valuesList(chunk.map((row) => [tx.organisationId, row.id, row.parentId, row.name, row.nameKey, row.code, row.siteId, row.ancestorIds, at]))}`)
}

export async function updateUnit(tx: Tx, row: UnitPlace, fromVersion: number): Promise<boolean> {
  const rows = await tx.run(sql`update units set name = ${row.name}, name_key = ${row.nameKey}, code = ${row.code}, site_id = ${row.siteId},
      parent_id = ${row.parentId}, version = version + 1
    where organisation_id = ${tx.organisationId} and id = ${row.id} and version = ${fromVersion} returning id`)
  return rows.length > 0
}

/** Gives a moved unit and everything below it their new ancestors: the part of the path from the unit on stays. */
export const replantSubtree = (tx: Tx, unitId: string, oldPath: readonly string[], newPath: readonly string[]) =>
  tx.run(sql`update units set ancestor_ids = ${newPath}::uuid[] || ancestor_ids[${oldPath.length + 1}::int:]
    where organisation_id = ${tx.organisationId} and ancestor_ids @> array[${unitId}::uuid]`)

export const isUnitUsed = async (tx: Tx, id: string, today: string): Promise<boolean> =>
  (
    await tx.run(sql`select 1 where exists (select 1 from people where organisation_id = ${tx.organisationId} and unit_id = ${id} and status = 'active')
      or exists (select 1 from units where organisation_id = ${tx.organisationId} and parent_id = ${id} and closed_on is null)
      or exists (select 1 from assignments where organisation_id = ${tx.organisationId} and unit_id = ${id} and (ends_on is null or ends_on > ${today}::date))`)
  ).length > 0

/** Closed, not deleted: history still names it. Its name and code become free. */
export const closeUnit = (tx: Tx, id: string, on: string) =>
  tx.run(sql`update units set closed_on = ${on}, name_key = name_key || ' ' || id::text, code = null, version = version + 1
    where organisation_id = ${tx.organisationId} and id = ${id}`)
