// What carries a principle, for its page: huddles that were held.
import type { Taggable } from '#features/language/public.ts'
import { unitsById } from '#features/people/public.ts'
import { huddlesByIds } from './store/huddles.ts'

export const huddleKind = 'huddle'
export const linkTo = (id: string): string => `/huddles/${id}`

export const taggable: Taggable = {
  kind: huddleKind,
  async describe(ctx, tx, ids) {
    const rows = await huddlesByIds(tx, ids)
    const units = await unitsById(tx, [...new Set(rows.map(({ unitId }) => unitId))])
    return rows
      .filter(({ unitId }) => ctx.may('huddles.read', { unitPath: units.get(unitId)?.ancestorIds ?? [] }))
      .map(({ id, unitId, week }) => ({ id, title: units.get(unitId)?.name ?? '–', link: linkTo(id), at: `${week}T00:00:00.000Z` }))
  },
}
