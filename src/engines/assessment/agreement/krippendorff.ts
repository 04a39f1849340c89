// Would another rater have said the same? For any scale, any number of raters, and with gaps.

export type Metric = 'nominal' | 'ordinal' | 'interval' | 'ratio'

export type KrippendorffProblem =
  /** No unit was rated twice. */
  | 'nothing-to-compare'
  /** All ratings that can be compared are the same: chance can't be told from agreement. */
  | 'constant'
  /** A rating is infinite, or the raters don't divide the ratings. */
  | 'not-a-number'
  /** A ratio scale has no values below 0. */
  | 'negative'

export interface Krippendorff {
  problem: null
  /** 1: no disagreement; 0: as much as chance; at the least about -1. */
  alpha: number
  /** Units rated at least twice, and their ratings. */
  units: number
  ratings: number
  /** Percentile interval of the drawn units; null where none was asked for, or where fewer than half of the draws had differences to agree on. */
  lower: number | null
  upper: number | null
  /** Draws that had an alpha. */
  draws: number
}

export interface Bootstrap {
  random: () => number
  /** Usual: 1,000. */
  draws: number
  level?: number
}

/** How often each value was given in each unit that can be compared. */
interface Counted {
  values: Float64Array
  /** Units x values. */
  counts: Float64Array
  units: number
}

/**
 * Krippendorff's alpha = 1 - D_observed / D_expected = 1 - (n - 1) Σ_u [Σ_(c<k) n_uc n_uk δ²_ck / (m_u - 1)] / Σ_(c<k) n_c n_k δ²_ck, over units with m_u >= 2 ratings.
 * δ²: nominal 1; ordinal (Σ_(g=c..k) n_g - (n_c + n_k) / 2)²; interval (c - k)²; ratio ((c - k) / (c + k))².
 * The interval draws whole units again and again (Efron's percentiles), which keeps ratings of one unit together.
 * Time: units x values² for the alpha and for each draw.
 * Sources: Krippendorff (2011), Computing Krippendorff's alpha-reliability; for drawing units Zapf, Castell, Morawietz & Karch (2016), BMC Medical Research Methodology 16, 93.
 *
 * @param ratings units x raters by rows; NaN: not rated
 * @param raters how many raters
 */
export function krippendorffAlpha(
  ratings: Float64Array,
  raters: number,
  metric: Metric,
  bootstrap?: Bootstrap,
): Krippendorff | { problem: KrippendorffProblem } {
  if (!Number.isSafeInteger(raters) || raters < 1 || ratings.length % raters !== 0) return { problem: 'not-a-number' }
  for (const rating of ratings) {
    if (Math.abs(rating) === Infinity) return { problem: 'not-a-number' }
    if (metric === 'ratio' && rating < 0) return { problem: 'negative' }
  }
  const counted = count(ratings, raters)
  if (counted.units === 0) return { problem: 'nothing-to-compare' }
  const once = Float64Array.from({ length: counted.units }, () => 1)
  const alpha = alphaOf(counted, metric, once)
  if (alpha === null) return { problem: 'constant' }
  const drawn = bootstrap ? interval(counted, metric, bootstrap) : { lower: null, upper: null, draws: 0 }
  return { problem: null, alpha, units: counted.units, ratings: counted.counts.reduce((a, b) => a + b, 0), ...drawn }
}

function count(ratings: Float64Array, raters: number): Counted {
  const units: Float64Array[] = []
  for (let at = 0; at < ratings.length; at += raters) {
    const given = ratings.subarray(at, at + raters).filter((rating) => !Number.isNaN(rating))
    if (given.length > 1) units.push(given)
  }
  const values = Float64Array.from(new Set(units.flatMap((unit) => Array.from(unit, (value) => value + 0)))).sort()
  const place = new Map(Array.from(values, (value, i) => [value, i]))
  const counts = new Float64Array(units.length * values.length)
  for (const [u, unit] of units.entries()) for (const value of unit) counts[u * values.length + place.get(value)!]! += 1
  return { values, counts, units: units.length }
}

/** Null: no differences are expected. `times`: how often each unit counts. */
function alphaOf({ values, counts, units }: Counted, metric: Metric, times: Float64Array): number | null {
  const k = values.length
  const totals = new Float64Array(k)
  for (let u = 0; u < units; u++) for (let c = 0; c < k; c++) totals[c]! += times[u]! * counts[u * k + c]!
  const apart = distances(values, totals, metric)
  const expected = paired(totals, 0, k, apart)
  if (!(expected > 0)) return null
  let observed = 0
  for (let u = 0; u < units; u++) {
    if (times[u] === 0) continue
    let ratings = 0
    for (let c = 0; c < k; c++) ratings += counts[u * k + c]!
    observed += (times[u]! * paired(counts, u * k, k, apart)) / (ratings - 1)
  }
  return 1 - ((totals.reduce((a, b) => a + b, 0) - 1) * observed) / expected
}

/** Σ over pairs of values of n_c n_k δ²_ck. */
function paired(counts: Float64Array, from: number, k: number, apart: Float64Array): number {
  let sum = 0
  for (let c = 1; c < k; c++) {
    const own = counts[from + c]!
    if (own !== 0) for (let d = 0; d < c; d++) sum += own * counts[from + d]! * apart[c * k + d]!
  }
  return sum
}

/** δ²; the lower triangle, c > d. */
function distances(values: Float64Array, totals: Float64Array, metric: Metric): Float64Array {
  const k = values.length
  const apart = new Float64Array(k * k)
  // In units of the largest, so that squares don't overflow.
  const unit = k > 0 ? Math.max(Math.abs(values[0]!), Math.abs(values[k - 1]!)) : 1
  for (let c = 1; c < k; c++) {
    let between = totals[c]! / 2
    for (let d = c - 1; d >= 0; d--) {
      if (metric === 'nominal') apart[c * k + d] = 1
      else if (metric === 'ordinal') apart[c * k + d] = (between + totals[d]! / 2) ** 2
      else if (metric === 'interval') apart[c * k + d] = (values[c]! / unit - values[d]! / unit) ** 2
      else apart[c * k + d] = ((1 - values[d]! / values[c]!) / (1 + values[d]! / values[c]!)) ** 2
      between += totals[d]!
    }
  }
  return apart
}

function interval(counted: Counted, metric: Metric, { random, draws, level = 0.95 }: Bootstrap) {
  const found: number[] = []
  const times = new Float64Array(counted.units)
  for (let draw = 0; draw < draws; draw++) {
    times.fill(0)
    for (let i = 0; i < counted.units; i++) times[Math.floor(random() * counted.units)]! += 1
    const alpha = alphaOf(counted, metric, times)
    if (alpha !== null) found.push(alpha)
  }
  if (found.length < draws / 2 || found.length === 0) return { lower: null, upper: null, draws: found.length }
  const sorted = Float64Array.from(found).sort()
  const at = (share: number): number => {
    const place = share * (sorted.length - 1)
    const below = Math.floor(place)
    return sorted[below]! + (place - below) * (sorted[Math.min(sorted.length - 1, below + 1)]! - sorted[below]!)
  }
  return { lower: at((1 - level) / 2), upper: at((1 + level) / 2), draws: found.length }
}
