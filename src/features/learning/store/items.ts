import type { ItemKind } from '#engines/item/item.ts'
import type { Family } from '#engines/lesson/lesson.ts'
import type { Tx } from '#platform/db/database.ts'
import { inChunks, type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'
import type { Texts } from '../rules/items.ts'

export interface ItemRecord {
  id: string
  key: string
  theme: string
  principleId: string
  level: number
  kind: ItemKind
  families: Family[]
  source: string
  state: 'draft' | 'live' | 'retired'
  version: number
  isEdited: boolean
  changedAt: string
  texts: Texts
}
const columns = sql.raw(
  'i.id, i.key, i.theme, i.principle_id, i.level, i.kind, i.families, i.source, i.state, i.version, i.is_edited, i.changed_at, v.texts',
)
const rowsWhere = (organisationId: string, where: RawBuilder<unknown>, limit: number) => sql<ItemRecord>`
  select ${columns} from items i
    join item_versions v on v.organisation_id = ${organisationId} and v.item_id = i.id and v.version = i.version
   where i.organisation_id = ${organisationId} and ${where} order by i.changed_at desc, i.id desc limit ${limit}`

export interface ItemsAsked {
  words: readonly string[]
  principleId?: string | undefined
  level?: number | undefined
  kind?: string | undefined
  state?: string | undefined
  family?: string | undefined
  missing?: string | undefined
  after?: { at: string; id: string } | undefined
  limit: number
}
/** Newest change first. Retired ones only where they are asked for. */
export function listItems(tx: Tx, asked: ItemsAsked): Promise<ItemRecord[]> {
  const conditions: RawBuilder<unknown>[] = [asked.state ? sql`i.state = ${asked.state}` : sql`i.state <> 'retired'`]
  for (const word of asked.words) conditions.push(sql`strpos(i.words, ${word}) > 0`)
  if (asked.principleId) conditions.push(sql`i.principle_id = ${asked.principleId}`)
  if (asked.level) conditions.push(sql`i.level = ${asked.level}`)
  if (asked.kind) conditions.push(sql`i.kind = ${asked.kind}`)
  if (asked.family) conditions.push(sql`(i.families = '{}' or ${asked.family} = any(i.families))`)
  if (asked.missing) conditions.push(sql`not v.texts ? ${asked.missing}`)
  if (asked.after) conditions.push(sql`(i.changed_at, i.id) < (${asked.after.at}::timestamptz, ${asked.after.id}::uuid)`)
  return tx.run(rowsWhere(tx.organisationId, sql.join(conditions, sql` and `), asked.limit))
}
export const findItem = async (tx: Tx, id: string): Promise<ItemRecord | undefined> =>
  (await tx.run(rowsWhere(tx.organisationId, sql`i.id = ${id}`, 1)))[0]
export const itemsByKey = (tx: Tx, keys: readonly string[]) =>
  tx.run(rowsWhere(tx.organisationId, sql`i.key = any(${keys}::text[])`, keys.length))
export const itemsOfTheme = (tx: Tx, theme: string | null, most: number) =>
  tx.run(rowsWhere(tx.organisationId, sql`i.state <> 'retired' ${theme === null ? sql`` : sql`and i.theme = ${theme}`}`, most))
export const openItems = (tx: Tx, ids: readonly string[]) =>
  tx.run(rowsWhere(tx.organisationId, sql`i.state <> 'retired' and i.id = any(${ids}::uuid[])`, ids.length))

/** Keys of a theme that end in a number, so that a new one goes on from there. */
export const lastNumber = async (tx: Tx, theme: string): Promise<number> =>
  (
    await tx.run(sql<{ last: number }>`select coalesce(max(substring(key from '[0-9]+$')::int), 0) as last from items
      where organisation_id = ${tx.organisationId} and key ~ ${`^${theme}-[0-9]{1,6}$`}`)
  )[0]!.last

export type NewItem = Omit<ItemRecord, 'changedAt'> & { words: string }
export async function insertItems(tx: Tx, items: readonly NewItem[], at: Date): Promise<void> {
  const now = at.toISOString()
  for (const some of inChunks(items, 15, 500))
    await tx.run(sql`insert into items (organisation_id, id, key, theme, principle_id, level, kind, families, source, state, version, is_edited, words, created_at, changed_at)
      values ${valuesList(some.map((one) => [tx.organisationId, one.id, one.key, one.theme, one.principleId, one.level, one.kind, one.families, one.source, one.state, one.version, one.isEdited, one.words, now, now]))}`)
  await insertVersions(tx, items, at)
}
export async function insertVersions(
  tx: Tx,
  items: readonly Pick<NewItem, 'id' | 'version' | 'kind' | 'texts'>[],
  at: Date,
): Promise<void> {
  for (const some of inChunks(items, 6, 500))
    await tx.run(sql`insert into item_versions (organisation_id, item_id, version, kind, texts, changed_at)
      values ${valuesList(some.map((one) => [tx.organisationId, one.id, one.version, one.kind, JSON.stringify(one.texts), at.toISOString()]))}`)
}
/** False where somebody else has changed it since. */
export const updateItem = async (tx: Tx, item: NewItem, fromVersion: number, at: Date): Promise<boolean> =>
  (
    await tx.run(sql`update items set key = ${item.key}, theme = ${item.theme}, principle_id = ${item.principleId}, level = ${item.level}, kind = ${item.kind}, families = ${item.families},
        source = ${item.source}, state = ${item.state}, version = ${item.version}, is_edited = ${item.isEdited}, words = ${item.words}, changed_at = ${at.toISOString()}
      where organisation_id = ${tx.organisationId} and id = ${item.id} and version = ${fromVersion} returning 1 as one`)
  ).length > 0

/** What practice chooses from: without words. */
export interface LiveItem {
  id: string
  principleId: string
  level: number
  kind: ItemKind
  families: Family[]
}
export const liveItems = (tx: Tx) =>
  tx.run(
    sql<LiveItem>`select id, principle_id, level, kind, families from items where organisation_id = ${tx.organisationId} and state = 'live' order by id`,
  )

export const hasLiveItems = async (tx: Tx): Promise<boolean> =>
  (await tx.run(sql`select 1 as one from items where organisation_id = ${tx.organisationId} and state = 'live' limit 1`)).length > 0

export interface ItemVersion {
  itemId: string
  version: number
  principleId: string
  kind: ItemKind
  level: number
  texts: Texts
}
export const currentVersions = (tx: Tx, ids: readonly string[]) =>
  tx.run(sql<ItemVersion>`select i.id as item_id, i.version, i.principle_id, i.kind, i.level, v.texts from items i
    join item_versions v on v.organisation_id = ${tx.organisationId} and v.item_id = i.id and v.version = i.version
   where i.organisation_id = ${tx.organisationId} and i.id = any(${ids}::uuid[])`)
export const itemVersion = async (tx: Tx, id: string, version: number): Promise<ItemVersion | undefined> =>
  (
    await tx.run(sql<ItemVersion>`select i.id as item_id, v.version, i.principle_id, v.kind, i.level, v.texts from item_versions v
      join items i on i.organisation_id = ${tx.organisationId} and i.id = v.item_id
     where v.organisation_id = ${tx.organisationId} and v.item_id = ${id} and v.version = ${version}`)
  )[0]
