// How many had which event by a time, where one event keeps the other from happening (leaving by one's own wish, being dismissed).
import { normalQuantile } from '../distributions/tails.ts'
import { type Observations, problem, problemOf, type SurvivalProblem, walkEvents } from './observations.ts'

export interface Incidence {
  /** As given in `event`. */
  cause: number
  /** Share that had it by each time; never falls. */
  incidence: Float64Array
  se: Float64Array
  /** log(-log) interval; 0 while nobody had it, and 0 to 1 where the error can't be told. */
  lower: Float64Array
  upper: Float64Array
}

export interface CumulativeIncidence {
  n: number
  /** Times at which anybody had any of the events, rising. */
  time: Float64Array
  atRisk: Float64Array
  /** Share without any event after each time: 1 - Σ incidence. */
  survival: Float64Array
  /** In order of their number. */
  causes: Incidence[]
}

export type IncidenceResult = { incidence: CumulativeIncidence; problem: null } | { incidence: null; problem: SurvivalProblem }

/**
 * F_k(t) = Σ_(t_j <= t) S(t_j-) d_kj / n_j (Aalen & Johansen);
 * var F_k(t) = Σ_j Δ_j² d_j / (n_j (n_j - d_j)) + S_j-² d_kj (n_j - d_kj) / n_j³ - 2 Δ_j S_j- d_kj / n_j² with Δ_j = F_k(t) - F_k(t_j).
 * With one cause it is 1 - Kaplan-Meier with Greenwood's error. One minus the Kaplan-Meier curve of one cause alone says too much as soon as there is another.
 * Source: Aalen & Johansen (1978), Scandinavian Journal of Statistics 5, 141-150; Marubini & Valsecchi (1995), chapter 10. Without delayed entry equal to the
 * infinitesimal jackknife of R `survfit`; with it both are estimates of the same, as Greenwood's is beside R's jackknife.
 *
 * @throws RangeError unless 0 < level < 1
 */
export function cumulativeIncidence(observations: Observations, level = 0.95): IncidenceResult {
  const wrong = problemOf(observations)
  if (wrong) return { incidence: null, problem: wrong }
  const z = normalQuantile((1 + level) / 2)
  const { event } = observations
  const causes = [...new Set(event)].filter((cause) => cause !== 0).toSorted((left, right) => left - right)
  if (causes.length === 0) return { incidence: null, problem: problem('no-events') }
  const [time, atRisk, survival]: [number[], number[], number[]] = [[], [], []]
  const sums = causes.map((cause) => new CauseSums(cause))
  let [n, without] = [0, 1]
  let gone = 0
  let emptied = Infinity
  walkEvents(observations, {
    enter: () => n++,
    visit: (now, rows) => {
      const d = rows.length
      time.push(now)
      atRisk.push(n)
      for (const one of sums) one.add(rows.filter((row) => event[row] === one.cause).length, d, n, without)
      without *= (n - d) / n
      survival.push(without)
      if (d === n) emptied = Math.min(emptied, gone + d)
    },
    leave: () => {
      n--
      gone++
    },
  })
  if (emptied < event.length) return { incidence: null, problem: problem('risk-set-emptied') }
  return {
    incidence: {
      n: event.length,
      time: Float64Array.from(time),
      atRisk: Float64Array.from(atRisk),
      survival: Float64Array.from(survival),
      causes: sums.map((one) => one.close(z)),
    },
    problem: null,
  }
}

/** The sums of the variance, moved along as F grows: no differences of large numbers, no second pass. */
class CauseSums {
  readonly cause: number
  readonly #incidence: number[] = []
  readonly #variance: number[] = []
  #f = 0
  // Σ g, Σ g Δ, Σ g Δ² with g = d / (n (n - d)); Σ of the cause's own variance; Σ h, Σ h Δ with h = S d_k / n².
  #g = 0
  #gDelta = 0
  #gDelta2 = 0
  #own = 0
  #h = 0
  #hDelta = 0

  constructor(cause: number) {
    this.cause = cause
  }

  add(mine: number, d: number, n: number, survival: number): void {
    const step = (survival * mine) / n
    this.#f += step
    this.#gDelta2 += step * (2 * this.#gDelta + step * this.#g)
    this.#gDelta += step * this.#g
    this.#hDelta += step * this.#h
    this.#own += (((survival / n) * survival) / n) * mine * ((n - mine) / n)
    // Nobody comes after the last of all: Δ stays 0.
    if (n > d) this.#g += d / n / (n - d)
    this.#h += ((survival / n) * mine) / n
    this.#incidence.push(this.#f)
    this.#variance.push(Math.max(0, this.#gDelta2 + this.#own - 2 * this.#hDelta))
  }

  close(z: number): Incidence {
    // Rounding must not bring a share above 1.
    const incidence = Float64Array.from(this.#incidence, (one) => Math.min(1, one))
    const se = Float64Array.from(this.#variance, Math.sqrt)
    const factor = incidence.map((f, j) => Math.exp((z * se[j]!) / (f * Math.abs(Math.log(f)))))
    const isTold = (f: number) => f > 0 && f < 1
    return {
      cause: this.cause,
      incidence,
      se,
      lower: incidence.map((f, j) => (isTold(f) ? f ** factor[j]! : 0)),
      upper: incidence.map((f, j) => (isTold(f) ? f ** (1 / factor[j]!) : f === 0 ? 0 : 1)),
    }
  }
}
