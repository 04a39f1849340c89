// What many people learnt before, at once.
import type { Tx } from '#platform/db/database.ts'
import { inChunks, sql, valuesList } from '#platform/db/sql.ts'
import type { CommitmentRow } from './learners.ts'

export interface PastLesson {
  personId: string
  lessonId: string
  language: string
  number: number
  block: number
  startedAt: string
  /** Null: begun only. */
  finishedAt: string | null
}
/** Where somebody stands in a lesson already, that stays. */
export async function insertProgress(tx: Tx, rows: readonly PastLesson[]): Promise<void> {
  for (const some of inChunks(rows, 9))
    await tx.run(sql`insert into lesson_progress (organisation_id, person_id, lesson_id, language, number, block, at, started_at, finished_at)
      values ${valuesList(
        some.map((one) => [
          tx.organisationId,
          one.personId,
          one.lessonId,
          one.language,
          one.number,
          one.block,
          one.finishedAt ?? one.startedAt,
          one.startedAt,
          one.finishedAt,
        ]),
      )} on conflict do nothing`)
}

export async function insertCommitments(tx: Tx, rows: readonly (CommitmentRow & { personId: string })[]): Promise<void> {
  for (const some of inChunks(rows, 9))
    await tx.run(sql`insert into commitments (organisation_id, person_id, id, lesson_id, words, made_at, asked_from, outcome, answered_at)
      values ${valuesList(
        some.map((one) => [
          tx.organisationId,
          one.personId,
          one.id,
          one.lessonId,
          one.words,
          one.madeAt,
          one.askedFrom,
          one.outcome,
          one.answeredAt,
        ]),
      )} on conflict do nothing`)
}
