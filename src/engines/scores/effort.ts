// Customer effort and other scales of few steps: how answers spread, their mean, and the share in the top boxes.
import { meanWithInterval } from './mean.ts'
import { type Estimate, wilson } from './proportion.ts'

export interface ScaleSummary {
  n: number
  /** For each step of the scale, from the lowest: how many chose it, and their share with its 95 % interval. */
  distribution: { answer: number; count: number; share: Estimate }[]
  /** Null for one answer: it has no spread. */
  mean: Estimate | null
  /** Share of the top boxes. */
  top: Estimate
}

/**
 * Share of the highest `boxes` steps, with Wilson's interval: CSAT (4 and 5 of 5), CES (6 and 7 of 7).
 *
 * @param counts answers per step, the lowest step first; whole and not negative
 * @returns null where there are no answers, a count is none, or `boxes` is not between 1 and the steps there are
 */
export function topBox(counts: readonly number[], boxes = 2): Estimate | null {
  const n = sumOf(counts)
  if (n === null || n === 0 || !Number.isInteger(boxes) || boxes < 1 || boxes > counts.length) return null
  return wilson(sumOf(counts.slice(-boxes))!, n)
}

/**
 * Customer effort (1 to 7, 7 the easiest; Dixon, Freeman and Toman 2010, in the wording of 2013): distribution, mean with its t interval cut to the scale
 * (see meanWithInterval), top boxes with Wilson's. Several answers of one customer or agent are not independent: see clusteredMean and clusteredShare.
 *
 * @param counts answers per step, the lowest step first; whole and not negative, at least two steps
 * @param lowest what the lowest step is called: 1
 * @returns null where there are no answers or a count is none
 */
export function customerEffort(counts: readonly number[], { lowest = 1, boxes = 2 } = {}): ScaleSummary | null {
  const top = topBox(counts, boxes)
  if (!top || counts.length < 2 || !Number.isSafeInteger(lowest)) return null
  const { n } = top
  const moments = { n, sum: 0, sumSquares: 0 }
  for (const [step, count] of counts.entries()) {
    moments.sum += count * step
    moments.sumSquares += count * step * step
  }
  // From the lowest step as 0, so that a scale which begins at 1000 loses no digits.
  const mean = n < 2 ? null : meanWithInterval(moments, { from: 0, to: counts.length - 1 })
  return {
    n,
    distribution: counts.map((count, step) => ({ answer: lowest + step, count, share: wilson(count, n) })),
    mean: mean && { n, estimate: mean.estimate + lowest, low: mean.low + lowest, high: mean.high + lowest },
    top,
  }
}

function sumOf(counts: readonly number[]): number | null {
  let sum = 0
  for (const count of counts) {
    if (!Number.isSafeInteger(count) || count < 0) return null
    sum += count
  }
  return Number.isSafeInteger(sum) ? sum : null
}
