// Requests of assessments that succeed when they are allowed. Of a sitting that is somebody else's not even its existence is told: whoever may ask, reads "not found".
import { newId } from '#platform/ids.ts'
import type { Relation } from './cells.ts'
import type { Example } from './examples.ts'
import type { AccessWorld } from './world.ts'

const draft = { texts: { en: { title: 'Promises kept' } }, mode: 'drawn', state: 'draft' }
async function assessmentIn(world: AccessWorld, relation: Relation): Promise<string> {
  const owner = relation === 'other' ? world.other : world.world
  const author = await world.server.session(owner.organisationId, owner.admin.personId, [{ role: 'head-of-cx' }])
  return (await world.server.call(author, 'POST', '/api/assessments', { body: draft })).body.id as string
}
const here = ['organisation', 'other'] as const
const ofUnit = ['same', 'below', 'above', 'sibling', 'other'] as const
const nowhere = (path: string, body?: () => object): Example => ({
  relations: ['self'],
  passes: [404],
  aim: async () => ({ path, ...(body ? { body: body() } : {}) }),
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
  beginSitting: nowhere('/api/sittings', () => ({ id: newId(), assessmentId: newId(), language: 'en' })),
  readSitting: nowhere(`/api/sittings/${newId()}`),
  keepSittingAnswer: nowhere('/api/sitting-answers', () => ({ sittingId: newId(), itemId: newId(), words: 'sorry' })),
  submitSitting: nowhere('/api/sitting-submissions', () => ({ sittingId: newId(), answers: [] })),
  readSkillMatrix: skills('/api/skill-matrix'),
  exportSkillMatrix: skills('/api/skill-matrix-exports'),
  remindOfSkill: {
    relations: ofUnit,
    // There is nothing to ask, or too few to be asked: nobody learns that who may not ask.
    passes: [409],
    aim: async ({ units }, _caller, relation) => ({
      path: '/api/skill-reminders',
      body: { unitId: units[relation as 'same'], principleId: newId() },
    }),
  },
}
