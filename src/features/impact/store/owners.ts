// Who answers for a number.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface OwnerRow {
  measure: string
  unitId: string
  personId: string
}
export const ownersOf = (tx: Tx, unitIds: readonly string[]) =>
  tx.run(sql<OwnerRow>`select measure, unit_id, person_id from measure_owners
    where organisation_id = ${tx.organisationId} and unit_id = any(${unitIds}::uuid[])`)

export const writeOwner = (tx: Tx, row: OwnerRow, at: Date) =>
  tx.run(sql`insert into measure_owners (organisation_id, unit_id, measure, person_id, named_at)
    values (${tx.organisationId}, ${row.unitId}, ${row.measure}, ${row.personId}, ${at.toISOString()})
    on conflict (organisation_id, unit_id, measure) do update set person_id = excluded.person_id, named_at = excluded.named_at`)
export const takeOwner = (tx: Tx, unitId: string, measure: string) =>
  tx.run(sql`delete from measure_owners where organisation_id = ${tx.organisationId} and unit_id = ${unitId} and measure = ${measure}`)

export const ownedBy = (tx: Tx, personId: string) =>
  tx.run(sql<{ measure: string; unitId: string; namedAt: string }>`select measure, unit_id, named_at from measure_owners
    where organisation_id = ${tx.organisationId} and person_id = ${personId} order by named_at, measure limit 5000`)
export const forgetOwner = (tx: Tx, personId: string) =>
  tx.run(sql`delete from measure_owners where organisation_id = ${tx.organisationId} and person_id = ${personId}`)
