// What item response models are given, what they refuse, and the scale of ability they look at.

/** Answers of people to items. */
export interface Answers {
  /** 1 right, 0 wrong, -1 not asked; people x items by rows. What was not asked is taken as left out by chance. */
  rights: Int8Array
  items: number
  /** How many people answered like this row, above 0; 1 each without it. */
  times?: Float64Array
}

export type AnswersProblemCode =
  /** Nobody answered anything. */
  | 'no-answers'
  /** Fewer than three items for two parameters each, or none. */
  | 'few-items'
  /** Everybody asked answered `item` alike: it has no finite difficulty. Leave it out. */
  | 'same-answers'
  /** A value is not -1, 0 or 1, `times` is not above 0 and finite, or lengths don't fit. */
  | 'not-a-number'
  /** The slope of `item` grows without bound: its answers follow the others' exactly. */
  | 'unbounded'
  /** The answers leave the parameters open: the likelihood has no single top. */
  | 'undetermined'
  /** No end after `mostRounds`. */
  | 'no-convergence'

export interface AnswersProblem {
  code: AnswersProblemCode
  item: number | null
}

export const refused = (code: AnswersProblemCode, item: number | null = null): { problem: AnswersProblem } => ({ problem: { code, item } })

/** An item as the models see it: P(right) = 1 / (1 + exp(-(intercept + slope x ability))), ability in standard deviations of the people it was fitted on. */
export interface Curve {
  slope: number
  intercept: number
}

/** Rows that are alike are one, with how many there are. */
export interface Patterns {
  rows: Int8Array
  times: Float64Array
  items: number
  /** People who answered anything. */
  people: number
  /** Of each item: answers, and how many of them right. */
  asked: Float64Array
  right: Float64Array
}

/** Checks answers and counts them. */
export function patternsOf({ rights, items, times }: Answers): { patterns: Patterns; problem: null } | { problem: AnswersProblem } {
  if (!Number.isSafeInteger(items) || items < 1) return refused('few-items')
  const rows = rights.length / items
  if (!Number.isSafeInteger(rows) || (times && times.length !== rows)) return refused('not-a-number')
  for (const value of rights) if (value < -1 || value > 1) return refused('not-a-number')
  for (const one of times ?? []) if (!(one > 0 && one < Infinity)) return refused('not-a-number')
  const patterns = counted(rights, items, times ?? new Float64Array(rows).fill(1))
  if (patterns.people === 0) return refused('no-answers')
  for (let item = 0; item < items; item++)
    if (patterns.right[item] === 0 || patterns.right[item] === patterns.asked[item]) return refused('same-answers', item)
  return { patterns, problem: null }
}

function counted(rights: Int8Array, items: number, times: Float64Array): Patterns {
  const found = new Map<string, { at: number; times: number }>()
  const [asked, right] = [new Float64Array(items), new Float64Array(items)]
  for (let row = 0; row < times.length; row++) {
    const answers = rights.subarray(row * items, (row + 1) * items)
    if (answers.every((value) => value < 0)) continue
    const key = answers.join('')
    const same = found.get(key)
    if (same) same.times += times[row]!
    else found.set(key, { at: row, times: times[row]! })
    for (let item = 0; item < items; item++) {
      if (answers[item]! >= 0) asked[item]! += times[row]!
      if (answers[item] === 1) right[item]! += times[row]!
    }
  }
  const kept = [...found.values()]
  const rows = new Int8Array(kept.length * items)
  for (const [i, { at }] of kept.entries()) rows.set(rights.subarray(at * items, (at + 1) * items), i * items)
  const counts = Float64Array.from(kept, (one) => one.times)
  return { rows, times: counts, items, people: counts.reduce((a, b) => a + b, 0), asked, right }
}

/** Points on the scale of ability with the share of people at each; the shares sum to 1. */
export interface Grid {
  at: Float64Array
  share: Float64Array
}

/**
 * Evenly spaced points from -`to` to `to` with the weights of the standard normal: for smooth curves as exact as Gauss and Hermite's, and exact enough where
 * the spacing is below about twice the standard error of one person's ability.
 */
export function normalGrid(points = 31, to = 5): Grid {
  const at = Float64Array.from({ length: points }, (_, i) => (points === 1 ? 0 : -to + (2 * to * i) / (points - 1)))
  const density = at.map((value) => Math.exp((-value * value) / 2))
  const sum = density.reduce((a, b) => a + b, 0)
  return { at, share: density.map((value) => value / sum) }
}

/** ln P(right) and ln P(wrong) at every point: [(2 item + right) points + point]. */
export function logChances(curves: readonly Curve[], { at }: Grid): Float64Array {
  const chances = new Float64Array(2 * curves.length * at.length)
  for (const [item, { slope, intercept }] of curves.entries())
    for (let q = 0; q < at.length; q++) {
      const logit = intercept + slope * at[q]!
      const rest = Math.log1p(Math.exp(-Math.abs(logit)))
      chances[2 * item * at.length + q] = Math.min(0, -logit) - rest
      chances[(2 * item + 1) * at.length + q] = Math.min(0, logit) - rest
    }
  return chances
}

/** P(right). */
export const chanceOf = ({ slope, intercept }: Curve, ability: number): number => 1 / (1 + Math.exp(-(intercept + slope * ability)))
