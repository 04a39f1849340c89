// Within which limits a site of its size is expected by chance alone: 95 % to look, 99.8 % to act.
import { binomialDistribution, poissonDistribution, quantileOfCount } from '../distributions/counts.ts'
import { normalQuantile } from '../distributions/tails.ts'
import type { Interval } from './proportion.ts'

export interface FunnelLimits {
  /** 19 of 20 sites without anything special lie within. */
  p95: Interval
  /** 499 of 500 do. */
  p998: Interval
}

/** The largest size that limits are computed exactly for; above it the normal ones differ in the sixth digit only. */
const mostExact = 1e7

/**
 * The count below which a share p of chance lies, smoothly in size: r - (P(K <= r) - p) / P(K = r) + 1/2, r the smallest count with P(K <= r) >= p.
 * The half is not Spiegelhalter's: without it the low side alarms too rarely and the high side too often, and the happy and the unhappy share of one site disagree.
 */
function smoothCount(distribution: (k: number) => number, p: number, most: number): number {
  const r = quantileOfCount(distribution, p, most)
  const at = distribution(r)
  const before = distribution(r - 1)
  return at > before ? r - (at - p) / (at - before) + 0.5 : r
}

const within = (limit: (p: number) => number, most: number): FunnelLimits => {
  const between = (tail: number): Interval => ({
    low: Math.min(most, Math.max(0, limit(tail))),
    high: Math.min(most, Math.max(0, limit(1 - tail))),
  })
  return { p95: between(0.025), p998: between(0.001) }
}

/**
 * Limits of a share around its target: exact binomial, interpolated between counts (see smoothCount).
 * Source: Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202, A.1.1.
 *
 * @param target 0 to 1, both excluded
 * @param n answers of the site, whole, at least 1; above ten million the normal limits target ± z √(target (1 - target) / n) are taken
 * @returns null outside these
 */
export function shareLimits(target: number, n: number): FunnelLimits | null {
  if (!(target > 0 && target < 1) || !Number.isSafeInteger(n) || n < 1) return null
  if (n > mostExact) return within((p) => target + normalQuantile(p) * Math.sqrt((target * (1 - target)) / n), 1)
  return within((p) => smoothCount((k) => binomialDistribution(k, n, target), p, n) / n, 1)
}

/**
 * Limits of observed / expected around 1: exact Poisson, interpolated between counts.
 * Source: Spiegelhalter (2005), A.1.2. For outcomes that are frequent (over one in five) they are wider than need be: a share can't vary as a count does.
 *
 * @param expected events of the site, above 0; above ten million the normal limits 1 ± z / √expected are taken
 * @returns null for anything else
 */
export function ratioLimits(expected: number): FunnelLimits | null {
  if (!(expected > 0 && expected < Infinity)) return null
  if (expected > mostExact) return within((p) => 1 + normalQuantile(p) / Math.sqrt(expected), Infinity)
  return within((p) => smoothCount((k) => poissonDistribution(k, expected), p, 2 * expected + 20) / expected, Infinity)
}

/**
 * Limits of a mean around its target: target ± z sd / √n. Source: Spiegelhalter (2005), A.1.3.
 *
 * @param target in the unit of the answers
 * @param sd of single answers within a site, above 0
 * @param n answers of the site, at least 1
 * @returns null outside these
 */
export function meanLimits(target: number, sd: number, n: number): FunnelLimits | null {
  if (!Number.isFinite(target) || !(sd > 0 && sd < Infinity) || !Number.isSafeInteger(n) || n < 1) return null
  const between = (tail: number): Interval => {
    const half = -normalQuantile(tail) * (sd / Math.sqrt(n))
    return { low: target - half, high: target + half }
  }
  return { p95: between(0.025), p998: between(0.001) }
}

/** Limits further from the target by a factor, cut to a scale. */
export function widened({ p95, p998 }: FunnelLimits, target: number, factor: number, scale: Interval): FunnelLimits {
  const wider = ({ low, high }: Interval): Interval => ({
    low: Math.max(scale.low, target - (target - low) * factor),
    high: Math.min(scale.high, target + (high - target) * factor),
  })
  return { p95: wider(p95), p998: wider(p998) }
}
