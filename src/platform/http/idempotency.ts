import type { Database, Tx } from '../db/database.ts'
// An Idempotency-Key is stored last in the write's own transaction: a retry either runs into the key or into the first try's effects,
// and in both cases everything is rolled back and the first answer is given again. One INSERT, no round trip of its own.
import { sql } from '../db/sql.ts'
import type { IdempotencyClaim } from './context.ts'

export const rememberKey = (tx: Tx, accountId: string, claim: IdempotencyClaim, resultId: string | null, at: Date) =>
  tx.run(sql`insert into idempotency_keys (organisation_id, account_id, operation, key, body_hash, status, result_id, created_at)
    values (${tx.organisationId}, ${accountId}, ${claim.operation}, ${claim.key}, ${claim.bodyHash}, ${claim.status}, ${resultId}, ${at.toISOString()})`)

export interface RememberedKey {
  bodyHash: string
  status: number
  resultId: string | null
}

export async function findKey(
  db: Database,
  organisationId: string,
  accountId: string,
  claim: IdempotencyClaim,
): Promise<RememberedKey | undefined> {
  const rows = await db.read(
    organisationId,
    sql<RememberedKey>`select body_hash, status, result_id from idempotency_keys
      where organisation_id = ${organisationId} and account_id = ${accountId} and operation = ${claim.operation} and key = ${claim.key}`,
  )
  return rows[0]
}
