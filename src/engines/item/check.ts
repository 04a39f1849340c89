// What an item needs before anybody is asked it, each fault with the place of what is wrong.
import { type Item, type ItemText, most } from './item.ts'

export interface Fault {
  /** JSON pointer within the item: `/options/1/feedback`. */
  pointer: string
  /** For pages, which say it in the reader's language. */
  code: 'blank' | 'long' | 'few' | 'many' | 'twice' | 'one-right' | 'some-right' | 'worth' | 'worth-best' | 'worth-poor' | 'differs'
  message: string
}

const isBlank = (text: string): boolean => text.trim() === ''

function tooLong(item: ItemText): Fault[] {
  const faults: Fault[] = []
  const check = (pointer: string, text: string, limit: number) => {
    if (text.length > limit) faults.push({ pointer, code: 'long', message: `has ${text.length} letters; ${limit} at most` })
  }
  check('/prompt', item.prompt, most.prompt)
  check('/explanation', item.explanation, most.explanation)
  item.options.forEach(({ text, feedback }, i) => {
    check(`/options/${i}/text`, text, most.option)
    check(`/options/${i}/feedback`, feedback, most.feedback)
  })
  item.pairs.forEach((pair, i) => pair.forEach((text, side) => check(`/pairs/${i}/${side}`, text, most.option)))
  item.order.forEach((text, i) => check(`/order/${i}`, text, most.option))
  item.accepted.forEach((text, i) => check(`/accepted/${i}`, text, most.option))
  return faults
}

function twice(texts: readonly string[], pointerOf: (i: number) => string): Fault[] {
  return texts.flatMap((text, i) =>
    texts.findIndex((other) => other.trim().toLowerCase() === text.trim().toLowerCase()) < i
      ? [{ pointer: pointerOf(i), code: 'twice' as const, message: 'stands here twice' }]
      : [],
  )
}

function listFaults(name: 'options' | 'pairs' | 'order', count: number, least: number): Fault[] {
  if (count < least) return [{ pointer: `/${name}`, code: 'few', message: `needs at least ${least}` }]
  return count > most[name] ? [{ pointer: `/${name}`, code: 'many', message: `has ${count}; ${most[name]} at most` }] : []
}

function optionFaults({ kind, options }: Pick<Item, 'kind' | 'options'>): Fault[] {
  const faults = listFaults('options', options.length, 2)
  options.forEach(({ text, feedback, worth }, i) => {
    if (isBlank(text)) faults.push({ pointer: `/options/${i}/text`, code: 'blank', message: 'says nothing' })
    if (isBlank(feedback))
      faults.push({ pointer: `/options/${i}/feedback`, code: 'blank', message: 'says nothing; whoever chose it wants to know why' })
    if (kind === 'judgement' && (worth === null || !Number.isInteger(worth) || worth < 0 || worth > 3))
      faults.push({ pointer: `/options/${i}/worth`, code: 'worth', message: 'is 0, 1, 2 or 3' })
  })
  faults.push(
    ...twice(
      options.map(({ text }) => text),
      (i) => `/options/${i}/text`,
    ),
  )
  const right = options.filter(({ isRight }) => isRight).length
  if (kind === 'choice' && right !== 1)
    faults.push({ pointer: '/options', code: 'one-right', message: `has ${right} right options; a choice has one` })
  if (kind === 'multiple' && right === 0) faults.push({ pointer: '/options', code: 'some-right', message: 'has no right option' })
  if (kind === 'judgement' && !options.some(({ worth }) => worth === 3))
    faults.push({ pointer: '/options', code: 'worth-best', message: 'has none that is worth 3' })
  if (kind === 'judgement' && !options.some(({ worth }) => (worth ?? 3) <= 1))
    faults.push({ pointer: '/options', code: 'worth-poor', message: 'has none that is worth 1 or 0: then any answer passes' })
  return faults
}

/** Faults of one language's words; empty: it can be asked. */
export function textFaults(item: ItemText & Pick<Item, 'kind'>): Fault[] {
  const faults = tooLong(item)
  if (isBlank(item.prompt)) faults.push({ pointer: '/prompt', code: 'blank', message: 'says nothing' })
  if (isBlank(item.explanation))
    faults.push({ pointer: '/explanation', code: 'blank', message: 'says nothing; one sentence of why is enough' })
  if (item.kind === 'choice' || item.kind === 'multiple' || item.kind === 'judgement') return [...faults, ...optionFaults(item)]
  if (item.kind === 'short') {
    if (item.accepted.every(isBlank)) faults.push({ pointer: '/accepted', code: 'few', message: 'needs at least one answer' })
    if (item.accepted.length > most.accepted)
      faults.push({ pointer: '/accepted', code: 'many', message: `has ${item.accepted.length}; ${most.accepted} at most` })
    return faults
  }
  if (item.kind === 'order') {
    item.order.forEach((text, i) => isBlank(text) && faults.push({ pointer: `/order/${i}`, code: 'blank', message: 'says nothing' }))
    return [...faults, ...listFaults('order', item.order.length, 3), ...twice(item.order, (i) => `/order/${i}`)]
  }
  item.pairs.forEach(
    (pair, i) => pair.some(isBlank) && faults.push({ pointer: `/pairs/${i}`, code: 'blank', message: 'says nothing on one side' }),
  )
  return [
    ...faults,
    ...listFaults('pairs', item.pairs.length, 2),
    ...twice(
      item.pairs.map(([left]) => left),
      (i) => `/pairs/${i}/0`,
    ),
    ...twice(
      item.pairs.map(([, right]) => right),
      (i) => `/pairs/${i}/1`,
    ),
  ]
}

/** What a translation must share with the language it comes from: as many, and the same ones right. */
export function translationFaults(kind: Item['kind'], from: ItemText, to: ItemText): Fault[] {
  const faults: Fault[] = []
  const same = (name: 'options' | 'pairs' | 'order') => {
    if (from[name].length !== to[name].length)
      faults.push({ pointer: `/${name}`, code: 'differs', message: `has ${to[name].length}; the other language has ${from[name].length}` })
  }
  if (kind === 'order' || kind === 'match') same(kind === 'order' ? 'order' : 'pairs')
  if (kind === 'choice' || kind === 'multiple' || kind === 'judgement') {
    same('options')
    to.options.forEach(({ isRight, worth }, i) => {
      const other = from.options[i]
      if (other && (other.isRight !== isRight || other.worth !== worth))
        faults.push({ pointer: `/options/${i}`, code: 'differs', message: 'is not right where it is in the other language' })
    })
  }
  return faults
}
