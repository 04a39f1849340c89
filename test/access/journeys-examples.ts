import type { Relation } from './cells.ts'
// Requests for journeys: whoever owns the organisation aimed at has made the thing.
import type { Example } from './examples.ts'
import type { AccessWorld } from './world.ts'

const ofOrganisation = ['organisation'] as const
const ofThing = ['organisation', 'other'] as const
const ofPerson = ['self', 'report', 'same', 'below', 'above', 'sibling', 'other'] as const
const missing = '019b0000-0000-7000-8000-000000000000'
const texts = { name: { en: 'Example' }, summary: {} }

const reading = (path: string, relations: readonly Relation[] = ofOrganisation): Example => ({ relations, aim: async () => ({ path }) })
const stepBody = (stageId: string) => ({
  stageId,
  channel: 'none',
  emotion: 'calm',
  evidence: 'assumed',
  texts: { name: { en: 'Example' }, customer: {}, front: {}, back: {}, support: {} },
  shapers: [],
})

async function made(world: AccessWorld, relation: Relation) {
  const owner = relation === 'other' ? world.other : world.world
  const post = (path: string, body?: unknown) => world.server.call(owner.admin, 'POST', path, body === undefined ? {} : { body })
  const { id } = (await post('/api/journeys', { texts })).body as { id: string }
  const staged = (await post(`/api/journeys/${id}/stages`, { texts: { name: { en: 'Example' } } })).body
  const stageId = staged.stages[0].id as string
  const { body } = await post(`/api/journeys/${id}/steps`, stepBody(stageId))
  return { id, stageId, stepId: body.stages[0].steps[0].id as string, version: body.version as number, owner }
}
type Made = Awaited<ReturnType<typeof made>>
const onThing = (aim: (thing: Made, world: AccessWorld) => Promise<object> | object, more: Partial<Example> = {}): Example => ({
  relations: ofThing,
  aim: async (world, _caller, relation) => (await aim(await made(world, relation), world)) as { path: string },
  ...more,
})
const ofParts = (part: string, more: object = {}, passes?: number[]): Example => ({
  relations: ofPerson,
  ...(passes ? { passes } : {}),
  aim: async (world, caller, relation) => ({ path: `/api/people/${await world.freshPerson(caller, relation)}/parts${part}`, ...more }),
})

export const journeysExamples: Record<string, Example> = {
  listJourneys: reading('/api/journeys'),
  listJourneySteps: reading('/api/journey-steps'),
  readJourney: onThing(({ id }) => ({ path: `/api/journeys/${id}` })),
  exportJourney: onThing(({ id }) => ({ path: `/api/journeys/${id}/table` })),
  printJourney: onThing(({ id }) => ({ path: `/api/journeys/${id}/print` })),
  drawJourney: onThing(({ id }) => ({ path: `/api/journeys/${id}/drawing` })),
  readJourneyWording: onThing(({ id }) => ({ path: `/api/journeys/${id}/wording` })),
  addJourney: { relations: ofOrganisation, aim: async () => ({ path: '/api/journeys', body: { texts } }) },
  changeJourney: onThing(({ id, version }) => ({ path: `/api/journeys/${id}`, body: { texts }, version })),
  orderJourney: onThing(({ id, stageId, stepId, version }) => ({
    path: `/api/journeys/${id}/order`,
    body: { stages: [{ id: stageId, stepIds: [stepId] }] },
    version,
  })),
  addStage: onThing(({ id }) => ({ path: `/api/journeys/${id}/stages`, body: { texts: { name: { en: 'Example' } } } })),
  changeStage: onThing(({ stageId, version }) => ({
    path: `/api/journey-stages/${stageId}`,
    body: { texts: { name: { en: 'Example' } } },
    version,
  })),
  // It has a step, and says so to whoever may.
  removeStage: onThing(({ stageId }) => ({ path: `/api/journey-stages/${stageId}` }), { passes: [409] }),
  addStep: onThing(({ id, stageId }) => ({ path: `/api/journeys/${id}/steps`, body: stepBody(stageId) })),
  changeStep: onThing(({ stepId, stageId, version }) => ({ path: `/api/journey-steps/${stepId}`, body: stepBody(stageId), version })),
  removeStep: onThing(({ stepId }) => ({ path: `/api/journey-steps/${stepId}` })),
  putStepBack: onThing(async ({ stepId, owner }, world) => {
    await world.server.call(owner.admin, 'DELETE', `/api/journey-steps/${stepId}`)
    return { path: `/api/journey-steps/${stepId}/returns` }
  }),
  readParts: ofParts(''),
  resetPart: ofParts(`/${missing}`),
  listPartGaps: reading('/api/part-gaps', ['same']),
  exportPartGaps: reading('/api/part-gaps-export', ['same']),
}
