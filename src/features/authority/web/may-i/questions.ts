// Questions, by tiles and by words, answered from the book with the engine: nobody waits for a network.
import { decide, inForce, possibilities } from '#engines/boundary/decide.ts'
import type { Answer, Facts, Verdict } from '#engines/boundary/rule.ts'
import { makeFinder } from '#engines/text/find.ts'
import type { Book } from '../../contract.ts'

/** The question, as the address holds it: words, situation, remedy, amount, facts; and the unhappy answer and its case that it is asked for. */
export const questionDefaults = { q: '', s: '', r: '', a: '', f: '', answer: '', case: '' }
export type QuestionState = typeof questionDefaults
export type SetQuestion = (change: Partial<QuestionState>, how?: 'push' | 'replace') => void

/** The address of a question for the same case. */
export function questionPath(state: QuestionState, question: Partial<QuestionState>): string {
  const pairs = Object.entries({ answer: state.answer, case: state.case, ...question }).filter(([, value]) => value !== '')
  return pairs.length === 0 ? '/may-i' : `/may-i?${new URLSearchParams(pairs).toString()}`
}

export type FoundAnswer = { situationId: string; remedyId: string; answer: Answer }

/** `photo:yes,days-since:3`, in the address. */
export function factsFrom(text: string): Facts {
  const pairs = text.split(',').flatMap((pair) => {
    const [key, value] = pair.split(':')
    if (!key || !value) return []
    return [[key, value === 'yes' ? true : value === 'no' ? false : Number(value)] as const]
  })
  return Object.fromEntries(pairs)
}
export const factsText = (facts: Facts): string =>
  Object.entries(facts)
    .filter(([, value]) => value !== undefined && !Number.isNaN(value))
    .map(([key, value]) => `${key}:${value === true ? 'yes' : value === false ? 'no' : value}`)
    .join(',')

export function answerOf(
  book: Book,
  question: { situationId: string; remedyId: string; amount: number | null; currency: string | null; facts: Facts },
): FoundAnswer {
  const { situationId, remedyId } = question
  return { situationId, remedyId, answer: decide(book.rules, book.person, { ...question, day: book.day }) }
}

/** What I may do now, without the remedy that was asked about where nothing of it is left. */
export const mayDoNow = (book: Book, situationId: string): { remedyId: string; verdict: Verdict; limit: number | null }[] =>
  possibilities(book.rules, book.person, { situationId, day: book.day, facts: {} }).map(({ remedyId, answer }) => ({
    remedyId,
    verdict: answer.verdict,
    limit: answer.limit,
  }))

/** Remedies about which some rule speaks today, in a situation. */
export function remediesOf(book: Book, situationId: string): string[] {
  const known = inForce(book.rules, book.day).filter((rule) => rule.situationId === situationId)
  return [...new Set(known.map(({ remedyId }) => remedyId))]
}

export type Hit = { situationId: string; remedyId: string | null; score: number }
export function makeSearch(book: Book): (text: string) => Hit[] {
  const situations = new Map(book.situations.map((one) => [one.id, one]))
  const remedies = new Map(book.remedies.map((one) => [one.id, one]))
  const pairs = new Map<string, string[]>()
  for (const rule of inForce(book.rules, book.day)) {
    const [situation, remedy] = [situations.get(rule.situationId), remedies.get(rule.remedyId)]
    if (!situation || !remedy) continue
    const key = `${situation.id} ${remedy.id}`
    const title = book.rules.find(({ id, version }) => id === rule.id && version === rule.version)?.title ?? ''
    pairs.set(key, [...(pairs.get(key) ?? [...situation.words, ...remedy.words]), title])
  }
  const finder = makeFinder([
    ...book.situations.map(({ id, words }) => ({ id, phrases: words })),
    ...[...pairs].map(([id, phrases]) => ({ id, phrases })),
  ])
  return (text) =>
    finder.find(text).map(({ id, score }) => {
      const [situationId, remedyId] = id.split(' ') as [string, string | undefined]
      return { situationId, remedyId: remedyId ?? null, score }
    })
}
