import { principleUnknown } from '#features/language/public.ts'
import { scenarioFaulty } from '#features/learning/public.ts'
import type { Context } from '#platform/http/context.ts'
import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract/stories.ts'
import { anotherReaderNeeded, nameInStory, storyNotReady, storySettled, storyWithdrawn } from '../problems.ts'
import { answerConsent, askForConsent, withdrawStory } from '../service/stories/consent.ts'
import { draftOf, handOver, reviewStory } from '../service/stories/publish.ts'
import { readStories } from '../service/stories/read.ts'
import { readStory } from '../service/stories/view.ts'
import { changePoints, changeSheets, changeStory, settleTraces, tellStory } from '../service/stories/write.ts'

const shown = <Body extends { version: number }>(body: Body) => ({ body, etag: body.version })
const one = async (ctx: Context, storyId: string) => shown(await readStory(ctx, storyId))
type Input = { params: { storyId: string } }
const replay = (ctx: Context, _id: string, { params }: Input) => one(ctx, params.storyId)
const of = { params: contract.storyParams, reply: contract.story }
const writing = { ...of, access: { operation: 'stories.write' }, replay }
const bodyLimitBytes = 200_000

export const storyRoutes = [
  defineRoute({
    id: 'listStories',
    method: 'GET',
    path: '/api/stories',
    summary: 'Stories of the house, the latest first: published, mine, about me, or being prepared',
    access: { operation: 'stories.read' },
    query: contract.storyQuery,
    reply: contract.storyPage,
    handle: async (ctx, { query }) => ({ body: await readStories(ctx, query) }),
  }),
  defineRoute({
    id: 'tellStory',
    method: 'POST',
    path: '/api/stories',
    summary: 'Tell a story: what happened, what was hard, what somebody did, what the customer felt',
    access: { operation: 'stories.tell' },
    body: contract.newStory,
    status: 201,
    reply: contract.story,
    problems: [principleUnknown, storyWithdrawn, problems.notFound],
    noReplay: 'the id in the body is the key: sent again, it answers with the story that is there',
    handle: async (ctx, { body }) => shown(await tellStory(ctx, body)),
  }),
  defineRoute({
    id: 'readStory',
    method: 'GET',
    path: '/api/stories/:storyId',
    summary: 'One story; while it is prepared, for who prepares it, is named in it, or reviews it',
    access: { operation: 'stories.read' },
    ...of,
    problems: [storyWithdrawn],
    handle: (ctx, { params }) => one(ctx, params.storyId),
  }),
  defineRoute({
    id: 'changeStory',
    method: 'PUT',
    path: '/api/stories/:storyId/text',
    summary: 'Write its words anew; whoever said yes to other words is asked again',
    ...writing,
    isVersioned: true,
    body: contract.storyChange,
    problems: [principleUnknown, storySettled, storyWithdrawn],
    handle: async (ctx, { params, version, body }) => shown(await changeStory(ctx, params.storyId, version, body)),
  }),
  defineRoute({
    id: 'settleTraces',
    method: 'PUT',
    path: '/api/stories/:storyId/traces',
    summary: 'Replace what could give somebody away, or say that it does not',
    ...writing,
    isVersioned: true,
    body: contract.settling,
    bodyLimitBytes,
    problems: [storySettled, storyWithdrawn],
    handle: async (ctx, { params, version, body }) => shown(await settleTraces(ctx, params.storyId, version, body)),
  }),
  defineRoute({
    id: 'changePoints',
    method: 'PUT',
    path: '/api/stories/:storyId/points',
    summary: 'Where something was decided, what was done, and what else one could have done',
    ...writing,
    isVersioned: true,
    body: contract.pointsChange,
    bodyLimitBytes,
    problems: [storySettled, storyWithdrawn],
    handle: async (ctx, { params, version, body }) => shown(await changePoints(ctx, params.storyId, version, body)),
  }),
  defineRoute({
    id: 'changeSheets',
    method: 'PUT',
    path: '/api/stories/:storyId/sheets',
    summary: 'What the poster and the huddle say, per language',
    ...writing,
    isVersioned: true,
    body: contract.sheetsChange,
    problems: [storySettled, storyWithdrawn],
    handle: async (ctx, { params, version, body }) => shown(await changeSheets(ctx, params.storyId, version, body)),
  }),
  defineRoute({
    id: 'askForConsent',
    method: 'POST',
    path: '/api/stories/:storyId/consent-requests',
    summary: 'Ask everybody named for a yes; refused while something in the words gives a customer away',
    ...writing,
    problems: [storyNotReady, storySettled, storyWithdrawn],
    handle: async (ctx, { params }) => shown(await askForConsent(ctx, params.storyId)),
  }),
  defineRoute({
    id: 'answerConsent',
    method: 'PUT',
    path: '/api/stories/:storyId/consent',
    summary: 'My answer, changed at any time: yes, yes without my name, or no, and the story is gone',
    access: { operation: 'stories.consent' },
    params: contract.storyParams,
    body: contract.consent,
    reply: contract.story.nullable(),
    problems: [nameInStory, storyWithdrawn],
    noReplay: 'the same answer twice is one answer; after a no there is nothing to answer',
    async handle(ctx, { params, body }) {
      return { body: await answerConsent(ctx, params.storyId, body.answer) }
    },
  }),
  defineRoute({
    id: 'draftScenario',
    method: 'POST',
    path: '/api/stories/:storyId/scenarios',
    summary: 'Draft a branching scenario from the marked story, with a huddle question and the words of a poster',
    access: { operation: 'stories.draft' },
    params: contract.storyParams,
    status: 201,
    reply: contract.draftedScenario,
    problems: [storyNotReady, storySettled, storyWithdrawn],
    noReplay: 'asked again, it answers with the draft that is there',
    handle: async (ctx, { params }) => ({ body: await draftOf(ctx, params.storyId) }),
  }),
  defineRoute({
    id: 'handOverStory',
    method: 'POST',
    path: '/api/stories/:storyId/handovers',
    summary: 'Hand it over to somebody who reads it before it is published',
    ...writing,
    problems: [storyNotReady, storySettled, storyWithdrawn],
    handle: async (ctx, { params }) => shown(await handOver(ctx, params.storyId)),
  }),
  defineRoute({
    id: 'reviewStory',
    method: 'POST',
    path: '/api/stories/:storyId/reviews',
    summary: 'Good: story, scenario, huddle item and poster are published at once. Else it goes back with a note',
    access: { operation: 'stories.review' },
    params: contract.storyParams,
    body: contract.storyReview,
    status: 204,
    problems: [anotherReaderNeeded, storyNotReady, storyWithdrawn, scenarioFaulty, problems.conflict],
    noReplay: 'reviewed once: again it is a conflict',
    handle: async (ctx, { params, body }) => ({ body: await reviewStory(ctx, params.storyId, body) }),
  }),
  defineRoute({
    id: 'withdrawStory',
    method: 'DELETE',
    path: '/api/stories/:storyId',
    summary: 'Take the story back: its words, its scenario, its place in huddles and its posters go at once',
    access: { operation: 'stories.withdraw' },
    params: contract.storyParams,
    problems: [storyWithdrawn],
    handle: async (ctx, { params }) => ({ body: await withdrawStory(ctx, params.storyId) }),
  }),
]
