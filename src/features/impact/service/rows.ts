// The rows behind one number: its points in time, and the units right below. Nobody is ranked, and small groups show none.
import { unitsRightBelow } from '#features/people/public.ts'
import { scoresInSpans } from '#features/signals/public.ts'
import type { Context } from '#platform/http/context.ts'
import type { ChainQuery, MeasureRows } from '../contract/chain.ts'
import { add, compute } from '../rules/compute.ts'
import { type MeasureName, measureOf } from '../rules/measures.ts'
import { itemOf, readSpans } from './chain.ts'
import { headsOfCx, readOwners } from './owners.ts'
import { frameOf, openUnit } from './period.ts'

export const readRows = (ctx: Context, name: MeasureName, query: ChainQuery): Promise<MeasureRows> => {
  const heads = headsOfCx(ctx)
  heads.catch(() => undefined)
  return ctx.read(async (tx) => {
    const opened = await openUnit(ctx, tx, query)
    const { firstDay, lastDay } = opened.period
    const measure = measureOf(name)
    const [spansOf, below, ownerOf] = await Promise.all([
      readSpans(tx, opened, [name]),
      unitsRightBelow(tx, opened.unit.id, opened.fewestPeople),
      readOwners(tx, opened, heads),
    ])
    const unitIds = below.map(({ id }) => id)
    const found = await scoresInSpans(tx, { unitIds, metrics: measure.metrics, firstDay, lastDay, daysEach: 10_000 })
    return {
      ...frameOf(opened),
      item: itemOf(opened, name, spansOf, ownerOf(name)),
      units: below.map(({ id, name: unitName, people }) => ({
        unit: { id, name: unitName },
        value:
          measure.isAboutPeople && people < opened.fewestPeople
            ? null
            : compute(
                measure,
                measure.metrics.map((metric) => add(found(id, metric))),
              ),
      })),
    }
  })
}
