// What features to the right and the principle's page read of stories: published ones only, and who is asked for a yes.
import type { Taggable } from '#features/language/public.ts'
import { personCard } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { offeredDays } from '../../rules/stories.ts'
import { publishedByIds, publishedSince, waitingFor } from '../../store/stories/stories.ts'
import { storyKind } from './consent.ts'

export interface StoryForHuddle {
  id: string
  /** Who may be named. */
  names: string[]
  /** What the poster says. */
  words: string
  /** Sixty seconds: what would you have done? */
  question: string
  by: string | null
  principleId: string
  at: string
}
const dayMs = 86_400_000
/** For a huddle that hears of what happened since a day: stories of its units first, published in the last two weeks before its Monday or since. */
export async function storiesFor(
  tx: Tx,
  unitIds: readonly string[],
  monday: string,
  language: string,
  limit: number,
): Promise<StoryForHuddle[]> {
  const since = new Date(Date.parse(`${monday}T00:00:00Z`) - offeredDays * dayMs).toISOString()
  const rows = await publishedSince(tx, since, unitIds, limit)
  const cards = await personCard(tx, [
    ...new Set(rows.flatMap(({ toldBy, people }) => [...(toldBy ? [toldBy] : []), ...people.map(({ personId }) => personId)])),
  ])
  const nameOf = (id: string) => cards.get(id)?.displayName ?? []
  return rows.flatMap((row) => {
    const sheet = row.sheets.find((one) => one.language === language) ?? row.sheets.find((one) => one.language === row.language)
    if (!sheet) return []
    return [
      {
        id: row.id,
        names: row.people.filter(({ answer }) => answer === 'yes').flatMap(({ personId }) => nameOf(personId)),
        words: `${sheet.headline} ${sheet.sentence}`,
        question: sheet.question,
        by: row.toldBy === null ? null : (cards.get(row.toldBy)?.displayName ?? null),
        principleId: row.principleId,
        at: row.publishedAt!,
      },
    ]
  })
}

/** Stories in which somebody is named and has not answered yet, the oldest first. */
export const consentsAsked = (tx: Tx, personId: string, limit: number): Promise<{ id: string; title: string }[]> =>
  waitingFor(tx, personId, limit)

export const storyTaggable: Taggable = {
  kind: storyKind,
  async describe(ctx, tx, ids) {
    if (!ctx.may('stories.read', {})) return []
    return (await publishedByIds(tx, ids)).map((row) => ({
      id: row.id,
      title: row.title,
      link: `/stories/${row.id}`,
      at: row.publishedAt!,
    }))
  },
}
