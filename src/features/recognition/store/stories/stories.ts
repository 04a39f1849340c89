import type { Channel } from '#engines/scenario/scenario.ts'
import type { Kept } from '#engines/story/anonymise.ts'
import type { StoryPoint } from '#engines/story/draft.ts'
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'

export type StoryLanguage = 'en' | 'de' | 'ar'
export interface Named {
  personId: string
  isAsked: boolean
  answer: 'yes' | 'unnamed' | null
}
export interface SheetRow {
  language: StoryLanguage
  headline: string
  sentence: string
  question: string
}
export interface StoryWordsRow {
  title: string
  happened: string
  hard: string
  did: string
  felt: string
}
export interface StoryRow extends StoryWordsRow {
  id: string
  language: StoryLanguage
  state: 'draft' | 'review' | 'published' | 'withdrawn'
  principleId: string
  unitId: string | null
  unitPath: string[]
  sourceKind: 'thanks' | 'quote' | 'decision' | null
  sourceId: string | null
  level: number
  channel: Channel
  points: StoryPoint[]
  kept: Kept[]
  scenarioId: string | null
  toldBy: string | null
  toldAt: string
  reviewNote: string | null
  publishedAt: string | null
  version: number
  people: Named[]
  writers: string[]
  sheets: SheetRow[]
}
const rowsWhere = (
  organisationId: string,
  where: RawBuilder<unknown>,
  limit: number,
  order = sql`s.told_at desc, s.id desc`,
) => sql<StoryRow>`
  select s.id, s.language, s.state, coalesce(s.title, '') as title, coalesce(s.happened, '') as happened, coalesce(s.hard, '') as hard, coalesce(s.did, '') as did,
         coalesce(s.felt, '') as felt, s.principle_id, s.unit_id, coalesce(u.ancestor_ids, '{}') as unit_path, s.source_kind, s.source_id, s.level, s.channel,
         coalesce(s.points, '[]') as points, coalesce(s.kept, '[]') as kept, s.scenario_id, s.told_by, s.told_at, s.review_note, s.published_at, s.version,
         (select coalesce(jsonb_agg(jsonb_build_object('personId', p.person_id, 'isAsked', p.asked_at is not null, 'answer', p.answer) order by p.person_id), '[]')
            from story_people p where p.organisation_id = ${organisationId} and p.story_id = s.id) as people,
         (select coalesce(jsonb_agg(w.person_id), '[]') from story_writers w where w.organisation_id = ${organisationId} and w.story_id = s.id) as writers,
         (select coalesce(jsonb_agg(jsonb_build_object('language', w.language, 'headline', w.headline, 'sentence', w.sentence, 'question', w.question) order by w.language), '[]')
            from story_words w where w.organisation_id = ${organisationId} and w.story_id = s.id) as sheets
    from stories s left join units u on u.organisation_id = ${organisationId} and u.id = s.unit_id
   where s.organisation_id = ${organisationId} and ${where} order by ${order} limit ${limit}`

export const findStory = async (tx: Tx, id: string): Promise<StoryRow | undefined> =>
  (await tx.run(rowsWhere(tx.organisationId, sql`s.id = ${id}`, 1)))[0]
/** One writer at a time: what is settled in the same breath must not miss an answer. */
export const lockStory = async (tx: Tx, id: string): Promise<StoryRow | undefined> => {
  await tx.run(sql`select 1 from stories where organisation_id = ${tx.organisationId} and id = ${id} for update`)
  return findStory(tx, id)
}

export type WhoseStories =
  | { kind: 'published' }
  | { kind: 'mine'; personId: string }
  | { kind: 'about'; personId: string }
  /** What is prepared, and in review what is of these units (null: of all). */
  | { kind: 'workshop'; isWriter: boolean; unitIds: readonly string[] }
export interface AskedStories {
  whose: WhoseStories
  after?: { at: string; id: string } | undefined
  limit: number
}
const named = (tx: Tx, personId: string, more: RawBuilder<unknown>) =>
  sql`exists (select 1 from story_people p where p.organisation_id = ${tx.organisationId} and p.story_id = s.id and p.person_id = ${personId} and ${more})`
function conditionOf(tx: Tx, whose: WhoseStories): RawBuilder<unknown> {
  if (whose.kind === 'published') return sql`s.state = 'published'`
  if (whose.kind === 'mine') return sql`s.told_by = ${whose.personId}`
  if (whose.kind === 'about') return sql`s.state <> 'withdrawn' and ${named(tx, whose.personId, sql`p.asked_at is not null`)}`
  if (whose.isWriter) return sql`s.state in ('draft', 'review')`
  return sql`s.state = 'review' and s.unit_id in (select id from units where organisation_id = ${tx.organisationId} and ancestor_ids && ${whose.unitIds}::uuid[])`
}
export const listStories = (tx: Tx, { whose, after, limit }: AskedStories): Promise<StoryRow[]> => {
  const since = after ? sql` and (s.told_at, s.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  return tx.run(rowsWhere(tx.organisationId, sql`${conditionOf(tx, whose)}${since}`, limit))
}
/** Published since an instant, those of these units first. */
export const publishedSince = (tx: Tx, since: string, unitIds: readonly string[], limit: number): Promise<StoryRow[]> =>
  tx.run(
    rowsWhere(
      tx.organisationId,
      sql`s.state = 'published' and s.published_at >= ${since}::timestamptz`,
      limit,
      sql`coalesce(s.unit_id = any(${unitIds}::uuid[]), false) desc, s.published_at desc, s.id desc`,
    ),
  )
export const publishedByIds = (tx: Tx, ids: readonly string[]): Promise<StoryRow[]> =>
  tx.run(rowsWhere(tx.organisationId, sql`s.state = 'published' and s.id = any(${ids}::uuid[])`, ids.length))
/** Asked and not answered, the oldest first. */
export const waitingFor = (tx: Tx, personId: string, limit: number) =>
  tx.run(sql<{ id: string; title: string }>`select s.id, s.title from story_people p
      join stories s on s.organisation_id = ${tx.organisationId} and s.id = p.story_id and s.state <> 'withdrawn'
     where p.organisation_id = ${tx.organisationId} and p.person_id = ${personId} and p.asked_at is not null and p.answer is null order by p.asked_at limit ${limit}`)
export const storiesAbout = async (tx: Tx, personId: string): Promise<string[]> =>
  (
    await tx.run(sql<{
      id: string
    }>`select id from stories where organisation_id = ${tx.organisationId} and told_by = ${personId} and state <> 'withdrawn'
      union select story_id as id from story_people where organisation_id = ${tx.organisationId} and person_id = ${personId}`)
  ).map(({ id }) => id)

type NewStory = StoryWordsRow & Pick<StoryRow, 'id' | 'language' | 'principleId' | 'unitId' | 'sourceKind' | 'sourceId' | 'toldBy'>
/** False where the id is taken. */
export const insertStory = async (tx: Tx, row: NewStory, at: Date): Promise<boolean> =>
  (
    await tx.run(sql`insert into stories (organisation_id, id, language, state, title, happened, hard, did, felt, principle_id, unit_id, source_kind, source_id, points, kept, told_by, told_at)
      values (${tx.organisationId}, ${row.id}, ${row.language}, 'draft', ${row.title}, ${row.happened}, ${row.hard}, ${row.did}, ${row.felt}, ${row.principleId}, ${row.unitId},
        ${row.sourceKind}, ${row.sourceId}, '[]'::jsonb, '[]'::jsonb, ${row.toldBy}, ${at.toISOString()}) on conflict (organisation_id, id) do nothing returning id`)
  ).length > 0

const change = (tx: Tx, id: string, set: RawBuilder<unknown>) =>
  tx.run(sql`update stories set ${set}, version = version + 1 where organisation_id = ${tx.organisationId} and id = ${id}`)
export const writeWords = (tx: Tx, id: string, row: StoryWordsRow & Pick<StoryRow, 'principleId' | 'level' | 'channel'>) =>
  change(
    tx,
    id,
    sql`title = ${row.title}, happened = ${row.happened}, hard = ${row.hard}, did = ${row.did}, felt = ${row.felt}, principle_id = ${row.principleId},
      level = ${row.level}, channel = ${row.channel}`,
  )
export const writeSettled = (tx: Tx, id: string, row: StoryWordsRow & { points: readonly StoryPoint[]; kept: readonly Kept[] }) =>
  change(
    tx,
    id,
    sql`title = ${row.title}, happened = ${row.happened}, hard = ${row.hard}, did = ${row.did}, felt = ${row.felt},
      points = ${JSON.stringify(row.points)}::jsonb, kept = ${JSON.stringify(row.kept)}::jsonb`,
  )
export const writePoints = (tx: Tx, id: string, points: readonly StoryPoint[]) =>
  change(tx, id, sql`points = ${JSON.stringify(points)}::jsonb`)
export const setScenario = (tx: Tx, id: string, scenarioId: string) => change(tx, id, sql`scenario_id = ${scenarioId}`)
export const setState = (tx: Tx, id: string, state: 'draft' | 'review', note: string | null) =>
  change(tx, id, sql`state = ${state}, review_note = ${note}`)
export const setPublished = (tx: Tx, id: string, by: string | null, at: Date) =>
  change(tx, id, sql`state = 'published', review_note = null, reviewed_by = ${by}, published_at = ${at.toISOString()}`)

export async function writeSheets(tx: Tx, storyId: string, sheets: readonly SheetRow[]): Promise<void> {
  await tx.run(sql`delete from story_words where organisation_id = ${tx.organisationId} and story_id = ${storyId}`)
  if (sheets.length > 0)
    await tx.run(sql`insert into story_words (organisation_id, story_id, language, headline, sentence, question)
      values ${valuesList(sheets.map((one) => [tx.organisationId, storyId, one.language, one.headline, one.sentence, one.question]))}`)
}
export const noteWriter = (tx: Tx, storyId: string, personId: string) =>
  tx.run(
    sql`insert into story_writers (organisation_id, story_id, person_id) values (${tx.organisationId}, ${storyId}, ${personId}) on conflict do nothing`,
  )

/** Who stays keeps their answer; where words changed (`isNew`) nobody does. */
export async function writeNamed(tx: Tx, storyId: string, personIds: readonly string[], isNew: boolean): Promise<void> {
  await tx.run(
    sql`delete from story_people where organisation_id = ${tx.organisationId} and story_id = ${storyId} and person_id <> all(${personIds}::uuid[])`,
  )
  if (isNew)
    await tx.run(
      sql`update story_people set asked_at = null, answer = null, answered_at = null where organisation_id = ${tx.organisationId} and story_id = ${storyId}`,
    )
  if (personIds.length > 0)
    await tx.run(sql`insert into story_people (organisation_id, story_id, person_id)
      values ${valuesList(personIds.map((personId) => [tx.organisationId, storyId, personId]))} on conflict do nothing`)
}
export const askNamed = (tx: Tx, storyId: string, at: Date) =>
  tx.run(
    sql`update story_people set asked_at = ${at.toISOString()} where organisation_id = ${tx.organisationId} and story_id = ${storyId} and asked_at is null`,
  )
export const writeAnswer = (tx: Tx, storyId: string, personId: string, answer: 'yes' | 'unnamed', at: Date) =>
  tx.run(sql`update story_people set answer = ${answer}, answered_at = ${at.toISOString()}
    where organisation_id = ${tx.organisationId} and story_id = ${storyId} and person_id = ${personId}`)

/** No word of it stays, nor whom it was about. The id stays, so that a phone that sends it again does not bring it back. */
export async function withdrawStory(tx: Tx, id: string, at: Date): Promise<void> {
  const { organisationId } = tx
  for (const table of ['story_people', 'story_writers', 'story_words'] as const)
    void tx.run(sql`delete from ${sql.table(table)} where organisation_id = ${organisationId} and story_id = ${id}`)
  await change(
    tx,
    id,
    sql`state = 'withdrawn', title = null, happened = null, hard = null, did = null, felt = null, points = null, kept = null, review_note = null,
      source_kind = null, source_id = null, scenario_id = null, reviewed_by = null, published_at = null, withdrawn_at = ${at.toISOString()}`,
  )
}
