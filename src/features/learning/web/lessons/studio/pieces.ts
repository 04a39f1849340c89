// A lesson in pieces that can be compared: a title and what each block says, as an author reads it.
import type { Block } from '#engines/lesson/lesson.ts'
import type { T } from '#ui/i18n.ts'
import type { Piece } from '../../reviews/Compared.tsx'
import { titlesOf } from './BlockFields.tsx'
import { placesOf } from './editing.ts'

const wordsOf = (block: Block): string => {
  if (block.kind === 'question')
    return [
      block.prompt,
      ...block.options.flatMap(({ text, isRight, feedback }) => [`${isRight ? '✓' : '–'} ${text}`, `   ${feedback}`]),
    ].join('\n')
  if (block.kind === 'commit') return [block.prompt, ...block.suggestions.map((words) => `– ${words}`)].join('\n')
  return block.kind === 'reflect' ? block.prompt : block.text
}

export function piecesOf({ title, blocks }: { title: string; blocks: readonly Block[] }, t: T): Piece[] {
  const [places, titles] = [placesOf(blocks), titlesOf(blocks, t)]
  return [
    { key: 'title', title: t('lessons.edit.title'), text: title },
    ...blocks.map((block, i) => ({ key: places[i] ?? String(i), title: titles[i] ?? '', text: wordsOf(block) })),
  ]
}
