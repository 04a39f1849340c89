// Who stands behind an id in the audit log.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface AuthorRow {
  id: string
  personId: string | null
  /** Of an API key. */
  name: string | null
}
export const findAuthors = (tx: Tx, ids: readonly string[]): Promise<AuthorRow[]> =>
  tx.run(sql<AuthorRow>`select id, person_id, null as name from accounts where organisation_id = ${tx.organisationId} and id = any(${ids}::uuid[])
    union all select id, null, name from api_tokens where organisation_id = ${tx.organisationId} and id = any(${ids}::uuid[])`)
