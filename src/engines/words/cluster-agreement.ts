// How well groups agree with themes that people gave.

export interface Agreement {
  /** Normalised mutual information, arithmetic mean of the entropies: 0 to 1. */
  nmi: number
  /** Adjusted Rand index: 1 the same groups, 0 as by chance, below worse. */
  ari: number
  /** Share in its theme's group, with groups and themes matched one to one as well as can be. */
  matched: number
}

/**
 * Sources: A. Strehl, J. Ghosh, JMLR 3 (2002) 583; L. Hubert, P. Arabie, Journal of Classification 2 (1985) 193; H. W. Kuhn, Naval Research Logistics Quarterly 2 (1955) 83.
 *
 * @param a groups, 0 or above, by row
 * @param b themes, 0 or above, by the same rows
 * @returns null without rows, with a group below 0, or where the lengths differ
 */
export function agreementOf(a: Int32Array, b: Int32Array): Agreement | null {
  const n = a.length
  if (n === 0 || b.length !== n || a.some((one) => one < 0) || b.some((one) => one < 0)) return null
  const size = 1 + Math.max(...a, ...b)
  const table = new Float64Array(size * size)
  for (let i = 0; i < n; i++) table[a[i]! * size + b[i]!]!++
  const [rows, columns] = [new Float64Array(size), new Float64Array(size)]
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      rows[i]! += table[i * size + k]!
      columns[k]! += table[i * size + k]!
    }
  return { nmi: mutual(table, rows, columns, n), ari: adjustedRand(table, rows, columns, n), matched: bestMatch(table, size) / n }
}

const entropy = (counts: Float64Array, n: number): number =>
  counts.reduce((sum, count) => (count > 0 ? sum - (count / n) * Math.log(count / n) : sum), 0)

function mutual(table: Float64Array, rows: Float64Array, columns: Float64Array, n: number): number {
  const [ofRows, ofColumns] = [entropy(rows, n), entropy(columns, n)]
  if (ofRows + ofColumns === 0) return 1
  return Math.max(0, Math.min(1, (2 * (ofRows + ofColumns - entropy(table, n))) / (ofRows + ofColumns)))
}

function adjustedRand(table: Float64Array, rows: Float64Array, columns: Float64Array, n: number): number {
  const pairs = (counts: Float64Array) => counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
  const [together, inRows, inColumns, all] = [pairs(table), pairs(rows), pairs(columns), (n * (n - 1)) / 2]
  const expected = all === 0 ? 0 : (inRows * inColumns) / all
  const most = (inRows + inColumns) / 2
  return most === expected ? 1 : (together - expected) / (most - expected)
}

/** The largest sum of a square table with one place in each row and column: the Hungarian method with potentials, O(size³). */
function bestMatch(table: Float64Array, size: number): number {
  const [u, v] = [new Float64Array(size + 1), new Float64Array(size + 1)]
  const rowOf = new Int32Array(size + 1)
  for (let row = 1; row <= size; row++) enter(row, { table, size, u, v, rowOf })
  let sum = 0
  for (let column = 1; column <= size; column++) sum += table[(rowOf[column]! - 1) * size + column - 1]!
  return sum
}

interface Matching {
  table: Float64Array
  size: number
  u: Float64Array
  v: Float64Array
  /** By column, from 1; 0: free. */
  rowOf: Int32Array
}

/** Brings one more row in along the cheapest chain of exchanges; cost = -count. */
function enter(row: number, { table, size, u, v, rowOf }: Matching): void {
  rowOf[0] = row
  const slack = new Float64Array(size + 1).fill(Infinity)
  const before = new Int32Array(size + 1)
  const isUsed = new Uint8Array(size + 1)
  let column = 0
  do {
    isUsed[column] = 1
    const from = rowOf[column]!
    let [least, next] = [Infinity, 0]
    for (let k = 1; k <= size; k++) {
      if (isUsed[k]) continue
      const cost = -table[(from - 1) * size + k - 1]! - u[from]! - v[k]!
      if (cost < slack[k]!) {
        slack[k] = cost
        before[k] = column
      }
      if (slack[k]! < least) [least, next] = [slack[k]!, k]
    }
    for (let k = 0; k <= size; k++)
      if (isUsed[k]) {
        u[rowOf[k]!]! += least
        v[k]! -= least
      } else slack[k]! -= least
    column = next
  } while (rowOf[column] !== 0)
  while (column !== 0) {
    const previous = before[column]!
    rowOf[column] = rowOf[previous]!
    column = previous
  }
}
