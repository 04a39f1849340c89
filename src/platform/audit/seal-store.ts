import type { Tx } from '../db/database.ts'
import { type RawBuilder, sql } from '../db/sql.ts'
import type { Seal, SealedEntry, StoredEntry } from './chain.ts'

const nilId = '00000000-0000-0000-0000-000000000000'

/** Ids that seals cover: gone through once, however many; joined, they would be gone through once for each entry where nothing is counted yet. */
const sealed = (condition: RawBuilder<unknown>) =>
  sql`(select s.id from (select unnest(entry_ids) as id from audit_seals where ${condition}) s where s.id is not null)`

/** The first entry up to `lastId` that no seal covers, from where the last one says to look on. */
export const oldestUnsealed = (organisationId: string, lastId: string): RawBuilder<unknown> => {
  const from = sql`coalesce((select next_from from audit_seals where organisation_id = ${organisationId} order by number desc limit 1), ${nilId})`
  return sql`select e.id from audit_entries e
    where e.organisation_id = ${organisationId} and e.id >= ${from} and e.id <= ${lastId}
      and e.id not in ${sealed(sql`organisation_id = ${organisationId} and last_id >= ${from}`)} order by e.id limit 1`
}

export const lastSeal = async (tx: Tx): Promise<Omit<Seal, 'entryIds'> | undefined> =>
  (
    await tx.run(sql<Omit<Seal, 'entryIds'>>`select number, sealed_at, last_id, total, previous_hash, hash from audit_seals
      where organisation_id = ${tx.organisationId} order by number desc limit 1`)
  )[0]

/** Entries between two ids that no seal covers. A seal that ends before the window covers nothing in it, so only the others are unfolded. */
export const unsealedBetween = (tx: Tx, fromId: string, lastId: string, most: number) =>
  tx.run(sql<SealedEntry>`select e.id, e.hmac from audit_entries e
    where e.organisation_id = ${tx.organisationId} and e.id >= ${fromId} and e.id <= ${lastId}
      and e.id not in ${sealed(sql`organisation_id = ${tx.organisationId} and last_id >= ${fromId}`)}
    order by e.id limit ${most}`)

export const insertSeal = (tx: Tx, seal: Seal, nextFrom: string) =>
  tx.run(sql`insert into audit_seals (organisation_id, number, sealed_at, entry_ids, last_id, total, next_from, previous_hash, hash)
    values (${tx.organisationId}, ${seal.number}, ${seal.sealedAt}, ${seal.entryIds}, ${seal.lastId}, ${seal.total}, ${nextFrom}, ${seal.previousHash}, ${seal.hash})`)

export const sealsAfter = (tx: Tx, number: number, most: number) =>
  tx.run(sql<Seal>`select number, sealed_at, entry_ids::text[] as entry_ids, last_id, total, previous_hash, hash from audit_seals
    where organisation_id = ${tx.organisationId} and number > ${number} order by number limit ${most}`)

const entryColumns = sql`id, at, author_kind, author_id, request_id, action, subject_kind, subject_id, details, hmac`

export const entriesById = (tx: Tx, ids: readonly string[]) =>
  tx.run(
    sql<StoredEntry>`select ${entryColumns} from audit_entries where organisation_id = ${tx.organisationId} and id = any(${ids}::uuid[])`,
  )

/** Entries that no seal at all covers, after an id. */
export const unsealedAfter = (tx: Tx, afterId: string, most: number) =>
  tx.run(sql<StoredEntry>`select ${entryColumns} from audit_entries e
    where e.organisation_id = ${tx.organisationId} and e.id > ${afterId} and e.id not in ${sealed(sql`organisation_id = ${tx.organisationId}`)}
    order by e.id limit ${most}`)

/** Entries that more than one seal covers: only a forged seal can do that. */
export const countSealedTwice = async (tx: Tx): Promise<number> =>
  (
    await tx.run(sql<{ count: number }>`select count(*) as count from (
      select 1 from audit_seals, unnest(entry_ids) as sealed_id where organisation_id = ${tx.organisationId} group by sealed_id having count(*) > 1) as doubled`)
  )[0]!.count
