// Suffixes as stemmers look for them: the longest that fits.

/** Known suffixes by length, the longest first. */
export type Suffixes = readonly (readonly [length: number, suffixes: ReadonlySet<string>])[]

export function suffixes(list: readonly string[]): Suffixes {
  const lengths = [...new Set(list.map((one) => one.length))].toSorted((a, b) => b - a)
  return lengths.map((length) => [length, new Set(list.filter((one) => one.length === length))] as const)
}

/** The longest of the known suffixes at the end of `word`; '' where none is. */
export function longestSuffix(word: string, known: Suffixes): string {
  for (const [length, some] of known) {
    if (length > word.length) continue
    const end = word.slice(word.length - length)
    if (some.has(end)) return end
  }
  return ''
}

export interface Regions {
  /** Where the first and the second region start; the word's length where there is none. */
  first: number
  second: number
}

/** Where a region begins: after the first consonant that follows a vowel, from `from` on. */
export function regionAfter(word: string, from: number, vowelThenConsonant: RegExp): number {
  const match = vowelThenConsonant.exec(word.slice(from))
  return match ? from + match.index + 2 : word.length
}
