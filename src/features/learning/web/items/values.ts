// What the editor holds for each kind, and what the server wants.
import type { ItemKind, ItemText } from '#engines/item/item.ts'
import type { ItemInput, Item, ItemRow } from '../../contract/items.ts'

export const itemKinds: ItemKind[] = ['choice', 'multiple', 'judgement', 'order', 'match', 'short']
export const states: ItemRow['state'][] = ['live', 'draft', 'retired']
export const stateMeaning = { live: 'good', draft: 'wait', retired: 'note' } as const

export const hasOptions = (kind: ItemKind): boolean => kind === 'choice' || kind === 'multiple' || kind === 'judgement'
const option = () => ({ text: '', isRight: false, worth: null, feedback: '' })

/** As many empty places as the kind needs at least; what is there stays. */
export function filled(kind: ItemKind, text: ItemText | undefined): ItemText {
  const { prompt = '', explanation = '', options = [], pairs = [], order = [], accepted = [] } = text ?? {}
  const atLeast = <One>(list: One[], count: number, make: () => One): One[] => [
    ...list,
    ...Array.from({ length: Math.max(0, count - list.length) }, make),
  ]
  return {
    prompt,
    explanation,
    options: hasOptions(kind) ? atLeast(options, 3, option) : [],
    pairs: kind === 'match' ? atLeast(pairs, 3, () => ['', '']) : [],
    order: kind === 'order' ? atLeast(order, 3, () => '') : [],
    accepted: kind === 'short' ? atLeast(accepted, 2, () => '') : [],
  }
}

/** A language whose words begin like another's: as many places, the same ones right. */
export const begunLike = (kind: ItemKind, from: ItemText): ItemText => ({
  prompt: '',
  explanation: '',
  options: from.options.map(({ isRight, worth }) => ({ text: '', feedback: '', isRight, worth })),
  pairs: from.pairs.map(() => ['', '']),
  order: from.order.map(() => ''),
  accepted: kind === 'short' ? ['', ''] : [],
})

const isBlank = (text: ItemText): boolean =>
  [
    text.prompt,
    text.explanation,
    ...text.options.flatMap((one) => [one.text, one.feedback]),
    ...text.pairs.flat(),
    ...text.order,
    ...text.accepted,
  ].every((words) => words.trim() === '')
/** Without the places that stayed empty at the end. */
function tidied(text: ItemText): ItemText {
  const dropEnd = <One>(list: One[], isEmpty: (one: One) => boolean): One[] => {
    const last = list.findLastIndex((one) => !isEmpty(one))
    return list.slice(0, last + 1)
  }
  return {
    ...text,
    options: dropEnd(text.options, (one) => one.text.trim() === '' && one.feedback.trim() === ''),
    pairs: dropEnd(text.pairs, (pair) => pair.every((words) => words.trim() === '')),
    order: dropEnd(text.order, (words) => words.trim() === ''),
    accepted: text.accepted.filter((words) => words.trim() !== ''),
  }
}

export type Values = {
  key: string
  principleId: string
  level: string
  kind: ItemKind
  families: string[]
  source: string
  texts: Record<string, ItemText>
}
export const valuesOf = (item: Item | undefined, own: string): Values => ({
  key: item?.key ?? '',
  principleId: item?.principleId ?? '',
  level: String(item?.level ?? 1),
  kind: item?.kind ?? 'choice',
  families: item?.families ?? [],
  source: item?.source ?? '',
  texts: item
    ? Object.fromEntries(Object.entries(item.texts).map(([code, text]) => [code, filled(item.kind, text)]))
    : { [own]: filled('choice', undefined) },
})
export function bodyOf(values: Values, state: ItemRow['state']): ItemInput {
  const texts = Object.entries(values.texts).filter(([, text]) => !isBlank(text))
  return {
    ...(values.key ? { key: values.key } : {}),
    principleId: values.principleId,
    level: Number(values.level),
    kind: values.kind,
    families: values.families as ItemInput['families'],
    source: values.source,
    state,
    texts: Object.fromEntries(texts.map(([code, text]) => [code, tidied(text)])),
  }
}
