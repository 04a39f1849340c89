// How many years of school a text asks for. A guess from lengths, good enough to find the paragraph that nobody will read; it can't judge sense.
// English: Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers, Chissom 1975): 0.39 words per sentence + 11.8 syllables per word - 15.59.
// German: first Wiener Sachtextformel (Bamberger, Vanecek 1984): 0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875, where MS, IW and ES are the percent of
// words with three or more syllables, more than six letters, one syllable, and SL words per sentence. Both were made for running text of 100 words and more.
// Syllables are counted by letters, not looked up: single words may be one off, a page is not. A number counts as a word of one syllable.

export interface ReadingGrade {
  /** Years of school; below 1 for texts simpler than any that the formulas were made from. */
  grade: number
  formula: 'Flesch-Kincaid' | 'Wiener Sachtextformel 1'
  words: number
  sentences: number
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu

const sentencesOf = (text: string): string[][] =>
  text
    .split(/[.?!…]+(?=[\s"'”’“»«)]|$)|\n+/u)
    .map((sentence) => sentence.match(wordPattern) ?? [])
    .filter((words) => words.length > 0)

/** Syllables of one English word, by its letters. */
export function englishSyllables(word: string): number {
  const contracted = /[sdtp]n['’]t$/iu.test(word) ? 1 : 0
  const letters = word.toLowerCase().replace(/[^a-z]/g, '')
  if (letters.length <= 3) return 1 + (/^(any|ago|amy|eve|bio|ivy)$/.test(letters) ? 1 : 0)
  const silent = letters
    .replace(/e(?=(?:ly|ful|less|ment|thing|where|one|time)s?$)/, '')
    // "noted" and "faces" are spoken in two, "asked" and "makes" in one; "table" keeps its end.
    .replace(/(?<![td])ed$/, (end, at: number) => (/[aeiouy]/.test(letters.slice(0, at)) ? '' : end))
    .replace(/(?<!s|c|g|z|x|sh|ch)es$/, '')
    .replace(/(?<![aeiouy]l|l|[aeiou])(?<=[^l])e$/, '')
    .replace(/(?<=[aeiouy]l)e$/, '')
    .replace(/^y/, '')
  const groups = silent.match(/[aeiouy]+/g)?.length ?? 0
  const split = silent.match(/(?<![ctgs])ia|(?<=[aeoy])ing|(?<=i)[eo]t|eo(?![pu])|(?<![gq])ua|iu|ien(?=ce|t)/g)?.length ?? 0
  return Math.max(1, groups + split + contracted)
}

/** Syllables of one German word, by its letters. */
export const germanSyllables = (word: string): number =>
  Math.max(
    1,
    word
      .toLowerCase()
      .replace(/qu/g, 'q')
      .match(/äu|au|ai|ei|ey|eu|ie|aa|ee|oo|[aeiouäöüyáéèà]/g)?.length ?? 0,
  )

/**
 * @param text plain: no signs of a markup; a line end ends a sentence, as in lists
 * @returns null for a text without words, and for languages without a formula that we know and can check
 */
export function readingGrade(text: string, language: string): ReadingGrade | null {
  const sentences = sentencesOf(text)
  const words = sentences.flat()
  if (words.length === 0) return null
  const perSentence = words.length / sentences.length
  const counts = { words: words.length, sentences: sentences.length }
  if (language === 'en') {
    const syllables = words.reduce((sum, word) => sum + englishSyllables(word), 0)
    return { ...counts, formula: 'Flesch-Kincaid', grade: 0.39 * perSentence + (11.8 * syllables) / words.length - 15.59 }
  }
  if (language === 'de') {
    const percent = (is: (word: string) => boolean) => (100 * words.filter(is).length) / words.length
    const long = percent((word) => germanSyllables(word) >= 3)
    const wide = percent((word) => word.length > 6)
    const short = percent((word) => germanSyllables(word) === 1)
    return {
      ...counts,
      formula: 'Wiener Sachtextformel 1',
      grade: 0.1935 * long + 0.1672 * perSentence + 0.1297 * wide - 0.0327 * short - 0.875,
    }
  }
  return null
}
