// The simple aggregate as one regression, so that what is known about regressions with few clusters holds for it.
import { cellsOf } from './cells.ts'
import { cr2, type FewClusters, type Regression, wildClusterTest, type WildOptions, type WildTest } from './clustered-regression.ts'
import { cohortStretch, type Panel } from './panel.ts'
import type { Design } from './rows.ts'

/**
 * Changes of all cells after treatment, one row per cluster, arm and cell, on treatment with an intercept for each cell; comparison rows weigh together what the
 * treated of their cell weigh. The coefficient of treatment is then Σ share att / Σ share: the simple aggregate without covariates.
 *
 * @returns null for panels that are not balanced, with covariates or with weights that change, and beyond 4,000 rows
 */
export function stackedRegression(panel: Panel, design: Design): Regression | null {
  const { units, outcome, clusterOf } = panel
  if (!panel.isBalanced || panel.covariates.length > 0 || design.weights === 'each' || changes(panel)) return null
  const cells = cellsOf(panel, design).filter(({ isPost, comparison }) => isPost && comparison.length > 0)
  const rows: { cell: number; treated: number; cluster: number; weight: number; change: number }[] = []
  for (const [cell, { cohort, comparison, at, from }] of cells.entries()) {
    const add = (stretches: readonly { from: number; to: number }[], treated: 0 | 1, scale: number) => {
      const sums = new Map<number, { weight: number; sum: number }>()
      for (const stretch of stretches)
        for (let unit = stretch.from; unit < stretch.to; unit++) {
          const cluster = clusterOf ? clusterOf[unit]! : unit
          const one = sums.get(cluster) ?? { weight: 0, sum: 0 }
          const weight = panel.unitWeight[unit]! * scale
          one.weight += weight
          one.sum += weight * (outcome[at * units + unit]! - outcome[from * units + unit]!)
          sums.set(cluster, one)
        }
      for (const [cluster, { weight, sum }] of sums) if (weight > 0) rows.push({ cell, treated, cluster, weight, change: sum / weight })
    }
    const own = [cohortStretch(panel, cohort)]
    add(own, 1, 1)
    add(comparison, 0, weightOf(panel, own) / weightOf(panel, comparison))
  }
  if (rows.length === 0 || rows.length > 4000) return null
  return {
    columns: [
      Float64Array.from(rows, ({ treated }) => treated),
      ...cells.map((_, cell) => Float64Array.from(rows, (row) => (row.cell === cell ? 1 : 0))),
    ],
    outcome: Float64Array.from(rows, ({ change }) => change),
    weight: Float64Array.from(rows, ({ weight }) => weight),
    cluster: withoutGaps(rows.map(({ cluster }) => cluster)),
    asked: 0,
  }
}

/** Error, degrees of freedom and sign test of the simple aggregate for few clusters; null as `stackedRegression`. */
export function fewClusters(panel: Panel, design: Design, options: WildOptions): { cr2: FewClusters; wild: WildTest } | null {
  const regression = stackedRegression(panel, design)
  const errors = regression && cr2(regression)
  const wild = regression && wildClusterTest(regression, options)
  return errors && wild ? { cr2: errors, wild } : null
}

function weightOf({ unitWeight }: Panel, stretches: readonly { from: number; to: number }[]): number {
  let sum = 0
  for (const { from, to } of stretches) for (let unit = from; unit < to; unit++) sum += unitWeight[unit]!
  return sum
}

function changes({ weight, units }: Panel): boolean {
  if (!weight) return false
  for (let row = units; row < weight.length; row++) if (weight[row] !== weight[row - units]) return true
  return false
}

function withoutGaps(values: readonly number[]): Int32Array {
  const places = new Map<number, number>()
  return Int32Array.from(values, (value) => {
    const place = places.get(value) ?? places.size
    places.set(value, place)
    return place
  })
}
