// The teams of a part of the house: units that have nothing below them.
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'

export interface TeamRow {
  id: string
  name: string
  parent: { id: string; name: string } | null
  ancestorIds: string[]
  /** Active people in it and below it. */
  people: number
  /** The unit itself comes along, also where it has units below it. */
  isTeam: boolean
}
/**
 * A unit, the open units below it that have no open unit below them, and `alsoIds`, whatever became of them; by path. `unitId` and `alsoIds` are statements of
 * one column, so that they can look into a table of whoever asks.
 */
export const teamsWithin = (tx: Tx, unitId: RawBuilder<unknown>, alsoIds: RawBuilder<unknown>) =>
  tx.run(sql<TeamRow>`select u.id, u.name, u.ancestor_ids, l.is_leaf or u.id in (${alsoIds}) as is_team,
      case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.name) end as parent,
      (select count(*)::int from units b join people m on m.organisation_id = ${tx.organisationId} and m.unit_id = b.id and m.status = 'active'
        where b.organisation_id = ${tx.organisationId} and b.ancestor_ids @> array[u.id]) as people
    from units u left join units p on p.organisation_id = ${tx.organisationId} and p.id = u.parent_id
    cross join lateral (select u.closed_on is null and u.ancestor_ids && array(${unitId})
      and not exists (select 1 from units c where c.organisation_id = ${tx.organisationId} and c.parent_id = u.id and c.closed_on is null) as is_leaf) l
   where u.organisation_id = ${tx.organisationId} and (l.is_leaf or u.id in (${unitId}) or u.id in (${alsoIds}))
   order by (select array_agg(a.name_key order by cardinality(a.ancestor_ids)) from units a
      where a.organisation_id = ${tx.organisationId} and a.id = any(u.ancestor_ids)), u.id`)
