// Before and after: what changed, and how sure that is.
import { difference, type Difference } from '#engines/scores/difference.ts'
import { meanWithInterval, type Moments } from '#engines/scores/mean.ts'
import { wilson } from '#engines/scores/proportion.ts'

/**
 * Of one person: share right after minus before, with Newcombe's interval (engines/scores/difference.ts). It takes both as independent; the same questions
 * twice are alike, so that the true range is narrower, never wider.
 *
 * @param before,after how many were right of how many, at least one each
 */
export const changeOfOne = (before: { right: number; asked: number }, after: { right: number; asked: number }): Difference =>
  difference(wilson(after.right, after.asked), wilson(before.right, before.asked))

/** Fewer people than this say something about persons. */
export const fewestPairs = 5

/**
 * Of many people: mean of each one's difference with its t interval (paired: everybody is compared with themselves). Null below `fewestPairs`.
 *
 * @param moments of the differences, -1 to 1 each
 */
export const changeOfMany = (moments: Moments): Difference | null => {
  if (moments.n < fewestPairs) return null
  const { estimate, low, high } = meanWithInterval(moments, { from: -1, to: 1 })
  return { estimate, low, high }
}
