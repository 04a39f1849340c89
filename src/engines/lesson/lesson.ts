// What a lesson is made of: why, what, how in my job, questions, a thought for oneself, what I will do. The same on the phone, in the editor and on the server.

/** Six kinds of work that variants are written for. */
export const families = ['sales-floor', 'contact-centre', 'delivery', 'warehouse', 'back-office', 'leadership'] as const
export type Family = (typeof families)[number]
export const listeners = ['company', 'me', 'customer'] as const
export type Listener = (typeof listeners)[number]

export interface Option {
  text: string
  isRight: boolean
  /** Said to whoever chose it. */
  feedback: string
}
/** Texts are prose (prose.ts): paragraphs, lists, quotes, bold, pictures, videos. */
export type Block =
  | { kind: 'why'; who: Listener; text: string }
  | { kind: 'what'; text: string }
  /** `family` null: for everybody. */
  | { kind: 'how'; family: Family | null; text: string }
  | { kind: 'question'; isMultiple: boolean; prompt: string; options: Option[] }
  | { kind: 'reflect'; prompt: string }
  | { kind: 'commit'; prompt: string; suggestions: string[] }
export type QuestionBlock = Extract<Block, { kind: 'question' }>

export interface Lesson {
  key: string
  title: string
  /** 1 to 4. */
  level: number
  /** A pack's own word for a principle. */
  theme: string | null
  /** Empty: for everyone. */
  families: Family[]
  blocks: Block[]
}

/** What somebody of a family sees: the whole how and their own variant; who has no variant sees the whole how only. */
export const blocksFor = (blocks: readonly Block[], family: Family | null): Block[] =>
  blocks.filter((block) => block.kind !== 'how' || block.family === null || block.family === family)

/** Words that stand between spaces; a picture's or video's line counts what is read of it. */
export function countWords(text: string): number {
  const read = text.replace(/^!\[([^\]]*)\]\([^\s)]*(?:\s+"([^"]*)")?\)$/gm, '$1 $2').replace(/^!video\(.*\)$/gm, '')
  return read.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

/** Words of the longest way through: the longest variant, and of each question the longest feedback. */
export function wordsOf(blocks: readonly Block[]): number {
  let words = 0
  let longestVariant = 0
  for (const block of blocks) {
    if (block.kind === 'how' && block.family !== null) longestVariant = Math.max(longestVariant, countWords(block.text))
    else if (block.kind === 'question') {
      const options = block.options.reduce((sum, { text }) => sum + countWords(text), 0)
      words += countWords(block.prompt) + options + Math.max(0, ...block.options.map(({ feedback }) => countWords(feedback)))
    } else if (block.kind === 'commit') words += countWords(block.prompt) + block.suggestions.reduce((sum, one) => sum + countWords(one), 0)
    else words += countWords(block.kind === 'reflect' ? block.prompt : block.text)
  }
  return words + longestVariant
}
export const wordsPerMinute = 200
export const minutesOf = (blocks: readonly Block[]): number => Math.max(1, Math.round(wordsOf(blocks) / wordsPerMinute))

/** Every prose text of the blocks with the number of its block. */
export const textsOf = (blocks: readonly Block[]): { block: number; text: string }[] =>
  blocks.flatMap((block, i) => ('text' in block ? [{ block: i, text: block.text }] : []))
