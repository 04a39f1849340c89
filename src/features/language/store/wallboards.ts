// Screens on walls.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface WallboardRow {
  id: string
  name: string
  unitId: string | null
  language: string
  madeBy: string | null
  createdAt: string
  lastSeenAt: string | null
}
const columns = sql`id, name, unit_id, language, made_by, created_at, last_seen_at`
export const listWallboards = (tx: Tx) =>
  tx.run(sql<WallboardRow>`select ${columns} from wallboards where organisation_id = ${tx.organisationId} order by created_at, id`)
export const findWallboardByToken = async (tx: Tx, tokenHash: string): Promise<WallboardRow | undefined> =>
  (
    await tx.run(
      sql<WallboardRow>`select ${columns} from wallboards where organisation_id = ${tx.organisationId} and token_hash = ${tokenHash}`,
    )
  )[0]
export const insertWallboard = (tx: Tx, row: Omit<WallboardRow, 'createdAt' | 'lastSeenAt'> & { tokenHash: string }, at: string) =>
  tx.run(sql`insert into wallboards (organisation_id, id, name, unit_id, language, token_hash, made_by, created_at)
    values (${tx.organisationId}, ${row.id}, ${row.name}, ${row.unitId}, ${row.language}, ${row.tokenHash}, ${row.madeBy}, ${at})`)
export const deleteWallboard = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.run(sql`delete from wallboards where organisation_id = ${tx.organisationId} and id = ${id} returning id`)).length > 0
export const touchWallboard = (tx: Tx, id: string, at: string) =>
  tx.run(sql`update wallboards set last_seen_at = ${at} where organisation_id = ${tx.organisationId} and id = ${id}`)
