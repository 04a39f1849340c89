// What the routes of scenarios are aimed at: one of each organisation, made as it is needed.
import { readFileSync } from 'node:fs'
import { newId } from '#platform/ids.ts'
import type { Person } from '../support/server.ts'
import type { Relation } from './cells.ts'
import type { Example } from './examples.ts'
import { type AccessWorld, otherCanary } from './world.ts'

const guide = readFileSync(new URL('../../docs/guide/scenario-format.md', import.meta.url), 'utf8')
const example = guide.split('```')[1]?.trimStart() ?? ''
let count = 0
const text = (mark = ''): string =>
  example.replace('key: parcel-broken', `key: example-${++count}`).replace('It came broken', `It came broken ${mark}`)

const writers = new Map<string, Promise<Person & { id: string }>>()
function writerOf({ server, world, other }: AccessWorld, relation: Relation): Promise<Person & { id: string }> {
  const owner = relation === 'other' ? other : world
  const known = writers.get(owner.organisationId) ?? server.person(owner, { roles: [{ role: 'head-of-cx' }] })
  writers.set(owner.organisationId, known)
  return known
}
async function fresh(world: AccessWorld, relation: Relation, isLive: boolean): Promise<string> {
  const writer = await writerOf(world, relation)
  const body = { language: 'en', text: text(relation === 'other' ? otherCanary : '') }
  const made = await world.server.call(writer, 'POST', '/api/scenarios', { body })
  if (isLive) await world.server.call(writer, 'POST', `/api/scenarios/${made.body.id}/publications`)
  return made.body.id
}
const scenario = (part: string, options: { isLive?: boolean; body?: object; version?: number } = {}): Example => ({
  relations: ['organisation', 'other'],
  async aim(world, _caller, relation) {
    const { isLive = false, ...more } = options
    return { path: `/api/scenarios/${await fresh(world, relation, isLive)}${part}`, ...more }
  },
})
const playable: Example['relations'] = ['self', 'other']

export const scenariosExamples: Record<string, Example> = {
  listScenarios: { relations: ['organisation'], aim: async () => ({ path: '/api/scenarios' }) },
  addScenario: { relations: ['organisation'], aim: async () => ({ path: '/api/scenarios', body: { language: 'en', text: text() } }) },
  readScenario: scenario(''),
  changeScenario: scenario('/draft', { body: { text: 'Half a thought' }, version: 1 }),
  translateScenario: scenario('/translations/de', { body: { words: {} } }),
  takeScenarioTranslation: {
    relations: ['organisation', 'other'],
    async aim(world, _caller, relation) {
      const id = await fresh(world, relation, false)
      const { body } = await world.server.call(await writerOf(world, relation), 'GET', `/api/scenarios/${id}`)
      return { path: `/api/scenarios/${id}/translations/de/text`, body: { text: body.text } }
    },
  },
  changeTheme: {
    relations: ['organisation'],
    aim: async () => ({ path: '/api/scenario-themes', body: { theme: 'own', principleId: null } }),
  },
  publishScenario: scenario('/publications'),
  retireScenario: scenario('/retirement', { isLive: true, body: { isRetired: true } }),
  discardScenario: scenario(''),
  readScenarioVersion: scenario('/versions/1', { isLive: true }),
  readScenarioReport: scenario('/report', { isLive: true }),
  listPlayable: { relations: ['self'], aim: async () => ({ path: '/api/learning/scenarios' }) },
  readPlayable: {
    relations: playable,
    aim: async (world, _caller, relation) => ({ path: `/api/learning/scenarios/${await fresh(world, relation, true)}` }),
  },
  notePlay: {
    relations: playable,
    async aim(world, _caller, relation) {
      const scenarioId = await fresh(world, relation, true)
      const body = { id: newId(), scenarioId, number: 1, language: 'en', isTimed: false, startedAt: '2026-11-20T08:00:00.000Z' }
      return { path: '/api/scenario-plays', body: { ...body, moves: [{ kind: 'choice', index: 0 }] } }
    },
  },
}
