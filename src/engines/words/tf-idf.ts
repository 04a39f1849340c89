// Comments as rows of weights: what is said often here and seldom elsewhere weighs most.
import type { Comment } from './comment.ts'
import type { SparseRows } from './sparse.ts'
import { countKnown, countTerms, type Limits, type TermCounts } from './term-counts.ts'
import { readTerms, type Reading, type ReadTerms } from './terms.ts'

export interface TfIdf {
  reading: Reading
  terms: readonly string[]
  /** By term. */
  idf: Float64Array
}

/**
 * Inverse document frequencies, smoothed as if one more comment held every term: idf = ln((1 + n) / (1 + df)) + 1.
 * Sources: K. Spärck Jones, Journal of Documentation 28 (1972) 11; the smoothing is that of scikit-learn's TfidfTransformer.
 */
export const idfOf = ({ counts, documents }: TermCounts): Float64Array =>
  Float64Array.from(documents, (df) => Math.log((1 + counts.rows) / (1 + df)) + 1)

/**
 * Weighs counts: (1 + ln count) * idf, then each row divided by its length (l2).
 *
 * @param idf by column
 * @returns rows of length 1; rows without terms stay empty
 */
export function weigh(counts: SparseRows, idf: Float64Array): SparseRows {
  const values = new Float64Array(counts.values.length)
  for (let row = 0; row < counts.rows; row++) {
    const [from, to] = [counts.starts[row]!, counts.starts[row + 1]!]
    let square = 0
    for (let at = from; at < to; at++) {
      const weight = (1 + Math.log(counts.values[at]!)) * idf[counts.columns[at]!]!
      values[at] = weight
      square += weight * weight
    }
    const length = Math.sqrt(square)
    for (let at = from; at < to; at++) values[at]! /= length
  }
  return { ...counts, values }
}

/** Learns terms and their weights from comments, and weighs these. */
export function fitTfIdf(comments: readonly Comment[], reading: Reading, limits: Limits): { tfIdf: TfIdf; rows: SparseRows } {
  const counted = countTerms(comments, readTerms(reading), limits)
  const idf = idfOf(counted)
  return { tfIdf: { reading, terms: counted.terms, idf }, rows: weigh(counted.counts, idf) }
}

/** Comments by the terms and weights learned; unknown terms do not count. */
export function makeWeigher({ reading, terms, idf }: TfIdf): (comments: readonly Comment[]) => SparseRows {
  const places = new Map(terms.map((term, place) => [term, place]))
  const read: ReadTerms = readTerms(reading)
  return (comments) => weigh(countKnown(comments, read, places), idf)
}
