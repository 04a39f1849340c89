// What practice and assessments ask of the bank.
import type { ItemKind, ItemText } from '#engines/item/item.ts'
import type { Family } from '#engines/lesson/lesson.ts'
import type { Tx } from '#platform/db/database.ts'
import { textIn } from '../../rules/items.ts'
import { currentVersions, itemVersion, type ItemVersion, liveItems, type LiveItem } from '../../store/items.ts'

/** All live items, without words. */
export const itemBank = (tx: Tx): Promise<LiveItem[]> => liveItems(tx)
/** Whether it concerns a kind of work; null: somebody without a job role, who gets what is for everybody. */
export const isItemFor = ({ families }: LiveItem, family: Family | null): boolean =>
  families.length === 0 || (family !== null && families.includes(family))

export interface AskedItem {
  id: string
  version: number
  principleId: string
  kind: ItemKind
  level: number
  language: string
  text: ItemText
}
const asked =
  (language: string, ownLanguage: string) =>
  (row: ItemVersion): AskedItem[] => {
    const found = textIn(row.texts, language, ownLanguage)
    const { itemId, version, principleId, kind, level } = row
    return found ? [{ id: itemId, version, principleId, kind, level, language: found.language, text: found.text }] : []
  }
/** In a reader's language, or the one that is there. */
export const itemsAsked = async (tx: Tx, ids: readonly string[], language: string, ownLanguage: string): Promise<AskedItem[]> =>
  ids.length === 0 ? [] : (await currentVersions(tx, ids)).flatMap(asked(language, ownLanguage))

/** As it was when it was answered; undefined: there is no such item or version. */
export const itemAnswered = async (tx: Tx, id: string, version: number, language: string): Promise<AskedItem | undefined> => {
  const row = await itemVersion(tx, id, version)
  return row && asked(language, language)(row)[0]
}
