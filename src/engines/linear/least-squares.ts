// Weighted least squares by Householder's orthogonal triangularisation: no squaring of the condition number.

export interface Fit {
  coefficients: Float64Array
  /** (Xᵀ W X)⁻¹, k x k by rows. */
  inverse: Float64Array
}

/** A column counts as a sum of those before it when what is left of it is below this share of its length (as R's lm: 1e-7). */
const smallestRemainder = 1e-7

/**
 * The coefficients that minimise Σ w (y - x b)².
 *
 * @param columns k columns of m values
 * @param weights 0 or more; null: all 1
 * @returns null where the columns are not independent, there are fewer rows than columns, or a value is NaN or infinite
 */
export function leastSquares(columns: readonly Float64Array[], y: Float64Array, weights: Float64Array | null): Fit | null {
  const m = y.length
  const k = columns.length
  if (m < k) return null
  const root = weights?.map(Math.sqrt)
  const q = [...columns, y].map((column) => (root ? column.map((value, i) => value * root[i]!) : Float64Array.from(column)))
  const r = triangularise(q, m, k)
  if (!r) return null
  const coefficients = new Float64Array(k)
  const right = q[k]!
  for (let i = k - 1; i >= 0; i--) {
    let sum = right[i]!
    for (let j = i + 1; j < k; j++) sum -= r[i * k + j]! * coefficients[j]!
    coefficients[i] = sum / r[i * k + i]!
  }
  return coefficients.every(Number.isFinite) ? { coefficients, inverse: inverseOfSquare(r, k) } : null
}

/** Turns the columns of q in place so that the first k of them are a triangle R, which it returns by rows; null where one depends on those before it. */
function triangularise(q: readonly Float64Array[], m: number, k: number): Float64Array | null {
  const r = new Float64Array(k * k)
  for (let j = 0; j < k; j++) {
    const column = q[j]!
    let whole = 0
    let below = 0
    for (let i = 0; i < m; i++) {
      const square = column[i]! * column[i]!
      whole += square
      if (i >= j) below += square
    }
    const length = Math.sqrt(below)
    if (!(length > smallestRemainder * Math.sqrt(whole)) || !Number.isFinite(whole)) return null
    const turned = column[j]! > 0 ? -length : length
    const scale = 1 / (turned * (turned - column[j]!))
    column[j]! -= turned
    for (let c = j + 1; c < q.length; c++) {
      const other = q[c]!
      let dot = 0
      for (let i = j; i < m; i++) dot += column[i]! * other[i]!
      const step = dot * scale
      for (let i = j; i < m; i++) other[i]! -= step * column[i]!
    }
    for (let i = 0; i < j; i++) r[i * k + j] = column[i]!
    r[j * k + j] = turned
  }
  return r
}

/** (Rᵀ R)⁻¹ = R⁻¹ R⁻ᵀ. */
function inverseOfSquare(r: Float64Array, k: number): Float64Array {
  const inverse = new Float64Array(k * k)
  for (let j = 0; j < k; j++) {
    inverse[j * k + j] = 1 / r[j * k + j]!
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0
      for (let m = i + 1; m <= j; m++) sum += r[i * k + m]! * inverse[m * k + j]!
      inverse[i * k + j] = -sum / r[i * k + i]!
    }
  }
  const square = new Float64Array(k * k)
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      let sum = 0
      for (let m = Math.max(i, j); m < k; m++) sum += inverse[i * k + m]! * inverse[j * k + m]!
      square[i * k + j] = sum
    }
  return square
}

/**
 * Which columns are needed: each that is no sum of those kept before it (to within `smallestRemainder` of its length).
 *
 * @returns places of the columns to keep, in order
 */
export function independentColumns(columns: readonly Float64Array[]): number[] {
  const basis: Float64Array[] = []
  const kept: number[] = []
  for (const [place, column] of columns.entries()) {
    const rest = Float64Array.from(column)
    const whole = Math.sqrt(dot(rest, rest))
    // Twice: the second pass takes away what rounding left of the first.
    for (let pass = 0; pass < 2; pass++)
      for (const direction of basis) {
        const share = dot(rest, direction)
        for (let i = 0; i < rest.length; i++) rest[i]! -= share * direction[i]!
      }
    const length = Math.sqrt(dot(rest, rest))
    if (!(length > smallestRemainder * whole)) continue
    basis.push(rest.map((value) => value / length))
    kept.push(place)
  }
  return kept
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!
  return sum
}
