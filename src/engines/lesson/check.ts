// What a lesson still lacks before anybody is taught by it. A draft may lack everything.
import { type Block, listeners, textsOf, wordsOf, wordsPerMinute } from './lesson.ts'
import { filesOf, parseProse } from './prose.ts'

export const fewestMinutes = 3
export const mostMinutes = 7
export const fewestVariants = 2

export type Lack =
  | 'title'
  | 'why-company'
  | 'why-me'
  | 'why-customer'
  | 'what'
  | 'variants'
  | 'empty'
  | 'commit'
  | 'commit-twice'
  | 'too-short'
  | 'too-long'
  | 'order'
  | 'question-options'
  | 'question-right'
  | 'option-text'
  | 'option-feedback'
  | 'picture-words'
  | 'video-captions'
  | 'file'
export interface Missing {
  what: Lack
  /** The block that lacks it, from 0; null: the lesson as a whole. */
  block: number | null
}

const rank: Record<Block['kind'], number> = { why: 0, what: 1, how: 2, question: 2, reflect: 2, commit: 3 }

/** `files`: the names of those that are there; without it files are not looked for. Empty: it may be published. */
export function checkLesson(title: string, blocks: readonly Block[], files?: readonly string[]): Missing[] {
  const found: Missing[] = []
  const say = (what: Lack, block: number | null = null) => void found.push({ what, block })
  const has = (test: (block: Block) => boolean) => blocks.some(test)
  if (title.trim() === '') say('title')
  for (const who of listeners) if (!has((block) => block.kind === 'why' && block.who === who && block.text.trim() !== '')) say(`why-${who}`)
  if (!has((block) => block.kind === 'what' && block.text.trim() !== '')) say('what')
  if (blocks.filter((block) => block.kind === 'how' && block.family !== null && block.text.trim() !== '').length < fewestVariants)
    say('variants')
  const commits = blocks.filter(({ kind }) => kind === 'commit').length
  if (!has((block) => block.kind === 'commit' && block.prompt.trim() !== '')) say('commit')
  else if (commits > 1) say('commit-twice')
  const words = wordsOf(blocks)
  if (words < fewestMinutes * wordsPerMinute) say('too-short')
  if (words > mostMinutes * wordsPerMinute) say('too-long')
  let highest = 0
  for (const [i, block] of blocks.entries()) {
    if (rank[block.kind] < highest) say('order', i)
    highest = Math.max(highest, rank[block.kind])
    if (block.kind === 'question') checkQuestion(block, (what) => say(what, i))
    else if ((block.kind === 'how' && block.text.trim() === '') || (block.kind === 'reflect' && block.prompt.trim() === '')) say('empty', i)
  }
  for (const { block, text } of textsOf(blocks)) {
    for (const part of parseProse(text)) {
      if (part.kind === 'picture' && part.alt.trim() === '') say('picture-words', block)
      if (part.kind === 'video' && (part.captions === '' || part.transcript.trim() === '')) say('video-captions', block)
    }
    if (files && filesOf(text).some((file) => !files.includes(file))) say('file', block)
  }
  return found
}

function checkQuestion({ prompt, options, isMultiple }: Extract<Block, { kind: 'question' }>, say: (what: Lack) => void): void {
  const right = options.filter(({ isRight }) => isRight).length
  if (prompt.trim() === '') say('empty')
  if (options.length < 2) say('question-options')
  if (isMultiple ? right === 0 : right !== 1) say('question-right')
  if (options.some(({ text }) => text.trim() === '')) say('option-text')
  if (options.some(({ feedback }) => feedback.trim() === '')) say('option-feedback')
}
