// "What is different this month": terms that stand in clearly more or fewer comments than before.
import { falseDiscovery } from '#engines/distributions/false-discovery.ts'
import { chiSquareTail } from '#engines/distributions/tails.ts'
import { logLikelihoodRatio } from './log-likelihood.ts'
import type { TermCounts } from './term-counts.ts'

export interface ChangedTerm {
  term: string
  /** Comments that hold it, now and before. */
  now: number
  before: number
  /** Shares of the comments of each time, 0 to 1. */
  shareNow: number
  shareBefore: number
  /** Dunning's G², above 0: more now, below 0: fewer. */
  ratio: number
  /** How rare that is by chance, and adjusted for all the terms looked at (Benjamini and Hochberg). */
  p: number
  adjusted: number
}

export interface ChangeOptions {
  /** Terms in fewer comments of both times together are not looked at. */
  leastComments?: number
  /** Share of false alarms among what is returned, 0 to 1. */
  mostFalse?: number
}

export interface Changes {
  /** The most surprising first, of equal ones the first by code units. */
  terms: ChangedTerm[]
  /** How many terms were looked at. */
  tested: number
  /** Comments of each time. */
  now: number
  before: number
}

/** Each comment counts a term once, however often it repeats it: one angry letter is one voice, and comments, unlike words within one, are nearly independent. */
export const fewestComments = 5

/**
 * @param isNow by comment: whether it is of now; the others are of before
 * @returns no terms where one of the times has no comments; null where the lengths differ
 */
export function whatChanged(
  { terms, counts, documents }: TermCounts,
  isNow: readonly boolean[],
  { leastComments = fewestComments, mostFalse = 0.05 }: ChangeOptions = {},
): Changes | null {
  if (isNow.length !== counts.rows) return null
  const ofNow = new Uint32Array(terms.length)
  let now = 0
  for (let row = 0; row < counts.rows; row++) {
    if (!isNow[row]) continue
    now++
    for (let at = counts.starts[row]!; at < counts.starts[row + 1]!; at++) ofNow[counts.columns[at]!]!++
  }
  const before = counts.rows - now
  if (now === 0 || before === 0) return { terms: [], tested: 0, now, before }
  const found = terms.flatMap((term, place) =>
    documents[place]! < leastComments ? [] : [changeOf(term, ofNow[place]!, documents[place]! - ofNow[place]!, now, before)],
  )
  const adjusted = falseDiscovery(Float64Array.from(found, ({ p }) => p))!
  return {
    terms: found
      .map((one, i) => ({ ...one, adjusted: adjusted[i]! }))
      .filter((one) => one.adjusted <= mostFalse)
      .sort((a, b) => Math.abs(b.ratio) - Math.abs(a.ratio) || (a.term < b.term ? -1 : 1)),
    tested: found.length,
    now,
    before,
  }
}

function changeOf(term: string, here: number, there: number, now: number, before: number): Omit<ChangedTerm, 'adjusted'> {
  const ratio = logLikelihoodRatio(here, now - here, there, before - there)!
  return { term, now: here, before: there, shareNow: here / now, shareBefore: there / before, ratio, p: chiSquareTail(Math.abs(ratio), 1) }
}
