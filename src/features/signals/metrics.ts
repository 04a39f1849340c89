// Every metric has an owner: the feature whose facts it counts. Only the owner can say what the figures have to be, so a metric without a recount is
// not taken: `attune rollups check` could not prove it.
import type { Tx } from '#platform/db/database.ts'
import type { FacetKind } from './rules.ts'

/** What the facts of one unit and day add up to; sums as decimals (numeric::text). */
export interface FactSum {
  unitId: string
  day: string
  facetKind: FacetKind
  facetId: string | null
  n: number
  sum: string
  sumSquares: string
}
export interface Metric {
  /** kebab-case, kept for good: rolled-up history bears it. */
  name: string
  /** Counts the owner's own facts of these days anew, corrections applied; the unit is the one that the fact was recorded for. */
  recount(tx: Tx, firstDay: string, lastDay: string): Promise<FactSum[]>
}

const metrics = new Map<string, Metric>()
/** Called once by main's assembly for each metric; the same name again replaces the former. */
export const registerMetric = (metric: Metric): void => void metrics.set(metric.name, metric)
export const registeredMetrics = (): Metric[] => [...metrics.values()]
export const isMetric = (name: string): boolean => metrics.has(name)
