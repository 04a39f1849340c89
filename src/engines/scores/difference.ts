// The difference of two independent estimates, from their own intervals.
import type { Estimate, Interval } from './proportion.ts'

export interface Difference extends Interval {
  estimate: number
}

/**
 * `now - before` with a 95 % interval (MOVER): low = d - sqrt((now - low now)^2 + (high before - before)^2), high = d + sqrt((high now - now)^2 + (before - low before)^2).
 * For shares with Wilson's intervals this is Newcombe's method 10 (Statistics in Medicine 17 (1998) 873); for other intervals Zou and Donner (Statistics
 * in Medicine 27 (2008) 1693).
 *
 * @param now,before independent estimates in the same unit, each with its 95 % interval; an end that lies on the wrong side of its estimate counts as on it
 */
export function difference(now: Estimate, before: Estimate): Difference {
  const below = (one: Estimate): number => Math.max(0, one.estimate - one.low)
  const above = (one: Estimate): number => Math.max(0, one.high - one.estimate)
  const estimate = now.estimate - before.estimate
  return { estimate, low: estimate - Math.hypot(below(now), above(before)), high: estimate + Math.hypot(above(now), below(before)) }
}

/** Can the two be told apart: does the interval leave out zero? */
export const isTold = ({ low, high }: Interval): boolean => low > 0 || high < 0
