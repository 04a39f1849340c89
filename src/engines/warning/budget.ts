// How strict a chart has to be to raise at most so many false alarms a year.
import { type RuleLines, usualLines } from './western-electric.ts'

export interface AlarmSettings extends RuleLines {
  /** Of the moving average beside the rules. */
  lambda: number
  width: number
  /** Points between two false alarms, on average over charts with a baseline as long. */
  arl0: number
  /** Periods a year / arl0: what to expect where points are normal; with short baselines of counts without extra spread it is less. */
  falseAlarmsPerYear: number
}

/** Lengths of baselines that were simulated, and for each level the points between two false alarms with a baseline of that length; the last: nothing estimated. */
export const baselines = [8, 12, 16, 20, 24, 36, 52, 104, Infinity]

/**
 * Lines 3, 2 and 1 times `scale`, runs of `run`, moving average with 0.2 and 2.86 times `scale`. A short baseline is often off, so that the same lines alarm much oftener.
 * Simulated by `npm run bench -- warning` with points of a normal distribution, centre and moving range of the baseline.
 */
export const levels: readonly { scale: number; run: number; arl0: readonly number[] }[] = [
  { scale: 1, run: 8, arl0: [17, 25, 30, 35, 40, 48, 56, 70, 86] },
  { scale: 1.1, run: 9, arl0: [23, 35, 46, 54, 64, 82, 101, 134, 177] },
  { scale: 1.2, run: 10, arl0: [31, 50, 68, 85, 103, 142, 183, 259, 371] },
  { scale: 1.3, run: 11, arl0: [40, 71, 102, 132, 167, 242, 333, 509, 786] },
  { scale: 1.45, run: 12, arl0: [59, 116, 178, 244, 329, 511, 772, 1291, 2030] },
  { scale: 1.6, run: 14, arl0: [88, 194, 328, 481, 708, 1249, 2116, 4364, 7339] },
]

/** Kept in reserve: counts are a little lopsided, and their spread from point to point is nobody's normal distribution. */
const reserve = 1.25

/**
 * The most sensitive settings that keep to the budget with a quarter in reserve. On average over charts: one with an unlucky baseline may alarm oftener.
 *
 * @param periodsPerYear points a year: 52, 12; above 0
 * @param baselinePoints points that the usual is taken from, at least 8; Infinity where it is known
 * @param mostPerYear false alarms a year that are put up with; above 0
 * @returns null where no level is strict enough, or for what is outside these
 */
export function settingsFor(periodsPerYear: number, baselinePoints: number, mostPerYear = 1): AlarmSettings | null {
  if (!(periodsPerYear > 0) || !(mostPerYear > 0) || !(baselinePoints >= baselines[0]!)) return null
  const column = baselines.findLastIndex((points) => points <= baselinePoints)
  for (const { scale, run, arl0 } of levels) {
    const points = arl0[column]!
    if ((reserve * periodsPerYear) / points > mostPerYear) continue
    return settingsAt(scale, run, points, periodsPerYear / points)
  }
  return null
}

export const settingsAt = (scale: number, run: number, arl0: number, falseAlarmsPerYear: number): AlarmSettings => ({
  rules: usualLines.rules,
  action: usualLines.action * scale,
  warning: usualLines.warning * scale,
  inner: usualLines.inner * scale,
  run,
  lambda: 0.2,
  width: 2.86 * scale,
  arl0,
  falseAlarmsPerYear,
})
