// Who did what to a study.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export const deedsOf = (tx: Tx, personId: string) =>
  tx.run(sql<{ deed: 'planned' | 'registered' | 'brought a file' | 'asked for a run'; title: string; at: string }>`
    select 'planned' as deed, title, created_at as at from studies where organisation_id = ${tx.organisationId} and created_by = ${personId}
    union all select 'registered', title, registered_at from studies where organisation_id = ${tx.organisationId} and registered_by = ${personId}
    union all select 'brought a file', s.title, f.uploaded_at from study_files f
      join studies s on s.organisation_id = ${tx.organisationId} and s.id = f.study_id
     where f.organisation_id = ${tx.organisationId} and f.uploaded_by = ${personId}
    union all select 'asked for a run', s.title, r.asked_at from study_runs r
      join studies s on s.organisation_id = ${tx.organisationId} and s.id = r.study_id
     where r.organisation_id = ${tx.organisationId} and r.asked_by = ${personId}
    order by at limit 5000`)

/** What was found stays; who did it goes. */
export async function forgetDeeds(tx: Tx, personId: string): Promise<void> {
  for (const [table, column] of [
    ['studies', 'created_by'],
    ['studies', 'registered_by'],
    ['study_files', 'uploaded_by'],
    ['study_runs', 'asked_by'],
  ] as const)
    await tx.run(sql`update ${sql.table(table)} set ${sql.ref(column)} = null
      where organisation_id = ${tx.organisationId} and ${sql.ref(column)} = ${personId}`)
}
