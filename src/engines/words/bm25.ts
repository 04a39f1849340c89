// Finds comments by words: the rarer a word and the shorter the comment, the better it explains it.
import type { Comment } from './comment.ts'
import { countTerms } from './term-counts.ts'
import { readTerms, type ReadTerms, singleWords } from './terms.ts'

export interface SearchIndex {
  read: ReadTerms
  places: ReadonlyMap<string, number>
  /** Of term t: comments[starts[t]] to below [starts[t + 1]], ascending, each with what it adds to a score. */
  starts: Uint32Array
  comments: Uint32Array
  weights: Float64Array
  size: number
}

/** Saturation of repeated words and weight of the length, as Robertson and Zaragoza recommend. */
const [k1, b] = [1.2, 0.75]

/**
 * Okapi BM25:  Σ over the words asked for of  ln(1 + (N - df + ½) / (df + ½)) * tf (k1 + 1) / (tf + k1 (1 - b + b length / mean length)).
 * Source: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework", Foundations and Trends in Information Retrieval 3 (2009) 333; the 1 in the logarithm keeps words of
 * most comments from counting against them.
 */
export function indexComments(comments: readonly Comment[]): SearchIndex {
  const read = readTerms(singleWords)
  const { terms, counts, documents } = countTerms(comments, read)
  const lengths = lengthsOf(counts.starts, counts.values)
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, comments.length)
  const starts = new Uint32Array(terms.length + 1)
  for (const [term, df] of documents.entries()) starts[term + 1] = starts[term]! + df
  const next = starts.slice()
  const places = new Uint32Array(counts.values.length)
  const weights = new Float64Array(counts.values.length)
  for (let row = 0; row < counts.rows; row++)
    for (let from = counts.starts[row]!; from < counts.starts[row + 1]!; from++) {
      const term = counts.columns[from]!
      const df = documents[term]!
      const tf = counts.values[from]!
      const at = next[term]!++
      places[at] = row
      weights[at] =
        (Math.log(1 + (comments.length - df + 0.5) / (df + 0.5)) * tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * lengths[row]!) / mean))
    }
  return { read, places: new Map(terms.map((term, place) => [term, place])), starts, comments: places, weights, size: comments.length }
}

function lengthsOf(starts: Uint32Array, counts: Float64Array): Float64Array {
  const lengths = new Float64Array(starts.length - 1)
  for (let row = 0; row < lengths.length; row++) for (let at = starts[row]!; at < starts[row + 1]!; at++) lengths[row]! += counts[at]!
  return lengths
}

export interface Hit {
  /** Its place among the comments indexed. */
  comment: number
  score: number
}

/**
 * @param asked a word asked for twice counts twice
 * @returns the best first, of equal scores the earlier; empty where no word is known
 */
export function searchComments(index: SearchIndex, asked: Comment, most = 10): Hit[] {
  const scores = new Float64Array(index.size)
  for (const term of index.read(asked)) {
    const place = index.places.get(term)
    if (place === undefined) continue
    for (let at = index.starts[place]!; at < index.starts[place + 1]!; at++) scores[index.comments[at]!]! += index.weights[at]!
  }
  const hits: Hit[] = []
  for (const [comment, score] of scores.entries()) if (score > 0) hits.push({ comment, score })
  return hits.sort((left, right) => right.score - left.score || left.comment - right.comment).slice(0, most)
}
