// What carries a principle.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export const insertUse = (tx: Tx, use: { principleId: string; kind: string; subjectId: string; unitId: string | null }, at: string) =>
  tx.run(sql`insert into principle_uses (organisation_id, principle_id, subject_kind, subject_id, unit_id, created_at)
    values (${tx.organisationId}, ${use.principleId}, ${use.kind}, ${use.subjectId}, ${use.unitId}, ${at}) on conflict do nothing`)

export const deleteUses = (tx: Tx, kind: string, subjectId: string) =>
  tx.run(
    sql`delete from principle_uses where organisation_id = ${tx.organisationId} and subject_kind = ${kind} and subject_id = ${subjectId}`,
  )

export const usesOf = (tx: Tx, kind: string, subjectIds: readonly string[]) =>
  tx.run(sql<{ subjectId: string; principleId: string }>`select subject_id, principle_id from principle_uses
    where organisation_id = ${tx.organisationId} and subject_kind = ${kind} and subject_id = any(${subjectIds}::uuid[]) order by created_at, principle_id`)

export const countByKind = (tx: Tx, principleId: string) =>
  tx.run(sql<{ kind: string; count: number }>`select subject_kind as kind, count(*)::int as count from principle_uses
    where organisation_id = ${tx.organisationId} and principle_id = ${principleId} group by subject_kind order by subject_kind`)

export interface UseRow {
  subjectId: string
  createdAt: string
}
/** Newest first. */
export const listUses = (tx: Tx, principleId: string, kind: string, after: UseRow | undefined, limit: number) =>
  tx.run(sql<UseRow>`select subject_id, created_at from principle_uses
    where organisation_id = ${tx.organisationId} and principle_id = ${principleId} and subject_kind = ${kind}
      ${after ? sql`and (created_at, subject_id) < (${after.createdAt}::timestamptz, ${after.subjectId}::uuid)` : sql``}
    order by created_at desc, subject_id desc limit ${limit}`)
