// Learns from comments whose theme people have named how to count the others.
import type { Comment } from './comment.ts'
import { fitLogistic, type LogisticOptions, type LogisticProblem } from './fit-logistic.ts'
import type { Limits } from './term-counts.ts'
import { usualReading, type Reading } from './terms.ts'
import { fitTfIdf, type TfIdf } from './tf-idf.ts'

export interface Example extends Comment {
  label: string
}

export interface Classifier {
  /** In the order of their code units. */
  labels: readonly string[]
  tfIdf: TfIdf
  /** place * labels + label, the constant last; single precision, as they are stored. */
  weights: Float32Array
}

export interface Training extends LogisticOptions {
  reading: Reading
  limits: Limits
}

/**
 * Chosen by cross-validation on the training part of banking77 (bench/words-settings.ts): of the settings within one standard error of the best, those with
 * the fewest terms, and of these the fastest.
 *
 * @param random for the order in which examples are visited
 */
export const usualTraining = (random: () => number): Training => ({
  reading: usualReading,
  limits: { leastDocuments: 2, mostShare: 1, mostTerms: 50_000 },
  cost: 30,
  tolerance: 1e-3,
  mostPasses: 400,
  random,
})

export type Trained =
  | { classifier: Classifier; passes: number; gap: number; problem: null }
  | { classifier: null; problem: LogisticProblem }

/**
 * TF-IDF and multinomial logistic regression. Time grows with examples x terms of each x labels.
 *
 * @param examples at least two labels; a comment without words teaches only how frequent its label is
 */
export function trainClassifier(examples: readonly Example[], training: Training): Trained {
  const labels = [...new Set(examples.map(({ label }) => label))].toSorted(byCodeUnits)
  const places = new Map(labels.map((label, place) => [label, place]))
  const { tfIdf, rows } = fitTfIdf(examples, training.reading, training.limits)
  const { fit, problem } = fitLogistic(
    rows,
    Int32Array.from(examples, ({ label }) => places.get(label)!),
    labels.length,
    training,
  )
  if (!fit) return { classifier: null, problem }
  return { classifier: { labels, tfIdf, weights: Float32Array.from(fit.weights) }, passes: fit.passes, gap: fit.gap, problem: null }
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
