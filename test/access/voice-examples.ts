import { hashOf } from '#features/voice/rules/tokens.ts'
import { saveAnswer } from '#features/voice/service/answer.ts'
// Requests of voice that succeed when they are allowed: surveys, links, contacts, answers, cases.
import { bringContacts } from '#features/voice/service/contacts.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { World } from '../support/server.ts'
import type { Relation } from './cells.ts'
import type { Aimed, Example } from './examples.ts'
import { type AccessWorld, type Caller, otherCanary } from './world.ts'

const ofUnit = ['same', 'below', 'above', 'sibling', 'other'] as const
const ofOwner = ['self', 'same', 'below', 'above', 'sibling', 'other'] as const
const ofThing = ['organisation', 'other'] as const
let count = 0
const ownerOf = (world: AccessWorld, relation: Relation): World => (relation === 'other' ? world.other : world.world)
const ctxOf = (world: AccessWorld, relation: Relation) =>
  systemContext(world.server.platform, ownerOf(world, relation).organisationId, newId())

async function survey(world: AccessWorld, relation: Relation, isOpen = true): Promise<string> {
  const { admin } = ownerOf(world, relation)
  const name = relation === 'other' ? `Survey ${otherCanary}` : `Survey ${++count}`
  const made = await world.server.call(admin, 'POST', '/api/surveys', { body: { name, questions: [{ kind: 'nps' }] } })
  if (isOpen) await world.server.call(admin, 'POST', `/api/surveys/${made.body.id}/openings`)
  return made.body.id
}
const surveys = new Map<string, string>()
async function oneSurvey(world: AccessWorld, relation: Relation): Promise<string> {
  const key = ownerOf(world, relation).organisationId
  if (!surveys.has(key)) surveys.set(key, await survey(world, relation))
  return surveys.get(key)!
}
const place = (relation: Relation) => (relation === 'self' || relation === 'report' ? 'sibling' : relation) as 'same'

async function link(world: AccessWorld, relation: Relation): Promise<{ id: string; path: string }> {
  const made = await world.server.call(ownerOf(world, relation).admin, 'POST', '/api/survey-links', {
    body: { surveyId: await oneSurvey(world, relation), unitId: world.units[place(relation)], label: `Link ${++count}` },
  })
  return made.body
}

/** An unhappy answer about a unit in this relation; `self`: the caller owns its case, in a unit that is not theirs. */
async function unhappy(world: AccessWorld, caller: Caller, relation: Relation): Promise<{ responseId: string; caseId: string }> {
  const { path } = await link(world, relation)
  const ctx = ctxOf(world, relation)
  await saveAnswer(ctx, path.slice(3), {
    answers: { csat: null, nps: 1, ces: null, isSolved: null },
    words: relation === 'other' ? `Words ${otherCanary}` : 'It came late.',
    reach: null,
    language: 'en',
    isDraft: false,
    key: newId(),
  })
  const [row] = await ctx.read((tx) =>
    tx.run(sql<{ responseId: string; caseId: string }>`select r.id as response_id, c.id as case_id from responses r
      join survey_links l on l.id = r.link_id join cases c on c.response_id = r.id where l.token_hash = ${hashOf(path.slice(3))}`),
  )
  if (relation === 'self' && caller.who.personId)
    await ctx.write((tx) => tx.run(sql`update cases set owner_id = ${caller.who.personId} where id = ${row!.caseId}`))
  return row!
}

const reading = (path: string, relations: readonly Relation[]): Example => ({ relations, aim: async () => ({ path }) })
const ofSurvey = (part: string, more: Partial<Aimed> = {}, isOpen = false): Example => ({
  relations: ofThing,
  aim: async (world, _caller, relation) => ({ path: `/api/surveys/${await survey(world, relation, isOpen)}${part}`, ...more }),
})
const ofLink = (part: string, relations: readonly Relation[]): Example => ({
  relations,
  aim: async (world, _caller, relation) => ({ path: `/api/survey-links/${(await link(world, relation)).id}${part}` }),
})
const file = () => ({ name: 'contacts.csv', bytes: Buffer.from(`Order,Date,Customer\nX${++count},2026-11-01,C${count}\n`) })
const intake = (part: string): Example => ({
  relations: ofThing,
  async aim(world, _caller, relation) {
    const made = await world.server.upload(ownerOf(world, relation).admin, '/api/contact-intakes', file(), {
      surveyId: await oneSurvey(world, relation),
      unitId: world.units[relation === 'other' ? 'other' : 'same'],
    })
    return { path: `/api/contact-intakes/${made.body.id}${part}` }
  },
})
const ofResponse = (part: string, relations: readonly Relation[], body?: unknown): Example => ({
  relations,
  aim: async (world, caller, relation) => ({
    path: `/api/responses/${(await unhappy(world, caller, relation)).responseId}${part}`,
    ...(body ? { body } : {}),
  }),
})
const ofCase = (part: string, body?: unknown, passes?: number[]): Example => ({
  relations: ofOwner,
  ...(passes ? { passes } : {}),
  aim: async (world, caller, relation) => ({
    path: `/api/cases/${(await unhappy(world, caller, relation)).caseId}${part}`,
    ...(body ? { body } : {}),
  }),
})
const newSurvey = { name: 'New', questions: [{ kind: 'csat' }] }

export const voiceExamples: Record<string, Example> = {
  listSurveys: reading('/api/surveys', ['organisation']),
  addSurvey: { relations: ['organisation'], aim: async () => ({ path: '/api/surveys', body: newSurvey }) },
  readSurvey: ofSurvey(''),
  changeSurvey: ofSurvey('', { body: newSurvey, version: 1 }),
  openSurvey: ofSurvey('/openings'),
  closeSurvey: ofSurvey('/closings', {}, true),
  removeSurvey: ofSurvey(''),
  listSurveyLinks: reading('/api/survey-links', ['organisation']),
  makeSurveyLink: {
    relations: ofUnit,
    aim: async (world, _caller, relation) => ({
      path: '/api/survey-links',
      body: { surveyId: await oneSurvey(world, relation), unitId: world.units[relation as 'same'], label: 'Till' },
    }),
  },
  drawSurveyLink: ofLink('/qr', ['same', 'other']),
  closeSurveyLink: ofLink('', ofUnit),
  bringContacts: {
    relations: ['organisation'],
    aim: async (world) => ({
      path: '/api/contacts',
      body: {
        surveyId: await oneSurvey(world, 'organisation'),
        items: [{ externalId: `C${++count}`, happenedOn: '2026-11-01', unitId: world.units.same }],
      },
    }),
  },
  listContactIntakes: reading('/api/contact-intakes', ['organisation']),
  readContactIntake: intake(''),
  readContactRows: intake('/rows'),
  applyContactIntake: intake('/applications'),
  discardContactIntake: intake(''),
  exportInvitations: {
    relations: ofThing,
    aim: async (world, _caller, relation) => {
      const surveyId = await oneSurvey(world, relation)
      const unitId = world.units[relation === 'other' ? 'other' : 'same']
      const items = [{ externalId: 'E-1', happenedOn: '2026-11-01', unitId, name: otherCanary }]
      if (relation === 'other') await bringContacts(ctxOf(world, relation), { surveyId, items }, 'http://localhost')
      return { path: `/api/survey-invitations-export?surveyId=${surveyId}` }
    },
  },
  eraseCustomer: { relations: ['organisation'], aim: async () => ({ path: '/api/customer-erasures', body: { customer: 'nobody' } }) },
  listResponses: reading('/api/responses', ['same']),
  exportResponses: reading('/api/responses-export', ['organisation']),
  readResponse: ofResponse('', ofUnit),
  traceCause: ofResponse('/cause-step', ofOwner, { stepId: null }),
  judgeQuote: ofResponse('/quote', ofUnit, { state: 'kept-back' }),
  listQuotes: reading('/api/quotes', ['organisation']),
  readScores: {
    relations: ofUnit,
    aim: async (world, _caller, relation) => ({ path: `/api/scores?unitId=${world.units[relation as 'same']}` }),
  },
  listCases: reading('/api/cases', ['self']),
  readCase: ofCase(''),
  noteOnCase: ofCase('/notes', { kind: 'note', words: 'A note.' }),
  resolveCase: ofCase('/resolutions', { outcome: 'explained' }),
  // Not resolved yet: whoever may ask again hears that first.
  askAgain: ofCase('/invitations', undefined, [409]),
  giveCase: {
    relations: ofUnit,
    async aim(world, caller, relation) {
      const { caseId } = await unhappy(world, caller, relation)
      return { path: `/api/cases/${caseId}/owner`, body: { personId: await world.freshPerson(caller, relation) } }
    },
  },
}
export const voiceElsewhere: Record<string, string> = {
  startContactIntake: 'its form names a survey and a unit; voice.test.ts',
  printSurveyLink: 'sets a page, asks for the same as drawSurveyLink; voice.test.ts',
}
