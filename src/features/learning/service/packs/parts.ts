// What a pack consists of, part by part, in the languages of the house: what it says, and how it is taken in.
import { serialiseItems } from '#engines/item/parse.ts'
import { minutesOf } from '#engines/lesson/lesson.ts'
import { serialiseLesson } from '#engines/lesson/serialise.ts'
import type { CardText } from '#engines/pack/card.ts'
import type { Pack } from '#engines/pack/pack.ts'
import { parseScenario } from '#engines/scenario/parse.ts'
import { sha256 } from '#platform/ids.ts'
import type { Keys, PartRow, StandRow } from '../../store/packs.ts'

export const partKinds = ['lesson', 'scenario', 'item', 'card'] as const
export type PartKind = (typeof partKinds)[number]
export interface Part {
  part: string
  kind: PartKind
  key: string
  /** Of a lesson, whose languages come and change one by one. */
  language: string | null
  title: string
  theme: string | null
  level: number | null
  minutes: number | null
  /** By language, in the form of the pack's files. */
  texts: Record<string, string>
  /** Of all that it says. */
  digest: string
}
const part = (one: Omit<Part, 'digest'>): Part => ({ ...one, digest: sha256(JSON.stringify(one.texts)) })
const inLanguages = <Value>(texts: Record<string, Value>, spoken: readonly string[]): [string, Value][] =>
  spoken.flatMap((language): [string, Value][] => (texts[language] === undefined ? [] : [[language, texts[language]]]))

/** `spoken`: the languages of the house that the pack knows, its own first. */
export function partsIn(pack: Pack, spoken: readonly string[]): Part[] {
  const lessons = pack.lessons.flatMap(({ key, texts }) =>
    inLanguages(texts, spoken).map(([language, lesson]) =>
      part({
        part: `lessons/${key}/${language}`,
        kind: 'lesson',
        key,
        language,
        title: lesson.title,
        theme: lesson.theme,
        level: lesson.level,
        minutes: Math.round(minutesOf(lesson.blocks)),
        texts: { [language]: serialiseLesson(lesson) },
      }),
    ),
  )
  // All languages of a scenario are one part: they are published together.
  const scenarios = pack.scenarios.flatMap(({ key, texts }) => {
    const own = inLanguages(texts, spoken)
    if (own.length === 0) return []
    const { title, theme, level, minutes } = parseScenario(own[0]![1]).scenario
    return [
      part({
        part: `scenarios/${key}`,
        kind: 'scenario',
        key,
        language: null,
        title,
        theme,
        level,
        minutes,
        texts: Object.fromEntries(own),
      }),
    ]
  })
  const keys = [...new Set(spoken.flatMap((language) => pack.items[language] ?? []).map(({ key }) => key))]
  const items = keys.map((key) => {
    const own = spoken.flatMap((language) =>
      (pack.items[language] ?? []).filter((one) => one.key === key).map((one) => [language, one] as const),
    )
    const { theme, level, prompt } = own[0]![1]
    const texts = Object.fromEntries(own.map(([language, one]) => [language, serialiseItems([one])]))
    return part({ part: `items/${key}`, kind: 'item', key, language: null, title: prompt, theme, level, minutes: null, texts })
  })
  const cards = pack.cards.flatMap(({ key, theme, families, more, texts }) => {
    const own = inLanguages(texts, spoken)
    if (own.length === 0) return []
    const written = own.map(([language, text]) => [language, cardText({ key, theme, families, more }, text)])
    return [
      part({
        part: `cards/${key}`,
        kind: 'card',
        key,
        language: null,
        title: own[0]![1].moment,
        theme,
        level: null,
        minutes: null,
        texts: Object.fromEntries(written),
      }),
    ]
  })
  return [...lessons, ...scenarios, ...items, ...cards]
}

export const keysOf = (pack: Pack): Keys => ({
  lessons: pack.lessons.map(({ key }) => key),
  scenarios: pack.scenarios.map(({ key }) => key),
  items: [...new Set(Object.values(pack.items).flatMap((items) => items.map(({ key }) => key)))],
  cards: pack.cards.map(({ key }) => key),
})

type CardHead = Pick<Pack['cards'][number], 'key' | 'theme' | 'families' | 'more'>
/** As a card stands in its file. */
export const cardRow = ({ key, theme, families, more }: CardHead, { moment, do: todo, say, avoid }: CardText) => ({
  key,
  theme,
  families,
  moment,
  do: todo,
  say,
  avoid,
  ...(more === null ? {} : { more }),
})
const cardText = (head: CardHead, text: CardText): string => `${JSON.stringify(cardRow(head, text), null, 2)}\n`

/**
 * new: not here. same: as delivered. changed: changed here. removed: retired or deleted here. update: the pack says it otherwise now, and nobody has touched it.
 * both: the pack and this house say it otherwise. own: made here under the same key.
 */
export const partStates = ['new', 'same', 'changed', 'removed', 'update', 'both', 'own'] as const
export type PartState = (typeof partStates)[number]

export function stateOf({ digest }: Pick<Part, 'digest'>, before: PartRow | undefined, stands: StandRow | undefined): PartState {
  const isHere = stands !== undefined && !stands.isRetired
  if (!before) return isHere ? 'own' : 'new'
  if (!isHere) return 'removed'
  const isTouched = stands.digest !== before.taken
  if (before.given === digest) return isTouched ? 'changed' : 'same'
  return isTouched ? 'both' : 'update'
}
