// Requests for thanks: `relation` says where the person who was thanked stands.
import { giveThanks } from '#features/recognition/public.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Relation } from './cells.ts'
import type { Example } from './examples.ts'
import type { AccessWorld, Caller } from './world.ts'

const ofPerson = ['self', 'report', 'same', 'below', 'above', 'sibling', 'other'] as const
const ofUnit = ['same', 'below', 'above', 'sibling', 'other'] as const

const principles = new Map<string, string>()
/** One that lives: other requests may have retired it meanwhile. */
async function principleFor(world: AccessWorld, relation: Relation): Promise<string> {
  const { organisationId } = relation === 'other' ? world.other : world.world
  const id = principles.get(organisationId) ?? newId()
  principles.set(organisationId, id)
  const at = '2026-11-30T08:00:00Z'
  // Straight into the table: only eight can live, and other examples want theirs.
  await world.server.platform.db.inOrganisation(organisationId, { readOnly: false }, (tx) =>
    tx.run(sql`insert into principles (organisation_id, id, position, colour, icon, is_retired, words_since, created_at)
      values (${organisationId}, ${id}, 8, 'moss', 'star', false, ${at}, ${at})
      on conflict (organisation_id, id) do update set is_retired = false`),
  )
  return id
}

const words = async (world: AccessWorld, relation: Relation, to: object) => ({
  id: newId(),
  toPersonIds: [],
  toUnitId: null,
  principleId: await principleFor(world, relation),
  happened: 'An example of what happened.',
  effect: '',
  isPrivate: false,
  quoteId: null,
  ...to,
})
async function given(world: AccessWorld, relation: Relation, fromId: string, to: object): Promise<string> {
  const owner = relation === 'other' ? world.other : world.world
  const system = systemContext(world.server.platform, owner.organisationId, newId())
  const grants = [{ role: 'employee' as const, unitId: null }]
  const body = await words(world, relation, to)
  await giveThanks({ ...system, require: () => undefined, actor: { ...system.actor, personId: fromId, grants } }, body)
  return body.id
}
/** Said by whoever stands in the relation, to their administrator. */
const givenBy = async (world: AccessWorld, caller: Caller, relation: Relation): Promise<string> => {
  const { admin } = relation === 'other' ? world.other : world.world
  return given(world, relation, await world.freshPerson(caller, relation), { toPersonIds: [admin.personId] })
}
const unitOf = (world: AccessWorld, relation: Relation): string => world.units[relation as 'same']

export const recognitionExamples: Record<string, Example> = {
  listThanks: { relations: ['organisation'], aim: async () => ({ path: '/api/thanks?whose=all' }) },
  readThanks: {
    relations: ['organisation', 'other'],
    async aim(world, caller, relation) {
      return { path: `/api/thanks/${await givenBy(world, caller, relation === 'other' ? 'other' : 'sibling')}` }
    },
  },
  readGiveForm: { relations: ['self'], aim: async () => ({ path: '/api/thanks-form' }) },
  giveThanks: {
    relations: ['self'],
    aim: async (world) => ({ path: '/api/thanks', body: await words(world, 'self', { toUnitId: world.units.same }) }),
  },
  takeBackThanks: {
    relations: ofPerson,
    aim: async (world, caller, relation) => ({ path: `/api/thanks/${await givenBy(world, caller, relation)}` }),
  },
  hideThanks: {
    relations: ofUnit,
    async aim(world, _caller, relation) {
      const { admin } = relation === 'other' ? world.other : world.world
      const id = await given(world, relation, admin.personId, { toUnitId: unitOf(world, relation) })
      return { path: `/api/thanks/${id}/hiding`, body: { isHidden: true } }
    },
  },
  judgeThanks: {
    relations: ['organisation', 'other'],
    async aim(world, caller, relation) {
      const id = await givenBy(world, caller, relation === 'other' ? 'other' : 'sibling')
      const { organisationId } = relation === 'other' ? world.other : world.world
      await world.server.platform.db.inOrganisation(organisationId, { readOnly: false }, (tx) =>
        tx.run(sql`update thanks set is_hidden = true, is_reported = true where organisation_id = ${organisationId} and id = ${id}`),
      )
      return { path: `/api/thanks/${id}/judgements`, body: { stays: false } }
    },
  },
  readThanksReach: {
    relations: ofUnit,
    aim: async (world, _caller, relation) => ({ path: `/api/thanks-reach?unitId=${unitOf(world, relation)}` }),
  },
  // Cut to the caller's own reach: allowed where the caller's own unit is.
  readUnnoticed: { relations: ['same'], aim: async () => ({ path: '/api/thanks-unnoticed' }) },
}
