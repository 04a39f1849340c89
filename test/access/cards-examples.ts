// Requests of cards and packs that succeed when they are allowed.
import type { Relation } from './cells.ts'
import type { Example } from './examples.ts'
import { principleIn } from './items-examples.ts'
import type { AccessWorld } from './world.ts'

const words = async (world: AccessWorld, relation: Relation) => ({
  principleId: await principleIn(world, relation),
  state: 'live',
  texts: {
    en: {
      moment: 'The queue is growing',
      do: ['Look up.', 'Say how long.', 'Fetch help.'],
      say: ['About ten minutes.'],
      avoid: 'Silence.',
    },
  },
})
async function cardIn(world: AccessWorld, relation: Relation): Promise<string> {
  const owner = relation === 'other' ? world.other : world.world
  const author = await world.server.session(owner.organisationId, owner.admin.personId, [{ role: 'head-of-cx' }])
  const { body } = await world.server.call(author, 'POST', '/api/cards', { body: await words(world, relation) })
  return body.id as string
}
const pack = '/api/packs/everyday-service'
const themes = ['person', 'promise', 'own', 'clear', 'easy', 'better']

export const cardsExamples: Record<string, Example> = {
  readCardBook: { relations: ['self'], aim: async () => ({ path: '/api/card-book' }) },
  countCardUses: {
    relations: ['self'],
    aim: async (world) => ({
      path: '/api/card-uses',
      body: { uses: [{ cardId: await cardIn(world, 'self'), day: '2026-01-05', seconds: 4 }] },
    }),
  },
  listCards: { relations: ['organisation'], aim: async () => ({ path: '/api/cards' }) },
  readCardChoices: { relations: ['organisation'], aim: async () => ({ path: '/api/card-choices' }) },
  addCard: {
    relations: ['organisation', 'other'],
    aim: async (world, _caller, relation) => ({ path: '/api/cards', body: await words(world, relation) }),
  },
  readCard: {
    relations: ['organisation', 'other'],
    aim: async (world, _caller, relation) => ({ path: `/api/cards/${await cardIn(world, relation)}` }),
  },
  changeCard: {
    relations: ['organisation', 'other'],
    aim: async (world, _caller, relation) => ({
      path: `/api/cards/${await cardIn(world, relation)}`,
      body: await words(world, 'organisation'),
      version: 1,
    }),
  },
  listPacks: { relations: ['organisation'], aim: async () => ({ path: '/api/packs' }) },
  readPack: { relations: ['organisation'], aim: async () => ({ path: pack }) },
  readPackPart: { relations: ['organisation'], aim: async () => ({ path: `${pack}/part?part=cards/queue` }) },
  installPack: {
    relations: ['organisation'],
    aim: async (world) => {
      const principleId = await principleIn(world, 'organisation')
      return { path: `${pack}/installations`, body: { themes: Object.fromEntries(themes.map((theme) => [theme, principleId])) } }
    },
  },
  removePack: { relations: ['organisation'], aim: async () => ({ path: `${pack}/removals` }) },
  exportPack: { relations: ['organisation'], aim: async () => ({ path: `${pack}/files` }) },
}
