// What a customer will bring in, in today's money: without a contract from purchases to come, with one from how long contracts last.
import { type Curve, survivalAt } from '../survival/kaplan-meier.ts'
import { type BgNbd, type Customer, expectedFuture } from './bg-nbd.ts'
import { problem, type ValueProblem } from './value-problem.ts'

export interface Horizon {
  /** Periods looked ahead; whole, 1 or more. */
  periods: number
  /** A period in the unit of time of the model. */
  length: number
  /** Per period: 0.01 is 1 %. 0 or more. */
  discount: number
}

/**
 * Customers without a contract: Σ_i (E[purchases by i] - E[purchases by i-1]) x value x margin / (1 + discount)^i, counted at the end of each period.
 *
 * @param valueEach of one purchase, as `expectedValue` says it
 * @param margin share of it that stays, 0 to 1
 * @returns null where the model has no answer for this customer, or an argument can't be
 */
export function residualValue(
  model: BgNbd,
  customer: Customer,
  { valueEach, margin, horizon }: { valueEach: number; margin: number; horizon: Horizon },
): number | null {
  const { periods, length, discount } = horizon
  if (!(periods >= 1) || !Number.isSafeInteger(periods) || !(length > 0) || !(discount >= 0) || !Number.isFinite(valueEach)) return null
  if (!(margin >= 0 && margin <= 1)) return null
  let [value, before] = [0, 0]
  for (let i = 1; i <= periods; i++) {
    const count = expectedFuture(model, customer, i * length)
    if (count === null) return null
    value += ((count - before) * valueEach * margin) / (1 + discount) ** i
    before = count
  }
  return Number.isFinite(value) ? value : null
}

export interface ContractTerms {
  /** What a contract brings per period after what it costs, in any currency; may be negative. */
  margin: number
  /** Per period: 0.01 is 1 %. 0 or more. */
  discount: number
  /** When a period is paid: at its start (by all who are there then) or at its end (by those still there). */
  paid: 'start' | 'end'
}

export interface ContractValue {
  /** In today's money. */
  value: number
  /** Periods that are paid on average, undiscounted. */
  expectedPeriods: number
  /** Share still there at the end of what was looked at: what they bring afterwards is not in the value. 0 where there is no end. */
  stillThere: number
}

export type ContractValueResult = { contract: ContractValue; problem: null } | { contract: null; problem: ValueProblem }

/**
 * Σ_i margin S_i / (1 + discount)^i, i from 0 (paid at the start) or 1 (at the end) over the periods known.
 *
 * @param survival S_0 = 1 at the start, then the share still there at the end of each period, never rising
 */
export function contractValue(survival: Float64Array, { margin, discount, paid }: ContractTerms): ContractValueResult {
  const wrong = problemOfTerms({ margin, discount })
  if (wrong) return { contract: null, problem: wrong }
  if (survival.length < 2) return { contract: null, problem: problem('no-rows') }
  const bad = survival.findIndex((one, i) => !(one >= 0 && one <= (i === 0 ? 1 : survival[i - 1]!)) || (i === 0 && one !== 1))
  if (bad >= 0) return { contract: null, problem: problem('not-a-share', 'survival', bad) }
  const first = paid === 'start' ? 0 : 1
  let [weighted, expectedPeriods] = [0, 0]
  for (let i = first; i < survival.length - 1 + first; i++) {
    weighted += survival[i]! / (1 + discount) ** i
    expectedPeriods += survival[i]!
  }
  return closed(margin * weighted, expectedPeriods, survival.at(-1)!)
}

/**
 * Where the same share stays each period for ever: margin (1 + discount) / (1 + discount - retention) paid at the start, margin retention / (1 + discount - retention)
 * at the end. Retention that rises with age, as it mostly does, makes this too low: prefer a curve.
 * Source: Gupta & Lehmann (2003), Journal of Interactive Marketing 17, 9-24.
 *
 * @param retention share that stays, 0 to 1
 */
export function steadyContractValue(retention: number, { margin, discount, paid }: ContractTerms): ContractValueResult {
  const wrong = problemOfTerms({ margin, discount })
  if (wrong) return { contract: null, problem: wrong }
  if (!(retention >= 0 && retention <= 1)) return { contract: null, problem: problem('not-a-share', 'retention') }
  if (retention === 1) return { contract: null, problem: problem('endless') }
  const paidShare = paid === 'start' ? 1 + discount : retention
  return closed((margin * paidShare) / (1 - retention + discount), (paid === 'start' ? 1 : retention) / (1 - retention), 0)
}

function problemOfTerms({ margin, discount }: Pick<ContractTerms, 'margin' | 'discount'>): ValueProblem | null {
  if (!Number.isFinite(margin)) return problem('not-a-number', 'margin')
  if (!Number.isFinite(discount)) return problem('not-a-number', 'discount')
  return discount < 0 ? problem('negative', 'discount') : null
}

const closed = (value: number, expectedPeriods: number, stillThere: number): ContractValueResult =>
  Number.isFinite(value)
    ? { contract: { value, expectedPeriods, stillThere }, problem: null }
    : { contract: null, problem: problem('too-large', 'margin') }

/**
 * The share still there at the end of each period, from a curve of how long contracts last, as far as it is known.
 *
 * @param length a period in the unit of time of the curve, above 0
 * @param most periods at most: a curve that has come to 0 goes on for ever
 */
export function survivalByPeriod(curve: Curve, length: number, most: number): Float64Array {
  const shares = [1]
  for (let i = 1; i <= (length > 0 ? most : 0); i++) {
    const share = survivalAt(curve, i * length)
    if (share === null) break
    shares.push(share)
  }
  return Float64Array.from(shares)
}
