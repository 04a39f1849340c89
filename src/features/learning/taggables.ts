// What carries a principle, as the principle's page lists it.
import type { Taggable } from '#features/language/public.ts'
import { learnable } from './store/lessons/learners.ts'

const lesson: Taggable = {
  kind: 'lesson',
  async describe(ctx, tx, ids) {
    if (!ctx.may('lessons.learn', { personId: ctx.actor.personId })) return []
    const rows = await learnable(tx, ctx.language)
    return rows
      .filter(({ id }) => ids.includes(id))
      .map(({ id, title, publishedAt }) => ({ id, title, link: `/learn/lessons/${id}`, at: publishedAt }))
      .sort((a, b) => (a.at < b.at ? 1 : -1))
  },
}
export const taggables: readonly Taggable[] = [lesson]
