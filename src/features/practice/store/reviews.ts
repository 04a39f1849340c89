import type { Grade, Memory } from '#engines/practice/memory.ts'
import type { Tx } from '#platform/db/database.ts'
import { inChunks, sql, valuesList } from '#platform/db/sql.ts'

export type SubjectKind = 'item' | 'mantra' | 'scene'
export interface Subject {
  kind: SubjectKind
  id: string
  /** Of a scene: in which scenario it stands, and where. */
  moment?: { scenarioId: string; scene: string } | null
}
export interface MemoryRow extends Memory {
  subjectKind: SubjectKind
  subjectId: string
  lastDay: string
  lastSaidAt: string
  comesBackOn: string
  reviews: number
  isSureAndWrong: boolean
}
const memoryColumns = sql.raw(
  'subject_kind, subject_id, stability, difficulty, last_day::text, last_said_at, comes_back_on::text, reviews, is_sure_and_wrong',
)
export const memoriesOf = (tx: Tx, personId: string) =>
  tx.run(
    sql<MemoryRow>`select ${memoryColumns} from practice_memories where organisation_id = ${tx.organisationId} and person_id = ${personId}`,
  )
export const memoryOfSubject = async (tx: Tx, personId: string, { kind, id }: Subject): Promise<MemoryRow | undefined> =>
  (
    await tx.run(sql<MemoryRow>`select ${memoryColumns} from practice_memories
      where organisation_id = ${tx.organisationId} and person_id = ${personId} and subject_kind = ${kind} and subject_id = ${id}`)
  )[0]

/** False where another review of the same thing came in between. */
export const writeMemory = async (
  tx: Tx,
  personId: string,
  subject: Subject,
  row: Omit<MemoryRow, 'subjectKind' | 'subjectId'> & { principleId: string | null },
  fromReviews: number,
): Promise<boolean> =>
  (
    await tx.run(sql`insert into practice_memories
        (organisation_id, person_id, subject_kind, subject_id, principle_id, stability, difficulty, last_day, last_said_at, comes_back_on, reviews, is_sure_and_wrong, scenario_id, scene)
      values (${tx.organisationId}, ${personId}, ${subject.kind}, ${subject.id}, ${row.principleId}, ${row.stability}, ${row.difficulty}, ${row.lastDay}, ${row.lastSaidAt},
        ${row.comesBackOn}, ${row.reviews}, ${row.isSureAndWrong}, ${subject.moment?.scenarioId ?? null}, ${subject.moment?.scene ?? null})
      on conflict (organisation_id, person_id, subject_kind, subject_id) do update set principle_id = excluded.principle_id, stability = excluded.stability,
        difficulty = excluded.difficulty, last_day = excluded.last_day, last_said_at = excluded.last_said_at, comes_back_on = excluded.comes_back_on,
        reviews = excluded.reviews, is_sure_and_wrong = excluded.is_sure_and_wrong
       where practice_memories.reviews = ${fromReviews} returning 1 as one`)
  ).length > 0

export interface ReviewRow {
  id: string
  personId: string
  subject: Subject
  principleId: string | null
  itemVersion: number | null
  language: string
  places: number[]
  words: string | null
  isRight: boolean
  share: number
  confidence: 'sure' | 'rather' | 'guess' | null
  grade: Grade
  tookSeconds: number
  doseSeconds: number
  saidAt: string
  day: string
}
export async function insertReviews(tx: Tx, rows: readonly ReviewRow[], at: Date): Promise<void> {
  for (const some of inChunks(rows, 19))
    await tx.run(sql`insert into practice_reviews (organisation_id, id, person_id, subject_kind, subject_id, principle_id, item_version, language, places, words, is_right, share,
        confidence, grade, took_seconds, dose_seconds, said_at, day, noted_at)
      values ${valuesList(
        some.map((row) => [
          tx.organisationId,
          row.id,
          row.personId,
          row.subject.kind,
          row.subject.id,
          row.principleId,
          row.itemVersion,
          row.language,
          row.places,
          row.words,
          row.isRight,
          row.share,
          row.confidence,
          row.grade,
          row.tookSeconds,
          row.doseSeconds,
          row.saidAt,
          row.day,
          at.toISOString(),
        ]),
      )}`)
}
type NewMemory = Omit<MemoryRow, 'subjectKind' | 'subjectId'> & { personId: string; subject: Subject; principleId: string | null }
export async function insertMemories(tx: Tx, rows: readonly NewMemory[]): Promise<void> {
  for (const some of inChunks(rows, 12))
    await tx.run(sql`insert into practice_memories
        (organisation_id, person_id, subject_kind, subject_id, principle_id, stability, difficulty, last_day, last_said_at, comes_back_on, reviews, is_sure_and_wrong)
      values ${valuesList(
        some.map((row) => [
          tx.organisationId,
          row.personId,
          row.subject.kind,
          row.subject.id,
          row.principleId,
          row.stability,
          row.difficulty,
          row.lastDay,
          row.lastSaidAt,
          row.comesBackOn,
          row.reviews,
          row.isSureAndWrong,
        ]),
      )}`)
}
/** Of these items and scenarios those that somebody has practised. */
export const practisedAmong = async (tx: Tx, ids: readonly string[]): Promise<string[]> =>
  (
    await tx.run(sql<{ id: string }>`select id from unnest(${ids}::uuid[]) as of(id)
      where exists (select 1 from practice_reviews r where r.organisation_id = ${tx.organisationId} and of.id in (r.subject_id, r.scenario_id))`)
  ).map(({ id }) => id)

/** With the id there already the transaction fails with unique_violation. */
export const insertReview = (tx: Tx, row: ReviewRow, at: Date) =>
  tx.run(sql`insert into practice_reviews (organisation_id, id, person_id, subject_kind, subject_id, principle_id, item_version, language, places, words, is_right, share,
      confidence, grade, took_seconds, dose_seconds, said_at, day, noted_at, scenario_id, scene)
    values (${tx.organisationId}, ${row.id}, ${row.personId}, ${row.subject.kind}, ${row.subject.id}, ${row.principleId}, ${row.itemVersion}, ${row.language}, ${row.places},
      ${row.words}, ${row.isRight}, ${row.share}, ${row.confidence}, ${row.grade}, ${row.tookSeconds}, ${row.doseSeconds}, ${row.saidAt}, ${row.day}, ${at.toISOString()},
      ${row.subject.moment?.scenarioId ?? null}, ${row.subject.moment?.scene ?? null})`)

/** What the scene asked before it was changed: what is known of it says nothing of what it asks now. Its reviews stay. */
export const dropOlderMoments = (tx: Tx, personId: string, { id, moment }: Subject, saidAt: string) =>
  tx.run(sql`delete from practice_memories where organisation_id = ${tx.organisationId} and person_id = ${personId} and subject_kind = 'scene'
    and scenario_id = ${moment?.scenarioId ?? null} and scene = ${moment?.scene ?? null} and subject_id <> ${id} and last_said_at <= ${saidAt}`)

export interface KnownReview {
  personId: string
  subjectKind: SubjectKind
  subjectId: string
  isRight: boolean
  share: number
}
export const knownReview = async (tx: Tx, id: string): Promise<KnownReview | undefined> =>
  (
    await tx.run(
      sql<KnownReview>`select person_id, subject_kind, subject_id, is_right, share from practice_reviews where organisation_id = ${tx.organisationId} and id = ${id}`,
    )
  )[0]

export interface PastReview {
  day: string
  grade: Grade
  isRight: boolean
  confidence: 'sure' | 'rather' | 'guess' | null
  saidAt: string
}
/** Of one thing, in the order in which they happened. */
export const reviewsOfSubject = (tx: Tx, personId: string, { kind, id }: Subject) =>
  tx.run(sql<PastReview>`select day::text, grade, is_right, confidence, said_at from practice_reviews
    where organisation_id = ${tx.organisationId} and person_id = ${personId} and subject_kind = ${kind} and subject_id = ${id} order by said_at, id`)

/** Seconds practised per day, of the last days. */
export const practisedDays = (tx: Tx, personId: string, since: string) =>
  tx.run(sql<{ day: string; seconds: number }>`select day::text, sum(dose_seconds)::int as seconds from practice_reviews
    where organisation_id = ${tx.organisationId} and person_id = ${personId} and day >= ${since} group by day`)

export const exportedReviews = (tx: Tx, personId: string) =>
  tx.run(sql<
    Record<string, unknown>
  >`select id, subject_kind, subject_id, scenario_id, scene, item_version, language, places, words, is_right, confidence, took_seconds, said_at
    from practice_reviews where organisation_id = ${tx.organisationId} and person_id = ${personId} order by said_at, id`)

export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  const { organisationId } = tx
  void tx.run(sql`delete from practice_reviews where organisation_id = ${organisationId} and person_id = ${personId}`)
  void tx.run(sql`delete from practice_memories where organisation_id = ${organisationId} and person_id = ${personId}`)
  await tx.run(sql`delete from practice_settings where organisation_id = ${organisationId} and person_id = ${personId}`)
}

/** A scenario whose words may not be used any more: nobody is asked its scenes again, and no name of a scene stays with what was answered. */
export async function forgetScenes(tx: Tx, scenarioId: string): Promise<void> {
  void tx.run(sql`delete from practice_memories where organisation_id = ${tx.organisationId} and scenario_id = ${scenarioId}`)
  await tx.run(
    sql`update practice_reviews set scene = '-', words = null where organisation_id = ${tx.organisationId} and scenario_id = ${scenarioId}`,
  )
}
