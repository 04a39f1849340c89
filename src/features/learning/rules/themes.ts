// A theme is a file's own word for a principle. Which of the organisation's principles it means is guessed by words, in English, German and Arabic, until somebody says it.
import { makeFinder } from '#engines/text/find.ts'
import { fold } from '#engines/text/fold.ts'

// Of the pack that comes with the program. Folded (engines/text/fold.ts).
const wellKnown: Record<string, RegExp> = {
  person: /\b(person|people|human|listen|see)\b|mensch|zuhor|انسان|ننصت|نستمع/,
  promise: /promise|keep (our|my|the) word|reliab|versprechen|wort halten|verlass|وعد|نفي/,
  own: /\bown|responsib|to the end|finish|verantwort|(zu|zum) ende|dranbleib|kummer|مسؤوليه|حتي النهايه|نتولي/,
  clear: /clear|plain|honest|\bsay\b|klar|ehrlich|deutlich|bescheid|مبكر|بوضوح|صراحه|واضح/,
  easy: /\beas(y|ier)|simpl|effort|einfach|leicht|سهل|نسهل|بساطه/,
  better: /better|improve|learn|besser|lern|افضل|نحسن|نتعلم/,
}
/** How much of a theme's own words a principle must explain; a key alone says less, so it must say it surely. */
const leastOfWords = 0.2
const leastOfKey = 0.6

interface Principle {
  id: string
  /** In every language. */
  names: readonly string[]
  /** Names and meanings, in every language. */
  words: readonly string[]
}
/**
 * By the principles' names first, in their order; then by how much of the theme's own words (of a pack), or of its key, their words explain. Null: none does.
 */
export function makeThemeGuess<One extends Principle>(principles: readonly One[]): (theme: string, own?: readonly string[]) => One | null {
  const finder = makeFinder(principles.map(({ id, words }) => ({ id, phrases: words })))
  return (theme, own = []) => {
    const pattern = Object.hasOwn(wellKnown, theme) ? wellKnown[theme] : undefined
    const key = fold(theme.replaceAll('-', ' '))
    const named = principles.find(({ names }) =>
      names.some((name) => pattern?.test(fold(name)) ?? (key !== '' && fold(name).includes(key))),
    )
    if (named) return named
    const texts = own.length > 0 ? own : [key]
    const [best] = texts
      .flatMap((text) => finder.find(text, 1, own.length > 0 ? leastOfWords : leastOfKey))
      .toSorted((a, b) => b.score - a.score)
    return principles.find(({ id }) => id === best?.id) ?? null
  }
}
