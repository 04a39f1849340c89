import type { Family } from '#engines/lesson/lesson.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { pathsThrough } from '../paths/leading.ts'

export interface LessonHead {
  id: string
  key: string
  level: number
  principleId: string | null
  theme: string | null
  families: Family[]
  ownerId: string | null
  reviewOn: string | null
  isRetired: boolean
  version: number
}
const columns = sql.raw('l.id, l.key, l.level, l.principle_id, l.theme, l.families, l.owner_id, l.review_on, l.is_retired, l.version')

export const allLessons = (tx: Tx) =>
  tx.run(
    sql<LessonHead>`select ${columns} from lessons l where l.organisation_id = ${tx.organisationId} order by l.level, l.created_at, l.id`,
  )

export const findLesson = async (tx: Tx, id: string): Promise<LessonHead | undefined> =>
  (await tx.run(sql<LessonHead>`select ${columns} from lessons l where l.organisation_id = ${tx.organisationId} and l.id = ${id}`))[0]

/** With its files and the paths that lead through it. */
export const studioLesson = async (tx: Tx, id: string) =>
  (
    await tx.run(sql<LessonHead & { files: FileRow[]; paths: string[] }>`
      select ${columns}, ${pathsThrough(tx, 'lesson', 'l.id')} as paths, coalesce((
          select json_agg(json_build_object('name', f.name, 'mediaType', f.media_type, 'bytes', length(f.bytes)) order by f.name) from lesson_files f
           where f.organisation_id = ${tx.organisationId} and f.lesson_id = l.id), '[]') as files
        from lessons l where l.organisation_id = ${tx.organisationId} and l.id = ${id}`)
  )[0]

/** For as long as the transaction: two who publish at once get two numbers. */
export const lockLesson = async (tx: Tx, id: string): Promise<LessonHead | undefined> =>
  (
    await tx.run(
      sql<LessonHead>`select ${columns} from lessons l where l.organisation_id = ${tx.organisationId} and l.id = ${id} for update`,
    )
  )[0]

export const lessonByKey = async (tx: Tx, key: string): Promise<LessonHead | undefined> =>
  (await tx.run(sql<LessonHead>`select ${columns} from lessons l where l.organisation_id = ${tx.organisationId} and l.key = ${key}`))[0]

/** Keys that begin so, to find a free one. */
export const keysLike = async (tx: Tx, start: string): Promise<string[]> =>
  (
    await tx.run(
      sql<{ key: string }>`select key from lessons where organisation_id = ${tx.organisationId} and left(key, ${start.length}) = ${start}`,
    )
  ).map(({ key }) => key)

export async function insertLesson(tx: Tx, lesson: Omit<LessonHead, 'version' | 'isRetired' | 'reviewOn'>, at: Date): Promise<void> {
  await tx.run(sql`insert into lessons (organisation_id, id, key, level, principle_id, theme, families, owner_id, created_at)
    values (${tx.organisationId}, ${lesson.id}, ${lesson.key}, ${lesson.level}, ${lesson.principleId}, ${lesson.theme},
            ${lesson.families}::text[], ${lesson.ownerId}, ${at.toISOString()})`)
}

/** Null version: whatever it is. Answers whether it was there. */
export async function updateLesson(tx: Tx, lesson: LessonHead, version: number | null): Promise<boolean> {
  const rows = await tx.run(sql`update lessons set level = ${lesson.level}, principle_id = ${lesson.principleId}, theme = ${lesson.theme},
      families = ${lesson.families}::text[], owner_id = ${lesson.ownerId}, review_on = ${lesson.reviewOn}, is_retired = ${lesson.isRetired}, version = version + 1
    where organisation_id = ${tx.organisationId} and id = ${lesson.id} and (${version}::int is null or version = ${version}::int) returning id`)
  return rows.length > 0
}

export interface FileRow {
  name: string
  mediaType: string
  bytes: number
}
export const filesOfLesson = (tx: Tx, lessonId: string) =>
  tx.run(sql<FileRow>`select name, media_type, length(bytes) as bytes from lesson_files
    where organisation_id = ${tx.organisationId} and lesson_id = ${lessonId} order by name`)

export const insertFile = async (
  tx: Tx,
  lessonId: string,
  file: { name: string; mediaType: string; bytes: Buffer },
  at: Date,
): Promise<void> =>
  void (await tx.run(sql`insert into lesson_files (organisation_id, lesson_id, name, media_type, bytes, created_at)
    values (${tx.organisationId}, ${lessonId}, ${file.name}, ${file.mediaType}, ${file.bytes}, ${at.toISOString()})`))

export const sameFile = async (tx: Tx, lessonId: string, bytes: Buffer): Promise<string | undefined> =>
  (
    await tx.run(sql<{ name: string }>`select name from lesson_files
      where organisation_id = ${tx.organisationId} and lesson_id = ${lessonId} and sha256(bytes) = sha256(${bytes}::bytea) limit 1`)
  )[0]?.name

/** A part of it: `from` counts bytes from 0. */
export const readFileRow = async (
  tx: Tx,
  lessonId: string,
  name: string,
  from: number,
  count: number,
): Promise<{ mediaType: string; total: number; part: Buffer } | undefined> =>
  (
    await tx.run(
      sql<{
        mediaType: string
        total: number
        part: Buffer
      }>`select media_type, length(bytes) as total, substring(bytes from ${from + 1} for ${count}) as part from lesson_files
        where organisation_id = ${tx.organisationId} and lesson_id = ${lessonId} and name = ${name}`,
    )
  )[0]

/** Nobody is named any more as who wrote, looked, published or looks after it. */
export async function forgetWriter(tx: Tx, personId: string): Promise<void> {
  const organisationId = tx.organisationId
  void tx.run(sql`update lessons set owner_id = null where organisation_id = ${organisationId} and owner_id = ${personId}`)
  void tx.run(sql`update lesson_drafts set writer_ids = array_remove(writer_ids, ${personId}::uuid), reviewed_by = nullif(reviewed_by, ${personId})
    where organisation_id = ${organisationId} and (${personId} = any(writer_ids) or reviewed_by = ${personId})`)
  await tx.run(sql`update lesson_versions set writer_ids = array_remove(writer_ids, ${personId}::uuid), reviewed_by = nullif(reviewed_by, ${personId}),
      published_by = nullif(published_by, ${personId})
    where organisation_id = ${organisationId} and (${personId} = any(writer_ids) or ${personId} in (reviewed_by, published_by))`)
}
