// Where people stand, what they answered, and what they will do: each by its person.
import type { Block, Family } from '#engines/lesson/lesson.ts'
import type { Tx } from '#platform/db/database.ts'
import { isAmong, sql } from '#platform/db/sql.ts'

export interface LearnableRow {
  id: string
  level: number
  principleId: string | null
  families: Family[]
  title: string
  minutes: number
  number: number
  language: string
  publishedAt: string
}
/** Each lesson that is taught, in the person's language where there is one, else in the house's, else in any. */
export const learnable = (tx: Tx, language: string) =>
  tx.run(sql<LearnableRow>`select distinct on (l.level, l.created_at, l.id) l.id, l.level, l.principle_id, l.families, v.title, v.minutes, v.number, v.language,
      v.published_at
    from lessons l join lesson_versions v on v.organisation_id = ${tx.organisationId} and v.lesson_id = l.id
   where l.organisation_id = ${tx.organisationId} and not l.is_retired
   order by l.level, l.created_at, l.id, v.language = ${language} desc,
     v.language = (select default_language from organisation_settings where organisation_id = ${tx.organisationId}) desc, v.language, v.number desc`)

export interface ProgressRow {
  lessonId: string
  language: string
  number: number
  block: number
  startedAt: string
  finishedAt: string | null
}
export const progressOf = (tx: Tx, personId: string, lessonId: string | null = null) =>
  tx.run(sql<ProgressRow>`select lesson_id, language, number, block, started_at, finished_at from lesson_progress
    where organisation_id = ${tx.organisationId} and person_id = ${personId} and (${lessonId}::uuid is null or lesson_id = ${lessonId}::uuid)`)

/** What arrives late leads nobody back; what was finished stays so. */
export async function noteStep(
  tx: Tx,
  step: { personId: string; lessonId: string; language: string; number: number; block: number; isFinished: boolean; at: Date },
): Promise<void> {
  const at = step.at.toISOString()
  await tx.run(sql`insert into lesson_progress as p (organisation_id, person_id, lesson_id, language, number, block, at, started_at, finished_at)
    values (${tx.organisationId}, ${step.personId}, ${step.lessonId}, ${step.language}, ${step.number}, ${step.block}, ${at}, ${at}, ${step.isFinished ? at : null})
    on conflict (organisation_id, person_id, lesson_id) do update set
      language = case when excluded.at >= p.at then excluded.language else p.language end,
      number = case when excluded.at >= p.at then excluded.number else p.number end,
      block = case when excluded.at >= p.at then excluded.block else p.block end,
      at = greatest(p.at, excluded.at), started_at = least(p.started_at, excluded.started_at),
      finished_at = greatest(p.finished_at, excluded.finished_at)`)
}

export interface AnswerRow {
  lessonId: string
  language: string
  number: number
  block: number
  chosen: number[]
  isRight: boolean
  answeredAt: string
}
export interface OwnVersionRow {
  title: string
  blocks: Block[]
  minutes: number
  /** The latest of each question. */
  answers: { block: number; chosen: number[]; isRight: boolean }[]
  commitment: string | null
}
/** A version with what this person has said in it. */
export const ownVersion = async (
  tx: Tx,
  personId: string,
  at: { lessonId: string; language: string; number: number },
): Promise<OwnVersionRow | undefined> =>
  (
    await tx.run(sql<OwnVersionRow>`select v.title, v.blocks, v.minutes,
        (select coalesce(jsonb_agg(jsonb_build_object('block', a.block, 'chosen', a.chosen, 'isRight', a.is_right)), '[]') from (
           select distinct on (block) block, chosen, is_right from lesson_answers
            where organisation_id = ${tx.organisationId} and person_id = ${personId} and lesson_id = v.lesson_id and language = v.language and number = v.number
            order by block, answered_at desc, id desc) a) as answers,
        (select words from commitments where organisation_id = ${tx.organisationId} and person_id = ${personId} and lesson_id = v.lesson_id
          order by made_at desc, id desc limit 1) as commitment
      from lesson_versions v
     where v.organisation_id = ${tx.organisationId} and v.lesson_id = ${at.lessonId} and v.language = ${at.language} and v.number = ${at.number}`)
  )[0]

export const insertAnswer = async (tx: Tx, personId: string, id: string, row: AnswerRow): Promise<void> =>
  void (await tx.run(sql`insert into lesson_answers (organisation_id, person_id, id, lesson_id, language, number, block, chosen, is_right, answered_at)
    values (${tx.organisationId}, ${personId}, ${id}, ${row.lessonId}, ${row.language}, ${row.number}, ${row.block}, ${row.chosen}::int[], ${row.isRight},
            ${row.answeredAt}) on conflict do nothing`))

export const answerById = async (tx: Tx, personId: string, id: string): Promise<{ isRight: boolean } | undefined> =>
  (
    await tx.run(
      sql<{
        isRight: boolean
      }>`select is_right from lesson_answers where organisation_id = ${tx.organisationId} and person_id = ${personId} and id = ${id}`,
    )
  )[0]

export type Outcome = 'did' | 'not-yet' | 'set-aside'
export interface CommitmentRow {
  id: string
  lessonId: string | null
  words: string
  madeAt: string
  askedFrom: string
  outcome: Outcome | null
  answeredAt: string | null
}
const commitmentColumns = sql.raw('id, lesson_id, words, made_at, asked_from, outcome, answered_at')
export const commitmentsOf = (tx: Tx, personId: string, limit: number) =>
  tx.run(sql<CommitmentRow>`select ${commitmentColumns} from commitments where organisation_id = ${tx.organisationId} and person_id = ${personId}
    order by made_at desc, id desc limit ${limit}`)

export const commitmentById = async (tx: Tx, personId: string, id: string): Promise<CommitmentRow | undefined> =>
  (
    await tx.run(
      sql<CommitmentRow>`select ${commitmentColumns} from commitments where organisation_id = ${tx.organisationId} and person_id = ${personId} and id = ${id}`,
    )
  )[0]

/** Of people, those whose day has come: asked once, so whoever has answered is not among them. */
export const askedCommitments = (tx: Tx, personIds: readonly string[], day: string) =>
  tx.run(sql<CommitmentRow & { personId: string }>`select person_id, ${commitmentColumns} from commitments
    where organisation_id = ${tx.organisationId} and ${isAmong('person_id', personIds)} and outcome is null and asked_from <= ${day}::date order by made_at, id`)

export const insertCommitment = async (tx: Tx, personId: string, row: CommitmentRow): Promise<void> =>
  void (await tx.run(sql`insert into commitments (organisation_id, person_id, id, lesson_id, words, made_at, asked_from)
    values (${tx.organisationId}, ${personId}, ${row.id}, ${row.lessonId}, ${row.words}, ${row.madeAt}, ${row.askedFrom}) on conflict do nothing`))

/** The first answer stays: nobody is asked twice. */
export const answerCommitment = async (tx: Tx, personId: string, id: string, outcome: Outcome, at: Date): Promise<void> =>
  void (await tx.run(sql`update commitments set outcome = ${outcome}, answered_at = ${at.toISOString()}
    where organisation_id = ${tx.organisationId} and person_id = ${personId} and id = ${id} and outcome is null`))

export const allAnswersOf = (tx: Tx, personId: string) =>
  tx.run(sql<AnswerRow>`select lesson_id, language, number, block, chosen, is_right, answered_at from lesson_answers
    where organisation_id = ${tx.organisationId} and person_id = ${personId} order by answered_at, id`)

export async function deleteLearner(tx: Tx, personId: string): Promise<void> {
  for (const table of ['lesson_progress', 'lesson_answers', 'commitments'])
    await tx.run(sql`delete from ${sql.table(table)} where organisation_id = ${tx.organisationId} and person_id = ${personId}`)
}

/** What a version asks at one place. */
export const blockAt = async (
  tx: Tx,
  at: { lessonId: string; language: string; number: number; block: number },
): Promise<{ block: Block | null } | undefined> =>
  (
    await tx.run(sql<{ block: Block | null }>`select blocks -> ${at.block}::int as block from lesson_versions
      where organisation_id = ${tx.organisationId} and lesson_id = ${at.lessonId} and language = ${at.language} and number = ${at.number}`)
  )[0]
