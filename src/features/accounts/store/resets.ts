import type { Database, GlobalTx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export const insertResetRequest = (db: Database, row: { id: string; accountIds: string[]; origin: string; at: string }) =>
  db.controlRead(sql`insert into reset_requests (id, account_ids, origin, requested_at)
    values (${row.id}, ${row.accountIds}, ${row.origin}, ${row.at})`)

export interface ResetRequestRow {
  id: string
  accountIds: string[]
  origin: string
}
/** The oldest request, locked until the transaction ends; other workers skip it meanwhile. */
export const nextResetRequest = async (tx: GlobalTx): Promise<ResetRequestRow | undefined> =>
  (await tx.run(sql<ResetRequestRow>`select id, account_ids, origin from reset_requests order by id limit 1 for update skip locked`))[0]

export const deleteResetRequest = (tx: GlobalTx, id: string) => tx.run(sql`delete from reset_requests where id = ${id}`)
