// A regression with few clusters: errors that are not too small, and a test that draws signs for whole clusters.
import { tCritical, tTails } from '../distributions/tails.ts'
import { leastSquares } from '../linear/least-squares.ts'
import { inverseRootTimes } from '../linear/symmetric-roots.ts'

export interface Regression {
  /** Columns of the design, an intercept among them if there is one. */
  columns: readonly Float64Array[]
  outcome: Float64Array
  /** Above 0; errors are taken to be as large as 1 / √weight. Null: all alike. */
  weight: Float64Array | null
  /** Place of the cluster of each row, from 0, without gaps. */
  cluster: Int32Array
  /** Place of the column whose coefficient is asked for. */
  asked: number
}

export interface FewClusters {
  /** In units of outcome per unit of the column. */
  estimate: number
  se: number
  /** Satterthwaite's degrees of freedom. */
  df: number
  lower: number
  upper: number
  /** Of t with df. */
  p: number
}

interface Scaled {
  x: Float64Array[]
  y: Float64Array
  members: number[][]
}

function scaled({ columns, outcome, weight, cluster }: Regression): Scaled {
  const root = weight?.map(Math.sqrt)
  const scale = (column: Float64Array) => (root ? column.map((value, i) => value * root[i]!) : column)
  const members: number[][] = []
  cluster.forEach((one, row) => (members[one] ??= []).push(row))
  return { x: columns.map(scale), y: scale(outcome), members }
}

const product = (matrix: Float64Array, vector: Float64Array): Float64Array =>
  vector.map((_, i) => {
    let sum = 0
    for (let j = 0; j < vector.length; j++) sum += matrix[i * vector.length + j]! * vector[j]!
    return sum
  })
const dot = (left: Float64Array, right: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!
  return sum
}
/** Σ over rows of x_row value(row). */
const crossed = (x: readonly Float64Array[], rows: readonly number[], value: (place: number) => number): Float64Array =>
  Float64Array.from(x, (column) => {
    let sum = 0
    for (let i = 0; i < rows.length; i++) sum += column[rows[i]!]! * value(i)
    return sum
  })

/**
 * CR2: V = Σ_g (a_gᵀ e_g)² with a_g = (I - H_gg)^(-1/2) X_g (XᵀX)⁻¹ c; df = (Σ_g tr)² / Σ_gh (…)² of the same under independent errors.
 * Source: Bell & McCaffrey (2002), Survey Methodology 28, 169-181; Pustejovsky & Tipton (2018), JBES 36, 672-683 (R clubSandwich).
 *
 * @returns null where columns depend on each other, there are fewer than two clusters, or nothing varies
 */
export function cr2(regression: Regression, alpha = 0.05): FewClusters | null {
  const { x, y, members } = scaled(regression)
  const fit = leastSquares(x, y, null)
  if (!fit || members.length < 2) return null
  const k = x.length
  const m = fit.inverse.slice(regression.asked * k, regression.asked * k + k)
  const parts = members.map((rows) => {
    const size = rows.length
    const at = rows.map((row) => Float64Array.from(x, (column) => column[row]!))
    const leaned = at.map((row) => product(fit.inverse, row))
    const left = new Float64Array(size * size)
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) left[i * size + j] = (i === j ? 1 : 0) - dot(at[i]!, leaned[j]!)
    const a = inverseRootTimes(
      left,
      Float64Array.from(at, (row) => dot(row, m)),
      size,
    )
    let score = 0
    for (let i = 0; i < size; i++) score += a[i]! * (y[rows[i]!]! - dot(at[i]!, fit.coefficients))
    return { score, own: dot(a, a), u: crossed(x, rows, (i) => a[i]!) }
  })
  const leaned = parts.map(({ u }) => product(fit.inverse, u))
  let [variance, trace, square] = [0, 0, 0]
  for (const [g, part] of parts.entries()) {
    variance += part.score * part.score
    for (let h = 0; h < parts.length; h++) {
      const one = (g === h ? part.own : 0) - dot(part.u, leaned[h]!)
      if (g === h) trace += one
      square += one * one
    }
  }
  const estimate = fit.coefficients[regression.asked]!
  const [se, df] = [Math.sqrt(variance), (trace * trace) / square]
  if (!(se > 1e-13 * Math.sqrt(dot(y, y) * fit.inverse[regression.asked * (k + 1)]!)) || !(df > 0)) return null
  const reach = tCritical(alpha, df) * se
  return { estimate, se, df, lower: estimate - reach, upper: estimate + reach, p: tTails(estimate / se, df) }
}

export interface WildTest {
  /** Share of sign vectors whose |t| is at least the observed one's; the observed one is among them. */
  p: number
  /** All sign vectors were tried; else `draws` of them. */
  isExact: boolean
  draws: number
}

export interface WildOptions {
  /** Drawn where all sign vectors are more than `mostSigns`. */
  draws: number
  random: () => number
  mostSigns?: number
}

/**
 * The wild cluster bootstrap with the null imposed: residuals without the asked column, signs by cluster, t with errors by cluster.
 * Source: Cameron, Gelbach & Miller (2008), Review of Economics and Statistics 90, 414-427; computed through cluster by cluster products as in
 * MacKinnon (2023), Econometrics and Statistics 25. All 2^G signs where that is at most `mostSigns` (default 2^16): exact. Smallest possible p: 2^(1 - G).
 *
 * @returns null where columns depend on each other, there are fewer than two clusters, or nothing varies
 */
export function wildClusterTest(regression: Regression, { draws, random, mostSigns = 65_536 }: WildOptions): WildTest | null {
  const { x, y, members } = scaled(regression)
  const rest = x.filter((_, column) => column !== regression.asked)
  const asked = x[regression.asked]!
  const residual = residuals(rest, y)
  const own = residuals(rest, asked)
  const groups = members.length
  if (!residual || !own || groups < 2) return null
  const a = Float64Array.from(members, (rows) => rows.reduce((sum, row) => sum + own.values[row]! * residual.values[row]!, 0))
  const q = Float64Array.from(members, (rows) => rows.reduce((sum, row) => sum + own.values[row]! ** 2, 0))
  const u = members.map((rows) => crossed(rest, rows, (i) => own.values[rows[i]!]!))
  const z = members.map((rows) => crossed(rest, rows, (i) => residual.values[rows[i]!]!))
  const whole = q.reduce((sum, one) => sum + one, 0)
  if (!(whole > 0) || !(dot(residual.values, residual.values) > 1e-26 * dot(y, y))) return null
  const b = members.map((_, g) => {
    const leaned = own.inverse ? product(own.inverse, u[g]!) : u[g]!
    return Float64Array.from(members, (_rows, h) => (g === h ? a[g]! : 0) - dot(leaned, z[h]!))
  })
  const t = (signs: Float64Array): number => {
    const beta = dot(signs, a) / whole
    let square = 0
    for (let g = 0; g < groups; g++) square += (dot(b[g]!, signs) - beta * q[g]!) ** 2
    return Math.abs(beta) / Math.sqrt(square)
  }
  // Rounding must not tell the observed signs from their mirror image.
  const observed = t(new Float64Array(groups).fill(1)) * (1 - 1e-9)
  const isExact = 2 ** groups <= mostSigns
  const signs = new Float64Array(groups)
  // Signs and their opposite give the same |t|: half of them are enough.
  const count = isExact ? 2 ** (groups - 1) : draws
  let beyond = isExact ? 0 : 1
  for (let turn = 0; turn < count; turn++) {
    for (let g = 0; g < groups; g++) signs[g] = (isExact ? g < groups - 1 && (turn >> g) & 1 : random() < 0.5) ? -1 : 1
    if (t(signs) >= observed) beyond++
  }
  return { p: beyond / (isExact ? count : count + 1), isExact, draws: isExact ? 2 ** groups : draws }
}

function residuals(columns: readonly Float64Array[], y: Float64Array): { values: Float64Array; inverse: Float64Array | null } | null {
  if (columns.length === 0) return { values: y, inverse: null }
  const fit = leastSquares(columns, y, null)
  if (!fit) return null
  const values = y.map((value, row) => {
    let sum = value
    for (let j = 0; j < columns.length; j++) sum -= columns[j]![row]! * fit.coefficients[j]!
    return sum
  })
  return { values, inverse: fit.inverse }
}
