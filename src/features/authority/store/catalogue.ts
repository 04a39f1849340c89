import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'
import type { ByLanguage } from '../rules.ts'

export type Names = ByLanguage<{ name: string; words?: string }>
export interface ThingRow {
  id: string
  icon: string
  texts: Names
  position: number
  isRetired: boolean
  rules: number
  version: number
}
export type Kind = 'situations' | 'remedies'
const refOf: Record<Kind, RawBuilder<unknown>> = { situations: sql.ref('v.situation_id'), remedies: sql.ref('v.remedy_id') }

export const thingsQuery = (organisationId: string, kind: Kind): RawBuilder<ThingRow> => sql<ThingRow>`
  select t.id, ${kind === 'situations' ? sql.raw('t.icon, t.position') : sql.raw(`'' as icon, 0 as position`)}, t.texts, t.is_retired, t.version,
         (select count(distinct v.rule_id)::int from rule_versions v
           where v.organisation_id = ${organisationId} and ${refOf[kind]} = t.id and v.state = 'live' and not v.is_end) as rules
    from ${sql.table(kind)} t where t.organisation_id = ${organisationId}
   order by t.is_retired, ${kind === 'situations' ? sql.raw('t.position') : sql.raw('t.created_at')}, t.id`

export type NamedThing = Pick<ThingRow, 'id' | 'icon' | 'texts' | 'isRetired'>
/** In the same order, without how many rules each has. */
export const namedThings = (tx: Tx, kind: Kind) =>
  tx.run(sql<NamedThing>`select id, ${kind === 'situations' ? sql.raw('icon') : sql.raw(`'' as icon`)}, texts, is_retired
    from ${sql.table(kind)} where organisation_id = ${tx.organisationId}
   order by is_retired, ${kind === 'situations' ? sql.raw('position') : sql.raw('created_at')}, id`)

export async function insertThing(tx: Tx, kind: Kind, row: { id: string; icon: string; texts: Names }, at: Date): Promise<void> {
  const texts = JSON.stringify(row.texts)
  if (kind === 'situations')
    await tx.run(sql`insert into situations (organisation_id, id, icon, texts, position, created_at)
      values (${tx.organisationId}, ${row.id}, ${row.icon}, ${texts}::jsonb,
              (select coalesce(max(position), 0) + 1 from situations where organisation_id = ${tx.organisationId}), ${at.toISOString()})`)
  else
    await tx.run(
      sql`insert into remedies (organisation_id, id, texts, created_at) values (${tx.organisationId}, ${row.id}, ${texts}::jsonb, ${at.toISOString()})`,
    )
}
export async function updateThing(
  tx: Tx,
  kind: Kind,
  row: Pick<ThingRow, 'id' | 'icon' | 'texts' | 'isRetired'>,
  fromVersion: number,
): Promise<boolean> {
  const icon = kind === 'situations' ? sql`icon = ${row.icon},` : sql``
  const rows =
    await tx.run(sql`update ${sql.table(kind)} set ${icon} texts = ${JSON.stringify(row.texts)}::jsonb, is_retired = ${row.isRetired}, version = version + 1
    where organisation_id = ${tx.organisationId} and id = ${row.id} and version = ${fromVersion} returning id`)
  return rows.length > 0
}

/** The newest decisions that say what is asked often. */
const mostCounted = 200
export interface UsedSituation {
  id: string
  icon: string
  texts: Names
}
/** What was decided about most of late, in one unit or (null) anywhere; then in the catalogue's order. */
export const situationsInUse = (tx: Tx, unitId: string | null, limit: number) =>
  tx.run(sql<UsedSituation>`select t.id, t.icon, t.texts from situations t left join (
      select d.situation_id, count(*) as uses from (
        select situation_id from decisions where organisation_id = ${tx.organisationId} ${unitId === null ? sql`` : sql`and unit_id = ${unitId}`}
           and taken_back_at is null order by ${unitId === null ? sql`day` : sql`decided_at`} desc limit ${sql.lit(mostCounted)}) d group by 1) u on u.situation_id = t.id
   where t.organisation_id = ${tx.organisationId} and not t.is_retired
   order by coalesce(u.uses, 0) desc, t.position, t.id limit ${limit}`)
