// How many are still without the event after a time, those who left unseen counted as long as they were seen.
import { normalQuantile } from '../distributions/tails.ts'
import { type Observations, problem, problemOf, type SurvivalProblem, walkEvents } from './observations.ts'

/** Values at the event times, rising; before the first of them survival is 1, between them it stays. */
export interface Curve {
  /** Rows. */
  n: number
  /** Rows with the event. */
  totalEvents: number
  /** The latest time of all rows, with or without the event: beyond it nothing is known. */
  lastTime: number
  /** 1 minus the share that the intervals leave out. */
  level: number
  time: Float64Array
  atRisk: Float64Array
  events: Float64Array
  survival: Float64Array
  /** Greenwood's, of survival. Where survival is 0 it can't be told and is 0. */
  se: Float64Array
  /** Where survival is 0: 0. */
  lower: Float64Array
  /** Where survival is 0: that of the event time before, or 1. */
  upper: Float64Array
}

export interface CurveOptions {
  /** On which scale the interval is even: log(-log S) keeps to 0 and 1 and covers best with few; log S and S for comparison with other programs. */
  interval?: 'log-log' | 'log' | 'plain'
  /** Default 0.95. */
  level?: number
}

export type CurveResult = { curve: Curve; problem: null } | { curve: null; problem: SurvivalProblem }

/**
 * S(t) = Π_(t_j <= t) (1 - d_j / n_j); var S = S² Σ d_j / (n_j (n_j - d_j)); log-log interval S^exp(∓ z √(Σ …) / |log S|).
 * Without events the curve is empty: 1 all the time.
 * Source: Kaplan & Meier (1958), JASA 53, 457-481; Greenwood (1926); Kalbfleisch & Prentice (2002), section 1.4. The figures of R `survival`.
 *
 * @param options level between 0 and 1
 * @throws RangeError for another level
 */
export function kaplanMeier(observations: Observations, { interval = 'log-log', level = 0.95 }: CurveOptions = {}): CurveResult {
  const wrong = problemOf(observations)
  if (wrong) return { curve: null, problem: wrong }
  const z = normalQuantile((1 + level) / 2)
  const steps = stepsOf(observations)
  if (!steps) return { curve: null, problem: problem('risk-set-emptied') }
  const { length } = steps.time
  const curve: Curve = {
    n: observations.time.length,
    totalEvents: steps.events.reduce((sum, one) => sum + one, 0),
    lastTime: observations.time.reduce((latest, one) => Math.max(latest, one), 0),
    level,
    time: Float64Array.from(steps.time),
    atRisk: Float64Array.from(steps.atRisk),
    events: Float64Array.from(steps.events),
    survival: new Float64Array(length),
    se: new Float64Array(length),
    lower: new Float64Array(length),
    upper: new Float64Array(length),
  }
  let survival = 1
  let greenwood = 0
  for (let j = 0; j < length; j++) {
    const [n, d] = [curve.atRisk[j]!, curve.events[j]!]
    survival *= (n - d) / n
    curve.survival[j] = survival
    if (survival === 0) {
      curve.upper[j] = j > 0 ? curve.upper[j - 1]! : 1
      continue
    }
    greenwood += d / n / (n - d)
    const spread = Math.sqrt(greenwood)
    curve.se[j] = survival * spread
    const [lower, upper] = limits[interval](survival, z * spread)
    curve.lower[j] = lower
    curve.upper[j] = upper
  }
  return { curve, problem: null }
}

/** Ends of the interval from survival and z times the error of its logarithm. */
const limits: Record<NonNullable<CurveOptions['interval']>, (survival: number, reach: number) => [number, number]> = {
  'log-log': (survival, reach) => {
    const factor = Math.exp(reach / Math.abs(Math.log(survival)))
    return [survival ** factor, survival ** (1 / factor)]
  },
  log: (survival, reach) => [survival * Math.exp(-reach), Math.min(1, survival * Math.exp(reach))],
  plain: (survival, reach) => [Math.max(0, survival - survival * reach), Math.min(1, survival + survival * reach)],
}

interface Steps {
  time: number[]
  atRisk: number[]
  events: number[]
}

/** Null where all at risk had the event while others were still to enter. */
function stepsOf(observations: Observations): Steps | null {
  const steps: Steps = { time: [], atRisk: [], events: [] }
  let atRisk = 0
  let gone = 0
  let emptied = Infinity
  walkEvents(observations, {
    enter: () => atRisk++,
    visit: (time, rows) => {
      steps.time.push(time)
      steps.atRisk.push(atRisk)
      steps.events.push(rows.length)
      if (rows.length === atRisk) emptied = Math.min(emptied, gone + rows.length)
    },
    leave: () => {
      atRisk--
      gone++
    },
  })
  return emptied < observations.time.length ? null : steps
}

/** S(time): 1 before the first event. Null beyond the last observation, unless all had the event by then. */
export function survivalAt(curve: Curve, time: number): number | null {
  const place = lastPlace(curve.time, time)
  const survival = place < 0 ? 1 : curve.survival[place]!
  return Number.isNaN(time) || (time > curve.lastTime && survival > 0) ? null : survival
}

/** The last place whose value is at most `value`, or -1. */
export function lastPlace(rising: Float64Array, value: number): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rising[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

export interface Quantile {
  /** Null: not reached while anybody was observed. */
  time: number | null
  lower: number | null
  upper: number | null
}

/** As R's: what differs by less counts as equal. */
const sameShare = 1.490116119384766e-8

/**
 * The time by which a share `p` had the event (0.5: the median): the first with S <= 1 - p. Where S is exactly 1 - p for a while (a flat step), the middle between that
 * time and the next event, as for the median of an even number; where it stays there to the end, that time itself. Limits: the same rule on the limits of S.
 * Source: Brookmeyer & Crowley (1982), Biometrics 38, 29-41; the rule for flat steps is that of R `print.survfit`.
 *
 * @throws RangeError unless 0 < p < 1
 */
export function quantileOf({ time, survival, lower, upper }: Curve, p: number): Quantile {
  if (!(p > 0 && p < 1)) throw new RangeError('a quantile needs a share between 0 and 1')
  // Limits at 0 are no statement about chance.
  const end = survival.indexOf(0)
  const told = end < 0 ? survival.length : end
  return {
    time: firstAtMost(time, survival, 1 - p),
    lower: firstAtMost(time, lower.subarray(0, told), 1 - p),
    upper: firstAtMost(time, upper.subarray(0, told), 1 - p),
  }
}

function firstAtMost(time: Float64Array, values: Float64Array, share: number): number | null {
  const place = values.findIndex((value) => value < share + sameShare)
  if (place < 0) return null
  if (Math.abs(values[place]! - share) >= sameShare) return time[place]!
  const next = values.findIndex((value) => value < values[place]!)
  return next < 0 ? time[place]! : time[place]! + (time[next]! - time[place]!) / 2
}
