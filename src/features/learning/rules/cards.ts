// Pure choices of the cards: what a card needs, its words in a language, and which situation of "May I?" it is about.
import type { CardText } from '#engines/pack/card.ts'
import { closeness } from '#engines/text/find.ts'
import { foldedWords } from '#engines/text/fold.ts'

export type Language = 'en' | 'de' | 'ar'
export type CardTexts = Partial<Record<Language, CardText>>

/** Words in this language, else in the house's own, else in any. */
export function cardIn(texts: CardTexts, language: string, ownLanguage: string): { language: Language; text: CardText } | null {
  for (const code of [language, ownLanguage, 'en', ...Object.keys(texts)] as Language[]) {
    const text = texts[code]
    if (text) return { language: code, text }
  }
  return null
}

export interface CardFault {
  language: Language
  pointer: string
  detail: string
}
/** Three things to do, because nobody remembers a fourth with somebody in front of them. */
export const steps = 3
export function faultsOf(texts: CardTexts): CardFault[] {
  return (Object.entries(texts) as [Language, CardText][]).flatMap(([language, { moment, do: todo, say, avoid }]) => {
    const faults: CardFault[] = []
    const need = (holds: boolean, pointer: string, detail: string) => void (holds || faults.push({ language, pointer, detail }))
    need(moment.trim() !== '', '/moment', 'Say which moment it is for.')
    need(todo.length === steps && todo.every((one) => one.trim() !== ''), '/do', 'Say three things to do.')
    need(say.length > 0 && say.every((one) => one.trim() !== ''), '/say', 'Give one line at least to say.')
    need(avoid.trim() !== '', '/avoid', 'Say what makes it worse.')
    return faults
  })
}

interface Situation {
  id: string
  texts: Partial<Record<string, { name: string; words?: string | undefined }>>
}
/** Shorter ones say nothing about what is meant. */
const leastLetters = 4
/** The same word, or another ending of it: a slip of the pen is none here, both sides are written with care. */
const sameWord = 0.85
const wordsOf = (text: string): string[] => foldedWords(text, 60).filter((word) => word.length >= leastLetters)
const isAmong = (word: string, known: readonly string[]): boolean => known.some((one) => closeness(word, one) >= sameWord)

/**
 * Which situation a card is about: in some language its name and the card's moment share most of their words, or name and synonyms hold all that the moment
 * says. A wrong link costs more time than none.
 */
export function makeSituationGuess(situations: readonly Situation[]): (texts: CardTexts) => string | null {
  const known = situations.map(({ id, texts }) => ({
    id,
    texts: Object.fromEntries(
      Object.entries(texts).flatMap(([language, one]) =>
        one ? [[language, { name: wordsOf(one.name), all: wordsOf(`${one.name} ${one.words ?? ''}`) }]] : [],
      ),
    ),
  }))
  return (texts) => {
    let best: { id: string; share: number } | null = null
    for (const [language, { moment }] of Object.entries(texts)) {
      const said = wordsOf(moment)
      for (const { id, texts: of } of known) {
        const one = of[language]
        if (!one || said.length === 0 || one.name.length === 0) continue
        const named = one.name.filter((word) => isAmong(word, said)).length
        const share = Math.min(named / one.name.length, named / said.length)
        const isTold = said.length > 1 && said.every((word) => isAmong(word, one.all))
        if ((share > 0.6 || isTold) && (best === null || share > best.share)) best = { id, share }
      }
    }
    return best?.id ?? null
  }
}

/** Seconds from opening the page to the answer, as they are counted: the least of these that it took; 61 for longer, 0 where it was not measured. */
export const waits = [5, 10, 20, 30, 60] as const
export const waitOf = (seconds: number | null): number => (seconds === null ? 0 : (waits.find((most) => seconds <= most) ?? 61))
/** Of counts by wait: the wait that half of the answers did not exceed; null below five of them. */
export function medianWait(counts: readonly { wait: number; uses: number }[]): number | null {
  const measured = counts.filter(({ wait }) => wait > 0).toSorted((a, b) => a.wait - b.wait)
  const all = measured.reduce((sum, { uses }) => sum + uses, 0)
  if (all < 5) return null
  let seen = 0
  for (const { wait, uses } of measured) if ((seen += uses) * 2 >= all) return wait
  return null
}
