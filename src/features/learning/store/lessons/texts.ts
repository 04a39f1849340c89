// Drafts and what is live, one of each per language.
import type { Block } from '#engines/lesson/lesson.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export type DraftState = 'writing' | 'in-review' | 'approved' | 'returned'
export interface DraftRow {
  lessonId: string
  language: string
  title: string
  blocks: Block[]
  sourceNumber: number | null
  state: DraftState
  writerIds: string[]
  reviewedBy: string | null
  reviewWords: string | null
  version: number
  updatedAt: string
}
const draftColumns = sql.raw(
  'lesson_id, language, title, blocks, source_number, state, writer_ids, reviewed_by, review_words, version, updated_at',
)
export const draftsOf = (tx: Tx, lessonId: string) =>
  tx.run(sql<DraftRow>`select ${draftColumns} from lesson_drafts where organisation_id = ${tx.organisationId} and lesson_id = ${lessonId}`)

export const draftFor = async (tx: Tx, lessonId: string, language: string, isLocked = false): Promise<DraftRow | undefined> =>
  (
    await tx.run(sql<DraftRow>`select ${draftColumns} from lesson_drafts
      where organisation_id = ${tx.organisationId} and lesson_id = ${lessonId} and language = ${language} ${isLocked ? sql`for update` : sql``}`)
  )[0]

export interface DraftHead {
  lessonId: string
  language: string
  title: string
  state: DraftState
}
export const draftHeads = (tx: Tx) =>
  tx.run(sql<DraftHead>`select lesson_id, language, title, state from lesson_drafts where organisation_id = ${tx.organisationId}`)

/** What is written goes back to writing, whoever had approved it: they had seen other words. */
export async function saveDraft(
  tx: Tx,
  draft: Pick<DraftRow, 'lessonId' | 'language' | 'title' | 'blocks' | 'sourceNumber' | 'version' | 'writerIds'>,
  at: Date,
): Promise<void> {
  await tx.run(sql`insert into lesson_drafts (organisation_id, lesson_id, language, title, blocks, source_number, state, writer_ids, version, updated_at)
    values (${tx.organisationId}, ${draft.lessonId}, ${draft.language}, ${draft.title}, ${JSON.stringify(draft.blocks)}::jsonb, ${draft.sourceNumber},
            'writing', ${draft.writerIds}::uuid[], ${draft.version}, ${at.toISOString()})
    on conflict (organisation_id, lesson_id, language) do update set title = excluded.title, blocks = excluded.blocks,
      source_number = excluded.source_number, state = 'writing', writer_ids = excluded.writer_ids, version = excluded.version, updated_at = excluded.updated_at`)
}

export async function judgeDraft(
  tx: Tx,
  draft: Pick<DraftRow, 'lessonId' | 'language' | 'state' | 'reviewedBy' | 'reviewWords'>,
): Promise<void> {
  await tx.run(sql`update lesson_drafts set state = ${draft.state}, reviewed_by = ${draft.reviewedBy}, review_words = ${draft.reviewWords}
    where organisation_id = ${tx.organisationId} and lesson_id = ${draft.lessonId} and language = ${draft.language}`)
}

export const deleteDraft = async (tx: Tx, lessonId: string, language: string): Promise<void> =>
  void (await tx.run(
    sql`delete from lesson_drafts where organisation_id = ${tx.organisationId} and lesson_id = ${lessonId} and language = ${language}`,
  ))

/** A lesson without any text was never more than an idea. */
export const deleteEmptyLesson = async (tx: Tx, id: string): Promise<boolean> => {
  const isGone = await tx.run(sql<{ id: string }>`select id from lessons l where organisation_id = ${tx.organisationId} and id = ${id}
    and not exists (select 1 from lesson_drafts d where d.organisation_id = ${tx.organisationId} and d.lesson_id = l.id)
    and not exists (select 1 from lesson_versions v where v.organisation_id = ${tx.organisationId} and v.lesson_id = l.id)`)
  if (isGone.length === 0) return false
  await tx.run(sql`delete from lesson_files where organisation_id = ${tx.organisationId} and lesson_id = ${id}`)
  await tx.run(sql`delete from lessons where organisation_id = ${tx.organisationId} and id = ${id}`)
  return true
}

export interface VersionRow {
  lessonId: string
  language: string
  number: number
  title: string
  blocks: Block[]
  minutes: number
  sourceNumber: number | null
  note: string | null
  writerIds: string[]
  reviewedBy: string | null
  publishedBy: string | null
  publishedAt: string
}
const headColumns =
  'v.lesson_id, v.language, v.number, v.title, v.minutes, v.source_number, v.note, v.writer_ids, v.reviewed_by, v.published_by, v.published_at'
const versionColumns = sql.raw(`${headColumns}, v.blocks`)
const isLatest = (tx: Tx) => sql`not exists (select 1 from lesson_versions w where w.organisation_id = ${tx.organisationId}
  and w.lesson_id = v.lesson_id and w.language = v.language and w.number > v.number)`

/** Of each language the one that holds. */
export const liveTexts = (tx: Tx, lessonId: string) =>
  tx.run(sql<VersionRow>`select ${versionColumns} from lesson_versions v
    where v.organisation_id = ${tx.organisationId} and v.lesson_id = ${lessonId} and ${isLatest(tx)}`)

export type LiveHead = Omit<VersionRow, 'blocks'>
export const liveHeads = (tx: Tx) =>
  tx.run(
    sql<LiveHead>`select ${sql.raw(headColumns)} from lesson_versions v where v.organisation_id = ${tx.organisationId} and ${isLatest(tx)}`,
  )

export const versionsOf = (tx: Tx, lessonId: string, language: string) =>
  tx.run(sql<LiveHead>`select ${sql.raw(headColumns)} from lesson_versions v
    where v.organisation_id = ${tx.organisationId} and v.lesson_id = ${lessonId} and v.language = ${language} order by v.number desc`)

export const versionAt = async (tx: Tx, at: { lessonId: string; language: string; number: number }): Promise<VersionRow | undefined> =>
  (
    await tx.run(sql<VersionRow>`select ${versionColumns} from lesson_versions v
      where v.organisation_id = ${tx.organisationId} and v.lesson_id = ${at.lessonId} and v.language = ${at.language} and v.number = ${at.number}`)
  )[0]

export async function insertVersion(tx: Tx, row: VersionRow): Promise<void> {
  await tx.run(sql`insert into lesson_versions (organisation_id, lesson_id, language, number, title, blocks, minutes, source_number, note, writer_ids, reviewed_by,
      published_by, published_at)
    values (${tx.organisationId}, ${row.lessonId}, ${row.language}, ${row.number}, ${row.title}, ${JSON.stringify(row.blocks)}::jsonb, ${row.minutes},
            ${row.sourceNumber}, ${row.note}, ${row.writerIds}::uuid[], ${row.reviewedBy}, ${row.publishedBy}, ${row.publishedAt})`)
}
