// For a person's own export: what was done to or about them.
import type { Tx } from '../db/database.ts'
import { sql } from '../db/sql.ts'

const most = 10_000

export const entriesAbout = (tx: Tx, personId: string): Promise<Record<string, unknown>[]> =>
  tx.run(sql<Record<string, unknown>>`select id, at, author_kind, action, details from audit_entries
    where organisation_id = ${tx.organisationId} and subject_kind = 'person' and subject_id = ${personId} order by id limit ${most}`)
