// The mean time without the event up to a horizon: what a median can't say where most never had it.
import { normalQuantile } from '../distributions/tails.ts'
import type { Curve } from './kaplan-meier.ts'
import { problem, type SurvivalProblem } from './observations.ts'

export interface RestrictedMean {
  /** In units of time. */
  estimate: number
  se: number
  /** Normal, of the curve's level, cut to 0 and the horizon. */
  lower: number
  upper: number
  horizon: number
}

export type RestrictedMeanResult = { mean: RestrictedMean; problem: null } | { mean: null; problem: SurvivalProblem }

/**
 * ∫_0^τ S(t) dt; variance Σ_(t_j <= τ) (∫_(t_j)^τ S)² d_j / (n_j (n_j - d_j)).
 * Source: Irwin (1949); Klein & Moeschberger (2003), section 4.5. The figures of R `survival` (rmean).
 *
 * @param horizon τ, above 0 and at most the last observation (unless all had the event by then)
 */
export function restrictedMean(curve: Curve, horizon: number): RestrictedMeanResult {
  const isOpen = curve.survival.at(-1) !== 0 && horizon > curve.lastTime
  if (!(horizon > 0) || horizon === Infinity || isOpen) return { mean: null, problem: problem('horizon-beyond-follow-up') }
  let after = 0
  let variance = 0
  let end = horizon
  for (let j = curve.time.length - 1; j >= 0; j--) {
    const from = curve.time[j]!
    if (from > horizon) continue
    after += curve.survival[j]! * (end - from)
    end = from
    const [n, d] = [curve.atRisk[j]!, curve.events[j]!]
    // In shares of the horizon: squares of 1e300 are no numbers. With nobody left the area after is 0.
    if (n > d) variance += (after / horizon) ** 2 * (d / n / (n - d))
  }
  const estimate = after + end
  const se = Math.sqrt(variance) * horizon
  const reach = normalQuantile((1 + curve.level) / 2) * se
  return {
    mean: { estimate, se, lower: Math.max(0, estimate - reach), upper: Math.min(horizon, estimate + reach), horizon },
    problem: null,
  }
}
