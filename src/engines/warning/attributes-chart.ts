// Charts of shares (p) and rates (u) with sizes that differ, and Laney's p' and u', which let points differ by more than counting explains.
import { chartProblem, type ChartProblem, problemOfPoints, type Side } from './problem.ts'

export interface AttributeCounts {
  /** What is counted at each point in time: unhappy answers, complaints. Whole, not negative. */
  hits: Float64Array
  /** Of how many: answers (whole, at least `hits`) for a share; units of exposure (contacts, days; above 0) for a rate. */
  size: Float64Array
}

export interface ChartOptions {
  kind: 'share' | 'rate'
  /** Laney's: limits widened by how much neighbouring points differ. */
  isLaney: boolean
  /** Phase I: so many of the first points say what is usual, the rest (phase II) is judged by it. All of them where it is left out. */
  baseline?: number
  /** What is usual is known: nothing is estimated. sigmaZ counts for Laney's only; 1 where it is left out. */
  known?: { centre: number; sigmaZ?: number }
}

export interface AttributesChart {
  values: Float64Array
  centre: number
  /** Laney's factor; 1 for p and u. Below 1: neighbouring points are more alike than counting allows, which asks for a look at the data. */
  sigmaZ: number
  /** (value - centre) / counting error, before Laney's factor. */
  z: Float64Array
  /** Standard error of each point, Laney's factor included. */
  sd: Float64Array
  /** centre ± 3 sd, cut to what a share or rate can be. */
  lower: Float64Array
  upper: Float64Array
  /** Points beyond their limits; on the limit is within. */
  beyond: { at: number; side: Side }[]
  problem: null
}
type Refused = { problem: ChartProblem }

/** Mean absolute difference of two neighbours beside their standard deviation (2 / √π), as tables print it. */
const d2 = 1.128

/**
 * p chart: centre p = Σ hits / Σ size, sd_i = √(p (1 - p) / size_i); u chart: sd_i = √(u / size_i). Laney: z_i = (value_i - centre) / sd_i,
 * σ_z = mean |z_i - z_(i-1)| / 1.128 over the baseline, sd_i' = σ_z sd_i. Limits centre ± 3 sd.
 * Source: Shewhart (1931); Montgomery, Statistical Quality Control, 7; Laney (2002), Quality Engineering 14, 531-537.
 *
 * @returns the chart, or the first problem (see ChartProblemCode)
 */
export function attributesChart(counts: AttributeCounts, options: ChartOptions): AttributesChart | Refused {
  const problem = problemOfCounts(counts, options.kind) ?? problemOfOptions(counts, options)
  if (problem) return { problem }
  const { hits, size } = counts
  const baseline = options.baseline ?? hits.length
  const centre = options.known?.centre ?? sumOf(hits, baseline) / sumOf(size, baseline)
  const variance = options.kind === 'share' ? centre * (1 - centre) : centre
  if (!(variance > 0)) return chartProblem('no-variation')
  const values = hits.map((count, i) => count / size[i]!)
  const counting = size.map((n) => Math.sqrt(variance / n))
  const z = values.map((value, i) => (value - centre) / counting[i]!)
  const sigmaZ = options.isLaney ? (options.known ? (options.known.sigmaZ ?? 1) : movingRange(z, baseline) / d2) : 1
  // Equal shares of different sizes differ by rounding alone.
  if (!(sigmaZ > 1e-9)) return chartProblem('no-variation')
  const most = options.kind === 'share' ? 1 : Infinity
  const sd = counting.map((one) => one * sigmaZ)
  const lower = sd.map((one) => Math.max(0, centre - 3 * one))
  const upper = sd.map((one) => Math.min(most, centre + 3 * one))
  return { values, centre, sigmaZ, z, sd, lower, upper, beyond: beyondLimits(values, lower, upper), problem: null }
}

export function beyondLimits(values: Float64Array, lower: Float64Array, upper: Float64Array): { at: number; side: Side }[] {
  const beyond: { at: number; side: Side }[] = []
  for (const [at, value] of values.entries()) {
    if (value > upper[at]!) beyond.push({ at, side: 'above' })
    else if (value < lower[at]!) beyond.push({ at, side: 'below' })
  }
  return beyond
}

function sumOf(values: Float64Array, first: number): number {
  let sum = 0
  for (let i = 0; i < first; i++) sum += values[i]!
  return sum
}

function movingRange(z: Float64Array, first: number): number {
  let sum = 0
  for (let i = 1; i < first; i++) sum += Math.abs(z[i]! - z[i - 1]!)
  return sum / (first - 1)
}

function problemOfCounts({ hits, size }: AttributeCounts, kind: 'share' | 'rate'): ChartProblem | null {
  if (hits.length !== size.length) return { code: 'lengths-differ', at: null }
  const problem = problemOfPoints(hits) ?? problemOfPoints(size)
  if (problem) return problem
  for (let at = 0; at < hits.length; at++) {
    if (!isCount(hits[at]!) || size[at]! < 0 || (kind === 'share' && !isCount(size[at]!))) return { code: 'not-a-count', at }
    if (size[at] === 0) return { code: 'no-answers', at }
    if (kind === 'share' && hits[at]! > size[at]!) return { code: 'too-many-hits', at }
  }
  return null
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

function problemOfOptions({ hits }: AttributeCounts, { kind, isLaney, baseline, known }: ChartOptions): ChartProblem | null {
  if (known) {
    const { centre, sigmaZ = 1 } = known
    const isPossible = centre > 0 && centre < (kind === 'share' ? 1 : Infinity) && sigmaZ > 0 && sigmaZ < Infinity
    return isPossible ? null : { code: 'bad-setting', at: null }
  }
  const points = baseline ?? hits.length
  const isLong = Number.isInteger(points) && points >= (isLaney ? 2 : 1) && points <= hits.length
  return isLong ? null : { code: 'baseline-length', at: null }
}
