// What carries a principle.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

/** A use as figures count it: in a unit, on a day. */
export interface CountedUse {
  principleId: string
  countedIn: string
  countedOn: string
}
/** False where it was there already. */
export const insertUse = async (
  tx: Tx,
  use: CountedUse & { kind: string; subjectId: string; unitId: string | null },
  at: string,
): Promise<boolean> =>
  (
    await tx.run(sql`insert into principle_uses (organisation_id, principle_id, subject_kind, subject_id, unit_id, created_at, counted_in, counted_on)
    values (${tx.organisationId}, ${use.principleId}, ${use.kind}, ${use.subjectId}, ${use.unitId}, ${at}, ${use.countedIn}, ${use.countedOn})
    on conflict do nothing returning 1 as one`)
  ).length > 0

/** Answers those that were counted. */
export const deleteUses = async (tx: Tx, kind: string, subjectId: string): Promise<CountedUse[]> =>
  (
    await tx.run(sql<CountedUse | { countedIn: null }>`delete from principle_uses
      where organisation_id = ${tx.organisationId} and subject_kind = ${kind} and subject_id = ${subjectId} returning principle_id, counted_in, counted_on`)
  ).filter((row): row is CountedUse => row.countedIn !== null)

export interface UseCount {
  unitId: string
  day: string
  facetKind: 'none' | 'principle'
  facetId: string | null
  n: number
}
export const countUses = (tx: Tx, firstDay: string, lastDay: string) =>
  tx.run(sql<UseCount>`select counted_in as unit_id, counted_on as day, f.kind as facet_kind, f.id as facet_id, count(*)::int as n
      from principle_uses cross join lateral (values ('none'::text, null::uuid), ('principle', principle_id)) as f(kind, id)
     where organisation_id = ${tx.organisationId} and counted_on between ${firstDay} and ${lastDay} group by 1, 2, 3, 4`)

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
