import { type Fault, textFaults, translationFaults } from '#engines/item/check.ts'
import type { ItemKind, ItemText } from '#engines/item/item.ts'
// Pure choices of the item bank: what goes live, what is searched, whether a file changes anything.
import { fold, foldedWords } from '#engines/text/fold.ts'

export type Language = 'en' | 'de' | 'ar'
export type Texts = Partial<Record<Language, ItemText>>

/** Words in this language, else in the organisation's own, else in any. */
export function textIn(texts: Texts, language: string, ownLanguage: string): { language: Language; text: ItemText } | null {
  for (const code of [language, ownLanguage, 'en', ...Object.keys(texts)] as Language[]) {
    const text = texts[code]
    if (text) return { language: code, text }
  }
  return null
}

/** What is missing before it can be asked; translations are compared with the first language. */
export function faultsOf(kind: ItemKind, texts: Texts, ownLanguage: string): (Fault & { language: Language })[] {
  const first = textIn(texts, ownLanguage, ownLanguage)
  return (Object.entries(texts) as [Language, ItemText][]).flatMap(([language, text]) => [
    ...textFaults({ ...text, kind }).map((fault) => ({ ...fault, language })),
    ...(first && first.language !== language ? translationFaults(kind, first.text, text).map((fault) => ({ ...fault, language })) : []),
  ])
}

const mostWords = 4_000
/** All that it says, folded, for searching. */
export const wordsOf = (key: string, texts: Texts): string =>
  [
    key,
    ...Object.values(texts).flatMap(({ prompt, options, pairs, order, accepted, explanation }) => [
      prompt,
      ...options.map(({ text }) => text),
      ...pairs.flat(),
      ...order,
      ...accepted,
      explanation,
    ]),
  ]
    .map(fold)
    .join(' ')
    .slice(0, mostWords)

/** Which kind keeps which lists: what another kind left behind is dropped. */
export function tidied(kind: ItemKind, text: ItemText): ItemText {
  const hasOptions = kind === 'choice' || kind === 'multiple' || kind === 'judgement'
  return {
    prompt: text.prompt,
    options: hasOptions
      ? text.options.map((option) => ({
          ...option,
          isRight: kind !== 'judgement' && option.isRight,
          worth: kind === 'judgement' ? option.worth : null,
        }))
      : [],
    pairs: kind === 'match' ? text.pairs : [],
    order: kind === 'order' ? text.order : [],
    accepted: kind === 'short' ? text.accepted : [],
    explanation: text.explanation,
  }
}

/** A key for an item that was written here. */
export const themeOf = (name: string): string =>
  foldedWords(name)
    .filter((word) => /^[a-z0-9]+$/.test(word))
    .slice(0, 3)
    .join('-')
    .slice(0, 40) || 'own'
