// Was it worth it? Benefits from a measured effect against all costs, learners' hours among them, as a range.
import {
  centralSum,
  type Drawn,
  type DrawOptions,
  drawInputs,
  drawnSum,
  type Item,
  problemOfAccount,
  quantileOf,
  type Spread,
  spreadOf,
} from './account.ts'
import { type Inputs, lowestValue } from './assumption.ts'
import { problem, type ValueProblem } from './value-problem.ts'

export interface Investment {
  /** Every number that is used, by name; one that stands in several items is drawn once. */
  inputs: Inputs
  /** Each effect x units x declared value of one unit, in one currency: the effect an estimate with its interval. */
  benefits: readonly Item[]
  /** In the same currency, 0 or more each: content, trainers, licences. */
  costs: readonly Item[]
  /** Learners x hours x cost of an hour: part of the costs, never left out. */
  learnerTime: Item
}

export interface Driver {
  /** Of the input. */
  name: string
  /** The return with this input at the 2.5 % and 97.5 % points of its draws, all others at their central values. */
  atLow: number
  atHigh: number
}

export interface Return {
  /** (benefits - costs) / costs: 2.5 is 250 %. */
  roi: Spread
  /** benefits / costs. */
  ratio: Spread
  benefits: Spread
  costs: Spread
  /** benefits - costs. */
  net: Spread
  /** Share of draws in which benefits were more than costs. 1 says: in all that were drawn. */
  probabilityAboveZero: number
  /** Inputs that are not exact, the one that moves the return most first. */
  drivers: Driver[]
  draws: number
}

export type ReturnResult = { result: Return; problem: null } | { result: null; problem: ValueProblem }

const refused = (wrong: ValueProblem): ReturnResult => ({ result: null, problem: wrong })

/**
 * ROI = (benefits - costs) / costs, drawn: the effect from its interval, other inputs from their declared ranges, each independent of the others.
 * Source: Phillips & Phillips (2016), Handbook of Training Evaluation and Measurement Methods; the draws are ours.
 * The range holds what was declared, no more: a wrong range gives a wrong one.
 */
export function returnOnInvestment({ inputs, benefits, costs, learnerTime }: Investment, options: DrawOptions): ReturnResult {
  const spent = [...costs, learnerTime]
  const wrong = problemOfAccount(inputs, [...benefits, ...spent], options) ?? problemOfSides({ inputs, benefits, costs, learnerTime })
  if (wrong) return refused(wrong)
  const drawn = drawInputs(inputs, options)
  const gained = drawnSum(drawn, benefits)
  const paid = drawnSum(drawn, spent)
  if (paid.some((one) => one <= 0)) return refused(problem('costs-not-positive'))
  const centre = { gain: centralSum(inputs, benefits), price: centralSum(inputs, spent) }
  const spread = (rule: (gain: number, price: number) => number) =>
    spreadOf(
      gained.map((gain, i) => rule(gain, paid[i]!)),
      rule(centre.gain, centre.price),
    )
  const roi = spread(returnOf)
  const ratio = spread((gain, price) => gain / price)
  const [gains, prices, net] = [spread((gain) => gain), spread((_, price) => price), spread((gain, price) => gain - price)]
  if (!roi || !ratio || !gains || !prices || !net) return refused(problem('too-large'))
  const above = gained.reduce((count, gain, i) => count + (gain > paid[i]! ? 1 : 0), 0)
  const draws = gained.length
  const drivers = driversOf(inputs, drawn, (instead) => returnOf(centralSum(inputs, benefits, instead), centralSum(inputs, spent, instead)))
  return { result: { roi, ratio, benefits: gains, costs: prices, net, probabilityAboveZero: above / draws, drivers, draws }, problem: null }
}

function driversOf(inputs: Inputs, drawn: Drawn, returnWith: (instead: Readonly<Record<string, number>>) => number): Driver[] {
  return Object.entries(inputs)
    .filter(([, one]) => one.kind !== 'exact')
    .map(([name]): Driver => {
      const rising = drawn.get(name)!.toSorted()
      const at = (p: number) => returnWith({ [name]: quantileOf(rising, p) })
      return { name, atLow: at(0.025), atHigh: at(0.975) }
    })
    .toSorted((left, right) => swing(right) - swing(left) || (left.name < right.name ? -1 : 1))
}

const returnOf = (benefits: number, costs: number): number => (benefits - costs) / costs
const swing = ({ atLow, atHigh }: Driver): number => Math.abs(atHigh - atLow)

function problemOfSides({ inputs, benefits, costs, learnerTime }: Investment): ValueProblem | null {
  if (benefits.length === 0) return problem('no-items', 'benefits')
  for (const factor of [...costs, learnerTime].flatMap(({ factors }) => factors)) {
    const one = inputs[factor]!
    if (one.kind !== 'estimate' && lowestValue(one) < 0) return problem('negative', factor)
  }
  return centralSum(inputs, [learnerTime]) > 0 ? null : problem('no-learner-time', learnerTime.name)
}
