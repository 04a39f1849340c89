import type { Database, GlobalTx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface TokenRow {
  id: string
  organisationId: string
  name: string
  role: string
  unitId: string | null
  operations: string[] | null
  expiresAt: string | null
  lastUsedAt: string | null
  revokedAt: string | null
  createdAt: string
}
const columns = sql.raw('id, organisation_id, name, role, unit_id, operations, expires_at, last_used_at, revoked_at, created_at')

export const findToken = async (db: Database, tokenHash: string): Promise<TokenRow | undefined> =>
  (await db.controlRead(sql<TokenRow>`select ${columns} from api_tokens where token_hash = ${tokenHash} and revoked_at is null`))[0]

export const touchToken = (db: Database, id: string, at: string) =>
  db.controlRead(sql`update api_tokens set last_used_at = ${at} where id = ${id} and (last_used_at is null or last_used_at < ${at})`)

export interface NewTokenRow {
  id: string
  name: string
  tokenHash: string
  role: string
  unitId: string | null
  operations: string[] | null
  expiresAt: string | null
  createdBy: string | null
}
export const insertToken = (tx: GlobalTx, organisationId: string, row: NewTokenRow, at: string) =>
  tx.run(sql`insert into api_tokens (id, organisation_id, name, token_hash, role, unit_id, operations, expires_at, created_by, created_at)
    values (${row.id}, ${organisationId}, ${row.name}, ${row.tokenHash}, ${row.role}, ${row.unitId}, ${row.operations}, ${row.expiresAt}, ${row.createdBy}, ${at})`)

export const listTokens = (tx: GlobalTx, organisationId: string, afterId: string | null, limit: number): Promise<TokenRow[]> =>
  tx.run(sql<TokenRow>`select ${columns} from api_tokens where organisation_id = ${organisationId} and revoked_at is null
    and (${afterId}::uuid is null or id > ${afterId}::uuid) order by id limit ${limit}`)

/** The unit that the key was for, null for the whole organisation; undefined where there is no such key. */
export const revokeToken = async (tx: GlobalTx, organisationId: string, id: string, at: string): Promise<string | null | undefined> =>
  (
    await tx.run(sql<{ unitId: string | null }>`update api_tokens set revoked_at = ${at}
      where organisation_id = ${organisationId} and id = ${id} and revoked_at is null returning unit_id`)
  )[0]?.unitId

export const sweepTokens = async (tx: GlobalTx, before: string): Promise<number> =>
  (await tx.run(sql`delete from api_tokens where revoked_at < ${before} or expires_at < ${before} returning id`)).length
