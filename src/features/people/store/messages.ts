import type { Tx } from '#platform/db/database.ts'
import { sql, valuesList } from '#platform/db/sql.ts'
import { peopleToTell, type PersonToTell } from './reach.ts'

/** Active people among these, as letters need them. */
export const toTell = (tx: Tx, personIds: readonly string[], at: Date) =>
  tx.run(sql<PersonToTell>`select t.* from (${peopleToTell(tx, at)}) t where t.person_id = any(${personIds}::uuid[])`)

export const setSwitch = (tx: Tx, personId: string, isOff: boolean) =>
  tx.run(sql`insert into message_switches (organisation_id, person_id, is_off) values (${tx.organisationId}, ${personId}, ${isOff})
    on conflict (organisation_id, person_id) do update set is_off = excluded.is_off`)

export interface StopRow {
  personId: string
  stopNumber: number
}
export const stopNumbers = (tx: Tx, personIds: readonly string[]) =>
  tx.run(sql<StopRow & { stopHash: string | null }>`select person_id, stop_number, stop_hash from message_switches
    where organisation_id = ${tx.organisationId} and person_id = any(${personIds}::uuid[])`)
export const keepStopHashes = (tx: Tx, rows: readonly { personId: string; stopHash: string }[]) =>
  tx.run(sql`insert into message_switches (organisation_id, person_id, stop_hash)
    values ${valuesList(rows.map(({ personId, stopHash }) => [tx.organisationId, personId, stopHash]))}
    on conflict (organisation_id, person_id) do update set stop_hash = excluded.stop_hash`)
export const endStopHashes = (tx: Tx, personIds: readonly string[]) =>
  tx.run(sql`update message_switches set stop_number = stop_number + 1, stop_hash = null
    where organisation_id = ${tx.organisationId} and person_id = any(${personIds}::uuid[]) and stop_hash is not null`)

export interface StopDoor {
  personId: string
  isOff: boolean
  language: string
  organisation: string
}
/** Whose link it is, while they are here. */
export const findStopDoor = async (tx: Tx, stopHash: string): Promise<StopDoor | undefined> =>
  (
    await tx.run(sql<StopDoor>`select m.person_id, m.is_off, coalesce(p.language, s.default_language) as language, o.name as organisation
      from message_switches m join people p on p.organisation_id = ${tx.organisationId} and p.id = m.person_id and p.status = 'active'
      join organisation_settings s on s.organisation_id = ${tx.organisationId} join organisations o on o.id = ${tx.organisationId}
     where m.organisation_id = ${tx.organisationId} and m.stop_hash = ${stopHash}`)
  )[0]

export const messagesOf = (tx: Tx, personId: string) =>
  tx.run(
    sql<
      Record<string, unknown>
    >`select is_off from message_switches where organisation_id = ${tx.organisationId} and person_id = ${personId}`,
  )
export const forgetMessages = (tx: Tx, personId: string) =>
  tx.run(sql`delete from message_switches where organisation_id = ${tx.organisationId} and person_id = ${personId}`)
