// Did the two move alike before? Two tests that keep their size with few clusters, unlike R's Wald test of all cells at once.
import { fTail, tTails } from '../distributions/tails.ts'
import { cholesky, inverseOfCholesky } from '../linear/cholesky.ts'
import type { Aggregate, Part } from './aggregates.ts'
import type { Design } from './rows.ts'
import { rangeOf, type Sample } from './sample.ts'

export interface LeadsTest {
  f: number
  numeratorDf: number
  denominatorDf: number
  p: number
  /** Event times tested: the last ones before treatment. */
  leads: number[]
}

export interface SlopeTest {
  /** Outcome units by which treated units drift away per unit of time. */
  slope: number
  se: number
  lower: number
  upper: number
  df: number
  p: number
}

export interface PreTrend {
  /** Null without leads, or where clusters are too few for even one. */
  leadsF: LeadsTest | null
  /** Null with fewer than two periods before the base. */
  slope: SlopeTest | null
  /** Each lead as a distance from the base period: { at, estimate }. */
  levels: { at: number; estimate: number }[]
}

/** More leads than this dilute the test with times that only late cohorts have. */
const mostLeads = 6
/** One lead for so many clusters. */
const clustersPerLead = 8

/**
 * leadsF: T² = θᵀ V⁻¹ θ over the last leads of the event study; F = T² (ν - q + 1) / (ν q) on q and ν - q + 1 degrees of freedom, V = Σ_blocks c / (c - 1) V_b and
 * ν = (q + q²) / Σ_b [tr((V_b V⁻¹)²) + tr(V_b V⁻¹)²] / (c_b - 1).
 * Source: Krishnamoorthy & Yu (2004), Statistics & Probability Letters 66, 161-169 (the modified Nel and van der Merwe test).
 *
 * slope: the leads as distances from the base, a least-squares line through 0 at the base, its error from the influence functions, t with Welch's df.
 */
export function preTrend(dynamic: Aggregate, sample: Sample, { base, anticipation }: Pick<Design, 'base' | 'anticipation'>): PreTrend {
  const leads = dynamic.parts.filter(({ at, isReference }) => at < -anticipation && !isReference)
  const levels = base === 'universal' ? leads : cumulated(leads)
  return {
    leadsF: leadsTest(leads.slice(-Math.max(1, Math.min(mostLeads, Math.floor(sample.clusters / clustersPerLead)))), sample),
    slope: slopeTest(levels, dynamic, sample, anticipation),
    levels: levels.map(({ at, estimate }) => ({ at, estimate })),
  }
}

type Level = Pick<Part, 'at' | 'estimate' | 'influence'>

/** With a varying base a lead at e is the step from the period before to e; backwards from the base the steps add up to distances. */
function cumulated(leads: readonly Part[]): Level[] {
  const levels: Level[] = []
  for (let i = leads.length - 1; i >= 0; i--) {
    const after = levels[0]
    const step = leads[i]!
    // The distance stands at the period that the step began in: the event time of the lead before, or one period earlier.
    const at = i > 0 ? leads[i - 1]!.at : step.at - 1
    levels.unshift({
      at,
      estimate: (after?.estimate ?? 0) - step.estimate,
      influence: step.influence.map((value, cluster) => (after?.influence[cluster] ?? 0) - value),
    })
  }
  return levels
}

function slopeTest(levels: readonly Level[], { parts }: Aggregate, sample: Sample, anticipation: number): SlopeTest | null {
  // The base lies at the last event time before anticipation begins.
  const base = parts.findLast(({ at }) => at < -anticipation)?.at
  if (base === undefined || levels.length < 2) return null
  const times = [...levels.map(({ at }) => at), base]
  const middle = times.reduce((sum, at) => sum + at, 0) / times.length
  const spread = times.reduce((sum, at) => sum + (at - middle) ** 2, 0)
  if (!(spread > 0)) return null
  const influence = new Float64Array(sample.width)
  let slope = 0
  for (const { at, estimate, influence: own } of levels) {
    const weight = (at - middle) / spread
    slope += weight * estimate
    for (let i = 0; i < influence.length; i++) influence[i]! += weight * own[i]!
  }
  const range = rangeOf(slope, influence, sample)
  if (!(range.se > 0)) return null
  return { slope, ...range, p: tTails(slope / range.se, range.df) }
}

function leadsTest(leads: readonly Part[], sample: Sample): LeadsTest | null {
  for (let q = leads.length; q > 0; q--) {
    const test = leadsTestOf(leads.slice(-q), sample)
    if (test) return test
  }
  return null
}

function leadsTestOf(leads: readonly Part[], { n, blockOf, blockSizes, width }: Sample): LeadsTest | null {
  const q = leads.length
  const blocks = Array.from(blockSizes, () => new Float64Array(q * q))
  for (let c = 0; c < width; c++) {
    const block = blocks[blockOf[c]!]!
    for (let i = 0; i < q; i++) for (let j = 0; j < q; j++) block[i * q + j]! += (leads[i]!.influence[c]! * leads[j]!.influence[c]!) / n / n
  }
  const whole = new Float64Array(q * q)
  const others = Array.from(blockSizes, (size) => Math.max(1, size - 1))
  for (const [b, block] of blocks.entries())
    for (let i = 0; i < q * q; i++) {
      block[i]! *= (others[b]! + 1) / others[b]!
      whole[i]! += block[i]!
    }
  const l = cholesky(whole, q)
  if (!l) return null
  const inverse = inverseOfCholesky(l, q)
  let spread = 0
  for (const [b, block] of blocks.entries()) {
    let trace = 0
    let square = 0
    const product = times(block, inverse, q)
    for (let i = 0; i < q; i++) {
      trace += product[i * q + i]!
      for (let j = 0; j < q; j++) square += product[i * q + j]! * product[j * q + i]!
    }
    spread += (square + trace * trace) / others[b]!
  }
  const df = (q + q * q) / spread
  if (!(df - q + 1 >= 3)) return null
  const theta = Float64Array.from(leads, ({ estimate }) => estimate)
  let t2 = 0
  for (let i = 0; i < q; i++) for (let j = 0; j < q; j++) t2 += theta[i]! * inverse[i * q + j]! * theta[j]!
  const f = (t2 * (df - q + 1)) / (df * q)
  return { f, numeratorDf: q, denominatorDf: df - q + 1, p: fTail(f, q, df - q + 1), leads: leads.map(({ at }) => at) }
}

function times(left: Float64Array, right: Float64Array, k: number): Float64Array {
  const product = new Float64Array(k * k)
  for (let i = 0; i < k; i++)
    for (let m = 0; m < k; m++) for (let j = 0; j < k; j++) product[i * k + j]! += left[i * k + m]! * right[m * k + j]!
  return product
}
