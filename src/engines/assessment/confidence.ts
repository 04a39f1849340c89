// How sure people are and how often they are right: marks that pay for honesty, and what a forecast is worth.
import { type Estimate, wilson, z95 } from '#engines/scores/proportion.ts'

/** How sure: 1 a guess, 2 think so, 3 sure. */
export type Certainty = 1 | 2 | 3

const marks = { 1: { right: 1, wrong: 0 }, 2: { right: 2, wrong: -2 }, 3: { right: 3, wrong: -6 } } as const

/**
 * Certainty-based mark: 1, 2 or 3 points where right, 0, -2 or -6 where wrong. With a chance p of being right, a guess pays p, "think so" 4 p - 2, "sure" 9 p - 6, so that
 * each pays most where it is true: "think so" above 2/3, "sure" above 4/5.
 * Source: Gardner-Medwin (1995), Association for Learning Technology Journal 3, 80-85.
 */
export const confidenceMark = (certainty: Certainty, isRight: boolean): number => marks[certainty][isRight ? 'right' : 'wrong']

/** From which chance of being right to which each certainty pays most. */
export const honestRange: Record<Certainty, { from: number; to: number }> = {
  1: { from: 0, to: 2 / 3 },
  2: { from: 2 / 3, to: 4 / 5 },
  3: { from: 4 / 5, to: 1 },
}

/** What pays most at a chance of being right, 0 to 1; at a border the more modest of the two. */
export const bestCertainty = (chance: number): Certainty => (chance > honestRange[3].from ? 3 : chance > honestRange[2].from ? 2 : 1)

/** Answers given with one certainty, summed over people: somebody's answers are alike, which the interval has to know. */
export interface CertaintyCounts {
  certainty: Certainty
  people: number
  /** Answers, and right ones. */
  n: number
  right: number
  /** Over people: answers squared, answers times right ones, right ones squared. */
  nSquares: number
  nRight: number
  rightSquares: number
}

export interface CertaintyShown {
  certainty: Certainty
  n: number
  /** Share right with its likely range; null below `fewest` people. */
  right: { estimate: number; low: number; high: number } | null
  /** `over`: right clearly less often than this certainty claims; `under`: clearly more often; `few`: too few people to say. */
  verdict: 'fits' | 'over' | 'under' | 'few'
}

/**
 * How often people are right when they are how sure: each certainty's share right, held against the range in which that certainty is honest. The range is Wilson's with the
 * answers that count: n / design effect, where design effect = variance between people (ratio estimator, Cochran 1977, 6.4) over p (1 - p) / n, never below 1.
 *
 * @param counts those left out count as none
 * @param fewest below this many people nothing is said of a certainty
 */
export const certaintyTable = (counts: readonly CertaintyCounts[], fewest: number): CertaintyShown[] =>
  ([3, 2, 1] as const).map((certainty) => {
    const found = counts.find((one) => one.certainty === certainty)
    if (!found || found.n === 0 || found.people < fewest) return { certainty, n: found?.n ?? 0, right: null, verdict: 'few' }
    const right = clusteredShare(found)
    const { from, to } = honestRange[certainty]
    return { certainty, n: found.n, right, verdict: right.high < from ? 'over' : right.low > to ? 'under' : 'fits' }
  })

function clusteredShare({ people, n, right, nSquares, nRight, rightSquares }: CertaintyCounts): {
  estimate: number
  low: number
  high: number
} {
  const p = right / n
  const between = people > 1 ? ((people / (people - 1)) * (rightSquares - 2 * p * nRight + p * p * nSquares)) / (n * n) : 0
  const alone = (p * (1 - p)) / n
  const effect = alone > 0 ? Math.max(1, between / alone) : 1
  const counting = n / effect
  const scale = 1 + (z95 * z95) / counting
  const centre = (p + (z95 * z95) / (2 * counting)) / scale
  const half = (z95 / scale) * Math.sqrt((p * (1 - p)) / counting + (z95 * z95) / (4 * counting * counting))
  return { estimate: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

/** Answers with one forecast: the chance of being right that was claimed, and how often it was so. */
export interface ForecastGroup {
  forecast: number
  n: number
  right: number
}

export interface CalibrationBin {
  n: number
  /** Mean forecast of the bin. */
  forecast: number
  right: Estimate
}

export type CalibrationProblem =
  /** No forecasts. */
  | 'no-forecasts'
  /** A forecast outside 0 to 1 or NaN, an outcome that is not 0 or 1, counts that can't be, or lengths that differ. */
  | 'not-a-number'

export interface Calibration {
  problem: null
  n: number
  /** Mean squared distance of forecast and outcome: 0 best, 1 worst. = reliability - resolution + uncertainty + within. */
  brier: number
  /** Distance of forecasts from how often they came true: 0 best. */
  reliability: number
  /** How far what came true differs between forecasts: the more, the better. */
  resolution: number
  /** Of the outcomes themselves, whatever was forecast: share x (1 - share). */
  uncertainty: number
  /** What bins hide: 0 where each bin has one forecast only (Stephenson, Coelho & Jolliffe 2008). */
  within: number
  /** Mean forecast minus share right: above 0, people believe more than they know. */
  overConfidence: number
  /** Mean distance of forecast and share right over bins. */
  expectedError: number
  bins: CalibrationBin[]
}

/**
 * Brier score and its parts for groups of one forecast each: reliability Σ n (f - o)² / N, resolution Σ n (o - ō)² / N, uncertainty ō (1 - ō).
 * Sources: Brier (1950), Monthly Weather Review 78, 1-3; Murphy (1973), Journal of Applied Meteorology 12, 595-600.
 *
 * @param groups forecasts 0 to 1; groups of the same forecast are put together
 */
export function calibrationOfGroups(groups: readonly ForecastGroup[]): Calibration | { problem: CalibrationProblem } {
  const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0
  if (groups.some(({ forecast, n, right }) => !(forecast >= 0 && forecast <= 1) || !isCount(n) || !isCount(right) || right > n))
    return { problem: 'not-a-number' }
  const bins = new Map<number, Bin>()
  for (const { forecast, n, right } of groups) {
    if (n === 0) continue
    const bin = bins.get(forecast) ?? { n: 0, forecasts: 0, right: 0, squares: 0 }
    bins.set(forecast, {
      n: bin.n + n,
      forecasts: bin.forecasts + n * forecast,
      right: bin.right + right,
      squares: bin.squares + right * (1 - forecast) ** 2 + (n - right) * forecast ** 2,
    })
  }
  return ofBins([...bins.entries()].toSorted(([a], [b]) => a - b).map(([, bin]) => bin))
}

/**
 * The same for forecasts of many values, in bins of even width.
 *
 * @param forecasts 0 to 1
 * @param outcomes 1 where it came true, else 0
 * @param bins how many; empty ones are left out
 */
export function calibration(
  forecasts: Float64Array,
  outcomes: ArrayLike<number>,
  bins = 10,
): Calibration | { problem: CalibrationProblem } {
  if (forecasts.length !== outcomes.length || !Number.isSafeInteger(bins) || bins < 1) return { problem: 'not-a-number' }
  const found = Array.from({ length: bins }, (): Bin => ({ n: 0, forecasts: 0, right: 0, squares: 0 }))
  for (let i = 0; i < forecasts.length; i++) {
    const [forecast, outcome] = [forecasts[i]!, outcomes[i]!]
    if (!(forecast >= 0 && forecast <= 1) || (outcome !== 0 && outcome !== 1)) return { problem: 'not-a-number' }
    const bin = found[Math.min(bins - 1, Math.floor(forecast * bins))]!
    bin.n++
    bin.forecasts += forecast
    bin.right += outcome
    bin.squares += (forecast - outcome) ** 2
  }
  return ofBins(found.filter(({ n }) => n > 0))
}

interface Bin {
  n: number
  forecasts: number
  right: number
  squares: number
}

function ofBins(bins: readonly Bin[]): Calibration | { problem: CalibrationProblem } {
  const sum = (of: (bin: Bin) => number): number => bins.reduce((total, bin) => total + of(bin), 0)
  const n = sum((bin) => bin.n)
  if (n === 0) return { problem: 'no-forecasts' }
  const share = sum(({ right }) => right) / n
  const apart = (bin: Bin): number => bin.forecasts / bin.n - bin.right / bin.n
  const brier = sum(({ squares }) => squares) / n
  const reliability = sum((bin) => bin.n * apart(bin) ** 2) / n
  const resolution = sum((bin) => bin.n * (bin.right / bin.n - share) ** 2) / n
  const uncertainty = share * (1 - share)
  return {
    problem: null,
    n,
    brier,
    reliability,
    resolution,
    uncertainty,
    within: brier - (reliability - resolution + uncertainty),
    overConfidence: sum(({ forecasts }) => forecasts) / n - share,
    expectedError: sum((bin) => bin.n * Math.abs(apart(bin))) / n,
    bins: bins.map((bin) => ({ n: bin.n, forecast: bin.forecasts / bin.n, right: wilson(bin.right, bin.n) })),
  }
}
