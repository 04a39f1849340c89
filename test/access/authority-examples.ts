// What the routes of evidence and authority are aimed at: rules, decisions and questions of each organisation, made as they are needed.
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Person } from '../support/server.ts'
import type { Relation } from './cells.ts'
import type { Example } from './examples.ts'
import type { AccessWorld, Caller } from './world.ts'

const ofPerson = ['self', 'report', 'same', 'below', 'above', 'sibling', 'other'] as const
const here = ['organisation', 'other'] as const

interface Ground {
  organisationId: string
  writer: Person
  situationId: string
  remedyId: string
}
const grounds = new Map<string, Promise<Ground>>()
async function makeGround(world: AccessWorld, relation: Relation): Promise<Ground> {
  const owner = relation === 'other' ? world.other : world.world
  const writer = await world.server.person(owner, { roles: [{ role: 'head-of-cx' }] })
  const made = async (path: string, body: object): Promise<string> => (await world.server.call(writer, 'POST', path, { body })).body.id
  const situationId = await made('/api/situations', { icon: 'help', texts: { en: { name: 'Example' } } })
  const remedyId = await made('/api/remedies', { texts: { en: { name: 'help' } } })
  return { organisationId: owner.organisationId, writer, situationId, remedyId }
}
function groundOf(world: AccessWorld, relation: Relation): Promise<Ground> {
  const key = (relation === 'other' ? world.other : world.world).organisationId
  if (!grounds.has(key)) grounds.set(key, makeGround(world, relation))
  return grounds.get(key)!
}

const definition = ({ situationId, remedyId }: Ground) => ({
  situationId,
  remedyId,
  principleId: null,
  measure: 'none',
  currency: null,
  leastLevel: 0,
  steps: [],
  conditions: [],
  jobRoleIds: [],
  unitIds: [],
  effectiveFrom: '2026-11-30',
  effectiveUntil: null,
  texts: { en: { title: 'Example', why: 'Because.', next: [] } },
  cases: [{ title: 'Anybody', level: 0, jobRoleId: null, unitId: null, amount: null, facts: {}, expected: 'yes' }],
})
/** A rule as a draft, or one that holds. Each gets a remedy of its own, so that no two meet. */
async function freshRule(
  world: AccessWorld,
  relation: Relation,
  isLive: boolean,
): Promise<{ id: string; version: number; ground: Ground }> {
  const known = await groundOf(world, relation)
  const { server } = world
  const remedyId = (await server.call(known.writer, 'POST', '/api/remedies', { body: { texts: { en: { name: 'help' } } } })).body
    .id as string
  const ground = { ...known, remedyId }
  const made = await server.call(ground.writer, 'POST', '/api/rules', { body: { definition: definition(ground) } })
  if (isLive) await server.call(ground.writer, 'POST', `/api/rules/${made.body.id}/publications`)
  return { id: made.body.id, version: made.body.version, ground }
}
const rule = (part: string, isLive: boolean, body?: (ground: Ground) => object): Example => ({
  relations: here,
  async aim(world, _caller, relation) {
    const { id, version, ground } = await freshRule(world, relation, isLive)
    return { path: `/api/rules/${id}${part}`, version, ...(body ? { body: body(ground) } : {}) }
  },
})
const thing = (kind: 'situations' | 'remedies'): Example => ({
  relations: here,
  async aim(world, _caller, relation) {
    const { writer } = await groundOf(world, relation)
    const body = { ...(kind === 'situations' ? { icon: 'help' } : {}), texts: { en: { name: 'Another' } } }
    const made = await world.server.call(writer, 'POST', `/api/${kind}`, { body })
    return { path: `/api/${kind}/${made.body.id}`, version: 1, body: { isRetired: true } }
  },
})

/** Straight into the tables: who wrote it is what is tested, not how. */
async function freshAsked(world: AccessWorld, caller: Caller, relation: Relation, table: 'decisions' | 'escalations'): Promise<string> {
  const personId = await world.freshPerson(caller, relation)
  const ground = await groundOf(world, relation)
  const ctx = systemContext(world.server.platform, ground.organisationId, newId())
  const [id, at] = [newId(), ctx.now().toISOString()]
  const unit = sql`(select unit_id from people where organisation_id = ${ground.organisationId} and id = ${personId})`
  await ctx.write((tx) =>
    table === 'decisions'
      ? tx.run(sql`insert into decisions (organisation_id, person_id, id, unit_id, situation_id, remedy_id, measure, verdict, shown, is_good_faith, decided_at, day, noted_at)
          values (${tx.organisationId}, ${personId}, ${id}, ${unit}, ${ground.situationId}, ${ground.remedyId}, 'none', 'yes', 'yes', true, ${at}, ${at.slice(0, 10)}, ${at})`)
      : tx.run(sql`insert into escalations (organisation_id, person_id, id, unit_id, asked_id, situation_id, remedy_id, measure, reason, asked_at, day)
          values (${tx.organisationId}, ${personId}, ${id}, ${unit}, ${personId}, ${ground.situationId}, ${ground.remedyId}, 'none', 'level', ${at}, ${at.slice(0, 10)})`),
  )
  return id
}
const asked = (table: 'decisions' | 'escalations', part = '', body?: object): Example => ({
  relations: ofPerson,
  aim: async (world, caller, relation) => ({
    path: `/api/${table}/${await freshAsked(world, caller, relation, table)}${part}`,
    ...(body ? { body } : {}),
  }),
})
const own = (path: string): Example => ({ relations: ['self'], aim: async () => ({ path }) })
const wide = (path: string): Example => ({ relations: ['organisation'], aim: async () => ({ path }) })
const question = async (world: AccessWorld) => {
  const { situationId, remedyId } = await groundOf(world, 'same')
  return { id: newId(), ruleId: null, ruleVersion: null, situationId, remedyId, amount: null, currency: null }
}

export const evidenceExamples: Record<string, Example> = {
  readOwnLevels: own('/api/own-levels'),
  readStanding: {
    relations: ofPerson,
    aim: async (world, caller, relation) => ({ path: `/api/people/${await world.freshPerson(caller, relation)}/standing` }),
  },
  signOff: {
    relations: ofPerson,
    async aim(world, caller, relation) {
      const body = { kind: 'sign-off', level: 1, outcome: 'met', words: 'Seen.' }
      return { path: `/api/people/${await world.freshPerson(caller, relation)}/sign-offs`, body }
    },
    // Who may sign in a unit may not sign for themselves.
    passes: [409],
  },
  readLevelRequirements: wide('/api/level-requirements'),
  changeLevelRequirements: {
    relations: ['organisation'],
    async aim(world) {
      const { version } = (await world.server.call(world.world.admin, 'GET', '/api/level-requirements')).body
      const items = [1, 2, 3, 4].map((level) => ({ level, kind: 'sign-off', needed: 1, validDays: null }))
      return { path: '/api/level-requirements', body: { items }, version }
    },
  },
}

export const authorityExamples: Record<string, Example> = {
  readBook: own('/api/may-i-book'),
  askMayI: {
    relations: ['self'],
    async aim(world) {
      const { situationId, remedyId } = await groundOf(world, 'same')
      return { path: `/api/may-i?situationId=${situationId}&remedyId=${remedyId}` }
    },
  },
  listRules: wide('/api/rules'),
  readRule: rule('', true),
  addRule: {
    relations: ['organisation'],
    aim: async (world) => ({ path: '/api/rules', body: { definition: definition(await groundOf(world, 'same')) } }),
  },
  changeDraft: rule('/draft', false, (ground) => ({ definition: definition(ground) })),
  discardDraft: rule('/draft', false),
  publishRule: rule('/publications', false),
  endRule: rule('/endings', true, () => ({ from: '2027-01-01', reason: 'Enough.' })),
  listSituations: wide('/api/situations'),
  addSituation: {
    relations: ['organisation'],
    aim: async () => ({ path: '/api/situations', body: { icon: 'help', texts: { en: { name: 'Another' } } } }),
  },
  changeSituation: thing('situations'),
  listRemedies: wide('/api/remedies'),
  addRemedy: { relations: ['organisation'], aim: async () => ({ path: '/api/remedies', body: { texts: { en: { name: 'another' } } } }) },
  changeRemedy: thing('remedies'),
  listDecisions: own('/api/decisions'),
  noteDecision: {
    relations: ['self'],
    aim: async (world) => ({ path: '/api/decisions', body: { ...(await question(world)), shown: 'not-alone', note: 'It was right.' } }),
  },
  readDecision: asked('decisions'),
  takeBackDecision: asked('decisions'),
  listEscalations: own('/api/escalations'),
  // Nobody of this world has a manager to ask.
  askColleague: { relations: ['self'], aim: async (world) => ({ path: '/api/escalations', body: await question(world) }), passes: [409] },
  readEscalation: asked('escalations'),
  answerEscalation: asked('escalations', '/answers', { word: 'go-ahead' }),
  reportGap: {
    relations: ['self'],
    aim: async () => ({ path: '/api/authority-gaps', body: { reason: 'not-understood', words: 'example' } }),
  },
  listGaps: wide('/api/authority-gaps'),
  settleGap: {
    relations: here,
    async aim(world, _caller, relation) {
      const { writer } = await groundOf(world, relation)
      const body = { reason: 'not-understood', words: `example ${newId()}` }
      const made = await world.server.call(writer, 'POST', '/api/authority-gaps', { body })
      return { path: `/api/authority-gaps/${made.body.id}`, body: { state: 'set-aside' }, version: 1 }
    },
  },
}
