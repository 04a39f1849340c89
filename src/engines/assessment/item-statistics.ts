// What answers say about an item itself: how hard it is, and whether those who know more answer it better. From sums, so that a database can count them.
import { z95 } from '#engines/scores/proportion.ts'

/** Of one item's answers: x is its share right (0 to 1), y the mean share right of the other items of the same sitting. */
export interface ItemMoments {
  n: number
  sumX: number
  sumXx: number
  sumY: number
  sumYy: number
  sumXy: number
}
/**
 * `few`: too few answers to say. `same`: everybody answered alike, or all rests are alike: nothing to compare. `negative`: whoever knows more gets it wrong
 * more often. `weak`: it hardly tells people apart. `works`.
 */
export type ItemVerdict = 'few' | 'same' | 'negative' | 'weak' | 'works'
export interface ItemStatistics {
  n: number
  /** Mean share right, 0 to 1: the higher, the easier. Null below `fewestToShow` answers. */
  difficulty: number | null
  /** Item-rest correlation with its likely range (95 %), -1 to 1; null while it can't be told. */
  discrimination: { estimate: number; low: number; high: number } | null
  verdict: ItemVerdict
}

/** Fewer answers than this say nothing about an item, and something about persons. */
export const fewestToShow = 5
/** A correlation of 30 pairs is still uncertain by about a third; of fewer it is a guess. */
export const fewestToJudge = 30
/** Items of a test that is meant to tell people apart lie above 0.2 (Ebel); one that everybody should pass lies lower. Under this it hardly does. */
const weakBelow = 0.1
/** Rounding of sums of small numbers. */
const nothing = 1e-9

/**
 * Difficulty p = sum x / n; discrimination: Pearson's r of x and y, for right-or-wrong items the corrected point-biserial correlation (corrected: the item
 * itself is not in y; Henrysson, Psychometrika 28 (1963) 211). Interval by Fisher's z: tanh(atanh r +- 1.96 / sqrt(n - 3)).
 *
 * @param moments of one item, one answer per person; people who were asked nothing else are left out
 * @throws RangeError for a negative or broken count
 */
export function itemStatistics({ n, sumX, sumXx, sumY, sumYy, sumXy }: ItemMoments): ItemStatistics {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`${n} is no count`)
  if (n < fewestToShow) return { n, difficulty: null, discrimination: null, verdict: 'few' }
  const difficulty = sumX / n
  if (n < fewestToJudge) return { n, difficulty, discrimination: null, verdict: 'few' }
  const spreadX = sumXx - (sumX * sumX) / n
  const spreadY = sumYy - (sumY * sumY) / n
  if (spreadX < nothing || spreadY < nothing) return { n, difficulty, discrimination: null, verdict: 'same' }
  const estimate = Math.max(-1, Math.min(1, (sumXy - (sumX * sumY) / n) / Math.sqrt(spreadX * spreadY)))
  const half = z95 / Math.sqrt(n - 3)
  const at = (shift: number): number => (Math.abs(estimate) === 1 ? estimate : Math.tanh(Math.atanh(estimate) + shift))
  return {
    n,
    difficulty,
    discrimination: { estimate, low: at(-half), high: at(half) },
    verdict: estimate < 0 ? 'negative' : estimate < weakBelow ? 'weak' : 'works',
  }
}

/** How often an option was chosen, and how those who chose it did in the rest. */
export interface OptionChosen {
  chosen: number
  /** Sum of the rest's share right, 0 to 1 each. */
  sumY: number
}
export interface OptionStatistics {
  chosen: number
  share: number
  /** Mean share right in the rest; null: nobody chose it. */
  rest: number | null
  /** `idle`: a wrong option that hardly anybody takes teaches and asks nothing. `tempting`: those who know more take it: perhaps it is right. */
  verdict: 'fine' | 'idle' | 'tempting'
}
/** Under one in twenty a wrong option does not work (Haladyna and Downing, Educational and Psychological Measurement 53 (1993) 999). */
const idleBelow = 0.05
/** So many have to have chosen an option before it is called tempting. */
const fewestTempted = 5

/**
 * Of the wrong options of one item. Right ones are never judged here: the item's discrimination does that.
 *
 * @param n answers of the item; verdicts are given from `fewestToJudge` on
 */
export function optionStatistics(n: number, sumY: number, options: readonly (OptionChosen & { isRight: boolean })[]): OptionStatistics[] {
  return options.map(({ chosen, sumY: own, isRight }) => {
    const share = n === 0 ? 0 : chosen / n
    const rest = chosen === 0 ? null : own / chosen
    const others = n - chosen === 0 ? null : (sumY - own) / (n - chosen)
    const isJudged = !isRight && n >= fewestToJudge
    const isTempting = isJudged && chosen >= fewestTempted && rest !== null && others !== null && rest > others + nothing
    return { chosen, share, rest, verdict: isTempting ? 'tempting' : isJudged && share < idleBelow ? 'idle' : 'fine' }
  })
}
