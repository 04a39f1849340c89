// What carries a principle, as the principle's page lists it.
import { parseScenario } from '#engines/scenario/parse.ts'
import type { Taggable } from '#features/language/public.ts'
import { assessmentTaggable } from './service/assessments/write.ts'
import { cardTaggable } from './service/cards/read.ts'
import { itemTaggable } from './service/items/read.ts'
import { learnable } from './store/lessons/learners.ts'
import { liveScenarios } from './store/scenarios/scenarios.ts'

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
const scenario: Taggable = {
  kind: 'scenario',
  async describe(ctx, tx, ids) {
    if (!ctx.may('scenarios.play', { personId: ctx.actor.personId })) return []
    const rows = await liveScenarios(tx, ctx.language)
    return rows
      .filter(({ id }) => ids.includes(id))
      .map(({ id, text, publishedAt }) => ({
        id,
        title: parseScenario(text).scenario.title,
        link: `/learn/scenarios/${id}`,
        at: publishedAt,
      }))
      .sort((a, b) => (a.at < b.at ? 1 : -1))
  },
}
export const taggables: readonly Taggable[] = [lesson, scenario, itemTaggable, cardTaggable, assessmentTaggable]
