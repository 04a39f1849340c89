import { principleUnknown } from '#features/language/public.ts'
import type { Context } from '#platform/http/context.ts'
import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { caseFails, noCases, noDraft, startsTooEarly } from '../problems.ts'
import { listRules, readRule } from '../service/read-rules.ts'
import { addRule, changeDraft, discardDraft, endRule, publishRule } from '../service/write-rules.ts'

const answerRule = async (ctx: Context, ruleId: string) => {
  const body = await readRule(ctx, ruleId)
  return { body, etag: body.version }
}
const replayRule = (ctx: Context, _id: string, { params }: { params: { ruleId: string } }) => answerRule(ctx, params.ruleId)

export const ruleRoutes = [
  defineRoute({
    id: 'listRules',
    method: 'GET',
    path: '/api/rules',
    summary: 'Rules of authority, by number',
    access: { operation: 'rules.read' },
    query: contract.ruleQuery,
    reply: contract.ruleList,
    handle: async (ctx, { query }) => ({ body: await listRules(ctx, query) }),
  }),
  defineRoute({
    id: 'readRule',
    method: 'GET',
    path: '/api/rules/:ruleId',
    summary: 'One rule with its versions; drafts and their test cases for those who write',
    access: { operation: 'rules.read' },
    params: contract.ruleParams,
    reply: contract.rule,
    handle: async (ctx, { params }) => answerRule(ctx, params.ruleId),
  }),
  defineRoute({
    id: 'addRule',
    method: 'POST',
    path: '/api/rules',
    summary: 'Write a rule, as a draft',
    access: { operation: 'rules.change' },
    body: contract.newRule,
    status: 201,
    reply: contract.rule,
    problems: [principleUnknown],
    replay: (ctx, id) => answerRule(ctx, id),
    handle: async (ctx, { body }) => answerRule(ctx, await addRule(ctx, body)),
  }),
  defineRoute({
    id: 'changeDraft',
    method: 'PUT',
    path: '/api/rules/:ruleId/draft',
    summary: 'Write the draft anew; what is live stays as it is',
    access: { operation: 'rules.change' },
    params: contract.ruleParams,
    isVersioned: true,
    body: contract.draft,
    reply: contract.rule,
    problems: [principleUnknown],
    replay: replayRule,
    async handle(ctx, { params, version, body }) {
      await changeDraft(ctx, params.ruleId, version, body)
      return answerRule(ctx, params.ruleId)
    },
  }),
  defineRoute({
    id: 'discardDraft',
    method: 'DELETE',
    path: '/api/rules/:ruleId/draft',
    summary: 'Throw the draft away; a rule that was never live goes with it',
    access: { operation: 'rules.change' },
    params: contract.ruleParams,
    problems: [noDraft],
    handle: async (ctx, { params }) => ({ body: await discardDraft(ctx, params.ruleId) }),
  }),
  defineRoute({
    id: 'publishRule',
    method: 'POST',
    path: '/api/rules/:ruleId/publications',
    summary: 'Let the draft go live; refused while a test case fails',
    access: { operation: 'rules.publish' },
    params: contract.ruleParams,
    status: 201,
    reply: contract.rule,
    problems: [caseFails, noCases, noDraft, startsTooEarly, principleUnknown],
    replay: replayRule,
    async handle(ctx, { params }) {
      await publishRule(ctx, params.ruleId)
      return answerRule(ctx, params.ruleId)
    },
  }),
  defineRoute({
    id: 'endRule',
    method: 'POST',
    path: '/api/rules/:ruleId/endings',
    summary: 'End a rule from a day on',
    access: { operation: 'rules.publish' },
    params: contract.ruleParams,
    body: contract.ending,
    status: 201,
    reply: contract.rule,
    problems: [startsTooEarly, problems.conflict],
    replay: replayRule,
    async handle(ctx, { params, body }) {
      await endRule(ctx, params.ruleId, body)
      return answerRule(ctx, params.ruleId)
    },
  }),
]
