// Symmetric systems, row by row in one array: a[i * k + j].

/** A pivot below this share of its own diagonal element counts as none: the column says what others say. */
const smallestPivot = 1e-13

/**
 * L with a = L Lᵀ, lower triangle by rows.
 *
 * @param a symmetric, k x k; only the lower triangle is read
 * @returns null where `a` is not positive definite to within rounding (rank-deficient, NaN or infinite)
 */
export function cholesky(a: Float64Array, k: number): Float64Array | null {
  const l = new Float64Array(k * k)
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * k + j]!
      for (let m = 0; m < j; m++) sum -= l[i * k + m]! * l[j * k + m]!
      if (i !== j) l[i * k + j] = sum / l[j * k + j]!
      else if (sum > smallestPivot * a[i * k + i]! && Number.isFinite(sum)) l[i * k + i] = Math.sqrt(sum)
      else return null
    }
  }
  return l
}

/** x with L Lᵀ x = b. */
export function solveCholesky(l: Float64Array, b: Float64Array, k: number): Float64Array {
  const x = Float64Array.from(b)
  for (let i = 0; i < k; i++) {
    let sum = x[i]!
    for (let m = 0; m < i; m++) sum -= l[i * k + m]! * x[m]!
    x[i] = sum / l[i * k + i]!
  }
  for (let i = k - 1; i >= 0; i--) {
    let sum = x[i]!
    for (let m = i + 1; m < k; m++) sum -= l[m * k + i]! * x[m]!
    x[i] = sum / l[i * k + i]!
  }
  return x
}

/** The inverse of L Lᵀ. */
export function inverseOfCholesky(l: Float64Array, k: number): Float64Array {
  const inverse = new Float64Array(k * k)
  const unit = new Float64Array(k)
  for (let j = 0; j < k; j++) {
    unit.fill(0)
    unit[j] = 1
    const column = solveCholesky(l, unit, k)
    for (let i = 0; i < k; i++) inverse[i * k + j] = column[i]!
  }
  return inverse
}

/**
 * bᵀ a⁻¹ b.
 *
 * @returns null where `a` is not positive definite to within rounding
 */
export function quadraticForm(a: Float64Array, b: Float64Array, k: number): number | null {
  const l = cholesky(a, k)
  if (!l) return null
  const x = solveCholesky(l, b, k)
  let sum = 0
  for (let i = 0; i < k; i++) sum += b[i]! * x[i]!
  return sum
}
