// Indirect standardisation: how many hits a site would have had if each kind of customer had answered there as it does everywhere.
import { exactPoissonLimits } from '../distributions/counts.ts'
import { countWithInterval } from './count.ts'
import type { Estimate } from './proportion.ts'

/** Answers of one kind of customer or contact. */
export interface Stratum {
  hits: number
  n: number
}

export interface Standardised {
  observed: number
  expected: number
  /** observed / expected with its exact 95 % limits (Garwood); n is the answers. */
  ratio: Estimate
  /** The same by Byar's approximation, without a search. */
  byar: { low: number; high: number }
  /** ratio x the share of everybody: what the site would have with everybody's mix. Not cut: it can pass 1. */
  share: number
}

/**
 * Expected = Σ over kinds of n of the site x share of everybody; observed / expected with exact Poisson limits 95 %: chi-square quantiles / 2 expected.
 * Source: Breslow & Day (1987), Statistical Methods in Cancer Research II, 2.3; Garwood (1936); Byar in Rothman & Boice (1979).
 * For frequent outcomes the Poisson interval is wider than need be.
 *
 * @param site hits and answers per kind
 * @param everybody the same kinds in the same order, this site among them; a kind with answers at the site needs some here
 * @returns null where counts are none, kinds differ in number, nothing is expected, or a kind is unknown to everybody
 */
export function standardise(site: readonly Stratum[], everybody: readonly Stratum[]): Standardised | null {
  if (site.length !== everybody.length || ![...site, ...everybody].every(isSample)) return null
  if (site.some(({ n }, kind) => n > 0 && everybody[kind]!.n === 0)) return null
  const sum = (strata: readonly Stratum[], of: (one: Stratum, kind: number) => number): number =>
    strata.reduce((whole, one, kind) => whole + of(one, kind), 0)
  const expected = sum(site, ({ n }, kind) => (n === 0 ? 0 : (n * everybody[kind]!.hits) / everybody[kind]!.n))
  const observed = sum(site, ({ hits }) => hits)
  const exact = exactPoissonLimits(observed, 0.05)
  if (!exact || !(expected > 0)) return null
  const byar = countWithInterval(observed)
  return {
    observed,
    expected,
    ratio: { n: sum(site, ({ n }) => n), estimate: observed / expected, low: exact.low / expected, high: exact.high / expected },
    byar: { low: byar.low / expected, high: byar.high / expected },
    share: (observed / expected) * (sum(everybody, ({ hits }) => hits) / sum(everybody, ({ n }) => n)),
  }
}

const isSample = ({ hits, n }: Stratum): boolean => Number.isSafeInteger(hits) && Number.isSafeInteger(n) && hits >= 0 && hits <= n
