// A theme is a pack's own word for a principle. Which of the organisation's principles it means is guessed by words, in English, German and Arabic, until somebody says it.
import { fold } from '#engines/text/fold.ts'

// Folded (engines/text/fold.ts).
const words: Record<string, RegExp> = {
  person: /\b(person|people|human|listen|see)\b|mensch|zuhor|انسان|ننصت|نستمع/,
  promise: /promise|keep (our|my|the) word|reliab|versprechen|wort halten|verlass|وعد|نفي/,
  own: /\bown|responsib|to the end|finish|verantwort|zu ende|kummer|مسؤوليه|حتي النهايه|نتولي/,
  clear: /clear|plain|honest|klar|ehrlich|deutlich|بوضوح|صراحه|واضح/,
  easy: /\beas(y|ier)|simpl|effort|einfach|leicht|سهل|نسهل|بساطه/,
  better: /better|improve|learn|besser|lern|افضل|نحسن|نتعلم/,
}

/** The first principle that speaks of it, in the principles' order; null: none does. A theme without words of its own is looked for by its name. */
export function guessPrinciple<Principle extends { id: string; name: string }>(
  theme: string,
  principles: readonly Principle[],
): Principle | null {
  const pattern = Object.hasOwn(words, theme) ? words[theme] : undefined
  const key = fold(theme.replaceAll('-', ' '))
  return principles.find(({ name }) => pattern?.test(fold(name)) ?? (key !== '' && fold(name).includes(key))) ?? null
}
