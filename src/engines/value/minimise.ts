// The lowest place of a smooth function of a few numbers: Nelder and Mead's simplex to come near, Newton's steps with measured slopes to arrive.
import { cholesky, inverseOfCholesky, solveCholesky } from '../linear/cholesky.ts'

export interface Minimum {
  at: Float64Array
  value: number
  /** Inverse of the second derivatives, k x k by rows: the covariance where the function is minus a log likelihood. */
  inverseHessian: Float64Array
}

interface Corner {
  at: Float64Array
  value: number
}

/** Corners whose values differ by less than this share are one place. */
const flat = 1e-10

/**
 * Source: Nelder & Mead (1965), Computer Journal 7, 308-313, begun again at its end until that gains nothing, since a flattened simplex can stop too soon.
 *
 * @param f of logarithms of parameters; may return NaN or Infinity: a place to stay away from
 * @param isNear the start is close to the end: Newton's steps alone, unless they lead astray
 * @returns null where there is no bottom: not convex at the end, a parameter that wanders off or may as well be elsewhere (`farthest`, `vaguest`)
 */
export function minimise(f: (at: Float64Array) => number, start: Float64Array, isNear = false): Minimum | null {
  const corner = (at: Float64Array): Corner => {
    const value = f(at)
    return { at, value: Number.isNaN(value) ? Infinity : value }
  }
  let best = corner(start)
  const near = isNear ? arrive(corner, best) : null
  if (near) return near
  for (const length of [0.5, 0.25, 0.12, 0.06, 0.03]) {
    const found = descend(corner, best, length)
    const gain = best.value - found.value
    best = found
    if (!(gain > flat * (1 + Math.abs(best.value)))) break
  }
  return arrive(corner, best)
}

/** A logarithm beyond this (a factor of 22,000) has left what the data are about. */
const farthest = 10
/** An error of a logarithm above this says that the parameter may as well be a hundred times as large. */
const vaguest = 5

function descend(f: (at: Float64Array) => Corner, start: Corner, length: number): Corner {
  const k = start.at.length
  const corners = [start, ...Array.from(start.at, (value, i) => f(start.at.with(i, value + length)))]
  for (let turn = 0; turn < 400 * k; turn++) {
    corners.sort((left, right) => left.value - right.value)
    const [best, worst] = [corners[0]!, corners[k]!]
    if (worst.value - best.value <= flat * 1e-2 * (1 + Math.abs(best.value))) break
    const centre = new Float64Array(k)
    for (const { at } of corners.slice(0, k)) for (let i = 0; i < k; i++) centre[i]! += at[i]! / k
    const along = (share: number) => f(centre.map((value, i) => value + share * (value - worst.at[i]!)))
    corners[k] = replaced(along, { best: best.value, second: corners[k - 1]!.value, worst })
    if (corners[k] !== worst) continue
    for (let c = 1; c <= k; c++) corners[c] = f(corners[c]!.at.map((value, i) => (value + best.at[i]!) / 2))
  }
  return corners.reduce((best, corner) => (corner.value < best.value ? corner : best))
}

/** Reflected, expanded or contracted; the worst itself where none of these is better. */
function replaced(along: (share: number) => Corner, { best, second, worst }: { best: number; second: number; worst: Corner }): Corner {
  const reflected = along(1)
  if (reflected.value < best) {
    const expanded = along(2)
    return expanded.value < reflected.value ? expanded : reflected
  }
  if (reflected.value < second) return reflected
  const contracted = along(reflected.value < worst.value ? 0.5 : -0.5)
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : worst
}

/** Parameters are logarithms: a thousandth is small for each, and large beside rounding. */
const h = 1e-3

function derivatives(f: (at: Float64Array) => Corner, { at, value }: Corner): { slope: Float64Array; hessian: Float64Array } {
  const k = at.length
  const moved = (...steps: [number, number][]) => {
    const other = Float64Array.from(at)
    for (const [i, by] of steps) other[i]! += by
    return f(other).value
  }
  const slope = new Float64Array(k)
  const hessian = new Float64Array(k * k)
  for (let i = 0; i < k; i++) {
    const [up, down] = [moved([i, h]), moved([i, -h])]
    slope[i] = (up - down) / (2 * h)
    hessian[i * k + i] = (up - 2 * value + down) / (h * h)
    for (let j = 0; j < i; j++) {
      const crossed = moved([i, h], [j, h]) - moved([i, h], [j, -h]) - moved([i, -h], [j, h]) + moved([i, -h], [j, -h])
      hessian[i * k + j] = crossed / (4 * h * h)
      hessian[j * k + i] = hessian[i * k + j]!
    }
  }
  return { slope, hessian }
}

/** Newton's steps until they are short; null where they lead up, the place is not convex, or what it says is nothing. */
function arrive(f: (at: Float64Array) => Corner, start: Corner): Minimum | null {
  const k = start.at.length
  let corner = start
  for (let turn = 0; turn < 8; turn++) {
    const { slope, hessian } = derivatives(f, corner)
    const triangle = cholesky(hessian, k)
    if (!triangle) return null
    const step = solveCholesky(triangle, slope, k)
    const next = f(corner.at.map((value, i) => value - step[i]!))
    const isUp = !(next.value <= corner.value + 1e-12 * (1 + Math.abs(corner.value)))
    const isShort = step.every((one) => Math.abs(one) < 1e-5)
    if (isUp && !isShort) return null
    if (!isUp) corner = next
    if (!isShort) continue
    const inverseHessian = inverseOfCholesky(triangle, k)
    const isTold = corner.at.every((one, i) => Math.abs(one) < farthest && Math.sqrt(inverseHessian[i * k + i]!) < vaguest)
    return isTold ? { at: corner.at, value: corner.value, inverseHessian } : null
  }
  return null
}
