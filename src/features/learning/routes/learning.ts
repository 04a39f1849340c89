import type { Context } from '#platform/http/context.ts'
import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract/learning.ts'
import { fileParams } from '../contract/lessons.ts'
import { readFile } from '../service/lessons/files.ts'
import {
  answerQuestion,
  commit,
  listCommitments,
  listMyLessons,
  noteLessonStep,
  readOwnLesson,
  sayOutcome,
} from '../service/lessons/learn.ts'

const byId = 'the id made by the phone is the key: what is sent twice is one row'
/** A picture may carry script where it is opened by itself; here it may do nothing. */
const shut = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

export const learningRoutes = [
  defineRoute({
    id: 'listMyLessons',
    method: 'GET',
    path: '/api/my-lessons',
    summary: 'Lessons for my kind of work, and where I stand in each',
    access: { operation: 'lessons.learn' },
    reply: contract.myLessonList,
    handle: async (ctx) => ({ body: await listMyLessons(ctx) }),
  }),
  defineRoute({
    id: 'readMyLesson',
    method: 'GET',
    path: '/api/my-lessons/:lessonId',
    summary: 'One lesson to go through, with my variant of “how”',
    access: { operation: 'lessons.learn' },
    params: contract.ownLessonParams,
    reply: contract.ownLesson,
    handle: async (ctx, { params }) => ({ body: await readOwnLesson(ctx, params.lessonId) }),
  }),
  defineRoute({
    id: 'noteLessonStep',
    method: 'POST',
    path: '/api/lesson-steps',
    summary: 'How far I have come; what arrives late leads nobody back',
    access: { operation: 'lessons.learn' },
    body: contract.lessonStep,
    status: 204,
    problems: [problems.notFound],
    noReplay: 'noting the same step again changes nothing',
    handle: async (ctx, { body }) => ({ body: await noteLessonStep(ctx, body) }),
  }),
  defineRoute({
    id: 'answerLessonQuestion',
    method: 'POST',
    path: '/api/lesson-answers',
    summary: 'Answer a question of a lesson; read by nobody else',
    access: { operation: 'lessons.learn' },
    body: contract.lessonAnswer,
    status: 201,
    reply: contract.answered,
    problems: [problems.notFound],
    noReplay: byId,
    handle: async (ctx, { body }) => ({ body: await answerQuestion(ctx, body) }),
  }),
  defineRoute({
    id: 'listCommitments',
    method: 'GET',
    path: '/api/commitments',
    summary: 'What I said I would do, the latest first',
    access: { operation: 'lessons.learn' },
    reply: contract.commitmentList,
    handle: async (ctx) => ({ body: await listCommitments(ctx) }),
  }),
  defineRoute({
    id: 'addCommitment',
    method: 'POST',
    path: '/api/commitments',
    summary: 'Say what I will do',
    access: { operation: 'lessons.learn' },
    body: contract.newCommitment,
    status: 201,
    reply: contract.commitment,
    noReplay: byId,
    handle: async (ctx, { body }) => ({ body: await commit(ctx, body) }),
  }),
  defineRoute({
    id: 'sayCommitmentOutcome',
    method: 'POST',
    path: '/api/commitments/:commitmentId/outcomes',
    summary: 'Did I? Asked once; the first answer stays',
    access: { operation: 'lessons.learn' },
    params: contract.commitmentParams,
    body: contract.commitmentOutcome,
    status: 201,
    reply: contract.commitment,
    noReplay: 'the first answer stays: a second one changes nothing',
    handle: async (ctx, { params, body }) => ({ body: await sayOutcome(ctx, params.commitmentId, body) }),
  }),
  defineRoute({
    id: 'readLessonFile',
    method: 'GET',
    path: '/api/lessons/:lessonId/files/:name',
    summary: 'A picture, a video or captions; a video piece by piece',
    access: { operation: 'lessons.learn' },
    params: fileParams,
    produces: '*/*',
    async handle(ctx: Context, { params, request }) {
      const { mediaType, bytes, from, total, isPart } = await readFile(ctx, params.lessonId, params.name, request.range)
      return {
        body: bytes,
        status: isPart ? 206 : 200,
        headers: {
          'content-type': mediaType === 'text/vtt' ? 'text/vtt; charset=utf-8' : mediaType,
          'content-security-policy': shut,
          'accept-ranges': 'bytes',
          ...(isPart ? { 'content-range': `bytes ${from}-${from + bytes.length - 1}/${total}` } : {}),
        },
      }
    },
  }),
]
