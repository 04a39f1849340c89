// A fair comparison of sites: each beside what chance allows a site of its size, never one beside the other.
import { type FunnelLimits, meanLimits, ratioLimits, shareLimits, widened } from './funnel-limits.ts'
import { overdispersion, type Overdispersion } from './overdispersion.ts'
import type { Interval } from './proportion.ts'

export type FunnelProblem =
  /** Fewer than two sites: nothing to compare. */
  | { code: 'too-few-sites' }
  /** The counts or figures of this site are none of one sample. */
  | { code: 'bad-site'; site: number }
  /** The target lies outside its scale, or all sites together have only hits, none, or no spread. */
  | { code: 'bad-target' }

/** `low` and `high`: beyond the 99.8 % limit; `lowish` and `highish`: beyond the 95 % limit only. */
export type Position = 'low' | 'lowish' | 'within' | 'highish' | 'high'

export interface FunnelPoint {
  value: number
  /** Distance from the target in standard errors, on a scale where these are even (see each function). */
  z: number
  limits: FunnelLimits
  position: Position
}

export interface Funnel {
  target: number
  points: FunnelPoint[]
  overdispersion: Overdispersion
  problem: null
}
type Refused = { problem: FunnelProblem }

export interface SiteShare {
  hits: number
  n: number
}
export interface SiteRatio {
  observed: number
  /** Of the same customers, had they answered as everybody of their kind does: see standardise. */
  expected: number
}
export interface SiteMean {
  mean: number
  n: number
}

/**
 * Funnel of shares (CSAT, FCR). z = 2 √n (asin √share - asin √target), which has variance 1 whatever the target.
 *
 * @param target a standard, 0 to 1; without one the share of all sites together
 */
export function funnelOfShares(sites: readonly SiteShare[], target = pooledShare(sites)): Funnel | Refused {
  const bad = sites.findIndex(({ hits, n }) => !isCount(hits) || !isCount(n) || n === 0 || hits > n)
  if (bad >= 0) return { problem: { code: 'bad-site', site: bad } }
  const angle = (share: number): number => Math.asin(Math.sqrt(share))
  return funnel(
    sites.map(({ hits, n }) => ({
      value: hits / n,
      z: 2 * Math.sqrt(n) * (angle(hits / n) - angle(target)),
      limits: shareLimits(target, n),
    })),
    target,
    { low: 0, high: 1 },
  )
}

/**
 * Funnel of observed / expected around 1: shares whose case mix differs. z = 2 (√observed - √expected).
 *
 * @param sites observed whole and not negative, expected above 0
 */
export function funnelOfRatios(sites: readonly SiteRatio[]): Funnel | Refused {
  const bad = sites.findIndex(({ observed, expected }) => !isCount(observed) || !(expected > 0 && expected < Infinity))
  if (bad >= 0) return { problem: { code: 'bad-site', site: bad } }
  return funnel(
    sites.map(({ observed, expected }) => ({
      value: observed / expected,
      z: 2 * (Math.sqrt(observed) - Math.sqrt(expected)),
      limits: ratioLimits(expected),
    })),
    1,
    { low: 0, high: Infinity },
  )
}

/**
 * Funnel of means (CES). z = (mean - target) √n / sd.
 *
 * @param sd of single answers within sites, in the unit of the answers, above 0
 * @param target a standard; without one the mean of all answers
 */
export function funnelOfMeans(sites: readonly SiteMean[], sd: number, target = pooledMean(sites)): Funnel | Refused {
  const bad = sites.findIndex(({ mean, n }) => !(Math.abs(mean) <= 1e300) || !isCount(n) || n === 0)
  if (bad >= 0) return { problem: { code: 'bad-site', site: bad } }
  return funnel(
    sites.map(({ mean, n }) => ({ value: mean, z: ((mean - target) / sd) * Math.sqrt(n), limits: meanLimits(target, sd, n) })),
    target,
    { low: -Infinity, high: Infinity },
  )
}

type Placed = { value: number; z: number; limits: FunnelLimits | null }

function funnel(placed: readonly Placed[], target: number, scale: Interval): Funnel | Refused {
  if (placed.length < 2) return { problem: { code: 'too-few-sites' } }
  const spread = overdispersion(placed.map(({ z }) => z))
  if (!spread) return { problem: { code: 'bad-target' } }
  const points: FunnelPoint[] = []
  for (const { value, z, limits } of placed) {
    if (!limits) return { problem: { code: 'bad-target' } }
    const own = widened(limits, target, spread.widening, scale)
    points.push({ value, z, limits: own, position: positionOf(value, own) })
  }
  return { target, points, overdispersion: spread, problem: null }
}

function positionOf(value: number, { p95, p998 }: FunnelLimits): Position {
  if (value < p998.low) return 'low'
  if (value > p998.high) return 'high'
  if (value < p95.low) return 'lowish'
  return value > p95.high ? 'highish' : 'within'
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

const pooledShare = (sites: readonly SiteShare[]): number =>
  sites.reduce((sum, { hits }) => sum + hits, 0) / sites.reduce((sum, { n }) => sum + n, 0)

function pooledMean(sites: readonly SiteMean[]): number {
  const whole = sites.reduce((sum, { n }) => sum + n, 0)
  return sites.reduce((sum, { mean, n }) => sum + mean * (n / whole), 0)
}
