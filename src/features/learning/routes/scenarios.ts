import { principleUnknown } from '#features/language/public.ts'
import type { Context } from '#platform/http/context.ts'
import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract/scenarios.ts'
import {
  playImpossible,
  scenarioFaulty,
  scenarioHeld,
  scenarioKeyTaken,
  scenarioUnreadable,
  secondPersonNeeded,
  structureDiffers,
} from '../problems.ts'
import { listPlayable, notePlay, readPlayable } from '../service/scenarios/play.ts'
import { listAll, readStudio, readVersion } from '../service/scenarios/read.ts'
import { exportReport, readReport } from '../service/scenarios/report.ts'
import { askReview, publishScenario, reviewScenario } from '../service/scenarios/review.ts'
import { addScenario, changeText, changeTranslation, discardScenario, retireScenario, takeTranslation } from '../service/scenarios/write.ts'
import { changeTheme } from '../service/themes.ts'

/** A long scenario, and its sentences in another language beside where they came from. */
const bodyLimitBytes = 1_000_000
const one = async (ctx: Context, scenarioId: string) => {
  const body = await readStudio(ctx, scenarioId)
  return { body, etag: body.version }
}
const replayOne = (ctx: Context, _id: string, { params }: { params: { scenarioId: string } }) => one(ctx, params.scenarioId)

export const scenarioRoutes = [
  defineRoute({
    id: 'listScenarios',
    method: 'GET',
    path: '/api/scenarios',
    summary: 'Scenarios, by title, drafts too',
    access: { operation: 'scenarios.read' },
    query: contract.scenarioQuery,
    reply: contract.scenarioList,
    handle: async (ctx, { query }) => ({ body: await listAll(ctx, query) }),
  }),
  defineRoute({
    id: 'addScenario',
    method: 'POST',
    path: '/api/scenarios',
    summary: 'Write a scenario, as a draft; its text form is described in docs/guide/scenario-format.md',
    access: { operation: 'scenarios.write' },
    body: contract.newScenario,
    bodyLimitBytes,
    status: 201,
    reply: contract.studioScenario,
    problems: [scenarioUnreadable, scenarioKeyTaken],
    replay: (ctx, id) => one(ctx, id),
    handle: async (ctx, { body }) => one(ctx, await addScenario(ctx, body)),
  }),
  defineRoute({
    id: 'readScenario',
    method: 'GET',
    path: '/api/scenarios/:scenarioId',
    summary: 'One scenario as its authors see it: text, faults, translations, themes and versions',
    access: { operation: 'scenarios.read' },
    params: contract.scenarioParams,
    reply: contract.studioScenario,
    problems: [problems.notFound],
    handle: async (ctx, { params }) => one(ctx, params.scenarioId),
  }),
  defineRoute({
    id: 'changeScenario',
    method: 'PUT',
    path: '/api/scenarios/:scenarioId/draft',
    summary: 'Keep the draft as it is typed, with whatever faults it has',
    access: { operation: 'scenarios.write' },
    params: contract.scenarioParams,
    isVersioned: true,
    body: contract.scenarioDraft,
    bodyLimitBytes,
    reply: contract.studioScenario,
    problems: [scenarioKeyTaken],
    replay: replayOne,
    async handle(ctx, { params, version, body }) {
      await changeText(ctx, params.scenarioId, version, body.text)
      return one(ctx, params.scenarioId)
    },
  }),
  defineRoute({
    id: 'translateScenario',
    method: 'PUT',
    path: '/api/scenarios/:scenarioId/translations/:language',
    summary: 'Keep the sentences of another language, each with the sentence it was made from',
    access: { operation: 'scenarios.write' },
    params: contract.translationParams,
    body: contract.translationDraft,
    bodyLimitBytes,
    reply: contract.studioScenario,
    replay: replayOne,
    async handle(ctx, { params, body }) {
      await changeTranslation(ctx, params.scenarioId, params.language, body.words)
      return one(ctx, params.scenarioId)
    },
  }),
  defineRoute({
    id: 'takeScenarioTranslation',
    method: 'PUT',
    path: '/api/scenarios/:scenarioId/translations/:language/text',
    summary: 'Take a whole text in another language, with the same structure',
    access: { operation: 'scenarios.write' },
    params: contract.translationParams,
    body: contract.translationText,
    bodyLimitBytes,
    reply: contract.studioScenario,
    problems: [scenarioUnreadable, structureDiffers],
    replay: replayOne,
    async handle(ctx, { params, body }) {
      await takeTranslation(ctx, params.scenarioId, params.language, body.text)
      return one(ctx, params.scenarioId)
    },
  }),
  defineRoute({
    id: 'changeTheme',
    method: 'PUT',
    path: '/api/scenario-themes',
    summary: 'Say which principle a theme means, or leave it to its words again',
    access: { operation: 'scenarios.write' },
    body: contract.themeChange,
    problems: [principleUnknown],
    noReplay: 'saying the same twice is saying it once',
    handle: async (ctx, { body }) => ({ body: await changeTheme(ctx, body.theme, body.principleId) }),
  }),
  defineRoute({
    id: 'askScenarioReview',
    method: 'POST',
    path: '/api/scenarios/:scenarioId/review-requests',
    summary: 'Ask a second person to read the draft with its translations; refused with its faults',
    access: { operation: 'scenarios.write' },
    params: contract.scenarioParams,
    status: 201,
    reply: contract.studioScenario,
    problems: [scenarioFaulty, scenarioHeld],
    replay: replayOne,
    async handle(ctx, { params }) {
      await askReview(ctx, params.scenarioId)
      return one(ctx, params.scenarioId)
    },
  }),
  defineRoute({
    id: 'reviewScenario',
    method: 'POST',
    path: '/api/scenarios/:scenarioId/reviews',
    summary: 'As a second person: good as it is, or what to change',
    access: { operation: 'scenarios.review' },
    params: contract.scenarioParams,
    isVersioned: true,
    body: contract.review,
    status: 201,
    reply: contract.studioScenario,
    problems: [secondPersonNeeded, problems.conflict],
    replay: replayOne,
    async handle(ctx, { params, version, body }) {
      await reviewScenario(ctx, params.scenarioId, version, body)
      return one(ctx, params.scenarioId)
    },
  }),
  defineRoute({
    id: 'publishScenario',
    method: 'POST',
    path: '/api/scenarios/:scenarioId/publications',
    summary: 'Let people play the draft that a second person has read, in every language that is complete; refused with its faults',
    access: { operation: 'scenarios.publish' },
    params: contract.scenarioParams,
    body: contract.newPublication,
    status: 201,
    reply: contract.publication,
    problems: [scenarioFaulty, scenarioHeld, secondPersonNeeded],
    noReplay: 'what is published already has no review that is still open: a second time is refused',
    handle: async (ctx, { params, body }) => ({ body: await publishScenario(ctx, params.scenarioId, body.note) }),
  }),
  defineRoute({
    id: 'retireScenario',
    method: 'PUT',
    path: '/api/scenarios/:scenarioId/retirement',
    summary: 'Take it out of play, or bring it back; plays and versions stay',
    access: { operation: 'scenarios.publish' },
    params: contract.scenarioParams,
    body: contract.retirement,
    reply: contract.studioScenario,
    replay: replayOne,
    async handle(ctx, { params, body }) {
      await retireScenario(ctx, params.scenarioId, body.isRetired)
      return one(ctx, params.scenarioId)
    },
  }),
  defineRoute({
    id: 'discardScenario',
    method: 'DELETE',
    path: '/api/scenarios/:scenarioId',
    summary: 'Throw a scenario away that was never published',
    access: { operation: 'scenarios.write' },
    params: contract.scenarioParams,
    problems: [problems.conflict],
    handle: async (ctx, { params }) => ({ body: await discardScenario(ctx, params.scenarioId) }),
  }),
  defineRoute({
    id: 'readScenarioVersion',
    method: 'GET',
    path: '/api/scenarios/:scenarioId/versions/:number',
    summary: 'The texts of one version, as they were published',
    access: { operation: 'scenarios.read' },
    params: contract.versionParams,
    reply: contract.versionText,
    handle: async (ctx, { params }) => ({ body: await readVersion(ctx, params.scenarioId, params.number) }),
  }),
  defineRoute({
    id: 'readScenarioReport',
    method: 'GET',
    path: '/api/scenarios/:scenarioId/report',
    summary: 'Which choice how often, where people leave, how it ends; nothing of fewer than five people, and no name',
    access: { operation: 'scenarios.read' },
    params: contract.scenarioParams,
    query: contract.reportQuery,
    reply: contract.scenarioReport,
    handle: async (ctx, { params, query }) => ({ body: await readReport(ctx, params.scenarioId, query) }),
  }),
  defineRoute({
    id: 'exportScenarioReport',
    method: 'GET',
    path: '/api/scenarios/:scenarioId/report-exports',
    summary: 'The report as CSV: each way out of each scene, who stopped there, each ending',
    access: { operation: 'scenarios.read' },
    params: contract.scenarioParams,
    query: contract.reportQuery,
    produces: 'text/csv; charset=utf-8',
    problems: [problems.notFound],
    async handle(ctx, { params, query }) {
      const { name, text } = await exportReport(ctx, params.scenarioId, query)
      return { body: text, headers: { 'content-disposition': `attachment; filename="${name}"` } }
    },
  }),
  defineRoute({
    id: 'listPlayable',
    method: 'GET',
    path: '/api/learning/scenarios',
    summary: 'Scenarios that I can play, those of my kind of work first',
    access: { operation: 'scenarios.play' },
    query: contract.playableQuery,
    reply: contract.playableList,
    handle: async (ctx, { query }) => ({ body: await listPlayable(ctx, query.language) }),
  }),
  defineRoute({
    id: 'readPlayable',
    method: 'GET',
    path: '/api/learning/scenarios/:scenarioId',
    summary: 'All that a phone needs to play one scenario without a network, and where I stopped',
    access: { operation: 'scenarios.play' },
    params: contract.scenarioParams,
    query: contract.playableQuery,
    reply: contract.playable,
    handle: async (ctx, { params, query }) => ({ body: await readPlayable(ctx, params.scenarioId, query.language) }),
  }),
  defineRoute({
    id: 'notePlay',
    method: 'POST',
    path: '/api/scenario-plays',
    summary: 'The log of my play so far; sent again it is the same, with more moves it goes on',
    access: { operation: 'scenarios.play' },
    body: contract.newPlay,
    status: 201,
    reply: contract.play,
    problems: [playImpossible, problems.conflict, problems.notFound],
    noReplay: 'the id made by the phone is the key: what is sent twice is one row',
    handle: async (ctx, { body }) => ({ body: await notePlay(ctx, body) }),
  }),
]
