// Questions that only features to the right ask.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

/** Who is away on a day. */
export const absentOn = async (tx: Tx, day: string): Promise<string[]> =>
  (
    await tx.run(sql<{ personId: string }>`select distinct person_id from absences
      where organisation_id = ${tx.organisationId} and starts_on <= ${day} and last_day >= ${day}`)
  ).map(({ personId }) => personId)

/** These units and all below them, closed ones too. */
export const unitIdsBelow = async (tx: Tx, unitIds: readonly string[]): Promise<string[]> =>
  unitIds.length === 0
    ? []
    : (
        await tx.run(
          sql<{ id: string }>`select id from units where organisation_id = ${tx.organisationId} and ancestor_ids && ${unitIds}::uuid[]`,
        )
      ).map(({ id }) => id)

/** Names of job roles, by id and in the order of the alphabet. */
export const namesOfJobRoles = async (tx: Tx): Promise<Map<string, string>> =>
  new Map(
    (
      await tx.run(
        sql<{ id: string; name: string }>`select id, name from job_roles where organisation_id = ${tx.organisationId} order by name_key`,
      )
    ).map(({ id, name }) => [id, name]),
  )
