// What holds for every sentence of the pack.
import { readingGrade } from '#engines/text/reading-grade.ts'
import { type Files, mostGrade, type Say } from './pack-files.ts'

export const languageOf = (file: string): string => /([a-z]{2})\.\w+$/.exec(file)?.[1] ?? ''

/** Both formulas were made for running text; below this many words they say little. */
const fewestWords = 100
const mostWordsPerSentence = 18

/** `text` without marks. For Arabic no formula is known to us: there the length of sentences has to do. */
export function checkGrade(file: string, text: string, say: Say): void {
  const graded = readingGrade(text, languageOf(file))
  if (graded && graded.words >= fewestWords && graded.grade > mostGrade)
    say(file, 1, `asks for ${graded.grade.toFixed(1)} years of school by ${graded.formula}, more than ${mostGrade}`)
  if (languageOf(file) !== 'ar') return
  const sentences = text.split(/[.؟:\n]+/).filter((one) => /\p{L}/u.test(one))
  const words = text.split(/\s+/).filter((one) => /\p{L}/u.test(one))
  if (words.length / sentences.length > mostWordsPerSentence) say(file, 1, `has more than ${mostWordsPerSentence} words in a sentence`)
}

const figures = /\d\s*%|percent|prozent|بالمئة|\bstudies\b|\bresearch\b|\bstudien?\b|دراسة/i
const source = /\([^)]*\b(?:19|20)\d\d\)/
const rules: [RegExp, string, RegExp?][] = [
  [/[!！]/, 'has an exclamation mark', /!\[|!video\(/],
  [/[^\s>] {2,}\S/, 'has two spaces', undefined],
  [/[ \t]$/, 'ends with a space', undefined],
]
/** Quotation marks as each language prints them. */
const quotes: Record<string, RegExp> = { de: /[“”"](?=\p{L})|\p{L}"/u, ar: /\p{L}"|"\p{L}/u }

/** Sentences of a JSON file without its own marks. */
const sentencesOf = (file: string, line: string): string =>
  file.endsWith('.json') ? [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, words]) => words!.replaceAll('\\"', '"')).join('\n') : line

export function checkWords(files: Files, say: Say): void {
  for (const [file, text] of files) {
    if (file === 'README.md') continue
    if (text !== text.normalize('NFC')) say(file, 1, 'has letters in pieces (not NFC)')
    for (const [index, line] of text.split('\n').entries()) {
      const words = sentencesOf(file, line)
      for (const [pattern, message, except] of rules) {
        const where = message === 'has two spaces' && file.endsWith('.json') ? words : file.endsWith('.json') ? line : words
        if (pattern.test(where) && !except?.test(where)) say(file, index + 1, message)
      }
      if (quotes[languageOf(file)]?.test(words)) say(file, index + 1, 'has quotation marks of another language')
      if (figures.test(words) && !source.test(words)) say(file, index + 1, 'states a figure or a study without its source')
      if (languageOf(file) !== 'ar' && /\p{Script=Arabic}/u.test(words) && file !== 'pack.json') say(file, index + 1, 'has Arabic letters')
    }
  }
}
