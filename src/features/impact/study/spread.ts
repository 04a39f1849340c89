// How much an outcome moves by itself: what lasts in a unit, what comes and goes, and how long it stays.
import type { Rows } from '#engines/causal/rows.ts'

export interface Spread {
  /** Standard deviations in units of the outcome; `memory`: share of a value's error that stays to the next period. */
  unitSd: number
  errorSd: number
  memory: number
  rows: number
}

const mostMemory = 0.95

/**
 * Values less what moves all in a period, then less each unit's mean. errorSd² = Σ e² / ((n - 1)(T - 1)), put right for what demeaning takes of a lasting error;
 * memory: the first autocorrelation of e, put right for its bias of -(1 + 3 memory) / T (Kendall 1954, Biometrika 41, 403-404), 0 to 0.95.
 *
 * @param rows before anybody started; units seen once tell nothing
 * @returns null with fewer than two units or three periods, or where nothing moves
 */
export function spreadOf({ unit, time, outcome }: Rows): Spread | null {
  const periods = meansBy(time, outcome)
  const clear = outcome.map((value, i) => value - periods.get(time[i]!)!.mean)
  const units = meansBy(unit, clear)
  const length = periods.size
  const several = [...units.values()].filter(({ count }) => count > 1)
  if (several.length < 2 || length < 3) return null
  const rest = clear.map((value, i) => value - units.get(unit[i]!)!.mean)
  const degrees = several.reduce((sum, { count }) => sum + count - 1, 0) * (1 - 1 / units.size)
  const square = rest.reduce((sum, value) => sum + value * value, 0)
  const between = several.reduce((sum, { mean }) => sum + mean * mean, 0) / (several.length - 1)
  const memory = memoryOf(unit, time, rest, square, length)
  const errorSd = Math.sqrt((square / degrees) * (1 / (1 - lostTo(memory, length))))
  if (!(errorSd > 0) || !Number.isFinite(errorSd)) return null
  return { unitSd: Math.sqrt(between), errorSd, memory, rows: outcome.length }
}

function meansBy(keys: ArrayLike<number>, values: Float64Array): Map<number, { mean: number; count: number }> {
  const sums = new Map<number, { mean: number; count: number }>()
  for (let i = 0; i < values.length; i++) {
    const one = sums.get(keys[i]!) ?? { mean: 0, count: 0 }
    one.count++
    one.mean += (values[i]! - one.mean) / one.count
    sums.set(keys[i]!, one)
  }
  return sums
}

function memoryOf(unit: Int32Array, time: Float64Array, rest: Float64Array, square: number, periods: number): number {
  const order = [...new Set(time)].toSorted((left, right) => left - right)
  const place = new Map(order.map((one, i) => [one, i]))
  const at = new Map<string, number>()
  for (let i = 0; i < rest.length; i++) at.set(`${unit[i]} ${place.get(time[i]!)}`, rest[i]!)
  let [crossed, pairs] = [0, 0]
  for (let i = 0; i < rest.length; i++) {
    const before = at.get(`${unit[i]} ${place.get(time[i]!)! - 1}`)
    if (before === undefined) continue
    crossed += before * rest[i]!
    pairs++
  }
  if (pairs === 0 || !(square > 0)) return 0
  const found = crossed / pairs / (square / rest.length)
  return Math.min(mostMemory, Math.max(0, periods > 3 ? (found + 1 / periods) / (1 - 3 / periods) : found))
}

/** Share of a lasting error that goes with the unit's mean: (Σ over pairs of periods of their correlation) / T², less 1 / T, over 1 - 1 / T. */
function lostTo(memory: number, periods: number): number {
  let whole = 1
  for (let lag = 1; lag < periods; lag++) whole += 2 * (1 - lag / periods) * memory ** lag
  return Math.min(0.9, (whole - 1) / periods / (1 - 1 / periods))
}
