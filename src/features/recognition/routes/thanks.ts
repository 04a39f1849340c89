import { principleUnknown } from '#features/language/public.ts'
import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { situationNeeded, thanksStay } from '../problems.ts'
import { giveThanks, readGiveForm, takeBackThanks } from '../service/give.ts'
import { hideThanks, judgeThanks, readThanks, readThanksList } from '../service/read.ts'

const byId = 'the id in the body is the key: sent again, it answers with the thanks that are there'

export const thanksRoutes = [
  defineRoute({
    id: 'listThanks',
    method: 'GET',
    path: '/api/thanks',
    summary: 'Thanks, the newest first: public ones to my units, of the house or to one person; or mine',
    access: { operation: 'thanks.read' },
    query: contract.thanksQuery,
    reply: contract.thanksPage,
    handle: async (ctx, { query }) => ({ body: await readThanksList(ctx, query) }),
  }),
  defineRoute({
    id: 'giveThanks',
    method: 'POST',
    path: '/api/thanks',
    summary: 'Say thanks: to people or a unit, for a principle, with what happened',
    access: { operation: 'thanks.give' },
    body: contract.newThanks,
    status: 201,
    reply: contract.thanks,
    problems: [situationNeeded, principleUnknown, problems.notFound],
    noReplay: byId,
    handle: async (ctx, { body }) => ({ body: await giveThanks(ctx, body) }),
  }),
  defineRoute({
    id: 'readGiveForm',
    method: 'GET',
    path: '/api/thanks-form',
    summary: 'What a phone needs to write thanks without a network: principles, my unit and its people',
    access: { operation: 'thanks.give' },
    query: contract.giveFormQuery,
    reply: contract.giveForm,
    handle: async (ctx, { query }) => ({ body: await readGiveForm(ctx, query.language) }),
  }),
  defineRoute({
    id: 'readThanks',
    method: 'GET',
    path: '/api/thanks/:thanksId',
    summary: 'One thanks',
    access: { operation: 'thanks.read' },
    params: contract.thanksParams,
    reply: contract.thanks,
    handle: async (ctx, { params }) => ({ body: await readThanks(ctx, params.thanksId) }),
  }),
  defineRoute({
    id: 'takeBackThanks',
    method: 'DELETE',
    path: '/api/thanks/:thanksId',
    summary: 'Take back what I said, within a day',
    access: { operation: 'thanks.give' },
    params: contract.thanksParams,
    problems: [thanksStay],
    handle: async (ctx, { params }) => ({ body: await takeBackThanks(ctx, params.thanksId) }),
  }),
  defineRoute({
    id: 'hideThanks',
    method: 'PUT',
    path: '/api/thanks/:thanksId/hiding',
    summary: 'Whoever was thanked hides it from others, shows it again, or reports it',
    access: { operation: 'thanks.hide' },
    params: contract.thanksParams,
    body: contract.hiding,
    reply: contract.thanks,
    replay: async (ctx, _id, { params }) => ({ body: await readThanks(ctx, params.thanksId) }),
    handle: async (ctx, { params, body }) => ({ body: await hideThanks(ctx, params.thanksId, body) }),
  }),
  defineRoute({
    id: 'judgeThanks',
    method: 'POST',
    path: '/api/thanks/:thanksId/judgements',
    summary: 'A reported one stays hidden, or its words are deleted',
    access: { operation: 'thanks.judge' },
    params: contract.thanksParams,
    body: contract.judgement,
    status: 204,
    noReplay: 'judged once: again it is not found',
    handle: async (ctx, { params, body }) => ({ body: await judgeThanks(ctx, params.thanksId, body.stays) }),
  }),
]
