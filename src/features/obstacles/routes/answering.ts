import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import * as problem from '../problems.ts'
import { answer, handOn, judge, reopen, reply } from '../service/answer.ts'
import { shown } from './raising.ts'

const access = { operation: 'obstacles.answer' }
const params = contract.obstacleParams
const reply200 = contract.obstacle

export const answeringRoutes = [
  defineRoute({
    id: 'judgeObstacle',
    method: 'PUT',
    path: '/api/obstacles/:obstacleId/judgement',
    summary: 'Say whether a law wants it (red) or it is our own to change (green)',
    access,
    params,
    body: contract.judgement,
    reply: reply200,
    problems: [problem.obstacleAnswered],
    replay: shown,
    handle: async (ctx, { params: { obstacleId }, body }) => {
      await judge(ctx, obstacleId, body)
      return shown(ctx, obstacleId)
    },
  }),
  defineRoute({
    id: 'replyToObstacle',
    method: 'PUT',
    path: '/api/obstacles/:obstacleId/reply',
    summary: 'A first word while the clock runs',
    access,
    params,
    body: contract.replyBody,
    reply: reply200,
    problems: [problem.obstacleAnswered],
    replay: shown,
    handle: async (ctx, { params: { obstacleId }, body }) => {
      await reply(ctx, obstacleId, body.words)
      return shown(ctx, obstacleId)
    },
  }),
  defineRoute({
    id: 'handOnObstacle',
    method: 'PUT',
    path: '/api/obstacles/:obstacleId/leader',
    summary: 'Hand it on to another leader; the clock runs on',
    access,
    params,
    body: contract.handOver,
    reply: reply200,
    problems: [problem.obstacleAnswered, problem.nobodyLeads],
    replay: shown,
    handle: async (ctx, { params: { obstacleId }, body }) => {
      await handOn(ctx, obstacleId, body.leaderId)
      return shown(ctx, obstacleId)
    },
  }),
  defineRoute({
    id: 'answerObstacle',
    method: 'POST',
    path: '/api/obstacles/:obstacleId/answers',
    summary: 'Removed, changed, or kept because',
    access,
    params,
    body: contract.answerBody,
    status: 201,
    reply: reply200,
    problems: [problem.obstacleAnswered, problem.lawStays],
    replay: shown,
    handle: async (ctx, { params: { obstacleId }, body }) => {
      await answer(ctx, obstacleId, body)
      return shown(ctx, obstacleId)
    },
  }),
  defineRoute({
    id: 'reopenObstacle',
    method: 'POST',
    path: '/api/obstacles/:obstacleId/reopenings',
    summary: 'The answer did not hold: the clock begins anew',
    access: { operation: 'obstacles.reopen' },
    params,
    body: contract.reopening,
    status: 201,
    reply: reply200,
    problems: [problem.obstacleOpen, problem.nobodyLeads],
    replay: shown,
    handle: async (ctx, { params: { obstacleId }, body }) => {
      await reopen(ctx, obstacleId, body.because)
      return shown(ctx, obstacleId)
    },
  }),
]
