import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'

export interface Receiver {
  kind: 'person' | 'unit'
  personId: string | null
  unitId: string
  jobRoleId: string | null
}
export interface ThanksRow {
  id: string
  fromId: string | null
  principleId: string
  happened: string
  effect: string | null
  isPrivate: boolean
  quoteId: string | null
  saidAt: string
  day: string
  isHidden: boolean
  isReported: boolean
  receivers: Receiver[]
}
/** Without what was taken back or forgotten: its words are gone. */
const present = sql`t.taken_back_at is null and t.happened is not null`
const open = sql`${present} and not t.is_private and not t.is_hidden`
const rowsWhere = (organisationId: string, where: RawBuilder<unknown>, limit: number) => sql<ThanksRow>`
  select t.id, t.from_id, t.principle_id, t.happened, t.effect, t.is_private, t.quote_id, t.said_at, t.day, t.is_hidden, t.is_reported,
         (select jsonb_agg(jsonb_build_object('kind', r.kind, 'personId', r.person_id, 'unitId', r.unit_id, 'jobRoleId', r.job_role_id) order by r.position)
            from thanks_receivers r where r.organisation_id = ${organisationId} and r.thanks_id = t.id) as receivers
    from thanks t where t.organisation_id = ${organisationId} and ${where} order by t.said_at desc, t.id desc limit ${limit}`

/** Sends and does not wait: with the id there already the transaction fails with unique_violation. */
export function insertThanks(tx: Tx, row: ThanksRow, at: Date): void {
  void tx.run(sql`insert into thanks (organisation_id, id, from_id, principle_id, happened, effect, is_private, quote_id, said_at, day, noted_at)
    values (${tx.organisationId}, ${row.id}, ${row.fromId}, ${row.principleId}, ${row.happened}, ${row.effect}, ${row.isPrivate}, ${row.quoteId}, ${row.saidAt}, ${row.day},
      ${at.toISOString()})`)
  void tx.run(sql`insert into thanks_receivers (organisation_id, thanks_id, position, kind, person_id, unit_id, job_role_id)
    values ${valuesList(row.receivers.map((one, i) => [tx.organisationId, row.id, i, one.kind, one.personId, one.unitId, one.jobRoleId]))}`)
}

/** Whose this id is, also when it was taken back. */
export const giverOf = async (tx: Tx, id: string): Promise<{ fromId: string | null; takenBackAt: string | null } | undefined> =>
  (
    await tx.run(
      sql<{
        fromId: string | null
        takenBackAt: string | null
      }>`select from_id, taken_back_at from thanks where organisation_id = ${tx.organisationId} and id = ${id}`,
    )
  )[0]
export const findThanks = async (tx: Tx, id: string): Promise<ThanksRow | undefined> =>
  (await tx.run(rowsWhere(tx.organisationId, sql`${present} and t.id = ${id}`, 1)))[0]
export const openByIds = (tx: Tx, ids: readonly string[]) =>
  tx.run(rowsWhere(tx.organisationId, sql`${open} and t.id = any(${ids}::uuid[])`, ids.length))

export type Whose =
  | { kind: 'units'; unitIds: readonly string[] | null; since?: string }
  | { kind: 'person'; personId: string }
  | { kind: 'received'; personId: string; since?: string }
  | { kind: 'given'; personId: string }
  | { kind: 'reported' }
export interface Asked {
  whose: Whose
  principleId?: string | undefined
  after?: { at: string; id: string } | undefined
  limit: number
}
/** `units` null: everybody. Private and hidden ones only where they are the reader's own. */
export function listThanks(tx: Tx, { whose, principleId, after, limit }: Asked): Promise<ThanksRow[]> {
  const to = (which: RawBuilder<unknown>) =>
    sql`exists (select 1 from thanks_receivers r where r.organisation_id = ${tx.organisationId} and r.thanks_id = t.id and ${which})`
  const conditions: RawBuilder<unknown>[] = []
  if (whose.kind === 'units') {
    conditions.push(open)
    if (whose.unitIds) conditions.push(to(sql`r.unit_id = any(${whose.unitIds}::uuid[])`))
    if (whose.since) conditions.push(sql`t.said_at >= ${whose.since}::timestamptz`)
  } else if (whose.kind === 'person') conditions.push(open, to(sql`r.person_id = ${whose.personId}`))
  else if (whose.kind === 'received') {
    // From the receiver's side: a person has some dozens, the house tens of thousands.
    conditions.push(
      present,
      sql`t.id in (select r.thanks_id from thanks_receivers r where r.organisation_id = ${tx.organisationId} and r.person_id = ${whose.personId})`,
    )
    if (whose.since) conditions.push(sql`t.said_at > ${whose.since}::timestamptz`)
  } else if (whose.kind === 'given') conditions.push(present, sql`t.from_id = ${whose.personId}`)
  else conditions.push(present, sql`t.is_reported`)
  if (principleId) conditions.push(sql`t.principle_id = ${principleId}`)
  if (after) conditions.push(sql`(t.said_at, t.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  return tx.run(rowsWhere(tx.organisationId, sql.join(conditions, sql` and `), limit))
}

/** The id stays, so that a phone that sends it again does not bring it back; what was said goes. */
export const takeBack = async (tx: Tx, id: string, at: Date): Promise<boolean> =>
  (
    await tx.run(sql`update thanks set taken_back_at = ${at.toISOString()}, happened = null, effect = null, is_reported = false
      where organisation_id = ${tx.organisationId} and id = ${id} and taken_back_at is null returning id`)
  ).length > 0
export const setHidden = (tx: Tx, id: string, isHidden: boolean, isReported: boolean) =>
  tx.run(
    sql`update thanks set is_hidden = ${isHidden}, is_reported = ${isReported} where organisation_id = ${tx.organisationId} and id = ${id}`,
  )

/** What each of these was thanked for by name, private ones too, that came in after an instant; the newest first. Not what somebody is to look at. */
export const thanksToPeople = (tx: Tx, personIds: readonly string[], since: string) =>
  tx.run(sql<{ personId: string; id: string; fromId: string | null; happened: string; isPrivate: boolean; notedAt: string }>`
    select r.person_id, t.id, t.from_id, t.happened, t.is_private, t.noted_at from thanks_receivers r
      join thanks t on t.organisation_id = ${tx.organisationId} and t.id = r.thanks_id and ${present} and not t.is_reported and t.noted_at > ${since}
     where r.organisation_id = ${tx.organisationId} and r.person_id = any(${personIds}::uuid[]) order by t.noted_at desc, t.id desc`)
