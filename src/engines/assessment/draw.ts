// Which items a sitting asks: drawn with a seed that is kept, so that the draw can be shown again; and what of them is shown before they are answered.
import type { ItemAnswer } from '#engines/item/grade.ts'
import type { ItemKind, ItemText } from '#engines/item/item.ts'
import { seeded, shuffledPlaces } from '#engines/item/seeded.ts'

/**
 * As many of each principle as can be: one after another in turns, within a principle by chance. The same bank in the same order and the same seed draw the same.
 *
 * @param bank what may be drawn
 * @param count how many; fewer where there are fewer
 */
export function drawItems<T extends { id: string; principleId: string }>(bank: readonly T[], count: number, seed: string): T[] {
  const random = seeded(seed)
  const piles = new Map<string, T[]>()
  for (const place of shuffledPlaces(bank.length, random)) {
    const item = bank[place]!
    piles.set(item.principleId, [...(piles.get(item.principleId) ?? []), item])
  }
  const inTurns = [...piles.values()]
  const drawn: T[] = []
  for (let turn = 0; drawn.length < count && inTurns.some((pile) => pile.length > turn); turn++)
    for (const pile of inTurns) if (turn < pile.length && drawn.length < count) drawn.push(pile[turn]!)
  return shuffledPlaces(drawn.length, random).map((place) => drawn[place]!)
}

/** In which places the parts of an order and the right sides of a match are shown: as they are written, they are the answer. */
const shownPlaces = (kind: ItemKind, text: ItemText, seed: string): number[] | null =>
  kind === 'order' || kind === 'match' ? shuffledPlaces((kind === 'order' ? text.order : text.pairs).length, seeded(`${seed} shown`)) : null

/** The words of an item without anything that says what is right. */
export function withoutAnswer(kind: ItemKind, text: ItemText, seed: string): ItemText {
  const places = shownPlaces(kind, text, seed)
  return {
    prompt: text.prompt,
    options: text.options.map((option) => ({ text: option.text, isRight: false, worth: null, feedback: '' })),
    pairs: kind === 'match' ? text.pairs.map(([left], i) => [left, text.pairs[places![i]!]![1]]) : [],
    order: kind === 'order' ? places!.map((place) => text.order[place]!) : [],
    accepted: [],
    explanation: '',
  }
}

/** An answer to what was shown, in places of the item as it is written. Places that are not there stay as they are: grading refuses them. */
export function asWritten(kind: ItemKind, text: ItemText, seed: string, answer: ItemAnswer): ItemAnswer {
  const places = shownPlaces(kind, text, seed)
  return places ? { ...answer, places: answer.places.map((place) => places[place] ?? place) } : answer
}
