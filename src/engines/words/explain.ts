// Why the classifier says so: the terms that speak for a label.
import type { Comment } from './comment.ts'
import { isLetters } from './terms.ts'
import { makeWeigher } from './tf-idf.ts'
import type { Classifier } from './train-classifier.ts'

export interface SpeakingTerm {
  term: string
  /** Above 0: speaks for the label; in units of the log odds against the mean label. */
  weight: number
}

/** Largest first; of equal weights the first by code units. */
const heaviest = (terms: SpeakingTerm[], most: number): SpeakingTerm[] =>
  terms.sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1)).slice(0, most)

const against = ({ labels, weights }: Classifier, place: number, label: number): number => {
  const base = place * labels.length
  let mean = 0
  for (let k = 0; k < labels.length; k++) mean += weights[base + k]! / labels.length
  return weights[base + label]! - mean
}

/** The words and runs of words that speak most for a label anywhere (runs of letters, which nobody reads, are left out); empty for a label that the classifier does not know. */
export function topTerms(classifier: Classifier, label: string, most = 10): SpeakingTerm[] {
  const place = classifier.labels.indexOf(label)
  if (place < 0) return []
  const terms = classifier.tfIdf.terms.map((term, i) => ({ term, weight: against(classifier, i, place) }))
  return heaviest(
    terms.filter(({ term, weight }) => weight > 0 && !isLetters(term)),
    most,
  )
}

/** The terms of one comment that speak for (above 0) and against a label, with how much: value * (weight - mean weight of all labels). */
export function explain(classifier: Classifier, comment: Comment, label: string): SpeakingTerm[] {
  const place = classifier.labels.indexOf(label)
  if (place < 0) return []
  const { columns, values } = makeWeigher(classifier.tfIdf)([comment])
  const terms = Array.from(columns, (column, at) => ({
    term: classifier.tfIdf.terms[column]!,
    weight: values[at]! * against(classifier, column, place),
  }))
  return heaviest(terms, terms.length)
}
