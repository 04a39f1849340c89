// What carries a principle, as the principle's page lists it.
import type { Taggable } from '#features/language/public.ts'
import { personCard, readSettings } from '#features/people/public.ts'
import { readingOperation } from './service/read.ts'
import { evidenceByIds } from './store.ts'

export const taggable: Taggable = {
  kind: 'evidence',
  async describe(ctx, tx, ids) {
    const rows = await evidenceByIds(tx, ids)
    const [cards, settings] = await Promise.all([personCard(tx, [...new Set(rows.map(({ personId }) => personId))]), readSettings(tx)])
    return rows.flatMap(({ id, personId, words, kind, shownAt }) => {
      const card = cards.get(personId)
      const resource = { personId, managerId: card?.managerId ?? null, unitPath: card?.ancestorIds ?? null }
      const maySee = card && ctx.may(readingOperation(settings.isWorksCouncilMode), resource)
      return maySee ? [{ id, title: words ?? kind, link: `/people/${personId}`, at: shownAt }] : []
    })
  },
}
