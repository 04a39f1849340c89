import { principleUnknown } from '#features/language/public.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract/lessons.ts'
import { draftIsThere, fileRefused, lessonIncomplete, secondPersonNeeded } from '../problems.ts'
import { addFile } from '../service/lessons/files.ts'
import { askReview, publishDraft, reviewDraft } from '../service/lessons/publish.ts'
import { listLessons, listVersions, readLesson, readVersion } from '../service/lessons/read.ts'
import { exportLesson, importLesson } from '../service/lessons/text-form.ts'
import { addLesson, changeLesson, discardDraft, readSaved, writeDraft } from '../service/lessons/write.ts'

const answer = async (ctx: Context, lessonId: string) => {
  const body = await readLesson(ctx, lessonId)
  return { body, etag: body.version }
}
type At = { params: { lessonId: string } }
const replay = (ctx: Context, _id: string, { params }: At) => answer(ctx, params.lessonId)
const made = (ctx: Context, id: string) => answer(ctx, id)
const saved = async (ctx: Context, { lessonId, language }: { lessonId: string; language: string }) => {
  const body = await readSaved(ctx, lessonId, language)
  return { body, etag: body.version }
}
const textPath = '/api/lessons/:lessonId/drafts/:language'

export const lessonRoutes = [
  defineRoute({
    id: 'listLessons',
    method: 'GET',
    path: '/api/lessons',
    summary: 'Lessons in all their languages, for those who write them',
    access: { operation: 'lessons.read' },
    query: contract.lessonQuery,
    reply: contract.lessonList,
    handle: async (ctx, { query }) => ({ body: await listLessons(ctx, query) }),
  }),
  defineRoute({
    id: 'readLesson',
    method: 'GET',
    path: '/api/lessons/:lessonId',
    summary: 'One lesson: drafts, what is live, what is missing',
    access: { operation: 'lessons.read' },
    params: contract.lessonParams,
    reply: contract.lesson,
    handle: async (ctx, { params }) => answer(ctx, params.lessonId),
  }),
  defineRoute({
    id: 'addLesson',
    method: 'POST',
    path: '/api/lessons',
    summary: 'Begin a lesson, as a draft',
    access: { operation: 'lessons.write' },
    body: contract.newLesson,
    status: 201,
    reply: contract.lesson,
    problems: [principleUnknown],
    replay: made,
    handle: async (ctx, { body }) => answer(ctx, await addLesson(ctx, body)),
  }),
  defineRoute({
    id: 'changeLesson',
    method: 'PATCH',
    path: '/api/lessons/:lessonId',
    summary: 'Level, principle, kinds of work, owner and review date; retire it',
    access: { operation: 'lessons.write' },
    params: contract.lessonParams,
    isVersioned: true,
    body: contract.lessonChange,
    reply: contract.lesson,
    problems: [principleUnknown],
    replay,
    async handle(ctx, { params, version, body }) {
      await changeLesson(ctx, params.lessonId, version, body)
      return answer(ctx, params.lessonId)
    },
  }),
  defineRoute({
    id: 'writeLessonDraft',
    method: 'PUT',
    path: textPath,
    summary: 'Save a draft as it stands, finished or not; If-Match "0" begins one',
    access: { operation: 'lessons.write' },
    params: contract.textParams,
    isVersioned: true,
    bodyLimitBytes: 400_000,
    body: contract.draft,
    reply: contract.draftSaved,
    replay: (ctx, _id, { params }) => saved(ctx, params),
    async handle(ctx, { params, version, body }) {
      await writeDraft(ctx, params.lessonId, params.language, version, body)
      return saved(ctx, params)
    },
  }),
  defineRoute({
    id: 'discardLessonDraft',
    method: 'DELETE',
    path: textPath,
    summary: 'Throw a draft away; a lesson that was never live goes with its last one',
    access: { operation: 'lessons.write' },
    params: contract.textParams,
    handle: async (ctx, { params }) => ({ body: await discardDraft(ctx, params.lessonId, params.language) }),
  }),
  defineRoute({
    id: 'askLessonReview',
    method: 'POST',
    path: `${textPath}/review-requests`,
    summary: 'Ask a second person to read the draft',
    access: { operation: 'lessons.write' },
    params: contract.textParams,
    status: 201,
    reply: contract.lesson,
    problems: [lessonIncomplete],
    replay,
    async handle(ctx, { params }) {
      await askReview(ctx, params.lessonId, params.language)
      return answer(ctx, params.lessonId)
    },
  }),
  defineRoute({
    id: 'reviewLesson',
    method: 'POST',
    path: `${textPath}/reviews`,
    summary: 'As a second person: good as it is, or what to change',
    access: { operation: 'lessons.review' },
    params: contract.textParams,
    isVersioned: true,
    body: contract.review,
    status: 201,
    reply: contract.lesson,
    problems: [secondPersonNeeded, problems.conflict],
    replay,
    async handle(ctx, { params, version, body }) {
      await reviewDraft(ctx, params.lessonId, params.language, version, body)
      return answer(ctx, params.lessonId)
    },
  }),
  defineRoute({
    id: 'publishLesson',
    method: 'POST',
    path: `${textPath}/publications`,
    summary: 'Let the draft be taught; refused with everything that is missing',
    access: { operation: 'lessons.publish' },
    params: contract.textParams,
    body: contract.publication,
    status: 201,
    reply: contract.lesson,
    problems: [lessonIncomplete, secondPersonNeeded, principleUnknown],
    replay,
    async handle(ctx, { params, body }) {
      await publishDraft(ctx, params.lessonId, params.language, body.note)
      return answer(ctx, params.lessonId)
    },
  }),
  defineRoute({
    id: 'listLessonVersions',
    method: 'GET',
    path: '/api/lessons/:lessonId/versions/:language',
    summary: 'What was taught before, the latest first',
    access: { operation: 'lessons.read' },
    params: contract.textParams,
    reply: contract.versionList,
    handle: async (ctx, { params }) => ({ body: await listVersions(ctx, params.lessonId, params.language) }),
  }),
  defineRoute({
    id: 'readLessonVersion',
    method: 'GET',
    path: '/api/lessons/:lessonId/versions/:language/:number',
    summary: 'One version, word for word',
    access: { operation: 'lessons.read' },
    params: contract.versionParams,
    reply: contract.version,
    handle: async (ctx, { params }) => ({ body: await readVersion(ctx, params) }),
  }),
  defineRoute({
    id: 'importLesson',
    method: 'POST',
    path: '/api/lesson-imports',
    summary: 'Take in a lesson in its text form, as a draft; what can’t be read is said with line and column',
    access: { operation: 'lessons.write' },
    bodyLimitBytes: 400_000,
    body: contract.lessonImport,
    status: 201,
    reply: contract.lesson,
    problems: [draftIsThere],
    replay: made,
    handle: async (ctx, { body }) => answer(ctx, await importLesson(ctx, body)),
  }),
  defineRoute({
    id: 'exportLesson',
    method: 'GET',
    path: '/api/lessons/:lessonId/text/:language',
    summary: 'One language in its text form: the draft, else what is live',
    access: { operation: 'lessons.read' },
    params: contract.textParams,
    produces: 'text/markdown; charset=utf-8',
    async handle(ctx, { params }) {
      const { name, text } = await exportLesson(ctx, params.lessonId, params.language)
      return { body: text, headers: { 'content-disposition': `attachment; filename="${name}"` } }
    },
  }),
  defineRoute({
    id: 'addLessonFile',
    method: 'POST',
    path: '/api/lessons/:lessonId/files',
    summary: 'Upload a picture, a video or captions',
    access: { operation: 'lessons.write' },
    consumes: 'multipart',
    bodyLimitBytes: 31_000_000,
    params: contract.lessonParams,
    status: 201,
    reply: contract.files,
    problems: [fileRefused],
    noReplay: 'the same bytes keep their name: a second upload changes nothing',
    async handle(ctx, { params, upload }) {
      if (!upload) throw new Problem(problems.invalidInput, { errors: [{ pointer: '/file', detail: 'is missing' }] })
      return { body: await addFile(ctx, params.lessonId, upload) }
    },
  }),
]
