import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface PartRow {
  part: string
  /** Digests: of the pack's words, and of what stood here after they were taken in. */
  given: string
  taken: string
}
export const partsOf = async (tx: Tx, pack: string): Promise<Map<string, PartRow>> =>
  new Map(
    (
      await tx.run(sql<PartRow>`select part, given, taken from pack_parts where organisation_id = ${tx.organisationId} and pack = ${pack}`)
    ).map((row) => [row.part, row]),
  )

/** At once, for some hundred rows. */
export async function noteParts(tx: Tx, pack: string, version: number, parts: readonly PartRow[], at: Date): Promise<void> {
  if (parts.length === 0) return
  const rows = parts.map(
    ({ part, given, taken }) => sql`(${tx.organisationId}, ${pack}, ${part}, ${version}, ${given}, ${taken}, ${at.toISOString()})`,
  )
  await tx.run(sql`insert into pack_parts (organisation_id, pack, part, version, given, taken, installed_at) values ${sql.join(rows)}
    on conflict (organisation_id, pack, part) do update
      set version = excluded.version, given = excluded.given, taken = excluded.taken, installed_at = excluded.installed_at`)
}
