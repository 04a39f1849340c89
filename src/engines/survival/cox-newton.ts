// Newton's way to the most likely coefficients, and how it is told that there are none.
import { cholesky, solveCholesky } from '../linear/cholesky.ts'
import { type Likelihood, likelihoodAt, type Ties } from './cox-likelihood.ts'
import type { CoxSample } from './cox-sample.ts'
import { problem, type SurvivalProblem } from './observations.ts'

export interface Fitted {
  /** Of the scaled covariates. */
  beta: Float64Array
  at: Likelihood
  /** At coefficients of 0. */
  start: Likelihood
  /** Of the information at `beta`. */
  triangle: Float64Array
  iterations: number
}

export type FittedResult = { fitted: Fitted; problem: null } | { fitted: null; problem: SurvivalProblem }

const mostSteps = 60
const mostHalvings = 40
/** In deviations of the covariates: shorter steps are rounding. */
const shortestStep = 1e-10
/** Where the likelihood stands still and a step is still as long as this, it rises for ever. */
const endlessStep = 1e-3

export function fitCox(sample: CoxSample, ties: Ties): FittedResult {
  const { k } = sample
  let beta: Float64Array = new Float64Array(k)
  const start = likelihoodAt(sample, beta, ties)
  const dependent = firstDependent(start.information, k)
  if (dependent !== null) return { fitted: null, problem: problem('rank-deficient', null, 'covariates', [dependent]) }
  let at = start
  let last: Float64Array = new Float64Array(k)
  for (let iterations = 1; iterations <= mostSteps; iterations++) {
    const triangle = cholesky(at.information, k)
    // Curvature was there at 0 and is gone: the way led to infinity.
    if (!triangle) return { fitted: null, problem: endless(last) }
    const step = solveCholesky(triangle, at.score, k)
    const next = climb(sample, ties, beta, step, at)
    if (!next)
      return isShort(step, 1e-6) ? done({ beta, at, start, triangle, iterations }) : { fitted: null, problem: problem('not-converged') }
    const gain = next.at.logLikelihood - at.logLikelihood
    ;({ beta, at } = next)
    last = step
    if (isShort(step, shortestStep)) {
      const final = cholesky(at.information, k)
      return final ? done({ beta, at, start, triangle: final, iterations }) : { fitted: null, problem: endless(step) }
    }
    if (gain <= 1e-13 * (1 + Math.abs(at.logLikelihood)) && !isShort(step, endlessStep)) return { fitted: null, problem: endless(step) }
  }
  return { fitted: null, problem: isShort(last, endlessStep) ? problem('not-converged') : endless(last) }
}

const done = (fitted: Fitted): FittedResult => ({ fitted, problem: null })
const isShort = (step: Float64Array, length: number): boolean => step.every((value) => Math.abs(value) <= length)

/** Halves the step until the likelihood does not fall beyond rounding; null where it always does. */
function climb(sample: CoxSample, ties: Ties, beta: Float64Array, step: Float64Array, at: Likelihood) {
  const slack = 1e-12 * (1 + Math.abs(at.logLikelihood))
  for (let halving = 0, share = 1; halving < mostHalvings; halving++, share /= 2) {
    const tried = beta.map((value, j) => value + share * step[j]!)
    const found = likelihoodAt(sample, tried, ties)
    if (found.logLikelihood >= at.logLikelihood - slack && found.information.every(Number.isFinite)) return { beta: tried, at: found }
  }
  return null
}

function endless(step: Float64Array): SurvivalProblem {
  const longest = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return problem(
    'monotone',
    null,
    'covariates',
    [...step.keys()].filter((place) => Math.abs(step[place]!) > 0.05 * longest),
  )
}

/** The first covariate without curvature of its own among those at risk together, or null. */
function firstDependent(information: Float64Array, k: number): number | null {
  for (let size = 1; size <= k; size++) {
    const leading = Float64Array.from({ length: size * size }, (_, i) => information[Math.floor(i / size) * k + (i % size)]!)
    // Covariates are scaled: less than this is rounding.
    if (!(leading.at(-1)! > 1e-12) || !cholesky(leading, size)) return size - 1
  }
  return null
}
