// Each row's share of the score, summed by cluster: errors that hold where rows of one team are alike.
import { meanOf, type Ties } from './cox-likelihood.ts'
import { risksOf, walkRiskSets } from './cox-risk-sets.ts'
import type { CoxSample } from './cox-sample.ts'
import { lastPlace } from './kaplan-meier.ts'

/** Increments of the hazard at one event time: Σ 1 / S0 and Σ mean / S0; for whoever is dying (Efron) less; and the mean covariates. */
interface Increment {
  time: number
  hazard: number
  weighted: Float64Array
  dyingHazard: number
  dyingWeighted: Float64Array
  mean: Float64Array
}

/**
 * Σ_cluster s sᵀ with s the cluster's score residuals, k x k by rows, of the scaled covariates; and the number of clusters.
 * Source: Lin & Wei (1989), JASA 84, 1074-1078; for ties as Efron's likelihood weighs them, as in R `coxph(cluster =)`.
 */
export function scoreProducts(
  sample: CoxSample,
  beta: Float64Array,
  ties: Ties,
  cluster: Int32Array,
): { products: Float64Array; clusters: number } {
  const { k, strataStarts } = sample
  const { risk } = risksOf(sample, beta)
  const increments = incrementsOf(sample, risk, ties)
  const sums = new Map<number, Float64Array>()
  for (let s = 0; s + 1 < strataStarts.length; s++) {
    const residual = residualsOf(sample, risk, increments[s]!.toReversed())
    for (let i = strataStarts[s]!; i < strataStarts[s + 1]!; i++) {
      const known = sums.get(cluster[i]!) ?? new Float64Array(k)
      sums.set(cluster[i]!, known)
      residual(i, known)
    }
  }
  const products = new Float64Array(k * k)
  for (const sum of sums.values()) for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) products[i * k + j]! += sum[i]! * sum[j]!
  return { products, clusters: sums.size }
}

function incrementsOf(sample: CoxSample, risk: Float64Array, ties: Ties): Increment[][] {
  const { k, time, strataStarts } = sample
  const increments: Increment[][] = strataStarts.map(() => [])
  const mean = new Float64Array(k)
  walkRiskSets(sample, risk, ({ stratum, from, atRisk, dying }) => {
    const one: Increment = {
      time: time[from]!,
      hazard: 0,
      weighted: new Float64Array(k),
      dyingHazard: 0,
      dyingWeighted: new Float64Array(k),
      mean: new Float64Array(k),
    }
    const d = dying.count
    for (let l = 0; l < d; l++) {
      const share = ties === 'efron' ? l / d : 0
      const s0 = meanOf(atRisk, dying, share, mean)
      one.hazard += 1 / s0
      one.dyingHazard += (1 - share) / s0
      for (let j = 0; j < k; j++) {
        one.weighted[j]! += mean[j]! / s0
        one.dyingWeighted[j]! += ((1 - share) * mean[j]!) / s0
        one.mean[j]! += mean[j]! / d
      }
    }
    increments[stratum]!.push(one)
  })
  return increments
}

/** Adds row i's score residual to a sum: x - mean at its event, less r (x - mean) dΛ for the time it was at risk. */
function residualsOf({ k, x, time, entry, event }: CoxSample, risk: Float64Array, own: readonly Increment[]) {
  const times = Float64Array.from(own, (one) => one.time)
  // Sums before each event time; the last: of all.
  const hazard = new Float64Array(own.length + 1)
  const weighted = new Float64Array((own.length + 1) * k)
  for (const [place, one] of own.entries()) {
    hazard[place + 1] = hazard[place]! + one.hazard
    for (let j = 0; j < k; j++) weighted[(place + 1) * k + j] = weighted[place * k + j]! + one.weighted[j]!
  }
  return (i: number, sum: Float64Array): void => {
    const isEvent = event[i] === 1
    const place = lastPlace(times, time[i]!)
    const to = isEvent ? place : place + 1
    const from = entry ? lastPlace(times, entry[i]!) + 1 : 0
    const at = isEvent ? own[place]! : null
    const exposure = hazard[to]! - hazard[from]! + (at?.dyingHazard ?? 0)
    for (let j = 0; j < k; j++) {
      const value = x[i * k + j]!
      const drawn = weighted[to * k + j]! - weighted[from * k + j]! + (at?.dyingWeighted[j] ?? 0)
      sum[j]! += (at ? value - at.mean[j]! : 0) - risk[i]! * (value * exposure - drawn)
    }
  }
}
