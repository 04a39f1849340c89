// What else stands on an agenda: features to the right bring thanks and stories.
import type { Tx } from '#platform/db/database.ts'

export interface HuddleItem {
  id: string
  /** Whom it is about, as they are called in the house. */
  names: string[]
  words: string
  effect: string | null
  /** Who says so. */
  by: string | null
  principleId: string | null
  link: string | null
  at: string
}
export interface HuddleAbout {
  unitIds: readonly string[]
  /** A day. */
  since: string
  /** Of its week. */
  monday: string
  language: string
}
export interface HuddleItemSource {
  kind: 'thanks' | 'story'
  /** The latest first; an opened agenda looks up again what it holds, so answer with everything since then, 200 at most. */
  read(tx: Tx, about: HuddleAbout): Promise<HuddleItem[]>
}

const sources = new Map<string, HuddleItemSource>()
/** Called once by the assembly for each kind; the same kind again replaces the former. */
export const registerHuddleItem = (source: HuddleItemSource): void => void sources.set(source.kind, source)
export const huddleItemSources = (): HuddleItemSource[] => [...sources.values()]
