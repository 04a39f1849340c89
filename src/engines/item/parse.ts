// An item file: a JSON list of items of one theme and language. What does not fit is said with line and column; unknown names are faults, so that
// a misspelt one is not lost.
import { textFaults } from './check.ts'
import { type Item, type ItemKind, kinds, most, type Option } from './item.ts'
import { JsonFault, placeAt, readJson } from './positions.ts'

export interface ParseFault {
  line: number
  column: number
  message: string
}
export type Parsed = { items: Item[]; faults: [] } | { items: null; faults: ParseFault[] }

type Say = (pointer: string, message: string) => void
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const itemNames = new Set([
  'key',
  'theme',
  'level',
  'kind',
  'families',
  'prompt',
  'options',
  'pairs',
  'order',
  'accepted',
  'explanation',
  'source',
])
const optionNames = new Set(['text', 'isRight', 'worth', 'feedback'])
const keyPattern = /^[a-z0-9][a-z0-9-]*$/

function textOf(value: unknown, pointer: string, say: Say): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return value.normalize('NFC').trim()
  say(pointer, 'must be a text')
  return ''
}
function textsOf(value: unknown, pointer: string, say: Say): string[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value.map((one, i) => textOf(one, `${pointer}/${i}`, say))
  say(pointer, 'must be a list')
  return []
}
function optionsOf(value: unknown, pointer: string, say: Say): Option[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) {
    say(pointer, 'must be a list')
    return []
  }
  return value.flatMap((one: unknown, i) => {
    const at = `${pointer}/${i}`
    if (!isRecord(one)) {
      say(at, 'must be an object with text and feedback')
      return []
    }
    for (const name of Object.keys(one)) if (!optionNames.has(name)) say(`${at}/${name}`, `"${name}" is not known here`)
    if (one['isRight'] !== undefined && typeof one['isRight'] !== 'boolean') say(`${at}/isRight`, 'is true or false')
    if (one['worth'] !== undefined && typeof one['worth'] !== 'number') say(`${at}/worth`, 'is 0, 1, 2 or 3')
    return [
      {
        text: textOf(one['text'], `${at}/text`, say),
        isRight: one['isRight'] === true,
        worth: typeof one['worth'] === 'number' ? one['worth'] : null,
        feedback: textOf(one['feedback'], `${at}/feedback`, say),
      },
    ]
  })
}
function pairsOf(value: unknown, pointer: string, say: Say): [string, string][] {
  if (value === undefined) return []
  if (!Array.isArray(value)) {
    say(pointer, 'must be a list')
    return []
  }
  return value.map((one: unknown, i): [string, string] => {
    const sides = textsOf(one, `${pointer}/${i}`, say)
    if (sides.length !== 2) say(`${pointer}/${i}`, 'must hold two texts, left and right')
    return [sides[0] ?? '', sides[1] ?? '']
  })
}

function itemOf(value: unknown, pointer: string, say: Say): Item | null {
  if (!isRecord(value)) {
    say(pointer, 'must be an object')
    return null
  }
  for (const name of Object.keys(value)) if (!itemNames.has(name)) say(`${pointer}/${name}`, `"${name}" is not known here`)
  const kind = value['kind']
  if (!kinds.includes(kind as ItemKind)) {
    say(`${pointer}/kind`, `must be one of ${kinds.join(', ')}`)
    return null
  }
  const key = textOf(value['key'], `${pointer}/key`, say)
  if (!keyPattern.test(key) || key.length > most.key) say(`${pointer}/key`, 'is small letters, digits and "-"')
  const theme = textOf(value['theme'], `${pointer}/theme`, say)
  if (!keyPattern.test(theme) || theme.length > most.key) say(`${pointer}/theme`, 'is small letters, digits and "-"')
  const level = value['level']
  if (typeof level !== 'number' || ![1, 2, 3, 4].includes(level)) say(`${pointer}/level`, 'is 1, 2, 3 or 4')
  const families = textsOf(value['families'], `${pointer}/families`, say)
  if (families.length > most.families) say(`${pointer}/families`, `${most.families} at most`)
  const source = textOf(value['source'], `${pointer}/source`, say)
  if (source.length > most.source) say(`${pointer}/source`, `${most.source} letters at most`)
  const item: Item = {
    key,
    theme,
    level: typeof level === 'number' ? level : 1,
    kind: kind as ItemKind,
    families,
    prompt: textOf(value['prompt'], `${pointer}/prompt`, say),
    options: optionsOf(value['options'], `${pointer}/options`, say),
    pairs: pairsOf(value['pairs'], `${pointer}/pairs`, say),
    order: textsOf(value['order'], `${pointer}/order`, say),
    accepted: textsOf(value['accepted'], `${pointer}/accepted`, say),
    explanation: textOf(value['explanation'], `${pointer}/explanation`, say),
    source,
  }
  for (const fault of textFaults(item)) say(`${pointer}${fault.pointer}`, fault.message)
  return item
}

/** Reads one file. Either every item or the faults, in the order of the file. */
export function parseItems(text: string): Parsed {
  const found: { offset: number; message: string }[] = []
  const items: Item[] = []
  try {
    const { value, offsetOf } = readJson(text)
    const say: Say = (pointer, message) =>
      void found.push({ offset: offsetOf(pointer), message: `${pointer.split('/').slice(2).join(' ') || 'this'} ${message}` })
    if (!Array.isArray(value)) say('', 'must be a list of items')
    else if (value.length > most.items) say('', `holds ${value.length} items; ${most.items} at most`)
    else
      value.forEach((one: unknown, i) => {
        const item = itemOf(one, `/${i}`, say)
        if (item && items.some(({ key }) => key === item.key)) say(`/${i}/key`, 'stands in this file twice')
        if (item) items.push(item)
      })
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    found.push({ offset: error.offset, message: error.message })
  }
  if (found.length === 0) return { items, faults: [] }
  found.sort((a, b) => a.offset - b.offset)
  return { items: null, faults: found.map(({ offset, message }) => ({ ...placeAt(text, offset), message })) }
}

/** The file's text; reading it gives the same items. What a kind does not use is left out. */
export function serialiseItems(items: readonly Item[]): string {
  const written = items.map(({ key, theme, level, kind, families, prompt, options, pairs, order, accepted, explanation, source }) => ({
    key,
    theme,
    level,
    kind,
    ...(families.length > 0 ? { families } : {}),
    prompt,
    ...(options.length > 0
      ? {
          options: options.map(({ text, isRight, worth, feedback }) =>
            worth === null ? { text, isRight, feedback } : { text, worth, feedback },
          ),
        }
      : {}),
    ...(pairs.length > 0 ? { pairs } : {}),
    ...(order.length > 0 ? { order } : {}),
    ...(accepted.length > 0 ? { accepted } : {}),
    explanation,
    ...(source ? { source } : {}),
  }))
  return `${JSON.stringify(written, null, 2)}\n`
}
