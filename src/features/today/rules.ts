// Pure choices of the start page: which words, and which next step.
import type { FirstKind } from './contract.ts'

/** In this order, and each only where it is true: what waits for my answer (by when it is due), whether a story may name me, what I asked, what a young organisation lacks, my team's week,
 * what I said I would do, what my plan asks of me, the house's open questions, my own growth. */
export const nextKinds = ['owed', 'story', 'answered', 'first', 'huddle', 'did', 'learn', 'gap', 'level'] as const
export type NextKind = (typeof nextKinds)[number]

/** One next step, and two more that wait behind it: a page is no list of work. */
export const mostSteps = 3

export function inTurn<Step>(steps: Readonly<Record<NextKind, readonly Step[]>>): Step[] {
  return nextKinds.flatMap((kind) => [...steps[kind]]).slice(0, mostSteps)
}

/** Each needs those before it: rules need somebody who lets them go live, and a huddle lives of what was said and agreed. */
export const firstKinds: readonly FirstKind[] = [
  'people',
  'ways-in',
  'head-of-cx',
  'mantra',
  'principles',
  'pack',
  'journey',
  'rules',
  'survey',
  'huddle',
]

/** Of everybody besides whoever looks. Done once half of them can come in: one is a trial, and somebody new is always without. */
export const waysInOf = (others: number, waysIn: number): { isDone: boolean; count: number } => ({
  isDone: others > 0 && waysIn * 2 >= others,
  count: Math.max(0, others - waysIn),
})

const hourMs = 3_600_000
const freshMs = 48 * hourMs
/** An answer to my question is news for two days. */
export const answeredSince = (at: Date): string => new Date(at.getTime() - freshMs).toISOString()

/** Four weeks of words; older ones stand on the page of all words. */
export const quotesSince = (at: Date): string => new Date(at.getTime() - 28 * 24 * hourMs).toISOString()
export const mostQuotes = 8

/**
 * Words that came in the last two days stand at once; without news they take turns by the day, so that nobody reads the same sentence for a
 * month. Among them praise goes before anything else.
 */
export function quoteOfDay<Quote extends { kind: string; receivedAt: string }>(
  quotes: readonly Quote[],
  day: string,
  at: Date,
): Quote | null {
  const praise = quotes.filter(({ kind }) => kind === 'praise')
  const some = praise.length > 0 ? praise : quotes
  const first = some[0]
  if (!first) return null
  if (at.getTime() - Date.parse(first.receivedAt) <= freshMs) return first
  return some[Math.floor(Date.parse(`${day}T00:00:00Z`) / (24 * hourMs)) % some.length]!
}

export const mineOf = (
  quote: { stepId: string | null; causeStepId: string | null },
  stepIds: ReadonlySet<string>,
): 'cause' | 'step' | 'unit' =>
  quote.causeStepId !== null && stepIds.has(quote.causeStepId)
    ? 'cause'
    : quote.stepId !== null && stepIds.has(quote.stepId)
      ? 'step'
      : 'unit'

const longestMs = 30 * 24 * hourMs
const usualMs = 7 * 24 * hourMs
/** Since the last visit, as far as anybody knows; a phone with a wrong clock hides nothing and asks for no year. */
export function thanksSince(asked: string | undefined, at: Date): string {
  const ms = asked === undefined ? at.getTime() - usualMs : Date.parse(asked)
  return new Date(Math.min(Math.max(ms, at.getTime() - longestMs), at.getTime())).toISOString()
}

/** The week's turn among the principles, where no huddle has settled it yet. */
export const principleOfWeek = <Principle extends { id: string }>(
  principles: readonly Principle[],
  chosenId: string | null,
  monday: string,
): Principle | null =>
  principles.find(({ id }) => id === chosenId) ??
  principles[Math.floor(Date.parse(`${monday}T00:00:00Z`) / usualMs) % Math.max(1, principles.length)] ??
  null

/** What somebody can do soonest: a sign-off needs one conversation. */
const missingOrder = ['sign-off', 'observed', 'scenario', 'knowledge', 'customer'] as const
export const missingFirst = <Kind extends string>(missing: readonly { kind: Kind }[]): Kind | null =>
  [...missing].sort((a, b) => missingOrder.indexOf(a.kind as 'observed') - missingOrder.indexOf(b.kind as 'observed'))[0]?.kind ?? null
