import type { Database, GlobalTx } from '#platform/db/database.ts'
import { inChunks, sql, valuesList } from '#platform/db/sql.ts'

export interface AccountRow {
  id: string
  organisationId: string
  personId: string
  email: string | null
  passwordHash: string | null
  pinHash: string | null
  pinLength: number | null
  badgeHash: string | null
  badgeIssuedOn: string | null
  /** Until when a start PIN may be used; null once its owner has chosen another. */
  startPinUntil: string | null
  language: string
  disabledAt: string | null
}
const columns = sql.raw(
  `a.id, a.organisation_id, a.person_id, a.email, a.password_hash, a.pin_hash, a.pin_length, a.badge_hash, a.badge_issued_on,
   a.start_pin_until, a.language, a.disabled_at`,
)

/** An account that sign-in looks at, and whether it has been used on this device. */
export interface CandidateRow extends AccountRow {
  organisationName: string
  isKnownDevice: boolean
  isSharedDevice: boolean
  /** Was signed in on some device before. */
  hasDevices: boolean
}
const candidates = (deviceHash: string | null) => sql`
  select ${columns}, o.name as organisation_name, da.account_id is not null as is_known_device, coalesce(d.is_shared, false) as is_shared_device,
         exists (select 1 from device_accounts x where x.account_id = a.id) as has_devices
    from accounts a join organisations o on o.id = a.organisation_id
    left join devices d on d.organisation_id = a.organisation_id and d.token_hash = ${deviceHash}
    left join device_accounts da on da.device_id = d.id and da.account_id = a.id`

/** At most eight organisations share one address; sign-in looks no further. */
export const mostPerAddress = 8
export const findByEmail = (db: Database, key: string, deviceHash: string | null): Promise<CandidateRow[]> =>
  db.controlRead(sql<CandidateRow>`${candidates(deviceHash)} where a.email_key = ${key} order by a.id limit ${mostPerAddress}`)

export const findByBadge = async (db: Database, badgeHash: string, deviceHash: string | null): Promise<CandidateRow | undefined> =>
  (await db.controlRead(sql<CandidateRow>`${candidates(deviceHash)} where a.badge_hash = ${badgeHash} and a.disabled_at is null`))[0]

/** Somebody of a shared device's list: only accounts that were used on it lately. */
export const findOnSharedDevice = async (
  db: Database,
  accountId: string,
  deviceHash: string,
  since: string,
): Promise<CandidateRow | undefined> =>
  (
    await db.controlRead(sql<CandidateRow>`${candidates(deviceHash)}
      where a.id = ${accountId} and a.disabled_at is null and d.is_shared and da.signed_in_at > ${since}`)
  )[0]

/** How many accounts the most widely shared address of the installation has: every try costs as many verifications. */
export const widestSharing = async (db: Database): Promise<number> =>
  (
    await db.controlRead(sql<{ most: number }>`select coalesce(max(shared.n), 1)::int as most
      from (select count(*) as n from accounts where email_key is not null group by email_key having count(*) > 1) shared`)
  )[0]!.most

export const findAccount = async (tx: GlobalTx, id: string): Promise<AccountRow | undefined> =>
  (await tx.run(sql<AccountRow>`select ${columns} from accounts a where a.id = ${id}`))[0]

/** The row as it is now, kept so until the transaction ends: a sign-in and a new badge of the same person wait for each other. */
export const lockAccount = async (tx: GlobalTx, id: string): Promise<AccountRow | undefined> =>
  (await tx.run(sql<AccountRow>`select ${columns} from accounts a where a.id = ${id} for update`))[0]

export const findAccountsOf = (tx: GlobalTx, organisationId: string, personIds: readonly string[]): Promise<AccountRow[]> =>
  tx.run(
    sql<AccountRow>`select ${columns} from accounts a where a.organisation_id = ${organisationId} and a.person_id = any(${personIds}::uuid[])`,
  )

/** How many could come in today, besides one person: by password, badge, or an invitation that still counts. */
export const countWaysIn = async (tx: GlobalTx & { organisationId: string }, at: Date, besidesId: string): Promise<number> =>
  (
    await tx.run(sql<{ count: number }>`select count(*)::int as count from accounts a
      where a.organisation_id = ${tx.organisationId} and a.disabled_at is null and a.person_id <> ${besidesId}
        and (a.password_hash is not null or a.badge_hash is not null or exists (select 1 from one_time_codes c
          where c.account_id = a.id and c.purpose = 'invitation' and c.used_at is null and c.expires_at > ${at.toISOString()}))`)
  )[0]!.count

export interface NewAccountRow {
  id: string
  personId: string
  email: string | null
  emailKey: string | null
  language: string
}
export async function insertAccounts(tx: GlobalTx, organisationId: string, rows: readonly NewAccountRow[], at: string): Promise<void> {
  for (const chunk of inChunks(rows, 7))
    await tx.run(sql`insert into accounts (id, organisation_id, person_id, email, email_key, language, created_at)
      values ${valuesList(chunk.map((row) => [row.id, organisationId, row.personId, row.email, row.emailKey, row.language, at]))}
      on conflict (organisation_id, person_id) do nothing`)
}

export const setContact = (tx: GlobalTx, id: string, row: { email: string | null; emailKey: string | null; language: string }) =>
  tx.run(sql`update accounts set email = ${row.email}, email_key = ${row.emailKey}, language = ${row.language} where id = ${id}`)

/** A start PIN that was never changed ends with it: whoever has a password needs no slip of paper. */
export const setPassword = (tx: GlobalTx, id: string, hash: string) =>
  tx.run(sql`update accounts set password_hash = ${hash}, start_pin_until = null, pin_hash = case when start_pin_until is null then pin_hash end,
    pin_length = case when start_pin_until is null then pin_length end where id = ${id}`)

export const setPin = (tx: GlobalTx, id: string, hash: string, length: number) =>
  tx.run(sql`update accounts set pin_hash = ${hash}, pin_length = ${length}, start_pin_until = null where id = ${id}`)

/** A new badge overwrites the old one, which is dead with this statement. */
export async function setBadges(tx: GlobalTx, rows: readonly { id: string; badgeHash: string }[], on: string): Promise<void> {
  for (const chunk of inChunks(rows, 2))
    await tx.run(sql`update accounts a set badge_hash = v.badge_hash, badge_issued_on = ${on}
      from (values ${valuesList(chunk.map((row) => [row.id, row.badgeHash]))}) as v(id, badge_hash) where a.id = v.id::uuid`)
}

/** Start PINs, to be changed at the first sign-in. */
export async function setStartPins(
  tx: GlobalTx,
  rows: readonly { id: string; pinHash: string; pinLength: number }[],
  until: string,
): Promise<void> {
  for (const chunk of inChunks(rows, 3))
    await tx.run(sql`update accounts a set pin_hash = v.pin_hash, pin_length = v.pin_length::smallint, start_pin_until = ${until}
      from (values ${valuesList(chunk.map((row) => [row.id, row.pinHash, row.pinLength]))}) as v(id, pin_hash, pin_length) where a.id = v.id::uuid`)
}

/** A leaver's way in ends: the row stays until erasure, the badge and its sessions do not. */
export const disableAccounts = (tx: GlobalTx, organisationId: string, personIds: readonly string[], at: string) =>
  tx.run(sql`update accounts set disabled_at = ${at}, badge_hash = null, badge_issued_on = null
    where organisation_id = ${organisationId} and person_id = any(${personIds}::uuid[])`)

export const enableAccounts = (tx: GlobalTx, organisationId: string, personIds: readonly string[]) =>
  tx.run(sql`update accounts set disabled_at = null where organisation_id = ${organisationId} and person_id = any(${personIds}::uuid[])`)

export const deleteAccount = (tx: GlobalTx, organisationId: string, personId: string) =>
  tx.run(sql`delete from accounts where organisation_id = ${organisationId} and person_id = ${personId}`)
