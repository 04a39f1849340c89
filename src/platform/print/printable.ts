// Makes text that somebody typed fit to be printed or mailed: what can't be seen must not change what can.

/** Embeddings, overrides and isolates turn the rest of a line around. Direction marks and joiners stay: names in Persian or Urdu need them. */
const turnsTheLine = /[\u202A-\u202E\u2066-\u2069]/g
/** Controls (with NUL), line separators, byte order marks, noncharacters, tag characters. */
const unprintable = /[\p{Cc}\u2028\u2029\uFEFF\uFFFE\uFFFF\u{E0000}-\u{E007F}]+/gu
/** Hyphens and spaces that the fonts lack have a twin that they carry. */
const twins: [RegExp, string][] = [
  [/[\u2010\u2011]/g, '-'],
  [/[\u2007\u202F]/g, '\u00A0'],
]

const graphemes = new Intl.Segmenter()

/** One line of text, composed (NFC), lone surrogates replaced by U+FFFD, at most `limit` characters, the last then an ellipsis. */
export function printable(text: string, limit = 200): string {
  let line = text.toWellFormed().normalize('NFC').replace(turnsTheLine, '').replace(unprintable, ' ')
  for (const [pattern, twin] of twins) line = line.replace(pattern, twin)
  line = line.replace(/ {2,}/g, ' ').trim()
  if (line.length <= limit) return line
  // What the reader takes for one character is never cut apart.
  const characters = [...graphemes.segment(line)].map(({ segment }) => segment)
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`
}
