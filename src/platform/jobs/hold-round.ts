import type { Tx } from '../db/database.ts'
import { sql } from '../db/sql.ts'

/**
 * Keeps a round of one organisation to one worker for the length of the transaction; false: another has it, come back later. A lock of the
 * transaction, so that it ends with a killed worker and passes through a pooler.
 */
export async function holdRound(tx: Tx, name: string): Promise<boolean> {
  const rows = await tx.run(
    sql<{ isHeld: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${`attune ${name} ${tx.organisationId}`}, 0)) as is_held`,
  )
  return rows[0]!.isHeld
}
