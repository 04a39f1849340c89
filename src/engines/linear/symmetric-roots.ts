// Eigenvalues of symmetric matrices by Jacobi's rotations.

/**
 * a = V diag(values) Vᵀ; matrices by rows, k x k. Time about 40 k³: for some hundred rows at most.
 * Source: Golub & Van Loan, Matrix Computations, 8.5.
 *
 * @param matrix symmetric, finite
 */
export function eigen(matrix: Float64Array, k: number): { values: Float64Array; vectors: Float64Array } {
  const a = Float64Array.from(matrix)
  const v = new Float64Array(k * k)
  for (let i = 0; i < k; i++) v[i * k + i] = 1
  let scale = 0
  for (const value of a) scale += value * value
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) off += 2 * a[i * k + j]! * a[i * k + j]!
    if (!(off > 1e-30 * scale)) break
    for (let p = 0; p < k - 1; p++) for (let q = p + 1; q < k; q++) rotate(a, v, k, p, q)
  }
  return { values: Float64Array.from({ length: k }, (_, i) => a[i * k + i]!), vectors: v }
}

function rotate(a: Float64Array, v: Float64Array, k: number, p: number, q: number): void {
  const apq = a[p * k + q]!
  if (apq === 0) return
  const theta = (a[q * k + q]! - a[p * k + p]!) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let i = 0; i < k; i++) {
    const [left, right] = [a[i * k + p]!, a[i * k + q]!]
    a[i * k + p] = c * left - s * right
    a[i * k + q] = s * left + c * right
  }
  for (let i = 0; i < k; i++) {
    const [left, right] = [a[p * k + i]!, a[q * k + i]!]
    a[p * k + i] = c * left - s * right
    a[q * k + i] = s * left + c * right
    const [first, second] = [v[i * k + p]!, v[i * k + q]!]
    v[i * k + p] = c * first - s * second
    v[i * k + q] = s * first + c * second
  }
}

/** a^(-1/2) b for a symmetric a without negative eigenvalues; directions with eigenvalue 0 (below 1e-10) are left out. */
export function inverseRootTimes(a: Float64Array, b: Float64Array, k: number): Float64Array {
  const { values, vectors } = eigen(a, k)
  const result = new Float64Array(k)
  for (let m = 0; m < k; m++) {
    if (values[m]! < 1e-10) continue
    let along = 0
    for (let i = 0; i < k; i++) along += vectors[i * k + m]! * b[i]!
    along /= Math.sqrt(values[m]!)
    for (let i = 0; i < k; i++) result[i]! += along * vectors[i * k + m]!
  }
  return result
}
