// Accounts' part of a person's own export and of erasure.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

type Row = Record<string, unknown>

/** Never a hash: they say nothing to the person and would help nobody but a thief. */
export async function ownAccessRows(tx: Tx, personId: string): Promise<Record<string, Row[]>> {
  const of = sql`organisation_id = ${tx.organisationId} and person_id = ${personId}`
  const account = sql`(select id from accounts where ${of})`
  const [accounts, roles, sessions, devices] = await Promise.all([
    tx.run<Row>(sql`select email, password_hash is not null as has_password, pin_hash is not null as has_pin, badge_issued_on, language, disabled_at, created_at
      from accounts where ${of}`),
    tx.run<Row>(sql`select role, unit_id, source, created_at from role_grants where ${of} order by id`),
    tx.run<Row>(sql`select device_label, lock_seconds is not null as is_shared_device, created_at, last_seen_at, expires_at from sessions
      where account_id = ${account} order by id`),
    tx.run<Row>(sql`select d.name, d.is_shared, da.signed_in_at from device_accounts da join devices d on d.id = da.device_id
      where da.account_id = ${account} order by da.signed_in_at`),
  ])
  return { account: accounts, roles, sessions, devices }
}

/** Where the person stands as the one who did something. */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  const here = sql`organisation_id = ${tx.organisationId}`
  await tx.run(sql`update role_grants set granted_by = null where ${here} and granted_by = ${personId}`)
  await tx.run(sql`update devices set registered_by = null where ${here} and registered_by = ${personId}`)
  await tx.run(sql`update one_time_codes set created_by = null where ${here} and created_by = ${personId}`)
  await tx.run(sql`update api_tokens set created_by = null where ${here} and created_by = ${personId}`)
}
