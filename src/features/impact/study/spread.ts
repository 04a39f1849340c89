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
 * memory: the one of an AR(1) whose demeaned values have the first autocorrelation of e on average (which is smaller: Nickell 1981, Econometrica 49,
 * 1417-1426), 0 to 0.95.
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
  let [low, high] = [0, mostMemory]
  if (found <= demeaned(low, periods)) return low
  if (found >= demeaned(high, periods)) return high
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (demeaned(middle, periods) < found) low = middle
    else high = middle
  }
  return low
}

/** Of an AR(1) less its mean over the periods: expected product of neighbours by expected square. */
function demeaned(memory: number, periods: number): number {
  const sums = Array.from({ length: periods }, (_, i) =>
    Array.from({ length: periods }, (_one, k) => memory ** Math.abs(i - k)).reduce((sum, one) => sum + one, 0),
  )
  const whole = sums.reduce((sum, one) => sum + one, 0) / periods ** 2
  const at = (i: number, k: number) => memory ** Math.abs(i - k) - (sums[i]! + sums[k]!) / periods + whole
  let [crossed, square] = [0, at(0, 0)]
  for (let i = 1; i < periods; i++) {
    crossed += at(i, i - 1)
    square += at(i, i)
  }
  return crossed / (periods - 1) / (square / periods)
}

/** Share of a lasting error that goes with the unit's mean: (Σ over pairs of periods of their correlation) / T², less 1 / T, over 1 - 1 / T. */
function lostTo(memory: number, periods: number): number {
  let whole = 1
  for (let lag = 1; lag < periods; lag++) whole += 2 * (1 - lag / periods) * memory ** lag
  return Math.min(0.9, (whole - 1) / periods / (1 - 1 / periods))
}
