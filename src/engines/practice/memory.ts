// What somebody still knows, by FSRS-6 (ts-fsrs, default parameters). Days are whole days between reviews; two on one day are zero days apart.
import { FSRSAlgorithm, generatorParameters } from 'ts-fsrs'

export interface Memory {
  /** Days after which recall has fallen to 90 %. */
  stability: number
  /** 1 (easy) to 10. */
  difficulty: number
}

/** 1 forgotten, 2 known with luck, 3 known, 4 known at once. */
export type Grade = 1 | 2 | 3 | 4

/** Recall at which something comes back. */
export const wantedRecall = 0.9
/** Nothing rests longer: what was known six times still comes back within the year, with weeks to spare. */
export const longestDays = 300

const algorithm = new FSRSAlgorithm(generatorParameters({ request_retention: wantedRecall, enable_fuzz: false, enable_short_term: true }))

/**
 * The memory after a review.
 *
 * @param memory null: never seen
 * @param days whole days since the review before; 0 the same day, then the short-term rule holds
 * @throws Error where days are negative or the memory is none (stability under 0.001)
 */
export function afterReview(memory: Memory | null, days: number, grade: Grade): Memory {
  const { stability, difficulty } = algorithm.next_state(memory, days, grade)
  return { stability, difficulty }
}

/** Probability (0 to 1) of recall some days after the last review: (1 + factor * t / S) ^ -w20. */
export const recallAfter = (memory: Memory, days: number): number => algorithm.forgetting_curve(Math.max(0, days), memory.stability)

const decay = -algorithm.parameters.w[20]!
/** The curve's two constants, for the same sum in SQL: recall = (1 + factor * days / stability) ^ decay. */
export const curve = { decay, factor: Math.exp(Math.log(0.9) / decay) - 1 }

/** Days until it comes back: 1 to `longestDays`. */
export const restDays = (memory: Memory): number => Math.min(longestDays, algorithm.next_interval(memory.stability, 0))

export type Confidence = 'sure' | 'rather' | 'guess'

/** A right guess is half known. "Sure" makes no longer rest than "rather": among three options nearly everybody is sure. */
export const gradeOf = (isRight: boolean, confidence: Confidence | null): Grade => (!isRight ? 1 : confidence === 'guess' ? 2 : 3)

export interface Review {
  /** Days since any fixed day. */
  day: number
  grade: Grade
}
/** The memory after all reviews, in the order in which they happened; null without any. */
export const memoryOf = (reviews: readonly Review[]): Memory | null =>
  reviews.reduce<{ memory: Memory | null; day: number }>(
    (known, { day, grade }) => ({ memory: afterReview(known.memory, known.memory ? Math.max(0, day - known.day) : 0, grade), day }),
    { memory: null, day: 0 },
  ).memory
