// A pack's files (content/everyday-service/README.md) as values, or everything that can't be read in them. Lessons, scenarios and items are read by their own engines.
import type { Item } from '../item/item.ts'
import { parseItems } from '../item/parse.ts'
import { families, type Family, type Lesson } from '../lesson/lesson.ts'
import { parseLesson } from '../lesson/parse.ts'
import { checkScenario } from '../scenario/validate.ts'
import type { CardText } from './card.ts'

export interface Behaviour {
  family: Family
  level: number
  theme: string
  words: string
  poor: string
  good: string
  great: string
}
type ByLanguage<Value> = Record<string, Value>
export interface Pack {
  key: string
  version: number
  title: ByLanguage<string>
  languages: string[]
  themes: { key: string; words: ByLanguage<string> }[]
  lessons: { key: string; texts: ByLanguage<Lesson> }[]
  scenarios: { key: string; texts: ByLanguage<string> }[]
  items: ByLanguage<Item[]>
  /** `more`: the key of the lesson behind it. */
  cards: { key: string; theme: string; families: Family[]; more: string | null; texts: ByLanguage<CardText> }[]
  /** One row for each family, level and theme. */
  behaviours: { family: Family; level: number; theme: string; texts: ByLanguage<Behaviour> }[]
}
export interface PackFault {
  file: string
  line: number
  message: string
}
export type ParsedPack = { pack: Pack; faults: [] } | { pack: null; faults: PackFault[] }

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
const textsIn = (value: unknown): ByLanguage<string> =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).flatMap(([language, text]) => (isText(text) ? [[language, text]] : []))) : {}

/** `files`: names from the pack's folder, with slashes. Files that no pack knows are left alone: somebody may keep notes there. */
export function parsePack(files: ReadonlyMap<string, string>): ParsedPack {
  const faults: PackFault[] = []
  const say = (file: string, line: number, message: string) => void faults.push({ file, line, message })
  const pack: Pack = { ...headOf(files.get('pack.json'), say), lessons: [], scenarios: [], items: {}, cards: [], behaviours: [] }
  for (const [file, text] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [, part, name = '', language = ''] =
      /^(?:(lessons|scenarios|items)\/([^/]+)|cards|behaviours)\/([a-z]{2})\.(?:md|txt|json)$/.exec(file) ?? []
    if (language === '') continue
    if (part === 'lessons') {
      const { lesson, faults: found } = parseLesson(text)
      for (const { line, message } of found) say(file, line, message)
      if (lesson) textOf(pack.lessons, name)[language] = lesson
    } else if (part === 'scenarios') {
      for (const { line, code, about, isError } of checkScenario(text).findings) if (isError) say(file, line, `${code} ${about}`.trim())
      textOf(pack.scenarios, name)[language] = text
    } else if (part === 'items') {
      const { items, faults: found } = parseItems(text)
      for (const { line, message } of found) say(file, line, message)
      ;(pack.items[language] ??= []).push(...(items ?? []))
    } else if (file.startsWith('cards/')) addCards(pack, file, language, text, say)
    else addBehaviours(pack, file, language, text, say)
  }
  const themes = new Set(pack.themes.map(({ key }) => key))
  const used = [
    ...pack.lessons.flatMap(({ texts }) => Object.values(texts).map(({ theme }) => theme)),
    ...Object.values(pack.items)
      .flat()
      .map(({ theme }) => theme),
    ...pack.cards.map(({ theme }) => theme),
    ...pack.behaviours.map(({ theme }) => theme),
  ]
  for (const theme of new Set(used))
    if (theme !== null && !themes.has(theme)) say('pack.json', 1, `names no theme "${theme}", which its files use`)
  return faults.length === 0 ? { pack, faults: [] } : { pack: null, faults }
}

type Say = (file: string, line: number, message: string) => void

function textOf<Value>(list: { key: string; texts: ByLanguage<Value> }[], key: string): ByLanguage<Value> {
  let row = list.find((one) => one.key === key)
  if (!row) list.push((row = { key, texts: {} }))
  return row.texts
}

function headOf(text: string | undefined, say: Say): Pick<Pack, 'key' | 'version' | 'title' | 'languages' | 'themes'> {
  const head = { key: '', version: 1, title: {}, languages: [] as string[], themes: [] as Pack['themes'] }
  const value = read('pack.json', text, say)
  if (!isRecord(value)) return head
  const { key, version, title, languages, themes } = value
  if (!isText(key) || !/^[a-z0-9][a-z0-9-]{0,59}$/.test(key)) say('pack.json', 1, 'needs a key of small letters, digits and hyphens')
  if (!Number.isInteger(version) || Number(version) < 1) say('pack.json', 1, 'needs a version: 1, 2, 3 ...')
  if (!Array.isArray(themes) || !themes.every((theme) => isRecord(theme) && isText(theme['key'])))
    say('pack.json', 1, 'needs themes with keys')
  return {
    key: isText(key) ? key : '',
    version: Number(version),
    title: textsIn(title),
    languages: Array.isArray(languages) ? languages.filter(isText) : [],
    themes: Array.isArray(themes)
      ? themes.filter(isRecord).map((theme) => ({ key: String(theme['key']), words: textsIn(theme['words']) }))
      : [],
  }
}

function read(file: string, text: string | undefined, say: Say): unknown {
  if (text === undefined) {
    say(file, 1, 'is not there')
    return undefined
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? 0)
    say(file, text.slice(0, at).split('\n').length, 'is no JSON')
    return undefined
  }
}

const isFamily = (value: unknown): value is Family => (families as readonly unknown[]).includes(value)

function addBehaviours(pack: Pack, file: string, language: string, text: string, say: Say): void {
  const list = read(file, text, say)
  for (const [i, row] of (Array.isArray(list) ? list : []).entries()) {
    const { family, level, theme, words, poor, good, great } = isRecord(row) ? row : {}
    if (!isFamily(family) || ![1, 2, 3, 4].includes(Number(level)) || ![theme, words, poor, good, great].every(isText)) {
      say(file, 1, `number ${i + 1} needs family, level, theme, words, poor, good and great`)
      continue
    }
    const behaviour = { family, level: Number(level), theme, words, poor, good, great } as Behaviour
    const same = (one: Pack['behaviours'][number]) => one.family === family && one.level === level && one.theme === theme
    let known = pack.behaviours.find(same)
    if (!known) pack.behaviours.push((known = { family, level: behaviour.level, theme: behaviour.theme, texts: {} }))
    if (known.texts[language]) say(file, 1, `holds ${family} ${behaviour.level} ${behaviour.theme} twice`)
    known.texts[language] = behaviour
  }
}

const areTexts = (value: unknown): value is string[] => Array.isArray(value) && value.length > 0 && value.every(isText)

function addCards(pack: Pack, file: string, language: string, text: string, say: Say): void {
  const list = read(file, text, say)
  for (const [i, row] of (Array.isArray(list) ? list : []).entries()) {
    const { key, theme, families: of = [], moment, do: todo, say: lines, avoid, more } = isRecord(row) ? row : {}
    const isWhole =
      [key, theme, moment, avoid].every(isText) && areTexts(todo) && areTexts(lines) && Array.isArray(of) && of.every(isFamily)
    if (!isWhole || !/^[a-z0-9][a-z0-9-]{0,79}$/.test(String(key))) {
      say(file, 1, `number ${i + 1} needs key, theme, families, moment, do, say and avoid`)
      continue
    }
    let known = pack.cards.find((one) => one.key === key)
    if (!known) {
      known = { key: String(key), theme: String(theme), families: of, more: isText(more) ? more : null, texts: {} }
      pack.cards.push(known)
    }
    if (known.texts[language]) say(file, 1, `holds ${known.key} twice`)
    known.texts[language] = { moment: String(moment), do: todo, say: lines, avoid: String(avoid) }
  }
}
