// Numbers for pictures and sentences: round ticks, and as many digits as a range makes sense of.
/** Round steps of 1, 2 or 5 times a power of ten between two ends, about `about` of them. */
export function ticksBetween(low: number, high: number, about: number): number[] {
  const rough = (high - low) / about
  if (!(rough > 0) || !Number.isFinite(rough)) return [low]
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough
  const first = Math.ceil(low / step)
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** Digits that the steps between ticks need. */
export const tickDigits = (ticks: readonly number[]): number => {
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0)) || 1
  return Math.min(6, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
}

type Range = { lower: number; upper: number }

/** A range that leaves out zero: chance alone would hardly bring it. */
export const isTold = ({ lower, upper }: Range): boolean => lower > 0 || upper < 0

/** Two figures of the range's width; an end that is not 0 is not written as 0. */
export function digitsOf(range: Range): number {
  const { lower, upper } = range
  const width = Math.abs(upper - lower) || Math.abs(upper) || 1
  const near = isTold(range) ? Math.min(Math.abs(lower), Math.abs(upper)) : width
  return Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(width)), Math.ceil(-Math.log10(near))))
}
