// Bands that hold for all parts of an aggregate at once, by multiplying each cluster's influence with a random sign or weight.
import { normalQuantile } from '../distributions/tails.ts'

export interface Bands {
  /** Standard error of each column: its interquartile range over the draws in units of the normal's. NaN where the column doesn't vary. */
  se: Float64Array
  /** estimate ± critical se covers all columns at once with probability 1 - alpha. NaN where none varies. */
  critical: number
}

export interface BootstrapOptions {
  draws: number
  /** Numbers from 0 to below 1; the same numbers give the same bands. */
  random: () => number
  /** Rademacher's -1 and 1 (R `did`), or Mammen's two points, which keep skewness. */
  multipliers?: 'rademacher' | 'mammen'
  alpha?: number
}

const eight = 8
const root5 = Math.sqrt(5)

/**
 * Draws Σ_cluster v s / n for every column at once; Σ over 8 clusters is looked up among their 256 sums, which is what makes 1,000 draws quick.
 * Source: Callaway & Sant'Anna (2021), algorithm 1 and remark 10; R `did` 2.5.1, mboot; Mammen (1993), Annals of Statistics 21.
 *
 * @param columns influence sums by cluster, all of one length
 * @param n units
 * @throws RangeError unless draws is at least 100
 */
export function multiplierBootstrap(columns: readonly Float64Array[], n: number, options: BootstrapOptions): Bands {
  const { draws, random, multipliers = 'rademacher', alpha = 0.05 } = options
  if (!(draws >= 100)) throw new RangeError('a bootstrap needs at least 100 draws')
  const k = columns.length
  const clusters = columns[0]?.length ?? 0
  // v = low or low + step, with the probability of the higher.
  const [low, step, chance] = multipliers === 'rademacher' ? [-1, 2, 0.5] : [(1 - root5) / 2, root5, (root5 - 1) / (2 * root5)]
  const bits = multipliers === 'rademacher' ? fairBits(random) : biasedBits(random, chance)
  const results = Array.from(columns, (column) => {
    let sum = 0
    for (const value of column) sum += value
    return new Float64Array(draws).fill((low * sum) / n)
  })
  const sums = new Float64Array(256 * k)
  for (let from = 0; from < clusters; from += eight) {
    subsetSums(columns, from, Math.min(eight, clusters - from), sums)
    for (let draw = 0; draw < draws; draw++) {
      const row = bits() * k
      for (let j = 0; j < k; j++) results[j]![draw]! += (step / n) * sums[row + j]!
    }
  }
  return bandsOf(results, draws, alpha)
}

/** sums[mask * k + j]: Σ over the clusters in mask of column j; clusters beyond `count` add nothing. */
function subsetSums(columns: readonly Float64Array[], from: number, count: number, sums: Float64Array): void {
  const k = columns.length
  for (let mask = 1; mask < 256; mask++) {
    const highest = 31 - Math.clz32(mask)
    const rest = (mask - (1 << highest)) * k
    for (let j = 0; j < k; j++) sums[mask * k + j] = sums[rest + j]! + (highest < count ? columns[j]![from + highest]! : 0)
  }
}

/** Eight fair bits at a time, three times eight from each number. */
function fairBits(random: () => number): () => number {
  let left = 0
  let pool = 0
  return () => {
    if (left === 0) {
      pool = Math.floor(random() * 2 ** 24)
      left = 3
    }
    const taken = pool & 255
    pool >>>= 8
    left--
    return taken
  }
}

const biasedBits = (random: () => number, chance: number) => (): number => {
  let mask = 0
  for (let bit = 0; bit < eight; bit++) if (random() < chance) mask |= 1 << bit
  return mask
}

function bandsOf(results: readonly Float64Array[], draws: number, alpha: number): Bands {
  const range = 2 * normalQuantile(0.75)
  const order = (share: number) => Math.max(0, Math.ceil(share * draws) - 1)
  const se = Float64Array.from(results, (values) => {
    const sorted = values.toSorted()
    const wide = (sorted[order(0.75)]! - sorted[order(0.25)]!) / range
    return wide > 0 ? wide : Number.NaN
  })
  const largest = new Float64Array(draws)
  for (const [j, values] of results.entries()) {
    const one = se[j]!
    if (Number.isNaN(one)) continue
    for (let draw = 0; draw < draws; draw++) largest[draw] = Math.max(largest[draw]!, Math.abs(values[draw]! / one))
  }
  const critical = se.every(Number.isNaN) ? Number.NaN : largest.toSorted()[order(1 - alpha)]!
  return { se, critical }
}
