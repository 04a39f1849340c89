// Would another rater have said the same? Intraclass correlations of ratings on a scale.
import { fQuantile } from '#engines/distributions/quantiles.ts'
import { fTail } from '#engines/distributions/tails.ts'

export type IntraclassProblem =
  /** Fewer than two who are rated. */
  | 'few-subjects'
  /** Fewer than two raters. */
  | 'few-raters'
  /** All ratings are the same, or all of each rater: no differences to agree on. */
  | 'constant'
  /** A rating is missing, NaN or infinite (leave such subjects out, or use Krippendorff's alpha), or the raters don't divide the ratings. */
  | 'not-a-number'

export interface Intraclass {
  /** At most 1; below 0 where raters agree less than strangers would, -Infinity for a mean of raters whose subjects don't differ at all. */
  estimate: number
  lower: number
  upper: number
  /** Test of no agreement. Infinite where raters agree to the last digit. */
  f: number
  numeratorDf: number
  denominatorDf: number
  p: number
}

export interface Intraclasses {
  problem: null
  subjects: number
  raters: number
  /** Each subject has raters of its own; one rating, and the mean of all raters. ICC(1,1) and ICC(1,k). */
  oneWay: { single: Intraclass; mean: Intraclass }
  /** The same raters for all, who stand for others like them; a rater's severity counts as error. ICC(2,1) and ICC(2,k). */
  agreement: { single: Intraclass; mean: Intraclass }
  /** The same raters, and only these; their severity doesn't count. ICC(3,1) and ICC(3,k). */
  consistency: { single: Intraclass; mean: Intraclass }
}

interface Squares {
  n: number
  k: number
  /** Mean squares between subjects, within subjects, between raters, and of what is left. */
  between: number
  within: number
  raters: number
  error: number
}

/**
 * All six intraclass correlations with their F tests and intervals.
 *
 * With mean squares B (subjects), W (within), J (raters), E (error): ICC1 = (B - W) / (B + (k - 1) W); ICC2 = (B - E) / (B + (k - 1) E + k (J - E) / n);
 * ICC3 = (B - E) / (B + (k - 1) E); means of k raters by Spearman and Brown. Intervals from F, for ICC2 with Satterthwaite's degrees of freedom.
 * Sources: Shrout & Fleiss (1979), Psychological Bulletin 86, 420-428; McGraw & Wong (1996), Psychological Methods 1, 30-46.
 *
 * @param ratings on an interval scale, subjects x raters by rows, none missing
 * @param raters how many raters
 * @param level confidence, 0 to 1
 */
export function intraclass(ratings: Float64Array, raters: number, level = 0.95): Intraclasses | { problem: IntraclassProblem } {
  if (!Number.isSafeInteger(raters) || raters < 0 || (raters > 0 && ratings.length % raters !== 0)) return { problem: 'not-a-number' }
  if (!ratings.every(Number.isFinite)) return { problem: 'not-a-number' }
  if (raters < 2) return { problem: 'few-raters' }
  if (ratings.length / raters < 2) return { problem: 'few-subjects' }
  const squares = squaresOf(scaledOf(ratings), raters)
  if (squares.between === 0 && squares.error === 0) return { problem: 'constant' }
  const tail = (1 - level) / 2
  const { n, k } = squares
  return {
    problem: null,
    subjects: n,
    raters: k,
    oneWay: ofRatio(squares.between, squares.within, [n - 1, n * (k - 1)], k, tail),
    agreement: absolute(squares, tail),
    consistency: ofRatio(squares.between, squares.error, [n - 1, (n - 1) * (k - 1)], k, tail),
  }
}

/** From 0 to about 1 at most, in units of the largest: squares neither overflow nor vanish. */
function scaledOf(ratings: Float64Array): Float64Array {
  let unit = 0
  for (const rating of ratings) unit = Math.max(unit, Math.abs(rating))
  const inUnits = ratings.map((rating) => (unit > 0 ? rating / unit : 0))
  const low = inUnits.reduce((least, rating) => Math.min(least, rating), Infinity)
  const range = inUnits.reduce((most, rating) => Math.max(most, rating - low), 0)
  return inUnits.map((rating) => (range > 0 ? (rating - low) / range : 0))
}

/** What of all squares is rounding. */
const nothing = 1e-14

function squaresOf(ratings: Float64Array, k: number): Squares {
  const n = ratings.length / k
  const rows = new Float64Array(n)
  const columns = new Float64Array(k)
  let mean = 0
  for (let i = 0; i < n; i++)
    for (let j = 0; j < k; j++) {
      const rating = ratings[i * k + j]!
      rows[i]! += rating / k
      columns[j]! += rating / n
      mean += rating / (n * k)
    }
  const sums = { between: 0, raters: 0, within: 0, error: 0 }
  for (const row of rows) sums.between += k * (row - mean) ** 2
  for (const column of columns) sums.raters += n * (column - mean) ** 2
  for (let i = 0; i < n; i++)
    for (let j = 0; j < k; j++) {
      const rating = ratings[i * k + j]!
      sums.within += (rating - rows[i]!) ** 2
      sums.error += (rating - rows[i]! - columns[j]! + mean) ** 2
    }
  const all = sums.between + sums.within
  const told = (sum: number): number => (sum > nothing * all ? sum : 0)
  return {
    n,
    k,
    between: told(sums.between) / (n - 1),
    within: told(sums.within) / (n * (k - 1)),
    raters: told(sums.raters) / (k - 1),
    error: told(sums.error) / ((n - 1) * (k - 1)),
  }
}

type Both = { single: Intraclass; mean: Intraclass }

/** ICC1 and ICC3: monotone in one ratio of mean squares. */
function ofRatio(between: number, error: number, [a, b]: [number, number], k: number, tail: number): Both {
  const test = testOf(between, error, a, b)
  const single = (ratio: number): number => (ratio === Infinity ? 1 : (ratio - 1) / (ratio + k - 1))
  const mean = (ratio: number): number => (ratio === 0 ? -Infinity : 1 - 1 / ratio)
  const [low, high] = [test.f / fQuantile(1 - tail, a, b), test.f * fQuantile(1 - tail, b, a)]
  return {
    single: { estimate: single(test.f), lower: single(low), upper: single(high), ...test },
    mean: { estimate: mean(test.f), lower: mean(low), upper: mean(high), ...test },
  }
}

function testOf(
  between: number,
  error: number,
  a: number,
  b: number,
): { f: number; numeratorDf: number; denominatorDf: number; p: number } {
  const f = error === 0 ? Infinity : between / error
  return { f, numeratorDf: a, denominatorDf: b, p: f === Infinity ? 0 : fTail(f, a, b) }
}

function absolute({ n, k, between, raters, error }: Squares, tail: number): Both {
  const test = testOf(between, error, n - 1, (n - 1) * (k - 1))
  // Raters can't disagree more than this; what the formula gives below has no meaning.
  const least = -1 / (k - 1)
  const below = between + (k - 1) * error + (k * (raters - error)) / n
  const estimate = below > 0 ? Math.max(least, (between - error) / below) : least
  const rest = k * raters + (k * n - k - n) * error
  const bound = (ratio: number): number => {
    const all = rest + n * between * ratio
    return all > 0 ? Math.max(least, (n * (between * ratio - error)) / all) : least
  }
  const v = satterthwaite(estimate, { n, k, between, raters, error })
  const lower = v === null ? least : rest === 0 && error === 0 ? 1 : bound(1 / fQuantile(1 - tail, n - 1, v))
  const upper = v === null ? 1 : bound(fQuantile(1 - tail, v, n - 1))
  const brown = (one: number): number => (one * k) / (1 + one * (k - 1))
  return {
    single: { estimate, lower, upper, ...test },
    mean: { estimate: brown(estimate), lower: brown(lower), upper: brown(upper), ...test },
  }
}

/** Degrees of freedom of the raters' and the error's part together (McGraw & Wong 1996, table 7), multiplied by E, so that E may be 0. Null: there are none. */
function satterthwaite(estimate: number, { n, k, raters, error }: Omit<Squares, 'within'>): number | null {
  const ofRaters = k * estimate * raters
  const ofError = (n * (1 + (k - 1) * estimate) - k * estimate) * error
  const below = (n - 1) * ofRaters ** 2 + ofError ** 2
  if (below === 0) return raters === 0 && error === 0 ? k - 1 : null
  const v = ((k - 1) * (n - 1) * (ofRaters + ofError) ** 2) / below
  return v > 1e-6 ? v : null
}
