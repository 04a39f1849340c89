// What the routes of scenarios are aimed at: one of each organisation, made as it is needed.
import { readFileSync } from 'node:fs'
import { newId } from '#platform/ids.ts'
import { type Ask, publishedScenario, reviewedScenario } from '../support/published-scenario.ts'
import type { Person } from '../support/server.ts'
import type { Relation } from './cells.ts'
import type { Example } from './examples.ts'
import { type AccessWorld, otherCanary } from './world.ts'

const guide = readFileSync(new URL('../../docs/guide/scenario-format.md', import.meta.url), 'utf8')
const example = guide.split('```')[1]?.trimStart() ?? ''
let count = 0
const text = (mark = ''): string =>
  example.replace('key: parcel-broken', `key: example-${++count}`).replace('It came broken', `It came broken ${mark}`)

const people = new Map<string, Promise<Person & { id: string }>>()
function personFor({ server, world, other }: AccessWorld, relation: Relation, what: 'writes' | 'reads'): Promise<Person & { id: string }> {
  const owner = relation === 'other' ? other : world
  const key = `${owner.organisationId} ${what}`
  const known = people.get(key) ?? server.person(owner, { roles: [{ role: 'head-of-cx' }] })
  people.set(key, known)
  return known
}
const writerOf = (world: AccessWorld, relation: Relation) => personFor(world, relation, 'writes')
async function asks(world: AccessWorld, relation: Relation, what: 'writes' | 'reads'): Promise<Ask> {
  const person = await personFor(world, relation, what)
  return (method, path, body, version) => world.server.call(person, method, path, { ...(body && { body }), ...(version && { version }) })
}
async function fresh(world: AccessWorld, relation: Relation, isLive: boolean): Promise<string> {
  const writer = await writerOf(world, relation)
  const body = { language: 'en', text: text(relation === 'other' ? otherCanary : '') }
  const made = await world.server.call(writer, 'POST', '/api/scenarios', { body })
  if (isLive) await publishedScenario(made.body.id, await asks(world, relation, 'writes'), await asks(world, relation, 'reads'))
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
  askScenarioReview: scenario('/review-requests'),
  reviewScenario: {
    relations: ['organisation', 'other'],
    async aim(world, _caller, relation) {
      const id = await fresh(world, relation, false)
      const writer = await asks(world, relation, 'writes')
      const { body } = await writer('POST', `/api/scenarios/${id}/review-requests`)
      return { path: `/api/scenarios/${id}/reviews`, body: { verdict: 'good' }, version: body.version }
    },
  },
  publishScenario: {
    relations: ['organisation', 'other'],
    async aim(world, _caller, relation) {
      const id = await fresh(world, relation, false)
      await reviewedScenario(id, await asks(world, relation, 'writes'), await asks(world, relation, 'reads'))
      return { path: `/api/scenarios/${id}/publications`, body: {} }
    },
  },
  retireScenario: scenario('/retirement', { isLive: true, body: { isRetired: true } }),
  discardScenario: scenario(''),
  readScenarioVersion: scenario('/versions/1', { isLive: true }),
  readScenarioReport: scenario('/report', { isLive: true }),
  exportScenarioReport: scenario('/report-exports', { isLive: true }),
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
