// Requests of the item bank that succeed when they are allowed.
import { itemsOfEachKind } from '../support/practice-items.ts'
import type { Relation } from './cells.ts'
import type { Example } from './examples.ts'
import type { AccessWorld } from './world.ts'

const made = new Map<string, string>()
export async function principleIn({ server, world, other }: AccessWorld, relation: Relation): Promise<string> {
  const owner = relation === 'other' ? other : world
  const known = made.get(owner.organisationId)
  if (known) return known
  const { body } = await server.call(owner.admin, 'GET', '/api/principles')
  const live = body.items.find(({ isRetired }: { isRetired: boolean }) => !isRetired)?.id as string | undefined
  const texts = { en: { name: 'Keep the promise', meaning: 'We do what we said.' } }
  const id =
    live ??
    ((await server.call(owner.admin, 'POST', '/api/principles', { body: { colour: 'navy', icon: 'link', texts } })).body.id as string)
  made.set(owner.organisationId, id)
  return id
}
const words = async (world: AccessWorld, relation: Relation) => ({
  principleId: await principleIn(world, relation),
  kind: 'short',
  state: 'draft',
  texts: { en: { prompt: 'What comes first?', accepted: ['sorry'], explanation: 'It opens the ear.' } },
})
async function itemIn(world: AccessWorld, relation: Relation): Promise<string> {
  const owner = relation === 'other' ? world.other : world.world
  const author = await world.server.session(owner.organisationId, owner.admin.personId, [{ role: 'head-of-cx' }])
  const { body } = await world.server.call(author, 'POST', '/api/items', { body: await words(world, relation) })
  return body.id as string
}

export const itemsExamples: Record<string, Example> = {
  listItems: { relations: ['organisation'], aim: async () => ({ path: '/api/items' }) },
  addItem: {
    relations: ['organisation', 'other'],
    aim: async (world, _caller, relation) => ({ path: '/api/items', body: await words(world, relation) }),
  },
  readItem: {
    relations: ['organisation', 'other'],
    aim: async (world, _caller, relation) => ({ path: `/api/items/${await itemIn(world, relation)}` }),
  },
  changeItem: {
    relations: ['organisation', 'other'],
    aim: async (world, _caller, relation) => ({
      path: `/api/items/${await itemIn(world, relation)}`,
      body: await words(world, 'organisation'),
      version: 1,
    }),
  },
  importItems: {
    relations: ['organisation'],
    aim: async (world) => ({
      path: '/api/item-imports',
      body: {
        text: itemsOfEachKind('promise', 'en'),
        language: 'en',
        isTrial: true,
        principles: { promise: await principleIn(world, 'organisation') },
      },
    }),
  },
  exportItems: { relations: ['organisation'], aim: async () => ({ path: '/api/item-exports?language=en' }) },
}
