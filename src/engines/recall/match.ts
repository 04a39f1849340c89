// Whether what somebody wrote from memory says the same: case, accents, punctuation and a slip here and there do not count. Runs on the phone too.
import { editDistance } from '#engines/text/find.ts'
import { fold } from '#engines/text/fold.ts'

/** Letters for one slip: five are one word that is another with a slip, six may hold one. */
const lettersPerSlip = 6
const slipsFor = (letters: number): number => Math.floor(letters / lettersPerSlip)

const apostrophes = /['’ʼ`´]/g
/** German writes ü as ue where the keyboard has none; Arabic hangs the article in front. */
const plain = (word: string): string =>
  word
    .replace(/ae/g, 'a')
    .replace(/oe/g, 'o')
    .replace(/ue/g, 'u')
    .replace(/^(?:ال|وال|بال|لل)(?=\p{L}{3})/u, '')
const digits = (text: string): string =>
  text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
/** Folded words in the order in which they stand, also those that come twice. */
const wordsOf = (text: string): string[] =>
  (digits(fold(text.replace(apostrophes, ''))).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 200).map(plain)

const isSameWord = (a: string, b: string): boolean =>
  a === b || (!/\p{N}/u.test(a) && editDistance(a, b, slipsFor(b.length)) <= slipsFor(b.length))

/**
 * A short answer: right where it is one of the accepted ones but for case, accents, spaces and one slip for each six letters.
 *
 * @param accepted as the author wrote them, in any language
 */
export function isAccepted(said: string, accepted: readonly string[]): boolean {
  const words = wordsOf(said)
  const joined = words.join('')
  if (joined === '') return false
  return accepted.some((one) => {
    const known = wordsOf(one)
    const whole = known.join('')
    if (whole === '') return false
    if (whole === joined) return true
    // A number is right or wrong: 14 is no slip for 13.
    const numbersOf = (some: readonly string[]) => some.filter((word) => /\p{N}/u.test(word)).join(' ')
    return numbersOf(words) === numbersOf(known) && editDistance(joined, whole, slipsFor(whole.length)) <= slipsFor(whole.length)
  })
}

export interface Recalled {
  /** 0 to 1: how much of the words was there, longer words counting more. */
  share: number
  isRight: boolean
  /** The words of the text as they are written there, and whether they were said. */
  words: { text: string; isThere: boolean }[]
  /** All are there, but in another order. */
  isReordered: boolean
}

/** Words that carry little of a sentence count a third. */
const small = new Set(
  'a an the and or of to in for on at is are be we it as by with der die das und oder zu in fur auf an ist sind wir es als mit den dem des ein eine einen في من على الي و او مع نحن هو هي'
    .split(' ')
    .map(plain),
)
const weightOf = (word: string): number => (small.has(word) ? 1 / 3 : 1)
/** From here on the sentence was known. */
const knownShare = 0.85
/** Who writes everything there is has not said this sentence. */
const mostWords = (known: number): number => 2 * known + 3

/**
 * A sentence from memory: right from 85 % of its words on, in any order.
 *
 * @param said what was written
 * @param text the sentence
 */
export function recallOf(said: string, text: string): Recalled {
  const known = text.split(/\s+/).filter((part) => wordsOf(part).length > 0)
  const pool = wordsOf(said)
  const places: number[] = []
  const taken = new Set<number>()
  const find = (word: string, isExact: boolean): number =>
    pool.findIndex((one, i) => !taken.has(i) && (isExact ? one === word : isSameWord(one, word)))
  // What is written the same takes its word before a slip does.
  const parts = known.map((part) => ({ part, words: wordsOf(part).map((word) => ({ word, at: -1 })) }))
  for (const isExact of [true, false])
    for (const { words } of parts)
      for (const one of words) {
        if (one.at >= 0) continue
        one.at = find(one.word, isExact)
        if (one.at >= 0) taken.add(one.at)
      }
  let all = 0
  let there = 0
  const words = parts.map(({ part, words: some }) => {
    for (const { word, at } of some) {
      all += weightOf(word)
      if (at >= 0) {
        there += weightOf(word)
        places.push(at)
      }
    }
    return { text: part, isThere: some.every(({ at }) => at >= 0) }
  })
  const share = all === 0 ? 0 : there / all
  const isComplete = words.length > 0 && words.every(({ isThere }) => isThere)
  return {
    share,
    isRight: share >= knownShare && pool.length <= mostWords(places.length),
    words,
    isReordered: isComplete && places.some((place, i) => i > 0 && place < places[i - 1]!),
  }
}
