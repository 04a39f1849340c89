// A part's text as lines that people read: lessons and scenarios as they are written, questions and cards without the marks of their files.
import { parseItems } from '#engines/item/parse.ts'
import type { CardText } from '../../contract/cards.ts'
import type { PackPart } from '../../contract/packs.ts'

export function linesOf(kind: PackPart['kind'], text: string): string[] {
  if (kind === 'card') {
    const { moment, do: todo, say, avoid } = JSON.parse(text) as CardText
    return [moment, ...todo.map((step, i) => `${i + 1}. ${step}`), ...say.map((line) => `> ${line}`), `– ${avoid}`]
  }
  const item = kind === 'item' ? parseItems(text).items?.[0] : undefined
  if (!item) return text.split('\n')
  return [
    item.prompt,
    ...item.options.flatMap(({ text: option, isRight, worth, feedback }) => [
      `${worth === null ? (isRight ? '[x]' : '[ ]') : `[${worth}]`} ${option}`,
      ...(feedback ? [`> ${feedback}`] : []),
    ]),
    ...item.pairs.map(([left, right]) => `${left} – ${right}`),
    ...item.order.map((step, i) => `${i + 1}. ${step}`),
    ...item.accepted.map((one) => `= ${one}`),
    item.explanation,
  ]
}
