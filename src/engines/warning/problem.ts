// What the charts refuse.

export type ChartProblemCode =
  | 'no-points'
  /** Arrays of different lengths. */
  | 'lengths-differ'
  /** Point `at` is NaN, infinite or beyond ±1e150. */
  | 'not-a-number'
  /** Hits or size of point `at` are no count: not whole or below 0 (a rate's size may be any number above 0). */
  | 'not-a-count'
  /** Nobody answered at point `at`: leave such periods out. */
  | 'no-answers'
  /** More hits than answers at point `at`. */
  | 'too-many-hits'
  /** The baseline is longer than the points there are, or too short to tell anything from. */
  | 'baseline-length'
  /** In the baseline nothing varies (only hits, none, or all alike where the spread is taken from the points): there are no limits to draw. */
  | 'no-variation'
  /** Too few events at the usual size of a point: take longer periods. */
  | 'too-few-events'
  /** No chart has as few false alarms with a baseline as short: take more points into it. */
  | 'budget-too-small'
  /** A setting outside its range: see the function. */
  | 'bad-setting'

export interface ChartProblem {
  code: ChartProblemCode
  /** Place of the point, where one is to blame. */
  at: number | null
}

export const chartProblem = (code: ChartProblemCode, at: number | null = null): { problem: ChartProblem } => ({ problem: { code, at } })

/** Squares of what is below stay numbers. */
const largest = 1e150

export const isUsable = (value: number): boolean => Math.abs(value) <= largest

/** The first point that is no number, or null. */
export function problemOfPoints(values: Float64Array): ChartProblem | null {
  if (values.length === 0) return { code: 'no-points', at: null }
  const at = values.findIndex((value) => !isUsable(value))
  return at < 0 ? null : { code: 'not-a-number', at }
}

export type Side = 'above' | 'below'
