// Early warning: Laney's chart with the Western Electric rules and a moving average beside it, as strict as a budget of false alarms asks for.
import { attributesChart, type AttributeCounts, type AttributesChart } from './attributes-chart.ts'
import { type AlarmSettings, settingsFor } from './budget.ts'
import { chartProblem, type ChartProblem, type Side } from './problem.ts'
import { type RuleLines, type Signal, signalsAt } from './western-electric.ts'

export interface Alarm {
  at: number
  side: Side
  /** Which rules it broke, with the points that make each pattern; empty where the moving average alone did. */
  signals: Signal[]
  isMovingAverage: boolean
}

export interface AlarmOptions {
  kind: 'share' | 'rate'
  /** Points a year: 52 for weeks, 12 for months. */
  periodsPerYear: number
  /** False alarms that are put up with, per chart and year: 1. */
  mostPerYear?: number
  /** So many of the first points say what is usual; at least 8. Alarms are raised for later ones only. */
  baseline: number
  /** What is usual is known; the baseline may be 0 then. */
  known?: { centre: number; sigmaZ: number }
}

export interface Warned {
  chart: AttributesChart
  settings: AlarmSettings
  alarms: Alarm[]
  problem: null
}

/** Fewer events than this at a point, or fewer answers without one, and counts are too lopsided for the lines. */
export const fewestEvents = 5

/**
 * Alarms of the points after the baseline. Each point's z / σ_z (see attributesChart, Laney's) is asked by the rules and by a moving average of the same;
 * after an alarm both begin anew, so that one event raises one alarm. How strict the lines are: see settingsFor.
 * A σ_z below 1 counts as 1: counting alone makes points differ by as much.
 *
 * @returns alarms in order of time, or the first problem: too-few-events where Σ hits / points or Σ others / points of the baseline is below `fewestEvents`
 */
export function alarms(counts: AttributeCounts, options: AlarmOptions): Warned | { problem: ChartProblem } {
  const { kind, periodsPerYear, mostPerYear = 1, baseline, known } = options
  if (!(periodsPerYear > 0 && mostPerYear > 0 && Number.isInteger(baseline) && baseline >= 0)) return chartProblem('bad-setting')
  if (!known && baseline < 8) return chartProblem('baseline-length')
  const chart = attributesChart(counts, { kind, isLaney: true, ...(known ? { known } : { baseline }) })
  if (chart.problem) return chart
  if (hasFewEvents(counts, kind, chart.centre)) return chartProblem('too-few-events')
  const settings = settingsFor(periodsPerYear, known ? Infinity : baseline, mostPerYear)
  if (!settings) return chartProblem('budget-too-small')
  const factor = Math.max(1, chart.sigmaZ)
  return {
    chart,
    settings,
    alarms: watch(
      chart.z.map((one) => one / factor),
      baseline,
      settings,
    ),
    problem: null,
  }
}

function hasFewEvents({ size }: AttributeCounts, kind: 'share' | 'rate', centre: number): boolean {
  const usual = size.reduce((sum, one) => sum + one, 0) / size.length
  return usual * centre < fewestEvents || (kind === 'share' && usual * (1 - centre) < fewestEvents)
}

type Lines = RuleLines & Pick<AlarmSettings, 'lambda' | 'width'>

/**
 * Rules and moving average from point `from` on, both set back after each alarm.
 *
 * @param z points as distances from the centre in their own standard errors; finite
 */
export function watch(z: Float64Array, from: number, lines: Lines): Alarm[] {
  const found: Alarm[] = []
  let start = from
  let [level, variance] = [0, 0]
  for (let at = from; at < z.length; at++) {
    level = lines.lambda * z[at]! + (1 - lines.lambda) * level
    variance = lines.lambda ** 2 + (1 - lines.lambda) ** 2 * variance
    const isMovingAverage = Math.abs(level) > lines.width * Math.sqrt(variance)
    const signals = signalsAt(z, at, lines, start)
    if (signals.length === 0 && !isMovingAverage) continue
    found.push({ at, side: signals[0]?.side ?? (level > 0 ? 'above' : 'below'), signals, isMovingAverage })
    start = at + 1
    level = 0
    variance = 0
  }
  return found
}
