// Cox's partial likelihood with its slope and curvature at given coefficients.
import { type RiskSums, risksOf, walkRiskSets } from './cox-risk-sets.ts'
import type { CoxSample } from './cox-sample.ts'

export type Ties = 'efron' | 'breslow'

export interface Likelihood {
  /** -Infinity or NaN where the coefficients are out of reach of the arithmetic. */
  logLikelihood: number
  score: Float64Array
  /** Minus the second derivative, k x k by rows. */
  information: Float64Array
}

/** ln L = Σ_events x b - Σ_(times) Σ_(l < d) ln(Σ_risk r - c_l Σ_dying r), with c_l = l / d (Efron) or 0 (Breslow). */
export function likelihoodAt(sample: CoxSample, beta: Float64Array, ties: Ties): Likelihood {
  const { k, x, event } = sample
  const { predictor, risk, shift } = risksOf(sample, beta)
  const score = new Float64Array(k)
  const triangle = new Float64Array((k * (k + 1)) / 2)
  const mean = new Float64Array(k)
  let logLikelihood = 0
  walkRiskSets(sample, risk, ({ from, to, atRisk, dying }) => {
    for (let i = from; i < to; i++) {
      if (event[i] !== 1) continue
      logLikelihood += predictor[i]! - shift
      for (let j = 0; j < k; j++) score[j]! += x[i * k + j]!
    }
    // All with the same share are alike: one round counts for d.
    const rounds = ties === 'efron' ? dying.count : 1
    for (let l = 0; l < rounds; l++) {
      const times = dying.count / rounds
      const s0 = meanOf(atRisk, dying, l / rounds, mean)
      logLikelihood -= times * Math.log(s0)
      for (let i = 0, place = 0; i < k; i++) {
        score[i]! -= times * mean[i]!
        for (let j = 0; j <= i; j++, place++)
          triangle[place]! += times * ((atRisk.s2[place]! - (l / rounds) * dying.s2[place]!) / s0 - mean[i]! * mean[j]!)
      }
    }
  })
  return { logLikelihood, score, information: square(triangle, k) }
}

/** Mean covariates of those at risk, the dying counted for 1 - share of them, into `mean`. Returns Σ r. */
export function meanOf(atRisk: RiskSums, dying: RiskSums, share: number, mean: Float64Array): number {
  const s0 = atRisk.s0 - share * dying.s0
  for (let j = 0; j < mean.length; j++) mean[j] = (atRisk.s1[j]! - share * dying.s1[j]!) / s0
  return s0
}

function square(triangle: Float64Array, k: number): Float64Array {
  const whole = new Float64Array(k * k)
  for (let i = 0, place = 0; i < k; i++)
    for (let j = 0; j <= i; j++, place++) {
      whole[i * k + j] = triangle[place]!
      whole[j * k + i] = triangle[place]!
    }
  return whole
}
