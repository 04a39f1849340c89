import type { Tx } from '../db/database.ts'
// One row per act that changes who may do what, what is known of a person, or how the system is set. Sealed later by a job (data.md 15).
import { sql } from '../db/sql.ts'
import { hmacSha256, newId } from '../ids.ts'

export interface AuditEntry {
  /** noun.verb, as in `person.moved`. */
  action: string
  subject: { kind: string; id: string }
  /** Names of what changed, ids and counts. Never a secret, never free text of a person. */
  details?: Record<string, string | number | boolean | null | string[]>
}
export interface AuditAuthor {
  accountId: string | null
  kind: 'person' | 'token' | 'system'
  requestId: string
  at: Date
  key: string
}

/** The text under a row's HMAC; also what the verifier recomputes. */
export const auditText = (row: {
  id: string
  organisationId: string
  at: string
  action: string
  author: string
  subject: string
  details: string
}) => [row.id, row.organisationId, row.at, row.action, row.author, row.subject, row.details].join('\n')

export function recordAudit(tx: Tx, author: AuditAuthor, entry: AuditEntry): Promise<unknown> {
  const id = newId(author.at.getTime())
  const at = author.at.toISOString()
  const details = JSON.stringify(entry.details ?? {})
  const hmac = hmacSha256(
    author.key,
    auditText({
      id,
      organisationId: tx.organisationId,
      at,
      action: entry.action,
      author: `${author.kind}:${author.accountId ?? ''}:${author.requestId}`,
      subject: `${entry.subject.kind}:${entry.subject.id}`,
      details,
    }),
  )
  return tx.run(sql`insert into audit_entries (organisation_id, id, at, author_kind, author_id, request_id, action, subject_kind, subject_id, details, hmac)
    values (${tx.organisationId}, ${id}, ${at}, ${author.kind}, ${author.accountId}, ${author.requestId}, ${entry.action},
            ${entry.subject.kind}, ${entry.subject.id}, ${details}, ${hmac})`)
}
