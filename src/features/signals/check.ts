import { findOrganisations } from '#features/people/public.ts'
// Proves rollup = recount, in two steps that can each fail: what was recorded equals what the owners of the metrics count anew from their own
// facts; and the days of every unit equal the sum of what was recorded at and below it, with the ancestors of the time.
import type { Tx } from '#platform/db/database.ts'
import { instantOfId } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { isMetric, type Metric, registeredMetrics } from './metrics.ts'
import { type Amount, fromDecimal, isSameAmount, type Key, keyText, noFacetId, nothing, toDecimal } from './rules.ts'
import type { Sums } from './store/days.ts'
import { differingUnitDays, readExtent, recordedMetrics, recordedSums, takeSnapshot } from './store/recount.ts'

const differencesKept = 50
const everBefore = '1900-01-01'
const everAfter = '2200-12-31'

export interface RollupFault {
  metric: string
  unitId: string
  day: string
  what: string
}
export interface RollupReport {
  organisationId: string
  /** Sums compared with their owner's recount, and days of units compared with the units below. */
  recounted: number
  unitDays: number
  deltas: number
  lagSeconds: number
  faults: RollupFault[]
}

export async function checkRollups(platform: Platform, organisationId?: string): Promise<RollupReport[]> {
  const ids = organisationId ? [organisationId] : (await findOrganisations(platform.db)).map(({ id }) => id)
  const reports: RollupReport[] = []
  for (const id of ids) reports.push(await checkOne(platform, id))
  return reports
}

const checkOne = (platform: Platform, organisationId: string): Promise<RollupReport> =>
  platform.db.inOrganisation(organisationId, { readOnly: true }, async (tx) => {
    await takeSnapshot(tx)
    const extent = await readExtent(tx)
    const lagMs = extent.oldestId ? platform.clock.now().getTime() - instantOfId(extent.oldestId).getTime() : 0
    const report: RollupReport = {
      organisationId,
      recounted: 0,
      unitDays: extent.unitDays,
      deltas: extent.deltas,
      lagSeconds: Math.max(0, lagMs / 1000),
      faults: [],
    }
    for (const metric of await recordedMetrics(tx))
      if (!isMetric(metric)) report.faults.push({ metric, unitId: '', day: '', what: 'nobody owns this metric, so nothing can prove it' })
    for (const metric of registeredMetrics())
      for (const [firstDay, lastDay] of windowsOf(extent.firstDay, extent.lastDay))
        await recountMetric(tx, metric, firstDay, lastDay, report)
    for (const { metric, unitId, day, expected, found } of await differingUnitDays(tx, differencesKept))
      report.faults.push({
        metric,
        unitId,
        day,
        what: `the unit’s day is ${wordsOf(found)}, what its units brought in is ${wordsOf(expected)}`,
      })
    return report
  })

/** The known days month by month, so that memory stays small, and all time before and after, where nothing may be. */
function windowsOf(firstDay: string | null, lastDay: string | null): [string, string][] {
  if (firstDay === null || lastDay === null) return [[everBefore, everAfter]]
  const windows: [string, string][] = []
  let from = everBefore
  for (let start = dayAfter(firstDay, -1); start < lastDay; start = dayAfter(start, 31)) {
    windows.push([from, start])
    from = dayAfter(start, 1)
  }
  return [...windows, [from, everAfter]]
}
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const amountOf = ({ n, sum, sumSquares }: Sums): Amount => ({ n, sum: fromDecimal(sum), sumSquares: fromDecimal(sumSquares) })
const wordsOf = (sums: Sums | null): string => (sums === null ? 'missing' : `n ${sums.n}, sum ${sums.sum}, squares ${sums.sumSquares}`)
const amountWords = (amount: Amount): string =>
  wordsOf({ n: amount.n, sum: toDecimal(amount.sum), sumSquares: toDecimal(amount.sumSquares) })

async function recountMetric(tx: Tx, metric: Metric, firstDay: string, lastDay: string, report: RollupReport): Promise<void> {
  const [facts, recorded] = [await metric.recount(tx, firstDay, lastDay), await recordedSums(tx, metric.name, firstDay, lastDay)]
  const sums = new Map<string, { key: Key; counted: Amount; recorded: Amount }>()
  const entryOf = (key: Key) => {
    const known = sums.get(keyText(key))
    const entry = known ?? { key, counted: nothing, recorded: nothing }
    if (!known) sums.set(keyText(key), entry)
    return entry
  }
  for (const fact of facts) entryOf({ ...fact, metric: metric.name, facetId: fact.facetId ?? noFacetId }).counted = amountOf(fact)
  for (const row of recorded) entryOf(row).recorded = amountOf(row)
  for (const { key, counted, recorded } of sums.values()) {
    report.recounted += 1
    if (!isSameAmount(counted, recorded) && report.faults.length < differencesKept)
      report.faults.push({
        metric: key.metric,
        unitId: key.unitId,
        day: key.day,
        what: `recorded is ${amountWords(recorded)}, the facts are ${amountWords(counted)}`,
      })
  }
}
