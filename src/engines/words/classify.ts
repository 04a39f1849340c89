// Counts comments by theme, and abstains where it does not know.
import type { Comment } from './comment.ts'
import { scoreRow } from './fit-logistic.ts'
import { softmax } from './softmax.ts'
import { makeWeigher } from './tf-idf.ts'
import type { Classifier } from './train-classifier.ts'

export interface Decisions {
  /** By comment: the place of the likeliest label among the classifier's, also where it is unlikely. */
  best: Int32Array
  /** Of that label, 0 to 1. */
  probability: Float64Array
  /** How many different known terms the comment holds; 0: nothing is known of it. */
  known: Uint32Array
}

/** No comment is counted by its likeliest label unless a term is known and the label is at least this likely. */
export const isDecided = ({ probability, known }: Decisions, comment: number, threshold: number): boolean =>
  known[comment]! > 0 && probability[comment]! >= threshold

/**
 * Makes the function that classifies: softmax of the weights' scores. Build it once for many comments.
 *
 * @returns of equally likely labels the first
 */
export function makeClassify({ labels, tfIdf, weights }: Classifier): (comments: readonly Comment[]) => Decisions {
  const weigher = makeWeigher(tfIdf)
  const scores = new Float64Array(labels.length)
  return (comments) => {
    const rows = weigher(comments)
    const decisions = {
      best: new Int32Array(rows.rows),
      probability: new Float64Array(rows.rows),
      known: new Uint32Array(rows.rows),
    }
    for (let row = 0; row < rows.rows; row++) {
      scoreRow(rows, row, weights, scores)
      softmax(scores)
      let best = 0
      for (let k = 1; k < scores.length; k++) if (scores[k]! > scores[best]!) best = k
      decisions.best[row] = best
      decisions.probability[row] = scores[best]!
      decisions.known[row] = rows.starts[row + 1]! - rows.starts[row]!
    }
    return decisions
  }
}
