// The Western Electric rules: patterns that a chart in control rarely shows.
import { chartProblem, type ChartProblem, problemOfPoints, type Side } from './problem.ts'

export type Rule = 1 | 2 | 3 | 4

export interface RuleLines {
  /** Which rules are asked. */
  rules: readonly Rule[]
  /** Rule 1: one point beyond this many standard errors. */
  action: number
  /** Rule 2: two of three beyond. */
  warning: number
  /** Rule 3: four of five beyond. */
  inner: number
  /** Rule 4: so many in a row on one side. Whole, at least 2. */
  run: number
}

/** As printed by Western Electric: together a false alarm in 92 points (Champ & Woodall 1987). */
export const usualLines: RuleLines = { rules: [1, 2, 3, 4], action: 3, warning: 2, inner: 1, run: 8 }

export interface Signal {
  rule: Rule
  /** The point that completes the pattern. */
  at: number
  /** The points that make it: of rules 2 and 3 only those beyond the line. */
  points: number[]
  side: Side
}

/**
 * All signals of the rules, in order of time, then of rule: 1: a point beyond 3; 2: two of three successive ones beyond 2 on one side; 3: four of five beyond 1 on
 * one side; 4: eight in a row on one side. The newest point has to belong to the pattern. On a line is not beyond it; a point on the centre ends a run.
 * Source: Western Electric (1956), Statistical Quality Control Handbook, 25-28; Champ & Woodall (1987), Technometrics 29, 393-399.
 *
 * @param z points as distances from the centre in their own standard errors
 * @param from patterns are looked for from this point on: earlier ones count for none
 */
export function westernElectric(
  z: Float64Array,
  lines: RuleLines = usualLines,
  from = 0,
): { signals: Signal[]; problem: null } | { problem: ChartProblem } {
  const problem = problemOfPoints(z)
  if (problem) return { problem }
  if (!areLines(lines) || !Number.isInteger(from) || from < 0) return chartProblem('bad-setting')
  const signals: Signal[] = []
  for (let at = from; at < z.length; at++) signals.push(...signalsAt(z, at, lines, from))
  return { signals, problem: null }
}

export const areLines = ({ action, warning, inner, run }: RuleLines): boolean =>
  [action, warning, inner].every((line) => line >= 0 && line < Infinity) && Number.isInteger(run) && run >= 2

/** Signals that this point completes, of patterns that begin at `from` or later. */
export function signalsAt(z: Float64Array, at: number, lines: RuleLines, from: number): Signal[] {
  const { rules } = lines
  const value = z[at]!
  if (value === 0) return []
  const sign = value > 0 ? 1 : -1
  const side = sign > 0 ? 'above' : 'below'
  const signals: Signal[] = []
  for (const rule of rules) {
    const [window, needed, line] = patternOf(rule, lines)
    const first = Math.max(from, at - window + 1)
    if (at - first + 1 < needed || !(value * sign > line)) continue
    let count = 0
    for (let i = first; i <= at; i++) if (z[i]! * sign > line) count++
    if (count >= needed) signals.push({ rule, at, points: pointsBeyond(z, first, at, sign, line), side })
  }
  return signals
}

/** How many points are looked at, how many of them have to lie beyond which line. */
function patternOf(rule: Rule, { action, warning, inner, run }: RuleLines): [number, number, number] {
  if (rule === 1) return [1, 1, action]
  if (rule === 2) return [3, 2, warning]
  return rule === 3 ? [5, 4, inner] : [run, run, 0]
}

function pointsBeyond(z: Float64Array, first: number, last: number, sign: number, line: number): number[] {
  const points: number[] = []
  for (let i = first; i <= last; i++) if (z[i]! * sign > line) points.push(i)
  return points
}
