// Words that name a group of comments, as a suggestion for whoever names it.
import type { TermCounts } from './term-counts.ts'

export interface ClassTerm {
  term: string
  /** Above 0; comparable within a group. */
  weight: number
  /** In how many of the group's comments it stands. */
  comments: number
}

/**
 * Class-based TF-IDF: for term t in class c  (count of t in c / count of all terms in c) * ln(1 + A / count of t in all classes), where A is the mean count of terms in a class.
 * Source: M. Grootendorst, "BERTopic", arXiv:2203.05794 (2022), with the term frequency divided by the class's size as there implemented.
 *
 * @param classOf by comment: 0 to below `classes`; below 0: left out
 * @param least fewest comments of the class a term stands in
 * @returns by class the heaviest first, of equal weights the first by code units; a class without terms has none
 */
export function classTerms(
  { terms, counts }: TermCounts,
  classOf: Int32Array,
  classes: number,
  { most = 8, least = 2 } = {},
): ClassTerm[][] {
  const tables = Array.from({ length: classes }, () => new Map<number, { count: number; comments: number }>())
  const ofTerm = new Float64Array(terms.length)
  const ofClass = new Float64Array(classes)
  for (let row = 0; row < counts.rows; row++) {
    const table = tables[classOf[row]!]
    if (!table) continue
    for (let at = counts.starts[row]!; at < counts.starts[row + 1]!; at++) {
      const [term, count] = [counts.columns[at]!, counts.values[at]!]
      const known = table.get(term) ?? { count: 0, comments: 0 }
      table.set(term, { count: known.count + count, comments: known.comments + 1 })
      ofTerm[term]! += count
      ofClass[classOf[row]!]! += count
    }
  }
  const mean = ofClass.reduce((sum, count) => sum + count, 0) / Math.max(1, ofClass.filter((count) => count > 0).length)
  return tables.map((table, place) =>
    [...table]
      .filter(([, { comments }]) => comments >= least)
      .map(([term, { count, comments }]) => ({
        term: terms[term]!,
        weight: (count / ofClass[place]!) * Math.log(1 + mean / ofTerm[term]!),
        comments,
      }))
      .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
      .slice(0, most),
  )
}
