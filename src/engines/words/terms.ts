// What is counted of a comment: stems of its words, and runs of neighbouring ones.
import { fold } from '#engines/text/fold.ts'
import { type Comment, mainLanguage } from './comment.ts'
import { stemEnglish } from './stem-english.ts'
import { stemGerman } from './stem-german.ts'
import { stopWords } from './stop-words.ts'
import { tokens } from './tokens.ts'

export interface Reading {
  /** "refunded" counts as "refund": English and German; words of other languages are only folded. */
  isStemmed: boolean
  hasStopWords: boolean
  /** Longest run of neighbouring words that is a term of its own; 1: single words only. */
  longestRun: number
  /** Runs of letters within words as terms beside the words; null: none. */
  letters: { least: number; most: number } | null
}

/** For classification: chosen with `usualTraining`. Runs of letters do what stems would, forgive typing errors and find the parts of German compounds. */
export const usualReading: Reading = { isStemmed: false, hasStopWords: true, longestRun: 2, letters: { least: 3, most: 4 } }
/** For labels, clusters and comparisons, whose terms people read. */
export const singleWords: Reading = { isStemmed: true, hasStopWords: false, longestRun: 1, letters: null }

/** The terms of a comment, in the order in which they stand, as often as they come. */
export type ReadTerms = (comment: Comment) => string[]

// A corpus of millions would otherwise keep every typing error.
const mostKept = 200_000

const stemmers: Record<string, (word: string) => string> = {
  en: (word) => stemEnglish(fold(word)),
  de: (word) => fold(stemGerman(word)),
}

/**
 * Reads terms as a reading says. Words are folded (accents, Arabic spellings), so that what people write alike counts alike.
 * A run is written with spaces between its words; a run of letters begins with "~" and shows the ends of a word as "_".
 */
export function readTerms(reading: Reading): ReadTerms {
  const termOf = makeTerms(reading)
  return ({ text, language }) => {
    const words = tokens(text).flatMap((word) => termOf(word, language) || [])
    return withRuns(words, reading)
  }
}

/**
 * How most people wrote each single-word term, for whoever reads a stem: "deliv" is shown as "delivery".
 *
 * @returns by term; of equally frequent spellings the shortest, then the first by code units
 */
export function spellings(comments: readonly Comment[], reading: Reading): Map<string, string> {
  const termOf = makeTerms(reading)
  const counts = new Map<string, Map<string, number>>()
  for (const { text, language } of comments)
    for (const word of tokens(text)) {
      const term = termOf(word, language)
      if (term === '') continue
      const words = counts.get(term) ?? new Map<string, number>()
      counts.set(term, words.set(word, (words.get(word) ?? 0) + 1))
    }
  const usual = (words: Map<string, number>) =>
    [...words].toSorted(([a, m], [b, n]) => n - m || a.length - b.length || (a < b ? -1 : 1))[0]![0]
  return new Map([...counts].map(([term, words]) => [term, usual(words)]))
}

/** Words as terms, '' for stop words. */
function makeTerms(reading: Reading): (word: string, language: string) => string {
  const languages = new Map<string, (word: string) => string>()
  return (word, language) => {
    let term = languages.get(language)
    if (!term) languages.set(language, (term = makeTerm(mainLanguage(language), reading)))
    return term(word)
  }
}

/** A word as a term, '' where it is a stop word. */
function makeTerm(language: string, { isStemmed, hasStopWords }: Reading): (word: string) => string {
  const silent = new Set(hasStopWords ? [] : stopWords.get(language))
  const stem = (isStemmed && stemmers[language]) || fold
  const kept = new Map<string, string>()
  return (word) => {
    const known = kept.get(word)
    if (known !== undefined) return known
    const term = silent.has(word) ? '' : stem(word)
    if (kept.size >= mostKept) kept.clear()
    kept.set(word, term)
    return term
  }
}

function withRuns(words: string[], { longestRun, letters }: Reading): string[] {
  const terms = [...words]
  for (let length = 2; length <= longestRun; length++)
    for (let end = length; end <= words.length; end++) terms.push(words.slice(end - length, end).join(' '))
  if (letters) for (const word of words) addLetters(terms, `_${word}_`, letters)
  return terms
}

/** Whether a term is a run of letters within a word. */
export const isLetters = (term: string): boolean => term.startsWith('~')

function addLetters(terms: string[], word: string, { least, most }: { least: number; most: number }): void {
  for (let length = least; length <= Math.min(most, word.length); length++)
    for (let start = 0; start + length <= word.length; start++) terms.push(`~${word.slice(start, start + length)}`)
}
