// Whether an answer is right. The phone says it at once, without a network; the server counts for itself.
import { isAccepted } from '#engines/recall/match.ts'
import type { ItemKind, ItemText } from './item.ts'

/** Places are those of the item as it is written, whatever order they were shown in. */
export interface ItemAnswer {
  /** Options of choice, multiple and judgement; the order that was laid; for each left side of a match the right side that was put to it. */
  places: number[]
  /** Of a short one. */
  text: string
}
export interface Graded {
  isRight: boolean
  /** 0 to 1. */
  share: number
}

const whole = (isRight: boolean): Graded => ({ isRight, share: isRight ? 1 : 0 })
/** Two of three points: defensible. */
const passingWorth = 2

/** @throws RangeError where the answer is none to this item: a place that it does not have, or one twice */
export function gradeItem(item: ItemText & { kind: ItemKind }, { places, text }: ItemAnswer): Graded {
  const bounds = { choice: item.options, multiple: item.options, judgement: item.options, order: item.order, match: item.pairs, short: [] }[
    item.kind
  ]
  if (places.some((place) => !Number.isInteger(place) || place < 0 || place >= bounds.length) || new Set(places).size !== places.length)
    throw new RangeError('no answer to this item')
  switch (item.kind) {
    case 'choice':
      if (places.length !== 1) throw new RangeError('one option')
      return whole(item.options[places[0]!]!.isRight)
    case 'judgement': {
      if (places.length !== 1) throw new RangeError('one option')
      const worth = item.options[places[0]!]!.worth ?? 0
      return { isRight: worth >= passingWorth, share: worth / 3 }
    }
    case 'multiple': {
      const hits = item.options.filter(({ isRight }, i) => isRight === places.includes(i)).length
      return { isRight: hits === item.options.length, share: hits / item.options.length }
    }
    case 'order': {
      if (places.length !== item.order.length) throw new RangeError('all of them')
      // Neighbours that follow each other as they should: one that was put elsewhere does not spoil all others.
      const hits = places.filter((place, i) => i > 0 && places[i - 1]! < place).length
      return { isRight: places.every((place, i) => place === i), share: hits / (places.length - 1) }
    }
    case 'match': {
      if (places.length !== item.pairs.length) throw new RangeError('all of them')
      const hits = places.filter((place, i) => place === i).length
      return { isRight: hits === places.length, share: hits / places.length }
    }
    case 'short':
      return whole(isAccepted(text, item.accepted))
  }
}
