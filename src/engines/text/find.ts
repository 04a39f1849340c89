// Finds what somebody means among a few hundred things, from words typed in a hurry: accents, endings, compounds and typing errors are forgiven.
// No index beyond the folded words: 300 things of 30 words are read in a few milliseconds.
import { fold, foldedWords } from './fold.ts'

export interface Entry {
  id: string
  /** Names and synonyms, in every language at once. */
  phrases: readonly string[]
}
export interface Found {
  id: string
  /** 0 to 1: how much of what was typed it explains, rare words counting more. */
  score: number
}

// Words that say nothing about what is meant.
const silent = new Set(
  (
    'a an and are at be can could do does for from had has have he her him his i if in is it its may me my of on or our she so some that the their them they this to was we were what when with you your ' +
    'aber als am an auch auf aus bei bin bis das dass dem den der des die du ein eine einem einen einer er es fur hat habe ich ihm ihr im in ist ja kann man mein mir mit nach nicht noch oder sein sie sind und uns vom von vor war was wenn wir wird zu zum zur darf durfen ' +
    'في من على الي عن مع هل ان او هذا هذه ذلك ما لا لم لن قد كان التي الذي انا هو هي نحن هم يمكن يمكنني اذا ثم'
  ).split(' '),
)

/** Arabic hangs the article, "and", "by" and "for" in front of the word. */
const bare = (word: string): string => {
  const match = /^(?:و|ف)?(?:بال|كال|لل|ال|ب|ل)(\p{Script=Arabic}{3,})$/u.exec(word)
  return match ? match[1]! : word
}
const wordsOf = (text: string, most?: number): string[] =>
  foldedWords(text, most)
    .filter((word) => !silent.has(word))
    .map(bare)

/** Damerau-Levenshtein (optimal string alignment), given up beyond `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
      least = Math.min(least, cost)
    }
    if (least > most) return most + 1
    ;[before, last] = [last, row]
  }
  return last[b.length]!
}

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

/** How surely a typed word means a known one: 1 the same, 0 something else. */
export function closeness(typed: string, known: string): number {
  if (typed === known) return 1
  const shorter = Math.min(typed.length, known.length)
  if (shorter >= 3 && known.startsWith(typed)) return 0.9
  if (shorter >= 4 && typed.startsWith(known)) return 0.85
  // German puts words together: "Versandkosten" holds "Versand" and "Kosten".
  if (shorter >= 5 && (known.includes(typed) || typed.includes(known))) return 0.75
  // Another ending of the same word: "verspätet", "Verspätung".
  if (shorter >= 6 && commonStart(typed, known) >= Math.max(5, Math.ceil(0.7 * Math.max(typed.length, known.length)))) return 0.75
  const most = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0
  if (most === 0) return 0
  const distance = editDistance(typed, known, most)
  if (distance <= most) return distance === 1 ? 0.8 : 0.65
  // While somebody is still typing, the beginning may hold the error.
  if (typed.length >= 5 && known.length > typed.length && editDistance(typed, known.slice(0, typed.length), 1) <= 1) return 0.65
  return 0
}

export interface Finder {
  /** The best first; nothing that explains less than `least` of what was typed. */
  find(text: string, most?: number, least?: number): Found[]
}

export function makeFinder(entries: readonly Entry[]): Finder {
  const known = entries.map(({ id, phrases }) => ({ id, words: [...new Set(phrases.flatMap((phrase) => wordsOf(phrase, 60)))] }))
  const spread = new Map<string, number>()
  for (const { words } of known) for (const word of words) spread.set(word, (spread.get(word) ?? 0) + 1)
  return {
    find(text, most = 6, least = 0.4) {
      const typed = wordsOf(text).filter((word) => !/^\p{N}+$/u.test(word))
      if (typed.length === 0) return []
      // Each typed word meets each known word once, however many entries hold it.
      const meant = typed.map((word) => {
        const near = new Map<string, number>()
        for (const one of spread.keys()) {
          const close = closeness(word, one)
          if (close > 0) near.set(one, close)
        }
        const rarest = Math.min(entries.length, ...[...near].filter(([, close]) => close >= 0.8).map(([one]) => spread.get(one)!))
        return { near, weight: near.size === 0 ? 1 : 1 + Math.log((entries.length + 1) / rarest) }
      })
      const all = meant.reduce((sum, { weight }) => sum + weight, 0)
      return known
        .map(({ id, words }) => {
          const explained = meant.reduce(
            (sum, { near, weight }) => sum + weight * words.reduce((best, word) => Math.max(best, near.get(word) ?? 0), 0),
            0,
          )
          // Of two that explain the same, the one that says less beside it is meant.
          return { id, score: Math.max(0, explained / all - Math.min(words.length, 90) / 10_000) }
        })
        .filter(({ score }) => score >= least)
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, most)
    },
  }
}

const currencies: [RegExp, string][] = [
  [/€|\beur\b|\beuros?\b|يورو/u, 'EUR'],
  [/£|\bgbp\b|\bpounds?\b|\bpfund\b|جنيه|استرليني/u, 'GBP'],
  [/\$|\busd\b|\bdollars?\b|دولار/u, 'USD'],
  [/\bchf\b|\bfranken\b|\bfrancs?\b/u, 'CHF'],
  [/\baed\b|\bdirhams?\b|درهم/u, 'AED'],
  [/\bsar\b|\briyals?\b|ريال/u, 'SAR'],
]

const plainDigits = (text: string): string =>
  text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replaceAll('٫', ',')
    .replaceAll('٬', '')

/** "1.250,50", "1,250.50", "18" as a number; the last mark before one or two digits is the decimal one. */
function readNumber(text: string): number {
  const decimals = /[.,](\d{1,2})$/.exec(text)
  const whole = (decimals ? text.slice(0, decimals.index) : text).replace(/[.,'’\s]/g, '')
  return Number(`${whole}.${decimals?.[1] ?? '0'}`)
}

/** The amount in what was typed, in whole currency units or pieces; a number beside a currency goes before others. Null: none. */
export function readAmount(text: string): { value: number; currency: string | null } | null {
  const folded = fold(plainDigits(text))
  const currency = currencies.find(([pattern]) => pattern.test(folded))?.[1] ?? null
  const numbers = [...folded.matchAll(/\d{1,3}(?:[.,'’]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?/g)]
  if (numbers.length === 0) return null
  const isBeside = (match: RegExpExecArray): boolean => {
    const around = `${folded.slice(Math.max(0, match.index - 8), match.index)} ${folded.slice(match.index + match[0].length, match.index + match[0].length + 10)}`
    return currencies.some(([pattern]) => pattern.test(around))
  }
  const value = readNumber((numbers.find(isBeside) ?? numbers[0]!)[0])
  return Number.isFinite(value) && value <= 1e9 ? { value, currency } : null
}
