// Several answers of one customer, agent or team: they say less than as many of different ones.
import { tCritical } from '../distributions/tails.ts'
import { type Estimate, wilsonInterval, z95 } from './proportion.ts'
import { type Grouping, groupsOf, problemOfSample, sampleProblem, type SampleProblem, type SampleRows, varianceOfTotal } from './sample.ts'

export interface ClusteredEstimate extends Estimate {
  se: number
  /** Of the t interval: clusters less strata. */
  df: number
  clusters: number
  /** Variance beside that of as many independent answers with equal weights; null where nothing varies. */
  designEffect: number | null
  /** n / design effect; null where nothing varies. */
  effectiveN: number | null
  problem: null
}
type Refused = { problem: SampleProblem }

/**
 * Mean of answers that come in clusters, with its 95 % t interval on (clusters - strata) degrees of freedom.
 *
 * mean = Σ w y / Σ w; se from the linearised parts w (y - mean) / Σ w (varianceOfTotal). Without clusters, strata and weights it is the plain mean's.
 * Design effect = se² / (s² / n), s² = n / (n - 1) Σ w (y - mean)² / Σ w.
 * Source: Kish (1965), Survey Sampling; checked against R's survey::svymean.
 *
 * @param rows see SampleRows; values up to 1e300 are scaled first
 * @param scale ends of the answers' scale; the interval is cut to them
 * @returns where all values agree, an interval without width: nothing varied
 */
export function clusteredMean(
  rows: SampleRows,
  { weight = null, scale }: { weight?: Float64Array | null; scale?: { from: number; to: number } } = {},
): ClusteredEstimate | Refused {
  const problem = problemOfSample(rows, weight)
  if (problem) return { problem }
  const n = rows.values.length
  const { unit, mean, parts, between } = linearised(rows.values, weight)
  const groups = groupsOf(rows)
  const spread = varianceOfTotal(parts, groups)
  if ('code' in spread) return { problem: spread }
  const se = Math.sqrt(spread.variance)
  const half = se * tCritical(0.05, spread.df)
  const designEffect = between > 0 ? spread.variance / (between / (n - 1)) : null
  return {
    n,
    estimate: mean * unit,
    se: se * unit,
    low: Math.max((mean - half) * unit, scale?.from ?? -Infinity),
    high: Math.min((mean + half) * unit, scale?.to ?? Infinity),
    df: spread.df,
    clusters: groups.sizes.length,
    designEffect,
    effectiveN: designEffect === null || designEffect === 0 ? null : n / designEffect,
    problem: null,
  }
}

/** Values in a unit in which the largest is 1: squares of huge ones stay numbers, those of tiny ones stay above 0. */
export function linearised(values: Float64Array, weight: Float64Array | null) {
  let unit = 0
  for (const value of values) unit = Math.max(unit, Math.abs(value))
  if (unit === 0) unit = 1
  let most = 0
  if (weight) for (const one of weight) most = Math.max(most, one)
  const share = weight ? weight.map((one) => one / most) : new Float64Array(values.length).fill(1)
  let whole = 0
  let sum = 0
  for (const [row, value] of values.entries()) {
    whole += share[row]!
    sum += share[row]! * (value / unit)
  }
  const mean = meanOf(values, unit, sum / whole)
  const parts = values.map((value, row) => (share[row]! * (value / unit - mean)) / whole)
  let between = 0
  for (const [row, part] of parts.entries()) between += part * (values[row]! / unit - mean)
  return { unit, mean, parts, between }
}

/** Values that all agree have exactly themselves as mean: rounding may not make a spread of nothing. */
const meanOf = (values: Float64Array, unit: number, mean: number): number =>
  values.every((value) => value === values[0]) ? values[0]! / unit : mean

/**
 * Intra-cluster correlation by analysis of variance, for clusters of different sizes:
 * icc = (MSB - MSW) / (MSB + (m0 - 1) MSW), m0 = (N - Σ m_c² / N) / (k - 1).
 * Source: Donner (1986), International Statistical Review 54, 67-82; Shrout & Fleiss (1979).
 *
 * @returns icc (at most 1, below 0 where clusters differ less than chance would have it), `size` m0 and `clusters` k; null where there are fewer than two clusters,
 * no cluster has two rows, nothing varies, or a value is no number
 */
export function anovaIcc(values: Float64Array, cluster: Int32Array): { icc: number; size: number; clusters: number } | null {
  const rows = { values, cluster }
  if (problemOfSample(rows, null)) return null
  const { groupOf, sizes } = groupsOf(rows)
  const [n, k] = [values.length, sizes.length]
  if (k < 2 || n === k) return null
  const { unit, mean } = linearised(values, null)
  const means = new Float64Array(k)
  for (const [row, value] of values.entries()) means[groupOf[row]!]! += value / unit / sizes[groupOf[row]!]!
  let [between, within, squares] = [0, 0, 0]
  for (const [group, size] of sizes.entries()) {
    between += size * (means[group]! - mean) ** 2
    squares += size * size
  }
  for (const [row, value] of values.entries()) within += (value / unit - means[groupOf[row]!]!) ** 2
  const size = (n - squares / n) / (k - 1)
  const [msb, msw] = [between / (k - 1), within / (n - k)]
  const whole = msb + (size - 1) * msw
  return whole > 1e-28 ? { icc: (msb - msw) / whole, size, clusters: k } : null
}

/**
 * Design effect of clusters of size m: 1 + (m - 1) icc. Kish (1965), Survey Sampling, 5.4.
 *
 * @param m at least 1, need not be whole; for clusters of different sizes the mean size weighted by itself, Σ m² / Σ m
 * @param icc -1 to 1; a negative one counts as 0: that clusters help is not relied on
 * @returns at least 1; null for what is no size or no correlation
 */
export function designEffect(m: number, icc: number): number | null {
  if (!(m >= 1) || !Number.isFinite(m) || !(icc >= -1 && icc <= 1)) return null
  return 1 + (m - 1) * Math.max(0, icc)
}

export interface ClusteredShare extends Estimate {
  icc: number | null
  designEffect: number
  /** Answers that as many independent ones would be worth. */
  effectiveN: number
  clusters: number
  problem: null
}

/**
 * A share of answers that come in clusters, with Wilson's interval of the effective sample size.
 *
 * effective n = n / deff * (z / t(0.975, clusters - 1))², deff = 1 + (Σ m² / Σ m - 1) max(0, icc). Where no answer differs icc can't be known: it counts as 1, the
 * effective n is then n² / Σ m². Korn & Graubard (1998), Survey Methodology 24, 193-201, with Wilson's interval in place of the exact one (Dean & Pagano 2015).
 *
 * @param values 0 or 1, one per answer
 */
export function clusteredShare(values: Float64Array, cluster: Int32Array): ClusteredShare | Refused {
  const rows = { values, cluster }
  const problem = problemOfSample(rows, null) ?? problemOfShare(values)
  if (problem) return { problem }
  const groups = groupsOf(rows)
  if (groups.sizes.length < 2) return { problem: sampleProblem('one-cluster', 0) }
  const n = values.length
  const estimate = values.reduce((sum, value) => sum + value, 0) / n
  const isVaried = estimate > 0 && estimate < 1
  // Clusters of one row each have no correlation to speak of.
  const icc = isVaried ? (anovaIcc(values, cluster)?.icc ?? 0) : null
  const effect = designEffect(meanSize(groups), icc ?? 1)!
  const ratio = z95 / tCritical(0.05, groups.sizes.length - 1)
  const effectiveN = (n / effect) * ratio * ratio
  return {
    n,
    estimate,
    ...wilsonInterval(estimate, effectiveN),
    icc,
    designEffect: effect,
    effectiveN,
    clusters: groups.sizes.length,
    problem: null,
  }
}

const meanSize = ({ sizes, groupOf }: Grouping): number => sizes.reduce((sum, size) => sum + size * size, 0) / groupOf.length

function problemOfShare(values: Float64Array): SampleProblem | null {
  const bad = values.findIndex((value) => value !== 0 && value !== 1)
  return bad < 0 ? null : sampleProblem('not-a-share', bad)
}
