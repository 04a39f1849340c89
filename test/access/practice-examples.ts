// Requests of practice that succeed when they are allowed.
import { newId } from '#platform/ids.ts'
import type { Example } from './examples.ts'
import { principleIn } from './items-examples.ts'
import type { AccessWorld } from './world.ts'

async function liveItem({ server, world }: AccessWorld, principleId: string): Promise<string> {
  const author = await server.session(world.organisationId, world.admin.personId, [{ role: 'head-of-cx' }])
  const texts = { en: { prompt: 'What comes first?', accepted: ['sorry'], explanation: 'It opens the ear.' } }
  const { body } = await server.call(author, 'POST', '/api/items', { body: { principleId, kind: 'short', state: 'live', texts } })
  return body.id as string
}
let itemId: Promise<string> | undefined
const ofUnit = ['same', 'below', 'above', 'sibling', 'other'] as const

export const practiceExamples: Record<string, Example> = {
  readPractice: { relations: ['self'], aim: async () => ({ path: '/api/practice' }) },
  noteReview: {
    relations: ['self'],
    async aim(world) {
      itemId ??= liveItem(world, await principleIn(world, 'organisation'))
      return {
        path: '/api/practice-reviews',
        body: { id: newId(), kind: 'item', subjectId: await itemId, version: 1, language: 'en', words: 'sorry' },
      }
    },
  },
  readPracticeSettings: { relations: ['self'], aim: async () => ({ path: '/api/practice-settings' }) },
  changePracticeSettings: { relations: ['self'], aim: async () => ({ path: '/api/practice-settings', body: { workingDays: [1, 2, 3] } }) },
  readMessages: { relations: ['self'], aim: async () => ({ path: '/api/messages' }) },
  changeMessageSettings: {
    relations: ['self'],
    aim: async () => ({ path: '/api/message-settings', body: { channel: 'attune', weekday: 3, fromTime: '10:00' } }),
  },
  switchMessages: { relations: ['self'], aim: async () => ({ path: '/api/message-switch', body: { isOn: true } }) },
  markMessagesRead: { relations: ['self'], aim: async () => ({ path: '/api/message-readings' }) },
  readRecallMap: {
    relations: ofUnit,
    aim: async ({ units }, _caller, relation) => ({ path: `/api/recall-map?unitId=${units[relation as 'same']}` }),
  },
  askRefresher: {
    relations: ofUnit,
    aim: async (world, _caller, relation) => ({
      path: '/api/practice-refreshers',
      body: { unitId: world.units[relation as 'same'], principleId: await principleIn(world, 'organisation') },
    }),
  },
  endRefresher: {
    relations: ofUnit,
    async aim(world, _caller, relation) {
      const owner = relation === 'other' ? world.other : world.world
      const head = await world.server.session(owner.organisationId, owner.admin.personId, [{ role: 'head-of-cx' }])
      const body = { unitId: world.units[relation as 'same'], principleId: await principleIn(world, relation) }
      const { body: made } = await world.server.call(head, 'POST', '/api/practice-refreshers', { body })
      return { path: `/api/practice-refreshers/${made.id}` }
    },
  },
}
