// Requests for stories: `relation` says where whoever told it, or is asked, or printed it, stands.
import { sql } from '#platform/db/sql.ts'
import { newId } from '#platform/ids.ts'
import type { Relation } from './cells.ts'
import type { Example } from './examples.ts'
import type { AccessWorld, Caller } from './world.ts'

const ofPerson = ['self', 'report', 'same', 'below', 'above', 'sibling', 'other'] as const
const ofUnit = ['same', 'below', 'above', 'sibling', 'other'] as const
const ofHouse = ['organisation', 'other'] as const
const at = '2026-11-30T08:00:00Z'

const principles = new Map<string, string>()
/** Straight into the tables: how a story comes about is tested elsewhere, and only eight principles can live. */
async function principleIn(world: AccessWorld, organisationId: string): Promise<string> {
  const known = principles.get(organisationId)
  if (known) return known
  const id = newId()
  principles.set(organisationId, id)
  await world.server.platform.db.inOrganisation(organisationId, { readOnly: false }, (tx) =>
    tx.run(sql`insert into principles (organisation_id, id, position, colour, icon, is_retired, words_since, created_at)
      values (${organisationId}, ${id}, 7, 'moss', 'star', false, ${at}, ${at})`),
  )
  return id
}

interface Made {
  state: 'draft' | 'review' | 'published'
  toldBy: string | null
  unitId?: string | null
  asks?: string
}
async function story(world: AccessWorld, relation: Relation, { state, toldBy, unitId = null, asks }: Made): Promise<string> {
  const { organisationId } = relation === 'other' ? world.other : world.world
  const principleId = await principleIn(world, organisationId)
  const id = newId()
  await world.server.platform.db.inOrganisation(organisationId, { readOnly: false }, async (tx) => {
    await tx.run(sql`insert into stories (organisation_id, id, language, state, title, happened, hard, did, felt, principle_id, unit_id, points, kept, told_by, told_at, published_at)
      values (${organisationId}, ${id}, 'en', ${state}, 'An example', 'It happened.', '', '', '', ${principleId}, ${unitId}, '[]'::jsonb, '[]'::jsonb, ${toldBy}, ${at},
        ${state === 'published' ? at : null})`)
    await tx.run(sql`insert into story_words (organisation_id, story_id, language, headline, sentence, question)
      values (${organisationId}, ${id}, 'en', 'An example', 'It happened.', 'And you?')`)
    if (asks)
      await tx.run(
        sql`insert into story_people (organisation_id, story_id, person_id, asked_at) values (${organisationId}, ${id}, ${asks}, ${at})`,
      )
  })
  return id
}
const published = (world: AccessWorld, relation: Relation) => story(world, relation, { state: 'published', toldBy: null })
async function print(world: AccessWorld, relation: Relation, printedBy: string | null, unitId: string | null): Promise<string> {
  const { organisationId } = relation === 'other' ? world.other : world.world
  const storyId = await published(world, relation)
  const id = newId()
  await world.server.platform.db.inOrganisation(organisationId, { readOnly: false }, (tx) =>
    tx.run(sql`insert into story_prints (organisation_id, id, story_id, code, language, size, unit_id, printed_by, printed_at)
      values (${organisationId}, ${id}, ${storyId}, '0A0A0A', 'en', 'a4', ${unitId}, ${printedBy}, ${at})`),
  )
  return id
}
const reading = (part: string): Example => ({
  relations: ofHouse,
  aim: async (world, _caller, relation) => ({ path: `/api/stories/${await published(world, relation)}${part}` }),
})
/** A draft that somebody in this relation told. */
const writing = (part: string, body?: unknown, passes: number[] = []): Example => ({
  relations: ofPerson,
  passes,
  async aim(world: AccessWorld, caller: Caller, relation: Relation) {
    const id = await story(world, relation, { state: 'draft', toldBy: await world.freshPerson(caller, relation) })
    return { path: `/api/stories/${id}${part}`, ...(body === undefined ? {} : { body, version: 1 }) }
  },
})

export const storiesExamples: Record<string, Example> = {
  listStories: { relations: ['organisation'], aim: async () => ({ path: '/api/stories' }) },
  readStory: reading(''),
  drawStory: reading('/poster'),
  notePrint: {
    relations: ofHouse,
    aim: async (world, _caller, relation) => ({
      path: `/api/stories/${await published(world, relation)}/prints`,
      body: { language: 'en', size: 'a4' },
    }),
  },
  printStory: {
    relations: ofHouse,
    aim: async (world, _caller, relation) => ({ path: `/api/story-prints/${await print(world, relation, null, null)}/pdf` }),
  },
  listPrints: { relations: ['self'], aim: async () => ({ path: '/api/story-prints' }) },
  takeDownPrint: {
    relations: ofUnit,
    aim: async (world, _caller, relation) => ({
      path: `/api/story-prints/${await print(world, relation, null, world.units[relation as 'same'])}`,
    }),
  },
  tellStory: {
    relations: ['self'],
    aim: async (world) => ({
      path: '/api/stories',
      body: {
        id: newId(),
        language: 'en',
        title: 'An example',
        happened: 'It happened.',
        hard: '',
        did: '',
        felt: '',
        principleId: await principleIn(world, world.world.organisationId),
      },
    }),
  },
  changeStory: {
    relations: ofPerson,
    async aim(world, caller, relation) {
      const id = await story(world, relation, { state: 'draft', toldBy: await world.freshPerson(caller, relation) })
      const principleId = await principleIn(world, (relation === 'other' ? world.other : world.world).organisationId)
      const words = { title: 'Another', happened: 'It happened.', hard: '', did: '', felt: '', principleId, level: 1, channel: 'phone' }
      return { path: `/api/stories/${id}/text`, body: words, version: 1 }
    },
  },
  settleTraces: writing('/traces', { replace: [], kept: [] }),
  changePoints: writing('/points', { points: [] }),
  changeSheets: writing('/sheets', { sheets: [] }),
  askForConsent: writing('/consent-requests'),
  // What is missing is said only to who may go on.
  handOverStory: writing('/handovers', undefined, [409]),
  draftScenario: {
    relations: ofHouse,
    passes: [409],
    aim: async (world, _caller, relation) => ({
      path: `/api/stories/${await story(world, relation, { state: 'draft', toldBy: null })}/scenarios`,
    }),
  },
  answerConsent: {
    relations: ofPerson,
    async aim(world, caller, relation) {
      const asks = await world.freshPerson(caller, relation)
      return {
        path: `/api/stories/${await story(world, relation, { state: 'published', toldBy: null, asks })}/consent`,
        body: { answer: 'yes' },
      }
    },
  },
  reviewStory: {
    relations: ofUnit,
    passes: [409],
    async aim(world, _caller, relation) {
      const id = await story(world, relation, { state: 'review', toldBy: null, unitId: world.units[relation as 'same'] })
      return { path: `/api/stories/${id}/reviews`, body: { isGood: false } }
    },
  },
  withdrawStory: {
    relations: ofPerson,
    async aim(world, caller, relation) {
      const toldBy = await world.freshPerson(caller, relation)
      return { path: `/api/stories/${await story(world, relation, { state: 'published', toldBy })}` }
    },
  },
}
