// Writing what was measured, and reading it back as scoreboards.
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { isMetric } from './metrics.ts'
import { type Amount, addAmounts, amountOf, type FacetKind, fromDecimal, noFacetId, nothing, toDecimal } from './rules.ts'
import { insertDeltas, readDays, readFacets, readSpans, type SpansFilter } from './store/days.ts'

export interface Facet {
  kind: 'step' | 'principle'
  id: string
}
export interface Signal {
  /** Registered by its owner (metrics.ts). */
  metric: string
  unitId: string
  /** The day of the unit's site: dayIn(site.timeZone, at). */
  day: string
  value: number
  /** Each gets a count of its own, beside the one without a facet. */
  facets?: readonly Facet[]
  /** Takes back a value recorded before: same metric, unit, day, value and facets. */
  isCorrection?: boolean
}

/** Written with the fact, in its transaction; never names a person. Scoreboards know it within seconds. */
export function recordSignals(ctx: Pick<Context, 'now'>, tx: WriteTx, signals: readonly Signal[]): void {
  const rows = signals.flatMap(({ metric, unitId, day, value, facets = [], isCorrection = false }) => {
    if (!isMetric(metric)) throw new TypeError(`nobody has registered the metric ${metric}`)
    const { n, sum, sumSquares } = amountOf(value, isCorrection)
    const amount = { n, sum: toDecimal(sum), sumSquares: toDecimal(sumSquares) }
    const cuts: { kind: FacetKind; id: string }[] = [{ kind: 'none', id: noFacetId }, ...facets]
    return cuts.map((facet) => ({
      id: newId(ctx.now().getTime()),
      metric,
      unitId,
      day,
      facetKind: facet.kind,
      facetId: facet.id,
      ...amount,
    }))
  })
  if (rows.length === 0) return
  void insertDeltas(tx, rows)
  tx.leavesWork()
}

export interface Score {
  n: number
  sum: number
  sumSquares: number
}
export interface Scoreboard {
  days: (Score & { day: string })[]
  total: Score
}
const scoreOf = ({ n, sum, sumSquares }: Amount): Score => ({ n, sum: Number(toDecimal(sum)), sumSquares: Number(toDecimal(sumSquares)) })

/** What was measured in a unit and everything below it, day by day. Days without anything are left out. One statement; who may ask is the caller's to say. */
export async function scoreboard(
  tx: Tx,
  asked: { unitId: string; metric: string; firstDay: string; lastDay: string; facet?: Facet },
): Promise<Scoreboard> {
  const { facet, ...range } = asked
  const rows = await readDays(tx, { ...range, facetKind: facet?.kind ?? 'none', facetId: facet?.id ?? noFacetId })
  const days = rows.map((row) => ({ day: row.day, n: row.n, sum: fromDecimal(row.sum), sumSquares: fromDecimal(row.sumSquares) }))
  return {
    days: days.map((day) => ({ day: day.day, ...scoreOf(day) })),
    total: scoreOf(days.reduce(addAmounts, nothing)),
  }
}

/** The same for every step or principle at once. `unitIds` must not lie below one another, or what is below counts twice. */
export async function scoresByFacet(
  tx: Tx,
  asked: {
    unitIds: readonly string[]
    metric: string
    firstDay: string
    lastDay: string
    facetKind: Facet['kind']
    /** Only these. */
    facetIds?: readonly string[]
  },
): Promise<Map<string, Score>> {
  const rows = await readFacets(tx, asked)
  return new Map(
    rows.map((row) => [row.facetId, scoreOf({ n: row.n, sum: fromDecimal(row.sum), sumSquares: fromDecimal(row.sumSquares) })]),
  )
}

/**
 * Several metrics of several units in spans of days, each with the unit and everything below it. By unit, then metric: as many scores as there are spans;
 * a span without anything is zero. One statement, a range of the key for each unit and metric.
 */
export async function scoresInSpans(tx: Tx, asked: SpansFilter): Promise<(unitId: string, metric: string) => Score[]> {
  const length = Math.ceil((dayNumber(asked.lastDay) - dayNumber(asked.firstDay) + 1) / asked.daysEach)
  const found = new Map<string, Score[]>()
  for (const row of await readSpans(tx, asked)) {
    const key = `${row.unitId} ${row.metric}`
    const spans = found.get(key) ?? Array.from({ length }, () => scoreOf(nothing))
    spans[row.span] = scoreOf({ n: row.n, sum: fromDecimal(row.sum), sumSquares: fromDecimal(row.sumSquares) })
    found.set(key, spans)
  }
  return (unitId, metric) => found.get(`${unitId} ${metric}`) ?? Array.from({ length }, () => scoreOf(nothing))
}
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000
