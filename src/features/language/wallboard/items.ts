// What else a wallboard shows: features to the right bring customers' words and thanks.
import type { Tx } from '#platform/db/database.ts'

export interface WallboardItem {
  kind: 'quote' | 'thanks'
  words: string
  /** The language of the words, where it is known. */
  language?: string | null
  /** Who, where, when: one line below the words. Nobody is named without consent. */
  by: string | null
  principleId?: string | null
}
export interface WallboardAbout {
  /** The units whose screen it is, with all below; null: the whole organisation. */
  unitIds: readonly string[] | null
  language: string
  now: Date
}
export interface WallboardSource {
  name: string
  /** A few, the newest first; more than ten are not shown. */
  read(tx: Tx, about: WallboardAbout): Promise<WallboardItem[]>
}

const sources = new Map<string, WallboardSource>()
/** Called once by the assembly for each source; the same name again replaces the former. */
export const registerWallboardItem = (source: WallboardSource): void => void sources.set(source.name, source)

const mostOfEach = 10
export async function wallboardItems(tx: Tx, about: WallboardAbout): Promise<WallboardItem[]> {
  const found: WallboardItem[] = []
  for (const source of sources.values()) found.push(...(await source.read(tx, about)).slice(0, mostOfEach))
  return found
}
