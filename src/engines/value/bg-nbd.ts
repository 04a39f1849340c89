// How often customers without a contract will buy, and whether they are still there, from how often and how lately they bought (BG/NBD).
// Source: Fader, Hardie & Lee (2005), "Counting your customers" the easy way, Marketing Science 24, 275-284.
import { logGamma } from '../distributions/gamma.ts'
import { minimise } from './minimise.ts'
import { problem, type ValueProblem } from './value-problem.ts'

/** One value per customer in every array; all of one length. Times in any unit, the same for all. */
export interface Purchases {
  /** Repeat purchases: the first one is not counted. Whole, 0 or more. */
  repeats: Float64Array
  /** From the first purchase to the last; 0 without repeats. */
  recency: Float64Array
  /** From the first purchase to the end of observation. Above 0. */
  observed: Float64Array
}

export interface Customer {
  repeats: number
  recency: number
  observed: number
}

/** Rates of buying are Gamma(r, alpha) over customers (alpha in units of time), chances to leave after a purchase Beta(a, b). */
export interface BgNbd {
  r: number
  alpha: number
  a: number
  b: number
}

export interface BgNbdFit {
  parameters: BgNbd
  /** Standard errors of the parameters, by the delta method from their logarithms. */
  errors: BgNbd
  logLikelihood: number
  n: number
}

export type BgNbdResult = { fit: BgNbdFit; problem: null } | { fit: null; problem: ValueProblem }

/** So many customers are enough to come near. */
const enough = 5000

/**
 * Maximum likelihood on the logarithms of the parameters. L = Γ(r+x) α^r / Γ(r) B(a, b+x) / B(a, b) [(α+T)^-(r+x) + (x > 0) a / (b+x-1) (α+t_x)^-(r+x)].
 * Takes customers as independent, with a rate that stays as long as they do. Time: customers x some hundred evaluations.
 */
export function fitBgNbd(purchases: Purchases): BgNbdResult {
  const wrong = problemOf(purchases)
  if (wrong) return { fit: null, problem: wrong }
  const { observed, repeats } = purchases
  // In units of the longest observation, so that a step of the search means the same in days and weeks.
  const unit = observed.reduce((most, one) => Math.max(most, one), 0)
  const scaled = { repeats, recency: purchases.recency.map((one) => one / unit), observed: observed.map((one) => one / unit) }
  const search = (some: Purchases, start: Float64Array, isNear = false) => {
    const likelihood = likelihoodOf(some)
    return minimise((logs) => -likelihood(named(logs.map(Math.exp))), start, isNear)
  }
  const cold = Float64Array.of(0, 0, 0, 0)
  const first = repeats.length > 2 * enough ? search(thinned(scaled), cold) : null
  const found = search(scaled, first?.at ?? cold, first !== null)
  if (!found) return { fit: null, problem: problem('not-identified') }
  const parameters = named(found.at.map(Math.exp))
  const logErrors = named(found.at.map((_, i) => Math.sqrt(found.inverseHessian[i * 5]!)))
  parameters.alpha *= unit
  const errors = {
    r: parameters.r * logErrors.r,
    alpha: parameters.alpha * logErrors.alpha,
    a: parameters.a * logErrors.a,
    b: parameters.b * logErrors.b,
  }
  // A density per unit of time for each purchase.
  const total = repeats.reduce((sum, one) => sum + one, 0)
  return { fit: { parameters, errors, logLikelihood: -found.value - total * Math.log(unit), n: repeats.length }, problem: null }
}

const named = ([r, alpha, a, b]: Float64Array): BgNbd => ({ r: r!, alpha: alpha!, a: a!, b: b! })

function problemOf({ repeats, recency, observed }: Purchases): ValueProblem | null {
  const { length } = repeats
  if (recency.length !== length || observed.length !== length) return problem('lengths-differ')
  if (length === 0) return problem('no-rows')
  let most = 0
  for (let row = 0; row < length; row++) {
    const wrong = problemOfCustomer({ repeats: repeats[row]!, recency: recency[row]!, observed: observed[row]! })
    if (wrong) return { ...wrong, row }
    most = Math.max(most, repeats[row]!)
  }
  return most > 0 ? null : problem('no-repeats')
}

function problemOfCustomer(customer: Customer): ValueProblem | null {
  for (const name of ['repeats', 'recency', 'observed'] as const) {
    if (!Number.isFinite(customer[name])) return problem('not-a-number', name)
    if (customer[name] < 0) return problem('negative', name)
  }
  const { repeats, recency, observed } = customer
  if (observed === 0) return problem('negative', 'observed')
  const isImpossible = !Number.isSafeInteger(repeats) || recency > observed || repeats > 0 !== recency > 0
  return isImpossible ? problem('impossible-purchases') : null
}

function thinned({ repeats, recency, observed }: Purchases): Purchases {
  const every = Math.floor(repeats.length / enough)
  const some = (column: Float64Array) => column.filter((_, row) => row % every === 0)
  return { repeats: some(repeats), recency: some(recency), observed: some(observed) }
}

function likelihoodOf({ repeats, recency, observed }: Purchases): (parameters: BgNbd) => number {
  const counts = new Map<number, number>()
  for (const x of repeats) counts.set(x, (counts.get(x) ?? 0) + 1)
  return ({ r, alpha, a, b }) => {
    let sum = repeats.length * (r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b))
    for (const [x, count] of counts) sum += count * (logGamma(r + x) + logGamma(b + x) - logGamma(a + b + x))
    for (let i = 0; i < repeats.length; i++) {
      const x = repeats[i]!
      const whole = Math.log(alpha + observed[i]!)
      sum -= (r + x) * whole
      if (x > 0) sum += softPlus(Math.log(a / (b + x - 1)) + (r + x) * (whole - Math.log(alpha + recency[i]!)))
    }
    return sum
  }
}

/** ln(1 + e^u). */
const softPlus = (u: number): number => (u > 0 ? u + Math.log1p(Math.exp(-u)) : Math.log1p(Math.exp(u)))

/**
 * P(still a customer) = 1 / (1 + a / (b+x-1) ((α+T) / (α+t_x))^(r+x)); 1 without repeats, since in this model nobody leaves before a second purchase.
 *
 * @returns null for a customer who can't be
 */
export function aliveProbability({ r, alpha, a, b }: BgNbd, customer: Customer): number | null {
  if (problemOfCustomer(customer)) return null
  const { repeats: x, recency, observed } = customer
  if (x === 0) return 1
  return 1 / (1 + Math.exp(Math.log(a / (b + x - 1)) + (r + x) * Math.log1p((observed - recency) / (alpha + recency))))
}

/**
 * Purchases of somebody new in a time `t` after the first one.
 *
 * @returns null where `t` is no time, or so far that the sum has over ten million terms (some hundred thousand times alpha)
 */
export const expectedPurchases = ({ r, alpha, a, b }: BgNbd, t: number): number | null => expectedCount(r, alpha, a, b, t)

/**
 * Purchases of this customer in the time `t` to come: P(still a customer) times what somebody with the rate Gamma(r+x, α+T) and the chance Beta(a, b+x) will buy.
 *
 * @returns null as in `aliveProbability` and `expectedPurchases`
 */
export function expectedFuture(parameters: BgNbd, customer: Customer, t: number): number | null {
  const alive = aliveProbability(parameters, customer)
  const { repeats: x, observed } = customer
  const count = alive === null ? null : expectedCount(parameters.r + x, parameters.alpha + observed, parameters.a, parameters.b + x, t)
  return alive === null || count === null ? null : alive * count
}

const mostTerms = 1e7

/**
 * (a+b-1) / (a-1) [1 - (α / (α+t))^r 2F1(r, b; a+b-1; t / (α+t))], as the sum it stands for: Σ_n P(N = n) Σ_(m < n) B(a, b+m) / B(a, b) with N negative
 * binomial (r, t / (α+t)). All terms are positive, so that nothing cancels, and a = 1 or a + b <= 1, where the closed form breaks, are like any others.
 */
function expectedCount(r: number, alpha: number, a: number, b: number, t: number): number | null {
  if (!(t >= 0) || t === Infinity) return null
  const ratio = t / (alpha + t)
  // Terms to walk: the mean of N and its far tail.
  if (!(((r + 40) * t) / alpha < mostTerms)) return null
  let logWeight = -r * Math.log1p(t / alpha)
  let [reached, still, sum] = [0, 1, 0]
  for (let n = 0; n < 10 * mostTerms; n++) {
    const weight = Math.exp(logWeight)
    sum += weight * reached
    const grow = (ratio * (r + n)) / (n + 1)
    const next = grow * (1 + still / reached)
    if (next < 1 && (weight * reached * next) / (1 - next) <= 1e-17 * sum) break
    logWeight += Math.log(grow)
    reached += still
    still *= (b + n) / (a + b + n)
  }
  return sum
}
