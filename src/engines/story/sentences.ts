// A story in sentences, the same on phone and server, so that a tap on one means the same to both.

// Words whose full stop ends no sentence, in lower case; a single letter and a number never do.
const abbreviations = new Set([
  'mr',
  'mrs',
  'ms',
  'dr',
  'prof',
  'st',
  'no',
  'nr',
  'str',
  'e.g',
  'i.e',
  'z.b',
  'd.h',
  'u.a',
  'ca',
  'bzw',
  'usw',
  'etc',
  'vgl',
])
const boundary = /([.!?؟…]+["'”’»)\]]*)(\s+)|\n+/gu

/** Trimmed sentences in their order; a line break always parts. Words only: no sentence is empty. */
export function sentencesOf(text: string): string[] {
  const found: string[] = []
  let start = 0
  const take = (end: number) => {
    const sentence = text.slice(start, end).replaceAll(/\s+/gu, ' ').trim()
    if (sentence !== '') found.push(sentence)
  }
  for (const match of text.matchAll(boundary)) {
    const [, sign = '', space = ''] = match
    const isBreak = sign === '' || space.includes('\n')
    const before = /(\S+)$/u.exec(text.slice(start, match.index))?.[1]?.toLowerCase() ?? ''
    const isShort = sign === '.' && (abbreviations.has(before) || /^(?:\p{L}|\p{Nd}{1,2})$/u.test(before))
    if (isShort && !isBreak) continue
    take(match.index + sign.length)
    start = match.index + match[0].length
  }
  take(text.length)
  return found
}

/** What happened, what was hard, what was done, what was felt: the flow of a story. */
export interface StoryWords {
  title: string
  happened: string
  hard: string
  did: string
  felt: string
}
/** The sentences that can be a decision, in the order in which a story is read. What was felt comes after all decisions. */
export const flowOf = ({ happened, hard, did }: Pick<StoryWords, 'happened' | 'hard' | 'did'>): string[] =>
  [happened, hard, did].flatMap(sentencesOf)
