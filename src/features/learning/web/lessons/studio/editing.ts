// What is being written, with undo: pure steps from one state of the text to the next.
import type { Block, Family, Option } from '#engines/lesson/lesson.ts'

/** `id` is this page's own: fields keep their place when blocks move. */
export interface Item {
  id: number
  block: Block
}
export interface Text {
  title: string
  items: Item[]
}
export interface History {
  past: Text[]
  now: Text
  future: Text[]
  /** Typing on in one field is one step. */
  field: string
}
const mostSteps = 200

let lastId = 0
export const itemOf = (block: Block): Item => ({ id: ++lastId, block })

/** What every lesson has stands there to be filled, wherever the text came from. */
export function textFrom(title: string, blocks: readonly Block[]): Text {
  const of = (test: (block: Block) => boolean, fallback: Block): Block => blocks.find(test) ?? fallback
  const fixed = (block: Block) => block.kind === 'why' || block.kind === 'what' || block.kind === 'commit'
  const begin: Block[] = [
    ...(['company', 'me', 'customer'] as const).map((who) =>
      of((block) => block.kind === 'why' && block.who === who, { kind: 'why', who, text: '' }),
    ),
    of((block) => block.kind === 'what', { kind: 'what', text: '' }),
  ]
  const end = of((block) => block.kind === 'commit', { kind: 'commit', prompt: '', suggestions: [] })
  return { title, items: [...begin, ...blocks.filter((block) => !fixed(block)), end].map(itemOf) }
}
export const blocksOf = (text: Text): Block[] => text.items.map(({ block }) => block)

export const begin = (text: Text): History => ({ past: [], now: text, future: [], field: '' })
/** `field` names what is typed in; '' makes a step of its own. */
export function step(history: History, next: Text, field = ''): History {
  const isSame = field !== '' && field === history.field
  const past = isSame ? history.past : [...history.past, history.now].slice(-mostSteps)
  return { past, now: next, future: [], field }
}
export function undo({ past, now, future }: History): History {
  const before = past.at(-1)
  return before ? { past: past.slice(0, -1), now: before, future: [now, ...future], field: '' } : { past, now, future, field: '' }
}
export function redo({ past, now, future }: History): History {
  const [next, ...rest] = future
  return next ? { past: [...past, now], now: next, future: rest, field: '' } : { past, now, future, field: '' }
}

export const replace = (text: Text, id: number, block: Block): Text => ({
  ...text,
  items: text.items.map((item) => (item.id === id ? { id, block } : item)),
})
export const remove = (text: Text, id: number): Text => ({ ...text, items: text.items.filter((item) => item.id !== id) })

/** Between "what" and "I will", in any order. */
export const isMovable = ({ block }: Item): boolean => block.kind === 'how' || block.kind === 'question' || block.kind === 'reflect'
export function mayMove(text: Text, id: number, by: -1 | 1): boolean {
  const at = text.items.findIndex((item) => item.id === id)
  const other = text.items[at + by]
  return other !== undefined && isMovable(other)
}
export function move(text: Text, id: number, by: -1 | 1): Text {
  const at = text.items.findIndex((item) => item.id === id)
  if (!mayMove(text, id, by)) return text
  return { ...text, items: text.items.toSpliced(at, 1).toSpliced(at + by, 0, ...text.items.slice(at, at + 1)) }
}
/** Before "I will". */
export function add(text: Text, block: Block): Text {
  const end = text.items.findLastIndex((item) => item.block.kind === 'commit')
  return { ...text, items: text.items.toSpliced(end < 0 ? text.items.length : end, 0, itemOf(block)) }
}
export const emptyOption = (): Option => ({ text: '', isRight: false, feedback: '' })
export const emptyQuestion = (): Block => ({
  kind: 'question',
  isMultiple: false,
  prompt: '',
  options: [{ ...emptyOption(), isRight: true }, emptyOption()],
})
export const freeFamilies = (text: Text, all: readonly Family[]): Family[] =>
  all.filter((family) => !text.items.some(({ block }) => block.kind === 'how' && block.family === family))

/** What a block is among its like, the same in every language: the second question stays the second question. */
export function placesOf(blocks: readonly Block[]): string[] {
  const count = new Map<string, number>()
  return blocks.map((block) => {
    const name = block.kind === 'why' ? `why ${block.who}` : block.kind === 'how' ? `how ${block.family ?? 'all'}` : block.kind
    const n = (count.get(name) ?? 0) + 1
    count.set(name, n)
    return `${name} ${n}`
  })
}
const emptied = (block: Block): Block => {
  switch (block.kind) {
    case 'question':
      return { ...block, prompt: '', options: block.options.map(({ isRight }) => ({ text: '', isRight, feedback: '' })) }
    case 'reflect':
      return { ...block, prompt: '' }
    case 'commit':
      return { ...block, prompt: '', suggestions: block.suggestions.map(() => '') }
    default:
      return { ...block, text: '' }
  }
}
/** The build of the source with what is translated already in its places. */
export function alike(source: readonly Block[], own: readonly Block[]): Block[] {
  const known = byPlace(own)
  const places = placesOf(source)
  return source.map((block, i) => known.get(places[i] ?? '') ?? emptied(block))
}
export function byPlace(blocks: readonly Block[]): Map<string, Block> {
  const places = placesOf(blocks)
  return new Map(blocks.map((block, i) => [places[i] ?? '', block]))
}
