// A unit as pages of figures begin with it, in one statement; and which unit they begin with when none is named.
import type { Reach } from '#platform/access/policy.ts'
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'

type Reached = Pick<Reach, 'isEverywhere' | 'unitIds'>

/** Without a unit: the top for whoever reads the whole organisation, else the uppermost unit that the reader leads or was given. */
const startOf = (organisationId: string, unitId: string | undefined, { isEverywhere, unitIds }: Reached): RawBuilder<unknown> => sql`
  select id, name, ancestor_ids from units where organisation_id = ${organisationId} and closed_on is null
     and case when ${unitId ?? null}::uuid is not null then id = ${unitId ?? null}::uuid
              when ${isEverywhere}::boolean then parent_id is null
              else id = any(${unitIds}::uuid[]) end
   order by cardinality(ancestor_ids), name_key, id limit 1`

export const startUnitOf = async (tx: Tx, reach: Reached): Promise<string | undefined> =>
  (await tx.run(startOf(tx.organisationId, undefined, reach) as RawBuilder<{ id: string }>))[0]?.id

export interface UnitOverview {
  id: string
  name: string
  /** From the root down, the unit itself last. */
  path: { id: string; name: string }[]
  /** Active people of the unit and everything below it, counted up to the limit. */
  people: number
  /** Whoever leads a unit of the path, the nearest first. */
  leaders: { id: string; name: string | null; unitId: string }[]
  timeZone: string
  isWorksCouncilMode: boolean
}
export const unitOverview = async (
  tx: Tx,
  asked: { unitId: string | undefined; reach: Reached; countPeopleTo: number },
): Promise<UnitOverview | undefined> =>
  (
    await tx.run(sql<UnitOverview>`with unit as (${startOf(tx.organisationId, asked.unitId, asked.reach)})
    select unit.id, unit.name,
           (select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by cardinality(u.ancestor_ids)) from units u
             where u.organisation_id = ${tx.organisationId} and u.id = any(unit.ancestor_ids)) as path,
           (select count(*)::int from (select 1 from units u join people p on p.organisation_id = ${tx.organisationId} and p.unit_id = u.id and p.status = 'active'
             where u.organisation_id = ${tx.organisationId} and u.ancestor_ids @> array[unit.id] limit ${asked.countPeopleTo}) as found) as people,
           coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.display_name, 'unitId', p.unit_id)
                       order by array_position(unit.ancestor_ids, p.unit_id) desc, p.sort_key, p.id) from people p
             where p.organisation_id = ${tx.organisationId} and p.status = 'active' and p.leads_unit and p.unit_id = any(unit.ancestor_ids)), '[]') as leaders,
           s.time_zone, s.is_works_council_mode
      from unit join organisation_settings s on s.organisation_id = ${tx.organisationId}`)
  )[0]

export interface UnitBelow {
  id: string
  name: string
  people: number
}
/** The open units right below one, by name, with their people counted up to the limit. */
export const unitsRightBelow = (tx: Tx, unitId: string, countPeopleTo: number) =>
  tx.run(sql<UnitBelow>`select c.id, c.name,
      (select count(*)::int from (select 1 from units u join people p on p.organisation_id = ${tx.organisationId} and p.unit_id = u.id and p.status = 'active'
        where u.organisation_id = ${tx.organisationId} and u.ancestor_ids @> array[c.id] limit ${countPeopleTo}) as found) as people
    from units c where c.organisation_id = ${tx.organisationId} and c.parent_id = ${unitId} and c.closed_on is null order by c.name_key, c.id limit 500`)
