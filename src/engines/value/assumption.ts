// Numbers that nobody knows exactly, each declared with its range, and drawn from it.
import { tCritical } from '../distributions/tails.ts'
import { problem, type ValueProblem } from './value-problem.ts'

export type Assumption =
  | { kind: 'exact'; value: number }
  /** Anything from low to high alike; with `likely` the more so the nearer to it (triangular). */
  | { kind: 'range'; low: number; high: number; likely?: number }
  /** Measured, with its 95 % interval: t with `df` (without: normal), each side as wide as its own half, so that an interval may be lopsided. */
  | { kind: 'estimate'; estimate: number; lower: number; upper: number; df?: number }

export type Inputs = Readonly<Record<string, Assumption>>

export function problemOfAssumption(name: string, one: Assumption): ValueProblem | null {
  const { kind: _, ...numbers } = one
  for (const [key, value] of Object.entries(numbers) as [string, number | undefined][])
    if (value !== undefined && !Number.isFinite(value) && !(key === 'df' && value === Infinity)) return problem('not-a-number', name)
  if (one.kind === 'estimate' && one.df !== undefined && one.df <= 0) return problem('negative', name)
  const [low, middle, high] = ends(one)
  return low <= middle && middle <= high ? null : problem('range-reversed', name)
}

function ends(one: Assumption): [number, number, number] {
  if (one.kind === 'exact') return [one.value, one.value, one.value]
  if (one.kind === 'estimate') return [one.lower, one.estimate, one.upper]
  // Half of each: the sum of two huge numbers is none.
  return [one.low, one.likely ?? one.low / 2 + one.high / 2, one.high]
}

/** The value itself, the likely one or the middle of the range, the estimate. */
export const centralValue = (one: Assumption): number => ends(one)[1]

/** The lowest value that can be drawn; of an estimate -Infinity. */
export const lowestValue = (one: Assumption): number => (one.kind === 'estimate' && one.upper > one.lower ? -Infinity : ends(one)[0])

/** Draws from it, one at a call. */
export function drawerOf(one: Assumption, random: () => number): () => number {
  if (one.kind === 'exact') return () => one.value
  if (one.kind === 'range') {
    const { low, high, likely } = one
    return likely === undefined ? () => between(low, high, random()) : () => triangular(low, high, likely, random())
  }
  const { estimate, lower, upper, df = Infinity } = one
  const reach = tCritical(0.05, df)
  return () => {
    const t = drawT(df, random) / reach
    return estimate + t * (t < 0 ? estimate - lower : upper - estimate)
  }
}

const between = (low: number, high: number, share: number): number => low * (1 - share) + high * share

function triangular(low: number, high: number, likely: number, share: number): number {
  if (!(high > low)) return low
  const peak = (likely / 2 - low / 2) / (high / 2 - low / 2)
  const at = share < peak ? Math.sqrt(share * peak) : 1 - Math.sqrt((1 - share) * (1 - peak))
  return between(low, high, at)
}

/** Student's t with df degrees of freedom by the polar method (Bailey 1994, Mathematics of Computation 62, 779-781); infinite: normal. */
function drawT(df: number, random: () => number): number {
  for (;;) {
    const u = 2 * random() - 1
    const v = 2 * random() - 1
    const w = u * u + v * v
    if (w > 1 || w === 0) continue
    const squared = df > 1e8 ? -2 * Math.log(w) : df * Math.expm1((-2 / df) * Math.log(w))
    return u * Math.sqrt(squared / w)
  }
}
