// What goes with sooner and later, several things at once.
import { chiSquareTail, normalQuantile } from '../distributions/tails.ts'
import { inverseOfCholesky, quadraticForm } from '../linear/cholesky.ts'
import type { Ties } from './cox-likelihood.ts'
import { type Fitted, fitCox } from './cox-newton.ts'
import { scoreProducts } from './cox-robust.ts'
import { type CoxRows, type CoxSample, coxSample } from './cox-sample.ts'
import { problem, type SurvivalProblem } from './observations.ts'

export interface CoxCoefficient {
  /** Change of the log hazard for one unit of the covariate. */
  estimate: number
  /** By cluster where clusters are given; else that of the model. */
  se: number
  modelSe: number
  lower: number
  upper: number
  /** exp of estimate, lower and upper: how many times as likely, at any time, for one unit more. Infinity beyond a double's range. */
  hazardRatio: { estimate: number; lower: number; upper: number }
  z: number
  /** Two-sided, of the normal distribution. */
  p: number
}

export interface Test {
  statistic: number
  df: number
  p: number
}

export interface CoxFit {
  n: number
  events: number
  /** Null without clusters. */
  clusters: number | null
  coefficients: CoxCoefficient[]
  /** Of the estimates, k x k by rows; by cluster where clusters are given. */
  covariance: Float64Array
  logLikelihood: { none: number; fitted: number }
  /** That all coefficients are 0. Wald: null where the covariance has no full rank (no more clusters than covariates). The other two take rows to be independent. */
  tests: { wald: Test | null; score: Test; likelihoodRatio: Test }
  iterations: number
}

export interface CoxOptions {
  /** Events at the same time: Efron's way (default) is the closer one, Breslow's the quicker. */
  ties?: Ties
  /** Default 0.95. */
  level?: number
}

export type CoxResult = { fit: CoxFit; problem: null } | { fit: null; problem: SurvivalProblem }

/**
 * Proportional hazards: hazard(t | x) = baseline(t) exp(x b), b by Newton's method with step halving on the partial likelihood; errors from the information, or by
 * cluster I⁻¹ (Σ s sᵀ) I⁻¹ (too small with few clusters, say below 20). That hazards stay proportional is taken for granted here, not tested.
 * Source: Cox (1972), JRSS B 34, 187-220; Efron (1977), JASA 72, 557-565. The figures of R `coxph`.
 *
 * Time: rows x covariates² for each of about six steps, after sorting.
 *
 * @throws RangeError unless 0 < level < 1
 */
export function coxRegression(rows: CoxRows, { ties = 'efron', level = 0.95 }: CoxOptions = {}): CoxResult {
  const z = normalQuantile((1 + level) / 2)
  const { sample, problem: wrong } = coxSample(rows)
  if (!sample) return { fit: null, problem: wrong }
  const { fitted, problem: stopped } = fitCox(sample, ties)
  if (!fitted) return { fit: null, problem: stopped }
  const errors = errorsOf(sample, fitted, ties)
  if (!errors) return { fit: null, problem: problem('one-cluster') }
  const { model, robust, clusters } = errors
  const { k, scale } = sample
  const covariance = robust ?? model
  const coefficients = Array.from(fitted.beta, (value, j): CoxCoefficient => {
    // Whole first, then scaled: squares of very small or large units are no numbers.
    const [estimate, se, modelSe] = [value, Math.sqrt(covariance[j * k + j]!), Math.sqrt(model[j * k + j]!)].map(
      (one) => one / scale[j]!,
    ) as [number, number, number]
    const [lower, upper] = [estimate - z * se, estimate + z * se]
    const own = value / Math.sqrt(covariance[j * k + j]!)
    return {
      estimate,
      se,
      modelSe,
      lower,
      upper,
      hazardRatio: { estimate: Math.exp(estimate), lower: Math.exp(lower), upper: Math.exp(upper) },
      z: own,
      p: chiSquareTail(own * own, 1),
    }
  })
  return {
    fit: {
      n: sample.time.length,
      events: sample.events,
      clusters,
      coefficients,
      covariance: covariance.map((value, place) => value / scale[Math.floor(place / k)]! / scale[place % k]!),
      logLikelihood: { none: fitted.start.logLikelihood, fitted: fitted.at.logLikelihood },
      tests: testsOf(fitted, covariance, k),
      iterations: fitted.iterations,
    },
    problem: null,
  }
}

function testsOf({ beta, at, start }: Fitted, covariance: Float64Array, k: number): CoxFit['tests'] {
  const test = (statistic: number): Test => ({ statistic, df: k, p: chiSquareTail(statistic, k) })
  const wald = quadraticForm(covariance, beta, k)
  return {
    wald: wald === null ? null : test(wald),
    // The information at 0 has full rank, or there would be no fit.
    score: test(quadraticForm(start.information, start.score, k) ?? 0),
    likelihoodRatio: test(Math.max(0, 2 * (at.logLikelihood - start.logLikelihood))),
  }
}

/** Null where there is one cluster only. */
function errorsOf(sample: CoxSample, { beta, triangle }: Fitted, ties: Ties) {
  const { k, cluster } = sample
  const model = inverseOfCholesky(triangle, k)
  if (!cluster) return { model, robust: null, clusters: null }
  const { products, clusters } = scoreProducts(sample, beta, ties, cluster)
  if (clusters < 2) return null
  return { model, robust: times(times(model, products, k), model, k), clusters }
}

function times(left: Float64Array, right: Float64Array, k: number): Float64Array {
  return left.map((_, place) => {
    const i = Math.floor(place / k)
    let sum = 0
    for (let m = 0; m < k; m++) sum += left[i * k + m]! * right[m * k + (place % k)]!
    return sum
  })
}
