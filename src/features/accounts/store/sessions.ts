import type { Database, GlobalTx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface SessionRow {
  id: string
  organisationId: string
  accountId: string
  personId: string
  language: string
  isStart: boolean
  isDisabled: boolean
  lockSeconds: number | null
  isLocked: boolean
  lastSeenAt: string
  provedAt: string
  expiresAt: string
  grants: [role: string, unitId: string | null][]
}

/** Everything a request needs to know of who asks, in one statement: the hottest of all. Grants as an array of text, which costs a quarter less than as JSON. */
export async function findSession(db: Database, tokenHash: string): Promise<SessionRow | undefined> {
  const [row] = await db.controlRead(sql<
    Omit<SessionRow, 'grants'> & { grants: string[] }
  >`select s.id, s.organisation_id, s.account_id, s.lock_seconds, s.is_locked, s.is_start, s.last_seen_at, s.proved_at, s.expires_at,
        a.person_id, a.language, a.disabled_at is not null as is_disabled,
        array(select g.role || ' ' || coalesce(g.unit_id::text, '') from role_grants g
               where g.organisation_id = a.organisation_id and g.person_id = a.person_id) as grants
      from sessions s join accounts a on a.id = s.account_id where s.token_hash = ${tokenHash}`)
  return row && { ...row, grants: row.grants.map(grantIn) }
}
const grantIn = (text: string): [string, string | null] => {
  const end = text.indexOf(' ')
  return [text.slice(0, end), text.slice(end + 1) || null]
}

export const touchSession = (db: Database, id: string, at: string) =>
  db.controlRead(sql`update sessions set last_seen_at = ${at} where id = ${id} and last_seen_at < ${at}`)

export interface NewSessionRow {
  id: string
  tokenHash: string
  organisationId: string
  accountId: string
  deviceId: string
  deviceLabel: string
  lockSeconds: number | null
  isStart: boolean
  at: string
  expiresAt: string
}
export const insertSession = (tx: GlobalTx, row: NewSessionRow) =>
  tx.run(sql`insert into sessions (id, token_hash, organisation_id, account_id, device_id, device_label, lock_seconds, is_start, created_at, last_seen_at,
      proved_at, expires_at)
    values (${row.id}, ${row.tokenHash}, ${row.organisationId}, ${row.accountId}, ${row.deviceId}, ${row.deviceLabel}, ${row.lockSeconds},
            ${row.isStart}, ${row.at}, ${row.at}, ${row.at}, ${row.expiresAt})`)

export const endSessionByToken = (tx: GlobalTx, tokenHash: string) => tx.run(sql`delete from sessions where token_hash = ${tokenHash}`)

export const lockSession = (tx: GlobalTx, id: string) =>
  tx.run(sql`update sessions set is_locked = true where id = ${id} and lock_seconds is not null`)

export const proveSession = (tx: GlobalTx, id: string, at: string) => tx.run(sql`update sessions set proved_at = ${at} where id = ${id}`)

/** After a start PIN was changed: from now on a session like any other. */
export const startSession = (tx: GlobalTx, id: string) => tx.run(sql`update sessions set is_start = false where id = ${id}`)

/** Who is on this shared device behind its lock; for the lock screen. */
export const accountOfToken = async (db: Database, tokenHash: string): Promise<string | undefined> =>
  (await db.controlRead(sql<{ accountId: string }>`select account_id from sessions where token_hash = ${tokenHash}`))[0]?.accountId

export interface LiveSessionRow {
  id: string
  deviceLabel: string
  deviceName: string | null
  isShared: boolean
  createdAt: string
  lastSeenAt: string
}
export const listSessions = (tx: GlobalTx, accountId: string, now: string, idleSince: string): Promise<LiveSessionRow[]> =>
  tx.run(sql<LiveSessionRow>`select s.id, s.device_label, d.name as device_name, s.lock_seconds is not null as is_shared, s.created_at, s.last_seen_at
    from sessions s join devices d on d.id = s.device_id
   where s.account_id = ${accountId} and s.expires_at > ${now} and s.last_seen_at > ${idleSince} order by s.last_seen_at desc, s.id limit 100`)

export const endSession = async (tx: GlobalTx, accountId: string, id: string): Promise<boolean> =>
  (await tx.run(sql`delete from sessions where id = ${id} and account_id = ${accountId} returning id`)).length > 0

/** Ends all sessions of accounts, but for one where its owner goes on. Returns how many. */
export const endSessionsOf = async (tx: GlobalTx, accountIds: readonly string[], exceptId: string | null = null): Promise<number> =>
  (
    await tx.run(sql`delete from sessions where account_id = any(${accountIds}::uuid[])
      and id is distinct from ${exceptId}::uuid returning id`)
  ).length

/** Sessions of a browser that becomes shared lock from now on and last no longer than a shift. */
export const lockSessionsOnDevice = (tx: GlobalTx, deviceId: string, lockSeconds: number, expiresAt: string) =>
  tx.run(
    sql`update sessions set lock_seconds = ${lockSeconds}, expires_at = least(expires_at, ${expiresAt}::timestamptz) where device_id = ${deviceId}`,
  )

export const sweepSessions = async (tx: GlobalTx, now: string, idleSince: string): Promise<number> =>
  (
    await tx.run(
      sql`delete from sessions where expires_at <= ${now} or (lock_seconds is null and last_seen_at <= ${idleSince}) returning id`,
    )
  ).length
