// Many rows of which few places are filled.

/** Compressed rows: of row i the places `columns` and their `values` stand at starts[i] to below starts[i + 1], columns ascending. */
export interface SparseRows {
  rows: number
  width: number
  starts: Uint32Array
  columns: Uint32Array
  values: Float64Array
}

/** Σ of squares of a row. */
export function squaredLength({ starts, values }: SparseRows, row: number): number {
  let sum = 0
  for (let at = starts[row]!; at < starts[row + 1]!; at++) sum += values[at]! * values[at]!
  return sum
}

/** Some of the rows, in the order of `chosen`; a row may come twice. */
export function takeRows({ width, starts, columns, values }: SparseRows, chosen: readonly number[] | Int32Array): SparseRows {
  const newStarts = new Uint32Array(chosen.length + 1)
  for (const [i, row] of chosen.entries()) newStarts[i + 1] = newStarts[i]! + starts[row + 1]! - starts[row]!
  const size = newStarts[chosen.length]!
  const taken = { rows: chosen.length, width, starts: newStarts, columns: new Uint32Array(size), values: new Float64Array(size) }
  for (const [i, row] of chosen.entries()) {
    taken.columns.set(columns.subarray(starts[row], starts[row + 1]), newStarts[i])
    taken.values.set(values.subarray(starts[row], starts[row + 1]), newStarts[i])
  }
  return taken
}
