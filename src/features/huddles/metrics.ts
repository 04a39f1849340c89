// What signals counts of huddles: of teams, never of people.
import type { Metric, recordSignals } from '#features/signals/public.ts'
import { dayAfter } from './rules.ts'
import { countHuddles } from './store/huddles.ts'

const metricOf = (name: 'huddles-due' | 'huddles-held'): Metric => ({
  name,
  async recount(tx, firstDay, lastDay) {
    const rows = await countHuddles(tx, name === 'huddles-held', firstDay, lastDay)
    return rows.map((row) => ({ ...row, facetKind: 'none', facetId: null, sum: String(row.n), sumSquares: String(row.n) }))
  },
})
/** Both on the Sunday of the week: a week that is not over counts nowhere yet. */
export const metrics: readonly Metric[] = [metricOf('huddles-due'), metricOf('huddles-held')]

export const signalOf = (
  metric: 'huddles-due' | 'huddles-held',
  unitId: string,
  week: string,
): Parameters<typeof recordSignals>[2][number] => ({
  metric,
  unitId,
  day: dayAfter(week, 6),
  value: 1,
})
