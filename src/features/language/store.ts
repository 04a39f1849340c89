import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface MantraRow {
  id: string
  wording: string
  language: string
  effectiveFrom: string
}
export const insertMantra = (tx: Tx, row: MantraRow & { createdBy: string | null }, at: string) =>
  tx.run(sql`insert into mantra_versions (organisation_id, id, wording, language, effective_from, created_by, created_at)
    values (${tx.organisationId}, ${row.id}, ${row.wording}, ${row.language}, ${row.effectiveFrom}, ${row.createdBy}, ${at})`)

export const currentMantraQuery = (organisationId: string, day: string) => sql<MantraRow>`
  select id, wording, language, effective_from from mantra_versions
   where organisation_id = ${organisationId} and effective_from <= ${day} order by effective_from desc, id desc limit 1`
