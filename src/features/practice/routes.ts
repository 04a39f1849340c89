import { principleUnknown } from '#features/language/public.ts'
import { problems } from '#platform/http/problem.ts'
import { type AnyRoute, defineRoute } from '#platform/http/route.ts'
import * as contract from './contract.ts'
import { noAnswer } from './problems.ts'
import { askRefresher, endRefresher, readMap, refresherById } from './service/recall-map.ts'
import { noteReview } from './service/review.ts'
import { readSession } from './service/session.ts'
import { changeSettings, readSettings } from './service/settings.ts'

export const routes: readonly AnyRoute[] = [
  defineRoute({
    id: 'readPractice',
    method: 'GET',
    path: '/api/practice',
    summary: 'What the person signed in practises now: what is left of this week’s three minutes',
    access: { operation: 'practice.do' },
    query: contract.sessionQuery,
    reply: contract.session,
    handle: async (ctx, { query }) => ({ body: await readSession(ctx, query) }),
  }),
  defineRoute({
    id: 'noteReview',
    method: 'POST',
    path: '/api/practice-reviews',
    summary: 'One answer of practice; also late, from a phone that had no network',
    access: { operation: 'practice.do' },
    body: contract.newReview,
    status: 201,
    reply: contract.review,
    problems: [noAnswer, problems.notFound],
    noReplay: 'the id in the body is the key: sent again, it answers with the review that is there',
    handle: async (ctx, { body }) => ({ body: await noteReview(ctx, body) }),
  }),
  defineRoute({
    id: 'readPracticeSettings',
    method: 'GET',
    path: '/api/practice-settings',
    summary: 'On which days the person signed in works',
    access: { operation: 'practice.do' },
    reply: contract.settings,
    handle: async (ctx) => ({ body: await readSettings(ctx) }),
  }),
  defineRoute({
    id: 'changePracticeSettings',
    method: 'PUT',
    path: '/api/practice-settings',
    summary: 'Say on which days I work: fewer days are fewer minutes',
    access: { operation: 'practice.do' },
    body: contract.settings.strict(),
    reply: contract.settings,
    replay: async (ctx) => ({ body: await readSettings(ctx) }),
    handle: async (ctx, { body }) => ({ body: await changeSettings(ctx, body) }),
  }),
  defineRoute({
    id: 'readRecallMap',
    method: 'GET',
    path: '/api/recall-map',
    summary: 'Predicted recall of each principle in a unit and those right below it; groups only',
    access: { operation: 'practice.map' },
    query: contract.mapQuery,
    reply: contract.recallMap,
    problems: [problems.notFound],
    handle: async (ctx, { query }) => ({ body: await readMap(ctx, query.unitId) }),
  }),
  defineRoute({
    id: 'askRefresher',
    method: 'POST',
    path: '/api/practice-refreshers',
    summary: 'Ask that a principle comes first in a unit’s practice for two weeks',
    access: { operation: 'practice.refresh' },
    body: contract.newRefresher,
    status: 201,
    reply: contract.refresher,
    problems: [principleUnknown, problems.notFound],
    replay: async (ctx, id) => ({ body: await refresherById(ctx, id) }),
    handle: async (ctx, { body }) => ({ body: await askRefresher(ctx, body) }),
  }),
  defineRoute({
    id: 'endRefresher',
    method: 'DELETE',
    path: '/api/practice-refreshers/:refresherId',
    summary: 'Take a refresher back',
    access: { operation: 'practice.refresh' },
    params: contract.refresherParams,
    noReplay: 'ended once: again it is not found',
    handle: async (ctx, { params }) => ({ body: await endRefresher(ctx, params.refresherId) }),
  }),
]
