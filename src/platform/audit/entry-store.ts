import type { Tx } from '../db/database.ts'
import { type RawBuilder, sql } from '../db/sql.ts'
import type { StoredEntry } from './chain.ts'

export interface EntryFilter {
  action?: string | undefined
  subjectKind?: string | undefined
  subjectId?: string | undefined
  authorId?: string | undefined
  since?: Date | undefined
  until?: Date | undefined
}

/** Newest first. An action that ends in a point stands for all that begin so. */
export function listEntries(tx: Tx, filter: EntryFilter, beforeId: string | null, limit: number): Promise<StoredEntry[]> {
  const conditions: RawBuilder<unknown>[] = [sql`organisation_id = ${tx.organisationId}`]
  if (filter.action?.endsWith('.')) conditions.push(sql`starts_with(action, ${filter.action})`)
  else if (filter.action) conditions.push(sql`action = ${filter.action}`)
  if (filter.subjectKind) conditions.push(sql`subject_kind = ${filter.subjectKind}`)
  if (filter.subjectId) conditions.push(sql`subject_id = ${filter.subjectId}`)
  if (filter.authorId) conditions.push(sql`author_id = ${filter.authorId}`)
  if (filter.since) conditions.push(sql`at >= ${filter.since.toISOString()}`)
  if (filter.until) conditions.push(sql`at < ${filter.until.toISOString()}`)
  if (beforeId) conditions.push(sql`id < ${beforeId}::uuid`)
  return tx.run(sql<StoredEntry>`select id, at, author_kind, author_id, request_id, action, subject_kind, subject_id, details, hmac
    from audit_entries where ${sql.join(conditions, sql` and `)} order by id desc limit ${limit}`)
}
