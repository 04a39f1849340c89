// Sums over those at risk, from the last event time of each stratum to its first, so that each row is added once.
import type { CoxSample } from './cox-sample.ts'

/** Σ r, Σ r x and Σ r x xᵀ (lower triangle) over some rows; r = exp(x b) in a scale in which the largest is 1. */
export class RiskSums {
  count = 0
  s0 = 0
  readonly s1: Float64Array
  readonly s2: Float64Array

  constructor(k: number) {
    this.s1 = new Float64Array(k)
    this.s2 = new Float64Array((k * (k + 1)) / 2)
  }

  add(x: Float64Array, at: number, risk: number, sign: 1 | -1): void {
    const { s1, s2 } = this
    this.count += sign
    const signed = sign * risk
    this.s0 += signed
    for (let i = 0, place = 0; i < s1.length; i++) {
      const left = signed * x[at + i]!
      s1[i]! += left
      for (let j = 0; j <= i; j++) s2[place++]! += left * x[at + j]!
    }
  }

  clear(): void {
    this.count = 0
    this.s0 = 0
    this.s1.fill(0)
    this.s2.fill(0)
  }
}

export interface RiskSetVisit {
  stratum: number
  /** Rows of this time: from `from` to below `to`; some of them have the event. */
  from: number
  to: number
  atRisk: RiskSums
  /** Of those that have the event now. */
  dying: RiskSums
}

/** Sums that have lost all but this share to subtraction are added up anew. */
const mostLost = 1e-5

/** Relative risks exp(x b), the largest 1, and the linear predictors they come from. */
export function risksOf({ x, k, time }: CoxSample, beta: Float64Array): { predictor: Float64Array; risk: Float64Array; shift: number } {
  const predictor = new Float64Array(time.length)
  let shift = -Infinity
  for (let i = 0; i < predictor.length; i++) {
    let sum = 0
    for (let j = 0; j < k; j++) sum += x[i * k + j]! * beta[j]!
    predictor[i] = sum
    shift = Math.max(shift, sum)
  }
  return { predictor, risk: predictor.map((value) => Math.exp(value - shift)), shift }
}

/** Calls `visit` at each event time of each stratum, latest first. */
export function walkRiskSets(sample: CoxSample, risk: Float64Array, visit: (set: RiskSetVisit) => void): void {
  const { k, time, event, x, strataStarts } = sample
  const [atRisk, dying] = [new RiskSums(k), new RiskSums(k)]
  for (let s = 0; s + 1 < strataStarts.length; s++) {
    const first = strataStarts[s]!
    atRisk.clear()
    const leave = leaver(sample, risk, atRisk, { first, last: strataStarts[s + 1]! })
    for (let to = strataStarts[s + 1]!, from = to; to > first; to = from) {
      dying.clear()
      const now = time[to - 1]!
      for (from = to; from > first && time[from - 1] === now; from--) {
        const i = from - 1
        atRisk.add(x, i * k, risk[i]!, 1)
        if (event[i] === 1) dying.add(x, i * k, risk[i]!, 1)
      }
      if (dying.count === 0) continue
      leave(now, from)
      visit({ stratum: s, from, to, atRisk, dying })
    }
  }
}

/** Takes out whoever was not yet observed at a time. */
function leaver(
  { k, x, entry, leaving }: CoxSample,
  risk: Float64Array,
  atRisk: RiskSums,
  { first, last }: { first: number; last: number },
) {
  if (!entry || !leaving) return () => undefined
  let left = first
  let most = 0
  return (now: number, from: number): void => {
    most = Math.max(most, atRisk.s0)
    // Rows that enter now or later have ended later: they are in the sums.
    while (left < last && entry[leaving[left]!]! >= now) {
      const i = leaving[left++]!
      atRisk.add(x, i * k, risk[i]!, -1)
    }
    if (atRisk.s0 > mostLost * most) return
    atRisk.clear()
    for (let i = from; i < last; i++) if (entry[i]! < now) atRisk.add(x, i * k, risk[i]!, 1)
    most = atRisk.s0
  }
}
