// The chain over the audit log, as text under an HMAC. Pure: the sealing job makes it, the verifier makes it again.
import { hmacSha256 } from '../ids.ts'
import { auditText } from './record.ts'

export interface SealedEntry {
  id: string
  hmac: string
}
export interface Seal {
  number: number
  sealedAt: string
  entryIds: string[]
  /** The greatest id that this or an earlier seal covers. */
  lastId: string
  /** Entries covered by this and all earlier seals. */
  total: number
  previousHash: string
  hash: string
}

export const firstPreviousHash = '0'.repeat(64)

export const sealHash = (
  key: string,
  organisationId: string,
  seal: Omit<Seal, 'hash' | 'entryIds'>,
  entries: readonly SealedEntry[],
): string =>
  hmacSha256(
    key,
    [
      'seal',
      organisationId,
      seal.number,
      seal.sealedAt,
      seal.lastId,
      seal.total,
      seal.previousHash,
      ...entries.map(({ id, hmac }) => `${id} ${hmac}`),
    ].join('\n'),
  )

export interface StoredEntry {
  id: string
  at: string
  authorKind: string
  authorId: string | null
  requestId: string
  action: string
  subjectKind: string
  subjectId: string
  details: string
  hmac: string
}

export const isEntryIntact = (key: string, organisationId: string, entry: StoredEntry): boolean =>
  entry.hmac ===
  hmacSha256(
    key,
    auditText({
      id: entry.id,
      organisationId,
      at: entry.at,
      action: entry.action,
      author: `${entry.authorKind}:${entry.authorId ?? ''}:${entry.requestId}`,
      subject: `${entry.subjectKind}:${entry.subjectId}`,
      details: entry.details,
    }),
  )

/** The smallest and the greatest uuid v7 of a millisecond. */
export const firstIdAt = (ms: number): string => idAt(ms, '0')
export const lastIdAt = (ms: number): string => idAt(ms, 'f')
function idAt(ms: number, fill: string): string {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-${fill.repeat(4)}-${fill.repeat(4)}-${fill.repeat(12)}`
}
