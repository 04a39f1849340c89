// Likely traces of a person in a story, in English, German and Arabic, and what could stand there instead. Nothing is replaced by itself: the author
// confirms each, and a strong one that nobody has looked at keeps the story from being published. It finds much and never all: a second person reads.
import { fold } from '#engines/text/fold.ts'
import { arabicFirstNames, firstNames } from './first-names.ts'
import { offersFor } from './offers.ts'
import { introductions, patterns, type StoryLanguage, titles, type TraceKind } from './traces.ts'

export type { StoryLanguage, TraceKind } from './traces.ts'

/** Where it stands, in UTF-16 units. `isStrong`: must be replaced, or said to be harmless; `isFirm`: must be replaced. */
export interface Trace {
  kind: TraceKind
  start: number
  end: number
  words: string
  isStrong: boolean
  isFirm: boolean
  /** What could stand there, the likeliest first. */
  offers: string[]
}
export interface TraceOptions {
  language: StoryLanguage
  /** Colleagues who may be named, as they are called. */
  allowed?: readonly string[]
  /** Colleagues who must not be: each part of their names is a strong trace. */
  unnamed?: readonly string[]
  /** First names of colleagues whom nobody has asked: strong where they stand with a capital, but a customer may be called the same. */
  firstNames?: readonly string[]
}

/** Of the text as it stands, in its order, none inside another. At most a few milliseconds for 10,000 letters. */
export function findTraces(text: string, { language, allowed = [], unnamed = [], firstNames: colleagues = [] }: TraceOptions): Trace[] {
  const western = withWesternDigits(text)
  const found: Trace[] = []
  const take = (kind: TraceKind, start: number, end: number, isStrong: boolean, who?: 'unnamed' | 'colleague'): void => {
    if (end <= start || found.some((one) => start < one.end && one.start < end)) return
    const words = text.slice(start, end)
    const isFirm = kind === 'e-mail' || who === 'unnamed' || (kind === 'iban' && isIban(words))
    found.push({ kind, start, end, words, isStrong, isFirm, offers: offersFor(who ? 'colleague' : kind, words, language) })
  }
  for (const { kind, of, isStrong } of patterns)
    for (const match of western.matchAll(of)) take(kind, match.index, match.index + match[0].length, isStrong)
  const tokensOf = (names: readonly string[]) =>
    new Set(names.flatMap((name) => fold(name).split(/[^\p{L}\p{N}]+/u)).filter((one) => one.length > 1))
  const [welcome, hidden] = [tokensOf(allowed), tokensOf(unnamed)]
  for (const match of text.matchAll(/[\p{L}\p{M}]+/gu))
    if (hidden.has(fold(match[0])) && (match[0].length > 3 || /^\P{Ll}/u.test(match[0])))
      take('name', match.index, match.index + match[0].length, true, 'unnamed')
  const isWelcome = (start: number, end: number): boolean =>
    fold(text.slice(start, end))
      .split(/[^\p{L}\p{N}]+/u)
      .every((part) => part === '' || welcome.has(part))
  const takeNames = (spans: readonly Span[]) => {
    for (const { start, end, isStrong } of spans) if (!isWelcome(start, end)) take('name', start, end, isStrong)
  }
  takeNames([...titled(text), ...introduced(text), ...known(text, language)])
  const asked = tokensOf(colleagues)
  for (const { 0: token, index } of text.matchAll(/[\p{L}\p{M}]+/gu))
    if (/^\P{Ll}/u.test(token) && asked.has(fold(token)) && !isWelcome(index, index + token.length))
      take('name', index, index + token.length, true, 'colleague')
  if (language === 'en') takeNames(capitals(text))
  return found.toSorted((one, other) => one.start - other.start)
}

export interface Kept {
  kind: TraceKind
  words: string
}
/** Of several texts: the strong ones that nobody has settled yet, each once. */
export function openTraces(texts: readonly string[], options: TraceOptions, kept: readonly Kept[]): Trace[] {
  const harmless = new Set(kept.map(({ kind, words }) => `${kind} ${fold(words)}`))
  const seen = new Set<string>()
  return texts
    .flatMap((text) => findTraces(text, options))
    .filter(({ kind, words, isStrong, isFirm }) => {
      const key = `${kind} ${fold(words)}`
      if (!isStrong || seen.has(key) || (harmless.has(key) && !isFirm)) return false
      seen.add(key)
      return true
    })
}

/** Everywhere where it stands as a word of its own; a capital where a sentence begins. */
export function replaceTrace(text: string, words: string, replacement: string): string {
  const escaped = words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const pattern = new RegExp(`(?<=^|[^\\p{L}\\p{N}]|(?<![\\p{L}\\p{N}])[وفلبك])${escaped}(?![\\p{L}\\p{N}])`, 'gu')
  return text.replaceAll(pattern, (_, at: number) => {
    const before = text.slice(0, at).trimEnd()
    return before === '' || /[.!?؟…:“"«„]$/u.test(before) ? replacement.charAt(0).toUpperCase() + replacement.slice(1) : replacement
  })
}

const withWesternDigits = (text: string): string =>
  text.replaceAll(/[٠-٩۰-۹]/g, (digit) => String(((digit.codePointAt(0) ?? 0) - (digit < '۰' ? 0x660 : 0x6f0)) % 10))

/** ISO 13616: moved and turned into digits, the rest by 97 is 1. */
function isIban(words: string): boolean {
  const plain = words.replaceAll(' ', '')
  const digits = `${plain.slice(4)}${plain.slice(0, 4)}`.replaceAll(/[A-Z]/g, (letter) => String((letter.codePointAt(0) ?? 0) - 55))
  let rest = 0
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}

interface Span {
  start: number
  end: number
  isStrong: boolean
}
const word = String.raw`\p{Lu}[\p{L}\p{M}]*(?:[-'’]\p{Lu}[\p{L}\p{M}]+)*`
const surname = String.raw`(?:[ \u00A0](?:von |van |de |al-|el-)?${word})`
const before = String.raw`(?<![\p{L}\p{M}\p{N}])`
const arabicWord = String.raw`(?:عبد |بن |أبو )?[\p{Script=Arabic}\p{M}]{2,}`
const spans = (text: string, of: RegExp, isStrong = true): Span[] =>
  [...text.matchAll(of)].map((match) => {
    const named = match.groups?.name
    const start = named === undefined ? match.index : match.index + match[0].lastIndexOf(named)
    return { start, end: named === undefined ? match.index + match[0].length : start + named.length, isStrong }
  })

const latinTitles = [titles.en, titles.de].flatMap(({ woman, man, other }) => [woman, man, other]).join('|')
const arabicTitles = [titles.ar.woman, titles.ar.man, titles.ar.other].join('|')
const titlesThenName = [
  new RegExp(`${before}(?:${latinTitles})\\.?[ \\u00A0]+(?:(?:Dr|Prof)\\.?[ \\u00A0]+)*${word}${surname}{0,2}`, 'gu'),
  // Thumbs on a phone leave capitals out.
  new RegExp(`${before}(?:mrs|mr|ms)\\.?[ \\u00A0]+[\\p{L}\\p{M}'’-]{2,}`, 'giu'),
  new RegExp(`(?<=^|[^\\p{L}\\p{M}]|(?<![\\p{L}\\p{M}])[وفبك])(?:${arabicTitles})\\s+${arabicWord}`, 'gu'),
]
const titled = (text: string): Span[] => titlesThenName.flatMap((of) => spans(text, of))

const introducedAs = [
  new RegExp(`${before}(?:${introductions})[ \\u00A0]+(?<name>${word}${surname}{0,2})`, 'gu'),
  new RegExp(`${before}(?:${introductions})\\s+(?<name>${arabicWord})`, 'gu'),
]
const introduced = (text: string): Span[] => introducedAs.flatMap((of) => spans(text, of))

/** In German the next word with a capital is more often a thing than a surname, but a surname left behind is worse than a thing too much. */
const namePattern: Record<StoryLanguage, RegExp> = {
  en: new RegExp(`${before}(?<name>${word}${surname}{0,2})`, 'gu'),
  de: new RegExp(`${before}(?<name>${word}${surname}{0,1})`, 'gu'),
  ar: new RegExp(`${before}(?<name>${word}${surname}{0,2})`, 'gu'),
}
function known(text: string, language: StoryLanguage): Span[] {
  const latin = spans(text, new RegExp(`${before}${word}`, 'gu')).flatMap(({ start, end }): Span[] => {
    const first = text.slice(start, end)
    if (
      !fold(first)
        .split(/[-'’]/)
        .some((part) => firstNames.has(part))
    )
      return []
    const whole = text.slice(start).match(new RegExp(`^${namePattern[language].source.slice(before.length)}`, 'u'))?.[0] ?? first
    return [{ start, end: start + whole.length, isStrong: true }]
  })
  const arabic = [...text.matchAll(/[\p{Script=Arabic}\p{M}]+/gu)].flatMap(({ 0: token, index }): Span[] => {
    const plain = token.replaceAll(/\p{M}/gu, '')
    const skipped = arabicFirstNames.has(plain) ? 0 : /^[وفلبك]/u.test(plain) && arabicFirstNames.has(plain.slice(1)) ? 1 : -1
    return skipped < 0 ? [] : [{ start: index + skipped, end: index + token.length, isStrong: true }]
  })
  return [...latin, ...arabic]
}

const ordinary = new Set(
  "i i'm i'd i'll i've ok monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december christmas easter ramadan english german arabic french turkish polish european german uk usa eu".split(
    ' ',
  ),
)
/** A capital in mid-sentence is a name of something: a person, a shop, a town. Weak: only to be looked at. */
const capitals = (text: string): Span[] =>
  spans(text, new RegExp(`(?<=[\\p{Ll}\\p{N},;)] )${word}(?: ${word})*`, 'gu'), false).filter(({ start, end }) => {
    const words = text.slice(start, end)
    return !ordinary.has(words.toLowerCase()) && !/^\p{Lu}{1,4}$/u.test(words)
  })
