// The words of a text, in any script.

const asciiWord = /[a-z0-9]+(?:'[a-z0-9]+)*/g
const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:'[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu
const isAscii = /^[\u0000-\u007f]*$/
/** Scripts that put nothing between words. */
const isUnspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const softHyphens = /\u00ad/g
const apostrophes = /[’ʼ`´]/g

/** Longer ones are addresses and keys. */
const longestWord = 40

// The dictionaries of the unspaced scripts are chosen by script, so that one segmenter serves every language.
const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/**
 * The words of a text in the order in which they stand: NFKC, lower case, letters, digits and the apostrophes between them. Signs and pictures are no words.
 * Words between which the script puts nothing (Chinese, Japanese, Thai, Lao, Khmer, Burmese) come from the dictionaries of Intl.Segmenter.
 *
 * @param text of any length; the time grows with it
 * @returns empty for a text without letters and digits; each word at most 40 UTF-16 units
 */
export function tokens(text: string): string[] {
  if (isAscii.test(text)) return cut(text.toLowerCase().match(asciiWord) ?? [])
  const plain = text.normalize('NFKC').toLowerCase().replace(softHyphens, '').replace(apostrophes, "'")
  return cut(isUnspaced.test(plain) ? segments(plain) : (plain.match(word) ?? []))
}

function segments(text: string): string[] {
  const words: string[] = []
  for (const { segment, isWordLike } of segmenter.segment(text)) if (isWordLike) words.push(...(segment.match(word) ?? []))
  return words
}

function cut(words: string[]): string[] {
  for (const [place, one] of words.entries()) if (one.length > longestWord) words[place] = one.slice(0, longestWord)
  return words
}
