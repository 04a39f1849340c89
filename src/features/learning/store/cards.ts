import type { Family } from '#engines/lesson/lesson.ts'
import type { CardText } from '#engines/pack/card.ts'
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'

type Texts = Partial<Record<'en' | 'de' | 'ar', CardText>>
export interface CardRecord {
  id: string
  key: string
  theme: string | null
  principleId: string
  families: Family[]
  state: 'draft' | 'live' | 'retired'
  texts: Texts
  lessonId: string | null
  situationId: string | null
  isSituationSaid: boolean
  version: number
  changedAt: string
}
const columns = sql.raw(
  'c.id, c.key, c.theme, c.principle_id, c.families, c.state, c.texts, c.lesson_id, c.situation_id, c.is_situation_said, c.version, c.changed_at',
)
const where = (organisationId: string, condition: RawBuilder<unknown>) =>
  sql<CardRecord>`select ${columns} from cards c where c.organisation_id = ${organisationId} and ${condition} order by c.state = 'retired', c.created_at, c.key`

/** A house has some dozens. */
export const allCards = (tx: Tx) => tx.run(where(tx.organisationId, sql`true`))
export const findCard = async (tx: Tx, id: string): Promise<CardRecord | undefined> =>
  (await tx.run(where(tx.organisationId, sql`c.id = ${id}`)))[0]
export const cardsByKey = (tx: Tx, keys: readonly string[]) => tx.run(where(tx.organisationId, sql`c.key = any(${keys}::text[])`))
export const openCards = (tx: Tx, ids: readonly string[]) =>
  tx.run(where(tx.organisationId, sql`c.state = 'live' and c.id = any(${ids}::uuid[])`))

/** With the lesson behind each, where it is taught, called as the reader would see it; and the house's own language. */
export type LiveCard = CardRecord & { lessonTitle: string | null; ownLanguage: string }
export const liveCards = (tx: Tx, language: string) =>
  tx.run(sql<LiveCard>`select ${columns}, s.default_language as own_language, v.title as lesson_title from cards c
      join organisation_settings s on s.organisation_id = ${tx.organisationId}
      left join lateral (select v.title from lesson_versions v join lessons l on l.organisation_id = ${tx.organisationId} and l.id = v.lesson_id and not l.is_retired
         where v.organisation_id = ${tx.organisationId} and v.lesson_id = c.lesson_id
         order by v.language = ${language} desc, v.language = s.default_language desc, v.language, v.number desc limit 1) v on true
     where c.organisation_id = ${tx.organisationId} and c.state = 'live' order by c.created_at, c.key`)

export type NewCard = Omit<CardRecord, 'changedAt'>
export async function insertCards(tx: Tx, cards: readonly NewCard[], at: Date): Promise<void> {
  if (cards.length === 0) return
  // Their order is the one in which they were written; a pack's come at one moment.
  const writtenAt = (i: number) => new Date(at.getTime() + i).toISOString()
  await tx.run(sql`insert into cards (organisation_id, id, key, theme, principle_id, families, state, texts, lesson_id, situation_id, is_situation_said, version, created_at, changed_at)
    values ${valuesList(
      cards.map((one, i) => [
        tx.organisationId,
        one.id,
        one.key,
        one.theme,
        one.principleId,
        one.families,
        one.state,
        JSON.stringify(one.texts),
        one.lessonId,
        one.situationId,
        one.isSituationSaid,
        one.version,
        writtenAt(i),
        at.toISOString(),
      ]),
    )}`)
}
/** False where somebody else has changed it since. The key stays: a pack finds its card by it. */
export const updateCard = async (tx: Tx, card: NewCard, fromVersion: number, at: Date): Promise<boolean> =>
  (
    await tx.run(sql`update cards set principle_id = ${card.principleId}, families = ${card.families}, state = ${card.state}, texts = ${JSON.stringify(card.texts)}::jsonb,
        lesson_id = ${card.lessonId}, situation_id = ${card.situationId}, is_situation_said = ${card.isSituationSaid}, version = ${card.version}, changed_at = ${at.toISOString()}
      where organisation_id = ${tx.organisationId} and id = ${card.id} and version = ${fromVersion} returning 1 as one`)
  ).length > 0

export interface CardUse {
  cardId: string
  day: string
  wait: number
  uses: number
}
/** Added to what is counted already; of cards that are not there nothing is kept. */
export async function addUses(tx: Tx, uses: readonly CardUse[]): Promise<void> {
  if (uses.length === 0) return
  await tx.run(sql`insert into card_uses as u (organisation_id, card_id, day, wait, uses)
    select ${tx.organisationId}, v.card_id::uuid, v.day::date, v.wait::int, sum(v.uses::int)
      from (values ${valuesList(uses.map(({ cardId, day, wait, uses: count }) => [cardId, day, wait, count]))}) as v(card_id, day, wait, uses)
      join cards c on c.organisation_id = ${tx.organisationId} and c.id = v.card_id::uuid group by 2, 3, 4
    on conflict (organisation_id, card_id, day, wait) do update set uses = u.uses + excluded.uses`)
}
export const usesSince = (tx: Tx, day: string) =>
  tx.run(sql<{ cardId: string; wait: number; uses: number }>`select card_id, wait, sum(uses)::int as uses from card_uses
    where organisation_id = ${tx.organisationId} and day >= ${day} group by 1, 2`)
