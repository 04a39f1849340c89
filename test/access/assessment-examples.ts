// Requests of assessments that succeed when they are allowed. Of a sitting that is somebody else's not even its existence is told.
import { newId } from '#platform/ids.ts'
import type { Relation } from './cells.ts'
import type { Aimed, Example } from './examples.ts'
import { principleIn } from './items-examples.ts'
import { type AccessWorld, type Caller, otherCanary } from './world.ts'

const draft = { texts: { en: { title: 'Promises kept' } }, mode: 'drawn', state: 'draft' }
async function assessmentIn(world: AccessWorld, relation: Relation): Promise<string> {
  const owner = relation === 'other' ? world.other : world.world
  const author = await world.server.session(owner.organisationId, owner.admin.personId, [{ role: 'head-of-cx' }])
  return (await world.server.call(author, 'POST', '/api/assessments', { body: draft })).body.id as string
}
const here = ['organisation', 'other'] as const
const ofUnit = ['same', 'below', 'above', 'sibling', 'other'] as const

/** Live, of three items; one for each organisation. */
const live = new Map<string, Promise<{ assessmentId: string; itemId: string }>>()
function liveIn(world: AccessWorld, relation: Relation): Promise<{ assessmentId: string; itemId: string }> {
  const owner = relation === 'other' ? world.other : world.world
  const make = async () => {
    const author = await world.server.session(owner.organisationId, owner.admin.personId, [{ role: 'head-of-cx' }])
    const principleId = await principleIn(world, relation)
    const itemIds: string[] = []
    for (const prompt of ['First?', 'Then?', 'Last?']) {
      const texts = { en: { prompt, accepted: ['sorry'], explanation: relation === 'other' ? otherCanary : 'It opens the ear.' } }
      const body = { principleId, kind: 'short', state: 'live', texts }
      itemIds.push((await world.server.call(author, 'POST', '/api/items', { body })).body.id)
    }
    const title = relation === 'other' ? `Promises ${otherCanary}` : 'Promises'
    const body = { texts: { en: { title } }, mode: 'fixed', state: 'live', itemIds }
    const { body: made } = await world.server.call(author, 'POST', '/api/assessments', { body })
    return { assessmentId: made.id as string, itemId: itemIds[0]! }
  }
  const known = live.get(world.world.organisationId + relation) ?? make()
  live.set(world.world.organisationId + relation, known)
  return known
}
/** Begun by the caller, or by somebody in this relation. */
async function sittingOf(world: AccessWorld, caller: Caller, relation: Relation): Promise<{ sittingId: string; itemId: string }> {
  const { assessmentId, itemId } = await liveIn(world, relation === 'other' ? 'other' : 'organisation')
  const owner = relation === 'other' ? world.other : world.world
  const who = relation === 'self' ? caller.who : await world.server.session(owner.organisationId, await world.freshPerson(caller, relation))
  const body = { id: newId(), assessmentId, language: 'en' }
  const begun = await world.server.call(who, 'POST', '/api/sittings', { body })
  return { sittingId: begun.body.id, itemId }
}
const ofSitting = (aim: (sitting: { sittingId: string; itemId: string }) => Aimed): Example => ({
  relations: ['self', 'same', 'other'],
  aim: async (world, caller, relation) => aim(await sittingOf(world, caller, relation)),
})
const skills = (path: string): Example => ({
  relations: ofUnit,
  aim: async ({ units }, _caller, relation) => ({ path: `${path}?unitId=${units[relation as 'same']}` }),
})

export const assessmentExamples: Record<string, Example> = {
  listAssessments: { relations: ['organisation'], aim: async () => ({ path: '/api/assessments' }) },
  addAssessment: { relations: ['organisation'], aim: async () => ({ path: '/api/assessments', body: draft }) },
  readAssessment: {
    relations: here,
    aim: async (world, _caller, relation) => ({ path: `/api/assessments/${await assessmentIn(world, relation)}` }),
  },
  changeAssessment: {
    relations: here,
    aim: async (world, _caller, relation) => ({ path: `/api/assessments/${await assessmentIn(world, relation)}`, body: draft, version: 1 }),
  },
  readAssessmentAnalysis: {
    relations: here,
    aim: async (world, _caller, relation) => ({ path: `/api/assessments/${await assessmentIn(world, relation)}/analysis` }),
  },
  readOwnAssessments: { relations: ['self'], aim: async () => ({ path: '/api/own-assessments' }) },
  beginSitting: {
    relations: ['self'],
    async aim(world) {
      const { assessmentId } = await liveIn(world, 'organisation')
      return { path: '/api/sittings', body: { id: newId(), assessmentId, language: 'en' } }
    },
  },
  readSitting: ofSitting(({ sittingId }) => ({ path: `/api/sittings/${sittingId}` })),
  keepSittingAnswer: ofSitting(({ sittingId, itemId }) => ({ path: '/api/sitting-answers', body: { sittingId, itemId, words: 'sorry' } })),
  submitSitting: ofSitting(({ sittingId, itemId }) => ({
    path: '/api/sitting-submissions',
    body: { sittingId, answers: [{ itemId, words: 'sorry', confidence: 'sure' }] },
  })),
  readSkillMatrix: skills('/api/skill-matrix'),
  exportSkillMatrix: skills('/api/skill-matrix-exports'),
  remindOfSkill: {
    relations: ofUnit,
    // There is nothing to ask, or too few to be asked: nobody learns that who may not ask.
    passes: [409],
    async aim(world, _caller, relation) {
      await liveIn(world, 'organisation')
      const principleId = await principleIn(world, 'organisation')
      return { path: '/api/skill-reminders', body: { unitId: world.units[relation as 'same'], principleId } }
    },
  },
}
