// What the value engine refuses.

export type ValueProblemCode =
  | 'no-rows'
  /** Arrays of different lengths. */
  | 'lengths-differ'
  /** `name` of `row` (or the input `name`) is NaN or infinite. */
  | 'not-a-number'
  /** `name` of `row` (or the input `name`) is below 0, or not above 0 where it must be. */
  | 'negative'
  /** `row` has its last purchase after the end, repeats without a time, a time without repeats, or no whole number of repeats. */
  | 'impossible-purchases'
  /** Nobody bought again: nothing can be learnt. */
  | 'no-repeats'
  /** The data do not tell the parameters: all alike (no spread to estimate), or too few. */
  | 'not-identified'
  /** A share that is not between 0 and 1, or rises in time. */
  | 'not-a-share'
  /** No discount and nobody leaves: the sum has no end. */
  | 'endless'
  /** The input `name` has ends in the wrong order, or an estimate outside its interval. */
  | 'range-reversed'
  /** `name` is asked for and not declared. */
  | 'unknown-input'
  /** Nothing on one side of the account. */
  | 'no-items'
  /** The hours of those who learn count for nothing: they are part of the cost. */
  | 'no-learner-time'
  /** In some draws nothing is spent, so that there is no return on it. */
  | 'costs-not-positive'
  /** Fewer than 100 draws. */
  | 'too-few-draws'
  /** Beyond what a double holds. */
  | 'too-large'

export interface ValueProblem {
  code: ValueProblemCode
  row: number | null
  name: string | null
}

export const problem = (code: ValueProblemCode, name: string | null = null, row: number | null = null): ValueProblem => ({
  code,
  row,
  name,
})
