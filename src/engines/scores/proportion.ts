// Shares of answers: CSAT and CES top boxes, solved at the first time, response rate.

/** Two-sided 95 %: the 0.975 quantile of the normal distribution. */
export const z95 = 1.959963984540054

/** Under this many answers a customer score is no number but "too few". */
export const fewestAnswers = 5

export interface Interval {
  low: number
  high: number
}

/** `n` answers of which `estimate` (0 to 1, or -100 to 100 for the net promoter score) is likely between `low` and `high` (95 %). */
export interface Estimate extends Interval {
  n: number
  estimate: number
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

/**
 * Wilson's score interval of a share, 95 %.
 *
 * centre = (p + z^2 / 2n) / (1 + z^2 / n), half = z / (1 + z^2 / n) * sqrt(p (1 - p) / n + z^2 / 4n^2).
 * Wilson, JASA 22 (1927) 209; compared by Newcombe, Statistics in Medicine 17 (1998) 857, method 3.
 *
 * @param hits how many of them, 0 to `n`
 * @param n how many answers; at least 1
 * @returns shares between 0 and 1; at 0 of n the low end is exactly 0, at n of n the high end exactly 1
 * @throws RangeError where the counts can't be counts of one sample
 */
export function wilson(hits: number, n: number): Estimate {
  if (!isCount(hits) || !isCount(n) || n === 0 || hits > n) throw new RangeError(`${hits} of ${n} is no share`)
  return { n, estimate: hits / n, ...wilsonInterval(hits / n, n) }
}

/** The same for a share `p` of `n` answers that need not be whole: an effective sample size. 0 <= p <= 1, n > 0. */
export function wilsonInterval(p: number, n: number): Interval {
  const z2 = z95 * z95
  const scale = 1 + z2 / n
  const centre = (p + z2 / (2 * n)) / scale
  const half = (z95 / scale) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  return { low: p === 0 ? 0 : Math.max(0, centre - half), high: p === 1 ? 1 : Math.min(1, centre + half) }
}

/** A score as it may be shown: a number with its interval, or only how many answers there are. */
export type Shown<E extends Estimate = Estimate> = { isTooFew: true; n: number } | ({ isTooFew: false } & E)

/**
 * Keeps a number back until enough answers are there.
 *
 * @param n how many answers
 * @param compute called only when there are enough
 * @param fewest the threshold; `fewestAnswers` for customer scores
 */
export const unlessTooFew = <E extends Estimate>(n: number, compute: () => E, fewest = fewestAnswers): Shown<E> =>
  n < fewest ? { isTooFew: true, n } : { isTooFew: false, ...compute() }

/** Who was asked and who answered; the rate is null while nobody was asked. */
export interface Response {
  invited: number
  answered: number
  /** Known to have been customers of that time, and not asked. */
  notAsked: number
  rate: Estimate | null
}

/**
 * Response rate: answered invitations of all invitations, with Wilson's interval.
 *
 * @throws RangeError where more answered than were invited: the counts are not of the same invitations
 */
export function responseRate(invited: number, answered: number, notAsked: number): Response {
  if (!isCount(notAsked)) throw new RangeError(`${notAsked} is no count`)
  if (invited === 0 && answered > 0) throw new RangeError('answers without invitations have no rate')
  return { invited, answered, notAsked, rate: invited === 0 ? null : wilson(answered, invited) }
}

/** Asked so many out of so many. */
export interface Asked {
  asked: number
  of: number
}
/** Below this many customers on either side nothing is said about how they were chosen. */
const fewestToJudge = 20

/**
 * Does one unit ask a clearly smaller share of its customers than the others do? Its Wilson interval then lies wholly below theirs: a sign
 * that somebody chooses whom to ask, or that something stops the asking.
 */
export function isAskedLess(unit: Asked, others: Asked): boolean {
  if (unit.of < fewestToJudge || others.of < fewestToJudge) return false
  return wilson(unit.asked, unit.of).high < wilson(others.asked, others.of).low
}
