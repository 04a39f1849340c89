// What a pack brought, as it stands here now, in the pack's form: to give it on, or to take it back into the folder it came from.
import type { ItemKind, ItemText } from '#engines/item/item.ts'
import { parseItems, serialiseItems } from '#engines/item/parse.ts'
import type { Family } from '#engines/lesson/lesson.ts'
import { serialiseLesson } from '#engines/lesson/serialise.ts'
import type { CardText } from '#engines/pack/card.ts'
import type { Pack } from '#engines/pack/pack.ts'
import { parseScenario } from '#engines/scenario/parse.ts'
import { serialiseScenario } from '#engines/scenario/serialise.ts'
import { alignTranslation, withWords, wordsOf } from '#engines/scenario/words.ts'
import type { Context } from '#platform/http/context.ts'
import {
  lessonHeads,
  type LessonHeadRow,
  type LessonValue,
  playedTexts,
  type ScenarioValue,
  standsOf,
  type StandRow,
} from '../../store/packs.ts'
import { cardRow, keysOf } from './parts.ts'

const codes = ['en', 'de', 'ar'] as const
type ByCode<Value> = Partial<Record<(typeof codes)[number], Value>>
type Files = Map<string, string>

/** One thing as it stands here, by language, in the pack's form; the card's or item's head is the pack's where the house keeps none. */
export function textsHere(pack: Pack, stand: StandRow, heads: readonly LessonHeadRow[]): Record<string, string> {
  const [kind = '', key = '', language = ''] = stand.part.split('/')
  if (kind === 'lessons') {
    const head = heads.find((one) => one.id === stand.id)!
    const { title, blocks } = stand.value as LessonValue
    const { level, theme, families } = head
    return { [language]: serialiseLesson({ key, title, level, theme, families, blocks }) }
  }
  if (kind === 'scenarios') {
    const { language: own, text, translations } = stand.value as ScenarioValue
    const { scenario } = parseScenario(text)
    const source = wordsOf(scenario)
    const others = Object.entries(translations ?? {}).map(([code, words]) => {
      const said = new Map(alignTranslation(source, words).map(({ path, translated }) => [path, translated]))
      return [code, serialiseScenario(withWords(scenario, said))] as const
    })
    return { [own]: text, ...Object.fromEntries(others) }
  }
  if (kind === 'items') {
    const { texts, ...head } = stand.value as {
      theme: string
      level: number
      kind: ItemKind
      families: Family[]
      source: string
      texts: ByCode<ItemText>
    }
    return eachOf(texts, (text) => serialiseItems([{ key, ...head, ...text }]))
  }
  const { families, texts } = stand.value as { families: Family[]; texts: ByCode<CardText> }
  const { theme, more } = pack.cards.find((one) => one.key === key)!
  return eachOf(texts, (text) => `${JSON.stringify(cardRow({ key, theme, families, more }, text), null, 2)}\n`)
}
const eachOf = <Value>(texts: ByCode<Value>, write: (text: Value) => string): Record<string, string> =>
  Object.fromEntries(codes.flatMap((code) => (texts[code] ? [[code, write(texts[code])]] : [])))

/** Lessons with their drafts, scenarios as they are played, items, cards, and the pack's head. Behaviours belong to the language of the house and stay there. */
export function exportPack(ctx: Context, pack: Pack): Promise<Files> {
  ctx.require('packs.read', {})
  return ctx.read(async (tx) => {
    const keys = keysOf(pack)
    const [stands, heads, played] = await Promise.all([
      standsOf(tx, keys, true),
      lessonHeads(tx, keys.lessons),
      playedTexts(tx, keys.scenarios),
    ])
    const { key, version, title, languages, themes } = pack
    const files: Files = new Map([['pack.json', `${JSON.stringify({ key, version, title, languages, themes }, null, 2)}\n`]])
    for (const one of played) files.set(`scenarios/${one.key}/${one.language}.txt`, one.text)
    const lists = new Map<string, unknown[]>()
    for (const stand of stands.filter(({ isRetired }) => !isRetired).toSorted((a, b) => (a.part < b.part ? -1 : 1))) {
      const [kind = ''] = stand.part.split('/')
      if (kind === 'scenarios') continue
      for (const [language, text] of Object.entries(textsHere(pack, stand, heads))) {
        if (kind === 'lessons') files.set(`${stand.part}.md`, text)
        else {
          const file = kind === 'items' ? `items/${(stand.value as { theme: string }).theme}/${language}.json` : `cards/${language}.json`
          lists.set(file, [...(lists.get(file) ?? []), ...(kind === 'items' ? parseItems(text).items! : [JSON.parse(text) as unknown])])
        }
      }
    }
    for (const [file, rows] of lists) {
      // In the pack's own order, as its readers know it.
      const order = pack.cards.map((one) => one.key)
      const sorted = file.startsWith('cards/') ? rows.toSorted((a, b) => order.indexOf(keyOf(a)) - order.indexOf(keyOf(b))) : rows
      files.set(
        file,
        file.startsWith('items/') ? serialiseItems(sorted as Parameters<typeof serialiseItems>[0]) : `${JSON.stringify(sorted, null, 2)}\n`,
      )
    }
    return files
  })
}
const keyOf = (row: unknown): string => (row as { key: string }).key
