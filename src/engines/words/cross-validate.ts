// How often the classifier is right about comments it has not seen.
import { type Estimate, wilson } from '#engines/scores/proportion.ts'
import { makeClassify } from './classify.ts'
import type { LogisticProblem } from './fit-logistic.ts'
import { type Example, trainClassifier, type Training } from './train-classifier.ts'

export interface Validated {
  /** Share that was right, with its 95 % interval. */
  accuracy: Estimate
  /** Log loss of the stated probability: mean of -ln p where the answer was right, -ln (1 - p) where it was wrong. Smaller is better. */
  confidenceLoss: number
  labels: LabelValidated[]
  /** By example, of the fold that had not seen it. */
  answers: { label: string; probability: number; isRight: boolean }[]
}

export interface LabelValidated {
  label: string
  n: number
  /** Share of its examples that were found. */
  recall: number
  /** Share of what was given this label that bears it; null where nothing was. */
  precision: number | null
}

export type ValidationProblem = LogisticProblem | { code: 'impossible-folds' } | { code: 'too-few-texts'; label: string; texts: number }

/**
 * k-fold cross-validation, stratified by label. Terms and weights are learned without the fold that is asked. The same text under the same label is always in one fold:
 * what is written twice would otherwise be known already.
 *
 * @param folds at least 2; each label needs as many different texts
 */
export function crossValidate(
  examples: readonly Example[],
  training: Training,
  folds = 5,
): { validated: Validated; problem: null } | { validated: null; problem: ValidationProblem } {
  if (examples.length === 0) return { validated: null, problem: { code: 'no-examples' } }
  if (!Number.isSafeInteger(folds) || folds < 2) return { validated: null, problem: { code: 'impossible-folds' } }
  const { foldOf, problem } = stratified(examples, folds, training.random)
  if (problem) return { validated: null, problem }
  const answers: Validated['answers'] = Array.from({ length: examples.length })
  for (let fold = 0; fold < folds; fold++) {
    const seen = examples.filter((_, i) => foldOf[i] !== fold)
    const trained = trainClassifier(seen, training)
    if (!trained.classifier) return { validated: null, problem: trained.problem }
    const asked = examples.flatMap((_, i) => (foldOf[i] === fold ? [i] : []))
    const { best, probability } = makeClassify(trained.classifier)(asked.map((i) => examples[i]!))
    for (const [at, i] of asked.entries()) {
      const label = trained.classifier.labels[best[at]!]!
      answers[i] = { label, probability: probability[at]!, isRight: label === examples[i]!.label }
    }
  }
  return { validated: summed(examples, answers), problem: null }
}

function stratified(
  examples: readonly Example[],
  folds: number,
  random: () => number,
): { foldOf: Int32Array; problem: null } | { foldOf: null; problem: ValidationProblem } {
  const texts = new Map<string, Map<string, number[]>>()
  for (const [i, { label, text }] of examples.entries()) {
    const ofLabel = texts.get(label) ?? new Map<string, number[]>()
    texts.set(label, ofLabel)
    ofLabel.set(text, [...(ofLabel.get(text) ?? []), i])
  }
  const foldOf = new Int32Array(examples.length)
  let next = 0
  for (const [label, ofLabel] of texts) {
    if (ofLabel.size < folds) return { foldOf: null, problem: { code: 'too-few-texts', label, texts: ofLabel.size } }
    const drawn = [...ofLabel.values()].map((places) => ({ places, at: random() })).sort((a, b) => a.at - b.at)
    for (const { places } of drawn) {
      for (const i of places) foldOf[i] = next % folds
      next++
    }
  }
  return { foldOf, problem: null }
}

function summed(examples: readonly Example[], answers: Validated['answers']): Validated {
  const right = answers.filter(({ isRight }) => isRight).length
  const labels = [...new Set(examples.map(({ label }) => label))].toSorted()
  const loss = answers.reduce(
    (sum, { isRight, probability }) => sum - Math.log(Math.max(1e-15, isRight ? probability : 1 - probability)),
    0,
  )
  return {
    accuracy: wilson(right, answers.length),
    confidenceLoss: loss / answers.length,
    labels: labels.map((label) => {
      const n = examples.filter((example) => example.label === label).length
      const given = answers.filter((answer) => answer.label === label)
      const found = given.filter(({ isRight }) => isRight).length
      return { label, n, recall: found / n, precision: given.length === 0 ? null : found / given.length }
    }),
    answers,
  }
}

export interface Threshold {
  /** From this probability on the best label counts. */
  threshold: number
  /** Share of comments that are then counted, 0 to 1. */
  decided: number
  /** Share of these that are right. */
  accuracy: Estimate
}

/** Fewer answers say nothing about a threshold. */
const fewestDecided = 30

/**
 * The lowest threshold from which on at least `wanted` of the answers are right.
 *
 * @param wanted 0 to 1
 * @returns null where no threshold reaches it with 30 answers left
 */
export function thresholdFor({ answers }: Pick<Validated, 'answers'>, wanted: number): Threshold | null {
  const sorted = answers.toSorted((a, b) => b.probability - a.probability)
  let right = 0
  let found: Threshold | null = null
  for (const [i, { probability, isRight }] of sorted.entries()) {
    if (isRight) right++
    // Equal probabilities stand on one side.
    if (i + 1 < fewestDecided || sorted[i + 1]?.probability === probability) continue
    if (right / (i + 1) >= wanted) found = { threshold: probability, decided: (i + 1) / sorted.length, accuracy: wilson(right, i + 1) }
  }
  return found
}
