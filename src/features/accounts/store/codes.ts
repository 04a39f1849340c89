import type { Database, GlobalTx } from '#platform/db/database.ts'
import { inChunks, sql, valuesList } from '#platform/db/sql.ts'

export type CodePurpose = 'invitation' | 'reset'
export interface CodeRow {
  id: string
  accountId: string
  organisationId: string
  personId: string
  purpose: CodePurpose
}

/** Replaces the codes of the same purpose that were not used yet: only the newest letter or card counts. */
export async function insertCodes(
  tx: GlobalTx,
  organisationId: string,
  purpose: CodePurpose,
  rows: readonly { id: string; accountId: string; codeHash: string }[],
  more: { by: string | null; at: string; expiresAt: string },
): Promise<void> {
  const accountIds = rows.map(({ accountId }) => accountId)
  await tx.run(sql`delete from one_time_codes where account_id = any(${accountIds}::uuid[]) and purpose = ${purpose} and used_at is null`)
  for (const chunk of inChunks(rows, 8))
    await tx.run(sql`insert into one_time_codes (id, organisation_id, account_id, purpose, code_hash, created_by, created_at, expires_at)
      values ${valuesList(chunk.map((row) => [row.id, organisationId, row.accountId, purpose, row.codeHash, more.by, more.at, more.expiresAt]))}`)
}

export const findCode = async (db: Database, codeHash: string, purpose: CodePurpose | null, now: string): Promise<CodeRow | undefined> =>
  (
    await db.controlRead(sql<CodeRow>`select c.id, c.account_id, c.organisation_id, c.purpose, a.person_id
      from one_time_codes c join accounts a on a.id = c.account_id
     where c.code_hash = ${codeHash} and c.used_at is null and c.expires_at > ${now} and a.disabled_at is null
       and (${purpose}::text is null or c.purpose = ${purpose})`)
  )[0]

/** The one UPDATE that uses a code up: of many at once, one gets the row. */
export const spendCode = async (tx: GlobalTx, id: string, at: string): Promise<boolean> =>
  (await tx.run(sql`update one_time_codes set used_at = ${at} where id = ${id} and used_at is null and expires_at > ${at} returning id`))
    .length > 0

export const dropCodesOf = (tx: GlobalTx, accountIds: readonly string[]) =>
  tx.run(sql`delete from one_time_codes where account_id = any(${accountIds}::uuid[]) and used_at is null`)

export const openCodesOf = (tx: GlobalTx, accountId: string, now: string): Promise<{ purpose: CodePurpose; expiresAt: string }[]> =>
  tx.run(sql<{ purpose: CodePurpose; expiresAt: string }>`select purpose, expires_at from one_time_codes
    where account_id = ${accountId} and used_at is null and expires_at > ${now} order by expires_at`)

export const sweepCodes = async (tx: GlobalTx, before: string): Promise<number> =>
  (await tx.run(sql`delete from one_time_codes where expires_at < ${before} returning id`)).length
