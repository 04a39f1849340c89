import type { Database, GlobalTx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface DeviceRow {
  id: string
  isShared: boolean
}
/** Notes that somebody signs in on this browser. `isShared` changes it only where nobody has registered it. */
export const noteDevice = async (
  tx: GlobalTx,
  row: { id: string; organisationId: string; tokenHash: string; isShared: boolean | undefined; on: string; at: string },
): Promise<DeviceRow> =>
  (
    await tx.run(sql<DeviceRow>`insert into devices as d (id, organisation_id, token_hash, is_shared, last_used_on, created_at)
      values (${row.id}, ${row.organisationId}, ${row.tokenHash}, ${row.isShared ?? false}, ${row.on}, ${row.at})
      on conflict (organisation_id, token_hash) do update set last_used_on = excluded.last_used_on,
        is_shared = case when not d.is_registered then coalesce(${row.isShared ?? null}::boolean, d.is_shared) else d.is_shared end
      returning id, is_shared`)
  )[0]!

export const noteDeviceAccount = (tx: GlobalTx, deviceId: string, accountId: string, at: string) =>
  tx.run(sql`insert into device_accounts (device_id, account_id, signed_in_at) values (${deviceId}, ${accountId}, ${at})
    on conflict (device_id, account_id) do update set signed_in_at = excluded.signed_in_at`)

export interface SharedDeviceRow {
  organisationId: string
  organisationName: string
  deviceName: string | null
  people: { accountId: string; personId: string; hasPin: boolean; pinLength: number | null }[]
}
/** What this browser is as a shared device, and who signed in on it lately, last first. */
export const findSharedDevices = (db: Database, tokenHash: string, since: string): Promise<SharedDeviceRow[]> =>
  db.controlRead(sql<SharedDeviceRow>`select d.organisation_id, o.name as organisation_name, d.name as device_name,
      coalesce((select jsonb_agg(jsonb_build_object('accountId', a.id, 'personId', a.person_id, 'hasPin', a.pin_hash is not null, 'pinLength', a.pin_length)
                                 order by da.signed_in_at desc)
        from device_accounts da join accounts a on a.id = da.account_id
       where da.device_id = d.id and da.signed_in_at > ${since} and a.disabled_at is null
         and (a.pin_hash is not null or a.password_hash is not null)), '[]') as people
    from devices d join organisations o on o.id = d.organisation_id where d.token_hash = ${tokenHash} and d.is_shared order by d.id limit 10`)

export interface ListedDeviceRow {
  id: string
  name: string | null
  unitId: string | null
  isRegistered: boolean
  lastUsedOn: string
}
export const listSharedDevices = (
  tx: GlobalTx,
  organisationId: string,
  afterId: string | null,
  limit: number,
): Promise<ListedDeviceRow[]> =>
  tx.run(sql<ListedDeviceRow>`select id, name, unit_id, is_registered, last_used_on from devices
    where organisation_id = ${organisationId} and is_shared and (${afterId}::uuid is null or id > ${afterId}::uuid) order by id limit ${limit}`)

export const findDevice = async (tx: GlobalTx, organisationId: string, id: string): Promise<ListedDeviceRow | undefined> =>
  (
    await tx.run(sql<ListedDeviceRow>`select id, name, unit_id, is_registered, last_used_on from devices
      where organisation_id = ${organisationId} and id = ${id} and is_shared`)
  )[0]

export const registerDevice = async (
  tx: GlobalTx,
  row: { id: string; organisationId: string; tokenHash: string; name: string; unitId: string | null; by: string; on: string; at: string },
): Promise<string> =>
  (
    await tx.run(sql<{
      id: string
    }>`insert into devices (id, organisation_id, token_hash, is_shared, is_registered, name, unit_id, registered_by, last_used_on, created_at)
      values (${row.id}, ${row.organisationId}, ${row.tokenHash}, true, true, ${row.name}, ${row.unitId}, ${row.by}, ${row.on}, ${row.at})
      on conflict (organisation_id, token_hash) do update set is_shared = true, is_registered = true, name = excluded.name, unit_id = excluded.unit_id,
        registered_by = excluded.registered_by returning id`)
  )[0]!.id

/** Forgets the browser altogether, and with it its sessions and who used it. */
export const deleteDevice = (tx: GlobalTx, organisationId: string, id: string) =>
  tx.run(sql`delete from devices where organisation_id = ${organisationId} and id = ${id}`)

export const sweepDevices = async (tx: GlobalTx, unusedSince: string): Promise<number> =>
  (await tx.run(sql`delete from devices where last_used_on < ${unusedSince} and not is_registered returning id`)).length

export const sweepDeviceAccounts = async (tx: GlobalTx, before: string): Promise<number> =>
  (await tx.run(sql`delete from device_accounts where signed_in_at < ${before} returning device_id`)).length
