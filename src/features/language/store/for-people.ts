// What language keeps about a person: that they approved, wrote, renewed or made something.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export const wordsBy = (tx: Tx, personId: string) =>
  tx.run(sql<
    Record<string, unknown>
  >`select id, effective_from, created_by = ${personId} as was_written, approved_by = ${personId} as was_approved
    from mantra_versions where organisation_id = ${tx.organisationId} and ${personId} in (created_by, approved_by) order by effective_from, id`)
export const placementsBy = (tx: Tx, personId: string) =>
  tx.run(sql<Record<string, unknown>>`select id, place, renewed_at from placements
    where organisation_id = ${tx.organisationId} and renewed_by = ${personId} order by renewed_at, id`)
export const wallboardsBy = (tx: Tx, personId: string) =>
  tx.run(sql<Record<string, unknown>>`select id, name, created_at from wallboards
    where organisation_id = ${tx.organisationId} and made_by = ${personId} order by created_at, id`)

export async function forgetAuthor(tx: Tx, personId: string): Promise<void> {
  void tx.run(sql`update mantra_versions set created_by = nullif(created_by, ${personId}), approved_by = nullif(approved_by, ${personId})
    where organisation_id = ${tx.organisationId} and ${personId} in (created_by, approved_by)`)
  void tx.run(sql`update placements set renewed_by = null where organisation_id = ${tx.organisationId} and renewed_by = ${personId}`)
  await tx.run(sql`update wallboards set made_by = null where organisation_id = ${tx.organisationId} and made_by = ${personId}`)
}
