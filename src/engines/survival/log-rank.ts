// Do groups come to the event equally soon? One answer over the whole time.
import { chiSquareTail } from '../distributions/tails.ts'
import { quadraticForm } from '../linear/cholesky.ts'
import { type Observations, problem, problemOf, rowsByStratum, type SurvivalProblem, take, walkEvents } from './observations.ts'

export interface LogRankGroup {
  /** As given. */
  group: number
  n: number
  /** Events, weighted by S^rho. */
  observed: number
  /** What they would be if all groups were alike. */
  expected: number
}

export interface LogRank {
  /** In order of their number. */
  groups: LogRankGroup[]
  /** Of observed - expected, by rows. */
  variance: Float64Array
  statistic: number
  /** Groups that were ever at risk when somebody had the event, less one. */
  df: number
  /** P(χ² > statistic). */
  p: number
}

export type LogRankResult = { test: LogRank; problem: null } | { test: null; problem: SurvivalProblem }

export interface LogRankOptions {
  /** Compared only within a stratum: place from 0, one per row. */
  strata?: Int32Array
  /** 0 (log-rank) weighs all times alike; 1 (Peto & Peto) early ones more, by the survival of all just before. */
  rho?: number
}

/**
 * (O - E)ᵀ V⁻¹ (O - E) with E_g = Σ w d n_g / n and V_gh = Σ w² d (n - d) / (n - 1) n_g / n (δ_gh - n_h / n), summed over event times and strata, w = S(t-)^rho.
 * Source: Mantel (1966); Peto & Peto (1972), JRSS A 135, 185-207; Harrington & Fleming (1982), Biometrika 69, 553-566. The figures of R `survdiff`.
 *
 * @param group place from 0, one per row; gaps are allowed
 * Time: event times x groups², so for some hundred groups at most.
 */
export function logRank(observations: Observations, group: Int32Array, { strata, rho = 0 }: LogRankOptions = {}): LogRankResult {
  const wrong = problemOf(observations, { group, strata })
  if (wrong) return { test: null, problem: wrong }
  const names = [...new Set(group)].toSorted((left, right) => left - right)
  const places = new Map(names.map((name, place) => [name, place]))
  const sums = new Sums(names.length, rho)
  for (const rows of rowsByStratum(group.length, strata))
    sums.add(
      take(observations, rows),
      Int32Array.from(rows, (row) => places.get(group[row]!)!),
    )
  const { observed, expected, variance } = sums
  if (observed.every((one) => one === 0)) return { test: null, problem: problem('no-events') }
  const compared = names.map((_, place) => place).filter((place) => expected[place]! > 0)
  const statistic = statisticOf(sums, compared)
  if (statistic === null) return { test: null, problem: problem('no-comparison') }
  const counts = new Int32Array(names.length)
  for (const one of group) counts[places.get(one)!]!++
  const groups = names.map((name, g) => ({ group: name, n: counts[g]!, observed: observed[g]!, expected: expected[g]! }))
  const df = compared.length - 1
  return { test: { groups, variance, statistic, df, p: chiSquareTail(statistic, df) }, problem: null }
}

class Sums {
  readonly observed: Float64Array
  readonly expected: Float64Array
  readonly variance: Float64Array
  readonly #rho: number

  constructor(groups: number, rho: number) {
    this.observed = new Float64Array(groups)
    this.expected = new Float64Array(groups)
    this.variance = new Float64Array(groups * groups)
    this.#rho = rho
  }

  add(observations: Observations, group: Int32Array): void {
    const atRisk = new Float64Array(this.observed.length)
    let n = 0
    let survival = 1
    walkEvents(observations, {
      enter: (row) => {
        atRisk[group[row]!]!++
        n++
      },
      visit: (_, rows) => {
        const weight = this.#rho === 0 ? 1 : survival ** this.#rho
        for (const row of rows) this.observed[group[row]!]! += weight
        this.#expect(atRisk, n, rows.length, weight)
        survival *= (n - rows.length) / n
      },
      leave: (row) => {
        atRisk[group[row]!]!--
        n--
      },
    })
  }

  #expect(atRisk: Float64Array, n: number, d: number, weight: number): void {
    const k = atRisk.length
    const spread = n > 1 ? (weight * weight * d * (n - d)) / (n - 1) : 0
    for (let g = 0; g < k; g++) {
      const share = atRisk[g]! / n
      if (share === 0) continue
      this.expected[g]! += weight * d * share
      for (let h = 0; h < k; h++) this.variance[g * k + h]! += spread * share * ((g === h ? 1 : 0) - atRisk[h]! / n)
    }
  }
}

/** Of all compared groups but the last, whose difference the others give. Null where nothing can be compared. */
function statisticOf({ observed, expected, variance }: Sums, compared: readonly number[]): number | null {
  const free = compared.slice(0, -1)
  if (free.length === 0) return null
  const k = observed.length
  const rest = Float64Array.from(free, (g) => observed[g]! - expected[g]!)
  const v = Float64Array.from(free.flatMap((g) => free.map((h) => variance[g * k + h]!)))
  return quadraticForm(v, rest, free.length)
}
