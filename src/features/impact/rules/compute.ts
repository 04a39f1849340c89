// From what signals keep (n, sum, sum of squares) to a number with its likely range, or to "too few".
import { countWithInterval } from '#engines/scores/count.ts'
import { difference, type Difference, isTold } from '#engines/scores/difference.ts'
import { meanWithInterval } from '#engines/scores/mean.ts'
import { netPromoterScore } from '#engines/scores/net-promoter.ts'
import { type Estimate, type Shown, unlessTooFew, wilson } from '#engines/scores/proportion.ts'
import type { Score } from '#features/signals/public.ts'
import type { Measure } from './measures.ts'

const none: Score = { n: 0, sum: 0, sumSquares: 0 }
/** `scores` in the order of the measure's metrics. Two deltas of one fact may be rolled up one after the other: a part is never more than its whole. */
export function compute(measure: Measure, scores: readonly Score[]): Shown {
  const [first = none, second = none] = scores
  switch (measure.kind) {
    case 'count':
      return { isTooFew: false, ...countWithInterval(Math.max(0, first.n)) }
    case 'mean':
      return unlessTooFew(first.n, () => cut(meanWithInterval(first), measure))
    case 'points':
      return unlessTooFew(first.n, () => netPromoterScore(first.sum, Math.min(second.sum, first.n - first.sum), first.n))
    case 'share': {
      const n = measure.how === 'of-both' ? first.n + second.n : measure.how === 'of-second' ? second.n : first.n
      const hits = measure.how === 'ones' ? first.sum : first.n
      return unlessTooFew(n, () => wilson(Math.min(n, hits), n))
    }
  }
}
const cut = (one: Estimate, { from = -Infinity, to = Infinity }: Measure): Estimate => ({
  ...one,
  low: Math.max(from, one.low),
  high: Math.min(to, one.high),
})

export const add = (scores: readonly Score[]): Score =>
  scores.reduce((a, b) => ({ n: a.n + b.n, sum: a.sum + b.sum, sumSquares: a.sumSquares + b.sumSquares }), none)

export type Change = (Difference & { isTold: boolean }) | null
/** Null where one of the two is too few to say anything, or nothing was counted before: it may not have been written down yet. */
export function changeOf(now: Shown, before: Shown): Change {
  if (now.isTooFew || before.isTooFew || before.n === 0) return null
  const found = difference(now, before)
  return { ...found, isTold: isTold(found) }
}
