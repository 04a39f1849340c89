// Requests for huddles: `relation` says where the team stands. Everybody here is of the unit `own`, so that its huddle is their own.
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Relation } from './cells.ts'
import type { Example } from './examples.ts'
import type { AccessWorld } from './world.ts'

const ofTeam = ['self', 'below', 'above', 'sibling', 'other'] as const
let weeks = 0

const unitOf = (world: AccessWorld, relation: Relation): string => world.units[relation === 'self' ? 'same' : (relation as 'below')]

/** Straight into the table, a week of its own each: how an agenda is made is not what is tested here. */
async function huddleOf(world: AccessWorld, relation: Relation): Promise<string> {
  const owner = relation === 'other' ? world.other : world.world
  const id = newId()
  await systemContext(world.server.platform, owner.organisationId, newId()).write((tx) =>
    tx.run(sql`insert into huddles (organisation_id, id, unit_id, week, state, created_at)
      values (${tx.organisationId}, ${id}, ${unitOf(world, relation)}, '2000-01-03'::date + 7 * ${++weeks}::int, 'ready', '2026-01-01')`),
  )
  return id
}
const onHuddle = (part: string, body?: unknown): Example => ({
  relations: ofTeam,
  aim: async (world, _caller, relation) => ({
    path: `/api/huddles/${await huddleOf(world, relation)}${part}`,
    ...(body === undefined ? {} : { body }),
  }),
})

export const huddlesExamples: Record<string, Example> = {
  listHuddles: { relations: ofTeam, aim: async (world, _caller, relation) => ({ path: `/api/huddles?unitId=${unitOf(world, relation)}` }) },
  listHuddleTeams: { relations: ['same'], aim: async () => ({ path: '/api/huddle-teams' }) },
  readHuddle: onHuddle(''),
  openHuddle: onHuddle('/openings'),
  settleHuddle: onHuddle('/outcome', { state: 'held' }),
  raiseInHuddle: onHuddle('/obstacles', { title: 'The printer for labels is slow', hurts: 'both' }),
  giveHuddleHost: {
    relations: ofTeam,
    async aim(world, caller, relation) {
      const path = `/api/huddles/${await huddleOf(world, relation)}/host`
      return { path, body: { personId: await world.freshPerson(caller, relation) } }
    },
  },
}
