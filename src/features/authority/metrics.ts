// What authority counts, and how it is counted anew from its own facts.
import type { Metric } from '#features/signals/public.ts'
import { countFacts } from './store/decisions.ts'

const metricOf = (name: 'decisions' | 'escalations'): Metric => ({
  name,
  async recount(tx, firstDay, lastDay) {
    const rows = await countFacts(tx, name, firstDay, lastDay)
    // Each counts as 1, so n, sum and sum of squares are the same figure.
    return rows.map((row) => ({ ...row, sum: String(row.n), sumSquares: String(row.n) }))
  },
})
export const metrics: readonly Metric[] = [metricOf('decisions'), metricOf('escalations')]
