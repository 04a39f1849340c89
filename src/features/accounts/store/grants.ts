import type { GlobalTx } from '#platform/db/database.ts'
import { inChunks, type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'

export type GrantSource = 'given' | 'leads-unit'
export interface GrantRow {
  id: string
  personId: string
  role: string
  unitId: string | null
  source: GrantSource
  grantedBy: string | null
  createdAt: string
}
const columns = sql.raw('id, person_id, role, unit_id, source, granted_by, created_at')

export const listGrants = (
  tx: GlobalTx,
  organisationId: string,
  query: { role: string | null; afterId: string | null; limit: number },
): Promise<GrantRow[]> =>
  tx.run(sql<GrantRow>`select ${columns} from role_grants where organisation_id = ${organisationId} and source = 'given'
    and (${query.role}::text is null or role = ${query.role}) and (${query.afterId}::uuid is null or id > ${query.afterId}::uuid) order by id limit ${query.limit}`)

/** Who was given a role for the whole organisation, the first one first. */
export const holdersOf = (organisationId: string, role: string): RawBuilder<{ personId: string }> =>
  sql<{ personId: string }>`select person_id from role_grants
    where organisation_id = ${organisationId} and role = ${role} and unit_id is null and source = 'given' order by created_at, id limit 20`

export const hasHolder = async (tx: GlobalTx & { organisationId: string }, role: string): Promise<boolean> =>
  (await tx.run(sql`select 1 from role_grants where organisation_id = ${tx.organisationId} and role = ${role} and unit_id is null limit 1`))
    .length > 0

export const grantsOf = (tx: GlobalTx, organisationId: string, personIds: readonly string[]): Promise<GrantRow[]> =>
  tx.run(
    sql<GrantRow>`select ${columns} from role_grants where organisation_id = ${organisationId} and person_id = any(${personIds}::uuid[]) order by id`,
  )

export const findGrant = async (tx: GlobalTx, organisationId: string, id: string): Promise<GrantRow | undefined> =>
  (await tx.run(sql<GrantRow>`select ${columns} from role_grants where organisation_id = ${organisationId} and id = ${id}`))[0]

export interface NewGrantRow {
  id: string
  personId: string
  role: string
  unitId: string | null
  source: GrantSource
  grantedBy: string | null
}
/** Returns the ids that are new; what was there already stays as it is. */
export async function insertGrants(tx: GlobalTx, organisationId: string, rows: readonly NewGrantRow[], at: string): Promise<string[]> {
  const made: string[] = []
  for (const chunk of inChunks(rows, 8))
    made.push(
      ...(
        await tx.run(sql<{
          id: string
        }>`insert into role_grants (id, organisation_id, person_id, role, unit_id, source, granted_by, created_at)
          values ${valuesList(chunk.map((row) => [row.id, organisationId, row.personId, row.role, row.unitId, row.source, row.grantedBy, at]))}
          on conflict do nothing returning id`)
      ).map(({ id }) => id),
    )
  return made
}

export const deleteGrant = (tx: GlobalTx, organisationId: string, id: string) =>
  tx.run(sql`delete from role_grants where organisation_id = ${organisationId} and id = ${id}`)

export const deleteGrantsOf = (
  tx: GlobalTx,
  organisationId: string,
  personIds: readonly string[],
  source: GrantSource | null,
): Promise<GrantRow[]> =>
  tx.run(sql<GrantRow>`delete from role_grants where organisation_id = ${organisationId} and person_id = any(${personIds}::uuid[])
    and (${source}::text is null or source = ${source}) returning ${columns}`)

/**
 * Administrators of the whole organisation who can come in, their rows locked: of two who remove each other at once, the second waits
 * and then sees that only one is left.
 */
export const lockAdministrators = (tx: GlobalTx, organisationId: string): Promise<{ id: string; personId: string }[]> =>
  tx.run(sql<{ id: string; personId: string }>`select g.id, g.person_id from role_grants g
      join accounts a on a.organisation_id = g.organisation_id and a.person_id = g.person_id
    where g.organisation_id = ${organisationId} and g.role = 'administrator' and g.unit_id is null and g.source = 'given'
      and a.disabled_at is null and (a.password_hash is not null or (a.pin_hash is not null and a.badge_hash is not null))
    order by g.id for update of g`)
