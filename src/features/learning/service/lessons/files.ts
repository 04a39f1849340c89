// Pictures, videos and captions of a lesson. A name keeps its bytes for good, because versions show it; the same bytes come in once.
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { LessonFiles } from '../../contract/lessons.ts'
import { fileRefused } from '../../problems.ts'
import { endings, freeKey, keyOf, mediaTypeOf, mostBytes, mostFiles, rangeOf } from '../../rules/lessons.ts'
import { filesOfLesson, insertFile, readFileRow, sameFile } from '../../store/lessons/lessons.ts'
import { requireLesson } from './read.ts'

export const addFile = (ctx: Context, lessonId: string, upload: { name: string; bytes: Buffer }): Promise<LessonFiles> => {
  ctx.require('lessons.write', {})
  const mediaType = mediaTypeOf(upload.bytes)
  const fault = (detail: string) => new Problem(fileRefused, { errors: [{ pointer: '/file', detail }] })
  if (mediaType === undefined) throw fault('is no picture, video or captions file that a lesson can show')
  if (upload.bytes.length > mostBytes(mediaType)) throw fault(`is larger than ${mostBytes(mediaType) / 1_000_000} MB`)
  return ctx.write(async (tx) => {
    const [, known, same] = await Promise.all([
      requireLesson(tx, lessonId),
      filesOfLesson(tx, lessonId),
      sameFile(tx, lessonId, upload.bytes),
    ])
    if (same) return { name: same, items: known }
    if (known.length >= mostFiles) throw fault(`is one more than the ${mostFiles} files that a lesson can have`)
    const ending = endings[mediaType]!
    const stems = known.flatMap(({ name }) => (name.endsWith(`.${ending}`) ? [name.slice(0, -ending.length - 1)] : []))
    const name = `${freeKey(keyOf(upload.name.replace(/\.[^.]*$/, '')), stems)}.${ending}`
    await insertFile(tx, lessonId, { name, mediaType, bytes: upload.bytes }, ctx.now())
    tx.audit({ action: 'lesson.file-added', subject: { kind: 'lesson', id: lessonId }, details: { name } })
    return { name, items: [...known, { name, mediaType, bytes: upload.bytes.length }] }
  })
}

export interface FilePart {
  mediaType: string
  bytes: Buffer
  from: number
  total: number
  isPart: boolean
}
const mostAtOnce = 8_000_000
/** Everybody who learns may see it. A phone asks for a video piece by piece. */
export async function readFile(ctx: Context, lessonId: string, name: string, range: string | undefined): Promise<FilePart> {
  ctx.require('lessons.learn', { personId: ctx.actor.personId })
  const wanted = rangeOf(range)
  const from = wanted?.from ?? 0
  const count = wanted ? Math.min(mostAtOnce, (wanted.to ?? Number.MAX_SAFE_INTEGER) - from + 1) : 1_000_000_000
  const row = await ctx.read((tx) => readFileRow(tx, lessonId, name, from, count))
  if (!row || (wanted && from >= row.total)) throw new Problem(problems.notFound)
  return { mediaType: row.mediaType, bytes: row.part, from, total: row.total, isPart: wanted !== undefined }
}
