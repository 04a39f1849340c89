// What it costs when people leave, item by item, from stated assumptions; nothing is built in.
import { centralSum, type DrawOptions, drawInputs, drawnSum, type Item, problemOfAccount, type Spread, spreadOf } from './account.ts'
import { type Assumption, type Inputs, lowestValue } from './assumption.ts'
import { problem, type ValueProblem } from './value-problem.ts'

/** All 0 or more, for one leaver unless it says otherwise; money in one currency. */
export interface TurnoverAssumptions {
  /** People who leave in the period that the cost is for. */
  leavers: Assumption
  /** Exit talks, handing over, paperwork. */
  separationHours: Assumption
  /** An hour of a colleague or leader, all included. */
  costPerHour: Assumption
  vacancyDays: Assumption
  /** What a day without the person costs (work left undone, overtime, temps) after the pay that is saved. */
  vacancyLossPerDay: Assumption
  /** Advertisements, agencies, tests. */
  hiringFees: Assumption
  /** Reading, talking, deciding: hours of all involved. */
  hiringHours: Assumption
  /** Hours in which the new person learns instead of working. */
  learnerHours: Assumption
  /** An hour of the new person, all included. */
  learnerCostPerHour: Assumption
  /** Hours of trainers and buddies. */
  trainerHours: Assumption
  /** Days from the first day of work to meeting the standard. */
  rampUpDays: Assumption
  /** Mean share of full work missing in these days, 0 to 1. */
  rampUpLostShare: Assumption
  /** What a day's full work is worth. */
  workPerDay: Assumption
}

export type TurnoverItem = 'separation' | 'vacancy' | 'hiringFees' | 'hiringTime' | 'learning' | 'training' | 'rampUp'

const factors: Record<TurnoverItem, readonly (keyof TurnoverAssumptions)[]> = {
  separation: ['leavers', 'separationHours', 'costPerHour'],
  vacancy: ['leavers', 'vacancyDays', 'vacancyLossPerDay'],
  hiringFees: ['leavers', 'hiringFees'],
  hiringTime: ['leavers', 'hiringHours', 'costPerHour'],
  learning: ['leavers', 'learnerHours', 'learnerCostPerHour'],
  training: ['leavers', 'trainerHours', 'costPerHour'],
  rampUp: ['leavers', 'rampUpDays', 'rampUpLostShare', 'workPerDay'],
}

export interface TurnoverCost {
  items: Record<TurnoverItem, Spread>
  total: Spread
  /** For one leaver; null without leavers. */
  each: Spread | null
}

export type TurnoverResult = { cost: TurnoverCost; problem: null } | { cost: null; problem: ValueProblem }

/**
 * Σ over items of the product of their assumptions, drawn from the declared ranges.
 * Source: the items are those of Cascio & Boudreau (2011), Investing in People, chapter 4 (separation, replacement, training, work not done).
 */
export function turnoverCost(assumptions: TurnoverAssumptions, options: DrawOptions): TurnoverResult {
  const inputs: Inputs = { ...assumptions }
  const items = (Object.keys(factors) as TurnoverItem[]).map((name): Item & { name: TurnoverItem } => ({ name, factors: factors[name] }))
  const wrong = problemOfAccount(inputs, items, options) ?? problemOfRanges(inputs)
  if (wrong) return { cost: null, problem: wrong }
  const drawn = drawInputs(inputs, options)
  const found = items.map((item) => [item.name, spreadOf(drawnSum(drawn, [item]), centralSum(inputs, [item]))] as const)
  const sums = drawnSum(drawn, items)
  const total = spreadOf(sums, centralSum(inputs, items))
  if (!total) return { cost: null, problem: problem('too-large') }
  const leavers = drawn.get('leavers')!
  const one = { leavers: 1 }
  const hasLeavers = leavers.every((count) => count > 0)
  const each = hasLeavers
    ? spreadOf(
        sums.map((sum, i) => sum / leavers[i]!),
        centralSum(inputs, items, one),
      )
    : null
  return { cost: { items: Object.fromEntries(found) as Record<TurnoverItem, Spread>, total, each }, problem: null }
}

function problemOfRanges(inputs: Inputs): ValueProblem | null {
  for (const [name, one] of Object.entries(inputs)) if (lowestValue(one) < 0) return problem('negative', name)
  const share = inputs['rampUpLostShare']!
  const highest = share.kind === 'exact' ? share.value : share.kind === 'range' ? share.high : 1
  return highest > 1 ? problem('not-a-share', 'rampUpLostShare') : null
}
