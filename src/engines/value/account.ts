// Sums of products of declared numbers: each draw takes every input once, wherever it stands.
import { type Assumption, centralValue, drawerOf, type Inputs, problemOfAssumption } from './assumption.ts'
import { problem, type ValueProblem } from './value-problem.ts'

/** The product of its factors. */
export interface Item {
  name: string
  /** Names of inputs. */
  factors: readonly string[]
}

export interface DrawOptions {
  random: () => number
  /** At least 100. Default 10,000: ends of ranges to within some hundredths of their width. */
  draws?: number
}

/** From all draws; 95 % of them lie between lower and upper. */
export interface Spread {
  /** With every input at its central value. */
  central: number
  median: number
  lower: number
  upper: number
}

/** The first thing that is wrong with inputs and what is asked of them, or null. */
export function problemOfAccount(inputs: Inputs, items: readonly Item[], { draws = 10_000 }: DrawOptions): ValueProblem | null {
  for (const [name, one] of Object.entries(inputs)) {
    const wrong = problemOfAssumption(name, one)
    if (wrong) return wrong
  }
  for (const { name, factors } of items) {
    if (factors.length === 0) return problem('no-items', name)
    const unknown = factors.find((factor) => !Object.hasOwn(inputs, factor))
    if (unknown !== undefined) return problem('unknown-input', unknown)
  }
  return Number.isSafeInteger(draws) && draws >= 100 ? null : problem('too-few-draws')
}

export type Drawn = ReadonlyMap<string, Float64Array>

/** Columns of draws by input. In order of names, so that it doesn't matter in which order inputs are written. */
export function drawInputs(inputs: Inputs, { random, draws = 10_000 }: DrawOptions): Drawn {
  const drawn = new Map<string, Float64Array>()
  for (const [name, one] of Object.entries(inputs).toSorted(([left], [right]) => (left < right ? -1 : 1))) {
    const draw = drawerOf(one, random)
    drawn.set(name, Float64Array.from({ length: draws }, draw))
  }
  return drawn
}

/** Σ over items of the product of their factors, one value per draw. */
export function drawnSum(drawn: Drawn, items: readonly Item[]): Float64Array {
  const sum = new Float64Array(drawn.values().next().value?.length ?? 0)
  for (const { factors } of items) {
    const columns = factors.map((factor) => drawn.get(factor)!)
    for (let i = 0; i < sum.length; i++) sum[i]! += columns.reduce((product, column) => product * column[i]!, 1)
  }
  return sum
}

/** The same with each input at its central value, or at the one given for it. */
export function centralSum(inputs: Inputs, items: readonly Item[], instead: Readonly<Record<string, number>> = {}): number {
  const valueOf = (factor: string) => instead[factor] ?? centralValue(inputs[factor] as Assumption)
  return items.reduce((sum, { factors }) => sum + factors.reduce((product, factor) => product * valueOf(factor), 1), 0)
}

/** Null where a draw is beyond a double's range. */
export function spreadOf(values: Float64Array, central: number): Spread | null {
  if (!values.every(Number.isFinite) || !Number.isFinite(central)) return null
  const rising = values.toSorted()
  return { central, median: quantileOf(rising, 0.5), lower: quantileOf(rising, 0.025), upper: quantileOf(rising, 0.975) }
}

/** Between the two draws it lies between. */
export function quantileOf(rising: Float64Array, p: number): number {
  const place = p * (rising.length - 1)
  const below = Math.floor(place)
  const share = place - below
  return share === 0 ? rising[below]! : rising[below]! * (1 - share) + rising[below + 1]! * share
}
