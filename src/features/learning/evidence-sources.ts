// What opens a missing piece of evidence: the assessments and scenarios that somebody may take up, and what those are called that they have taken.
import type { EvidenceSource } from '#features/evidence/public.ts'
import { placeOfPerson } from '#features/people/public.ts'
import { wordsIn } from './rules/assessments.ts'
import { isFor } from './rules/lessons.ts'
import { familyOf } from './service/role-families.ts'
import { assessmentNames, liveAssessments } from './store/assessments.ts'
import { saidFamilies } from './store/role-families.ts'
import { latestPlays } from './store/scenarios/plays.ts'
import { scenarioTitles } from './store/scenarios/scenarios.ts'
import { sittingsOf } from './store/sittings.ts'

/** Minutes for a question with its confidence, rounded up. */
const minutesPerQuestion = 0.5

const assessments: EvidenceSource = {
  sourceKind: 'assessment',
  proves: 'knowledge',
  async openings(ctx, tx, personId) {
    const [place, said, live, sittings] = await Promise.all([
      placeOfPerson(tx, personId),
      saidFamilies(tx),
      liveAssessments(tx),
      sittingsOf(tx, personId),
    ])
    const family = place ? familyOf(said, place) : null
    const begun = new Set(sittings.filter(({ state }) => state === 'open').map(({ assessmentId }) => assessmentId))
    return live
      .filter(({ families }) => isFor(families, family))
      .toSorted((a, b) => Number(begun.has(b.id)) - Number(begun.has(a.id)))
      .map(({ id, texts, level, mode, itemIds, count }) => ({
        sourceId: id,
        title: wordsIn(texts, ctx.language, place?.defaultLanguage ?? 'en').title,
        link: `/learn/assessments?one=${id}`,
        level,
        minutes: Math.ceil((mode === 'fixed' ? itemIds.length : count) * minutesPerQuestion),
      }))
  },
  async describe(ctx, tx, ids) {
    const rows = await assessmentNames(tx, ids)
    return new Map(
      rows.map(({ id, texts, isLive }) => [
        id,
        { title: wordsIn(texts, ctx.language, 'en').title, link: isLive ? `/learn/assessments?one=${id}` : null },
      ]),
    )
  },
}

const scenarios: EvidenceSource = {
  sourceKind: 'scenario',
  proves: 'scenario',
  async openings(ctx, tx, personId) {
    const [place, said, live, plays] = await Promise.all([
      placeOfPerson(tx, personId),
      saidFamilies(tx),
      scenarioTitles(tx, ctx.language, null),
      latestPlays(tx, personId),
    ])
    const family = place ? familyOf(said, place) : null
    const open = new Set(plays.filter(({ endedAt }) => endedAt === null).map(({ scenarioId }) => scenarioId))
    const rank = ({ id, families }: (typeof live)[number]): number => (open.has(id) ? 2 : 0) + (isFor(families, family) ? 1 : 0)
    // Those for other kinds of work can be played too, after those for one's own.
    return live
      .toSorted((a, b) => rank(b) - rank(a))
      .map(({ id, title, level, minutes }) => ({ sourceId: id, title, link: `/learn/scenarios/${id}`, level, minutes }))
  },
  async describe(ctx, tx, ids) {
    const rows = await scenarioTitles(tx, ctx.language, ids)
    return new Map(rows.map(({ id, title, isLive }) => [id, { title, link: isLive ? `/learn/scenarios/${id}` : null }]))
  },
}

export const evidenceSources: readonly EvidenceSource[] = [assessments, scenarios]
