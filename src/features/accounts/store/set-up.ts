import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

/** Waits for any other set-up, then answers whether another organisation, other than demonstrations, is there. */
export async function holdSetUp(tx: Tx): Promise<boolean> {
  await tx.run(sql`select pg_advisory_xact_lock(4711202612)`)
  return (await tx.run(sql`select 1 from organisations where id <> ${tx.organisationId} and not is_demo limit 1`)).length > 0
}
