// How wrong may the comparison have been before the answer goes? Drift after the start, held against drift before.
import { tCritical } from '../distributions/tails.ts'
import type { Aggregate } from './aggregates.ts'
import { blockProducts, type Sample, smallSampleOf } from './sample.ts'

export interface Sensitivity {
  /** How many times the largest step before treatment a step after it may have been. */
  magnitude: number
  /** All effects that such drift leaves possible, from the estimates alone. */
  identified: { lower: number; upper: number }
  /** The same with chance: covers the truth in at least 1 - alpha of samples. */
  lower: number
  upper: number
}

export interface RelativeMagnitudes {
  ranges: Sensitivity[]
  /** The largest magnitude whose range leaves out 0; 0 where none does, Infinity where drift doesn't matter. */
  breakdown: number
}

interface Line {
  estimate: number
  influence: Float64Array
}

/**
 * Bounds under relative magnitudes: each step of the drift after treatment is at most `magnitude` times the largest step before it. For the mean of the effects from
 * event time 0 to `until`, drift can move it by magnitude x d x K, with d the largest step before and K = Σ_s |Σ_(t >= s) weight_t|.
 * The identified set is exact: estimate ± magnitude d K. The range takes, for each step before and each sign, the one-sided bound of estimate ± magnitude K step,
 * and the widest of them: since the true largest step is one of them, it covers at least 1 - alpha. It is wider than the conditional tests of R HonestDiD, which
 * need linear programs; never narrower where d is clear.
 * Source: Rambachan & Roth (2023), Review of Economic Studies 90, 2555-2591, section 2.4.1; the union bound is theirs for the identified set, ours for the range.
 *
 * @param dynamic event study with a varying base, whose leads are the steps
 * @param magnitudes 0 or more each
 * @returns null without leads or without effects up to `until`
 */
export function relativeMagnitudes(
  dynamic: Aggregate,
  sample: Sample,
  { magnitudes, until = Infinity, alpha = 0.05 }: { magnitudes: readonly number[]; until?: number; alpha?: number },
): RelativeMagnitudes | null {
  const after = dynamic.parts.filter(({ at }) => at >= 0 && at <= until)
  const steps = dynamic.parts.filter(({ at, isReference }) => at < 0 && !isReference)
  if (after.length === 0 || steps.length === 0) return null
  const mean = meanOf(after)
  // Σ_s |Σ_(t >= s) 1 / m| over m effects.
  const reach = (after.length + 1) / 2
  const largest = Math.max(...steps.map(({ estimate }) => Math.abs(estimate)))
  const own = blockProducts(mean.influence, mean.influence, sample)
  const products = steps.map(({ estimate, influence }) => ({
    estimate,
    shared: blockProducts(mean.influence, influence, sample),
    squares: blockProducts(influence, influence, sample),
  }))
  const boundsOf = (step: (typeof products)[number], moved: number): { lower: number; upper: number } => {
    // Rounding may leave less than nothing where the two cancel.
    const squares = own.map((one, block) => Math.max(0, one + 2 * moved * step.shared[block]! + moved * moved * step.squares[block]!))
    const { se, df } = smallSampleOf(squares, sample)
    const estimate = mean.estimate + moved * step.estimate
    const width = se > 0 ? tCritical(alpha, df) * se : 0
    return { lower: estimate - width, upper: estimate + width }
  }
  const rangeAt = (magnitude: number): Sensitivity => {
    const moved = magnitude * reach
    const ends = products.flatMap((step) => [boundsOf(step, moved), boundsOf(step, -moved)])
    return {
      magnitude,
      identified: { lower: mean.estimate - moved * largest, upper: mean.estimate + moved * largest },
      lower: Math.min(...ends.map(({ lower }) => lower)),
      upper: Math.max(...ends.map(({ upper }) => upper)),
    }
  }
  const leavesOutZero = (magnitude: number) => {
    const { lower, upper } = rangeAt(magnitude)
    return lower > 0 || upper < 0
  }
  return { ranges: magnitudes.map(rangeAt), breakdown: breakdownOf(leavesOutZero) }
}

function breakdownOf(leavesOutZero: (magnitude: number) => boolean): number {
  if (!leavesOutZero(0)) return 0
  let high = 1
  while (leavesOutZero(high)) {
    high *= 2
    if (high > 1e6) return Infinity
  }
  let low = high === 1 ? 0 : high / 2
  while (high - low > 1e-6 * high) {
    const middle = (low + high) / 2
    if (leavesOutZero(middle)) low = middle
    else high = middle
  }
  return low
}

function meanOf(parts: readonly Line[]): Line {
  const influence = new Float64Array(parts[0]!.influence.length)
  let estimate = 0
  for (const part of parts) {
    estimate += part.estimate / parts.length
    for (let i = 0; i < influence.length; i++) influence[i]! += part.influence[i]! / parts.length
  }
  return { estimate, influence }
}
