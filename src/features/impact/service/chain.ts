// The chain of a unit, from rollups alone: five statements, however much was measured.
import { type Score, scoresByFacet, scoresInSpans } from '#features/signals/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import type { Chain, ChainQuery, Item } from '../contract/chain.ts'
import { add, changeOf, compute } from '../rules/compute.ts'
import { addDays } from '../rules/days.ts'
import { type MeasureName, measureNames, measureOf, metricsOf } from '../rules/measures.ts'
import { headsOfCx, readOwners } from './owners.ts'
import { frameOf, type Opened, openUnit } from './period.ts'

export type SpansOf = (metric: string) => Score[]

/** Both periods in one statement: the points of the one before stand first. */
export const readSpans = async (tx: Tx, { unit, period }: Opened, names: readonly MeasureName[]): Promise<SpansOf> => {
  const { beforeFirstDay: firstDay, lastDay, daysEach } = period
  const found = await scoresInSpans(tx, { unitIds: [unit.id], metrics: metricsOf(names), firstDay, lastDay, daysEach })
  return (metric) => found(unit.id, metric)
}

export function itemOf({ unit, period, fewestPeople }: Opened, name: MeasureName, spansOf: SpansOf, owner: Item['owner']): Item {
  const measure = measureOf(name)
  const { part, kind, formula, from, to, promised, isAboutPeople } = measure
  const isHidden = isAboutPeople === true && unit.people < fewestPeople
  const columns = measure.metrics.map(spansOf)
  const value = (first: number, last: number) =>
    compute(
      measure,
      columns.map((spans) => add(spans.slice(first, last))),
    )
  const { points, daysEach, firstDay } = period
  const [before, now] = [value(0, points), value(points, 2 * points)]
  return {
    name,
    part,
    kind,
    formula,
    scale:
      kind === 'points'
        ? { from: -100, to: 100 }
        : kind === 'share'
          ? { from: 0, to: 1 }
          : from === undefined || to === undefined
            ? null
            : { from, to },
    promised: promised ?? null,
    now: isHidden ? null : now,
    before: isHidden ? null : before,
    change: isHidden ? null : changeOf(now, before),
    spans: Array.from({ length: points }, (_, i) => ({
      firstDay: addDays(firstDay, i * daysEach),
      lastDay: addDays(firstDay, (i + 1) * daysEach - 1),
      value: isHidden ? null : value(points + i, points + i + 1),
    })),
    owner,
  }
}

export const readChain = (ctx: Context, query: ChainQuery): Promise<Chain> => {
  const heads = headsOfCx(ctx)
  // A refusal below must not leave this one unheard.
  heads.catch(() => undefined)
  return ctx.read(async (tx) => {
    const opened = await openUnit(ctx, tx, query)
    const { firstDay, lastDay } = opened.period
    const [spansOf, uses, ownerOf] = await Promise.all([
      readSpans(tx, opened, measureNames),
      scoresByFacet(tx, { unitIds: [opened.unit.id], metric: 'principle-uses', firstDay, lastDay, facetKind: 'principle' }),
      readOwners(tx, opened, heads),
    ])
    return {
      ...frameOf(opened),
      items: measureNames.map((name) => itemOf(opened, name, spansOf, ownerOf(name))),
      principles: [...uses]
        .flatMap(([id, { n }]) => (n > 0 ? [{ id, uses: n }] : []))
        .sort((a, b) => b.uses - a.uses || (a.id < b.id ? -1 : 1)),
    }
  })
}
