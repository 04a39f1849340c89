// Requests for obstacles: `relation` says where the leader who has to answer stands, or whoever raised it.
import { answerObstacle, raiseObstacle } from '#features/obstacles/public.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Relation } from './cells.ts'
import type { Example } from './examples.ts'
import type { AccessWorld, Caller } from './world.ts'

const ofOrganisation = ['organisation'] as const
const ofThing = ['organisation', 'other'] as const
const ofPerson = ['self', 'report', 'same', 'below', 'above', 'sibling', 'other'] as const
let count = 0

const reading = (path: string): Example => ({ relations: ofOrganisation, aim: async () => ({ path }) })
const unitOf = (world: AccessWorld, relation: Relation) => {
  const place = relation === 'self' ? 'same' : relation === 'report' ? 'sibling' : relation
  return world.units[place as 'same'] ?? world.world.rootUnitId
}

async function raised(world: AccessWorld, relation: Relation, who: { leaderId: string; raiserId?: string }): Promise<string> {
  const owner = relation === 'other' ? world.other : world.world
  const system = systemContext(world.server.platform, owner.organisationId, newId())
  const ctx = { ...system, actor: { ...system.actor, personId: who.raiserId ?? null } }
  return ctx.write(async (tx) => {
    const leads = (does: boolean) =>
      tx.run(sql`update people set leads_unit = ${does} where organisation_id = ${tx.organisationId} and id = ${who.leaderId}`)
    const isNew = who.leaderId !== owner.admin.personId
    if (isNew) await leads(true)
    const { id } = await raiseObstacle(ctx, tx, {
      title: `Example ${++count}`,
      hurts: 'both',
      leaderId: who.leaderId,
      unitId: unitOf(world, relation),
    })
    if (isNew) await leads(false)
    return id
  })
}
const ledBy = async (world: AccessWorld, caller: Caller, relation: Relation): Promise<string> =>
  raised(world, relation, { leaderId: await world.freshPerson(caller, relation) })

const onThing = (part: string, more: object = {}): Example => ({
  relations: ofThing,
  async aim(world, _caller, relation) {
    const owner = relation === 'other' ? world.other : world.world
    return { path: `/api/obstacles/${await raised(world, relation, { leaderId: owner.admin.personId })}${part}`, ...more }
  },
})
const onRaised = (part: string, more: object = {}): Example => ({
  relations: ofPerson,
  async aim(world, caller, relation) {
    const owner = relation === 'other' ? world.other : world.world
    const raiserId = await world.freshPerson(caller, relation)
    return { path: `/api/obstacles/${await raised(world, relation, { leaderId: owner.admin.personId, raiserId })}${part}`, ...more }
  },
})
const onLed = (part: string, body: object): Example => ({
  relations: ofPerson,
  aim: async (world, caller, relation) => ({ path: `/api/obstacles/${await ledBy(world, caller, relation)}${part}`, body }),
})

export const obstaclesExamples: Record<string, Example> = {
  listObstacles: reading('/api/obstacles?state=open'),
  exportObstacles: reading('/api/obstacles-export'),
  readObstacleFigures: reading('/api/obstacle-figures'),
  listSimilarObstacles: reading('/api/similar-obstacles?words=filler'),
  listObstacleLeaders: reading('/api/obstacle-leaders'),
  readObstacle: onThing(''),
  raiseObstacle: {
    relations: ofOrganisation,
    aim: async () => ({ path: '/api/obstacles', body: { title: `Example ${++count}`, hurts: 'both' } }),
  },
  supportObstacle: onThing('/support'),
  leaveObstacle: onThing('/support'),
  // Nobody has answered it, which only whom it stops hears.
  sayObstacleHelped: { ...onRaised('/voice', { body: { hasHelped: true } }), passes: [409] },
  withdrawObstacle: onRaised(''),
  judgeObstacle: onLed('/judgement', { kind: 'green' }),
  replyToObstacle: onLed('/reply', { words: 'I have seen it.' }),
  answerObstacle: onLed('/answers', { answer: 'kept', because: 'Because.' }),
  handOnObstacle: {
    relations: ofPerson,
    async aim(world, caller, relation) {
      const owner = relation === 'other' ? world.other : world.world
      return { path: `/api/obstacles/${await ledBy(world, caller, relation)}/leader`, body: { leaderId: owner.admin.personId } }
    },
  },
  reopenObstacle: {
    relations: ofPerson,
    async aim(world, caller, relation) {
      const id = await ledBy(world, caller, relation)
      const organisationId = (relation === 'other' ? world.other : world.world).organisationId
      await answerObstacle(systemContext(world.server.platform, organisationId, newId()), id, { answer: 'kept', because: 'Because.' })
      return { path: `/api/obstacles/${id}/reopenings`, body: { because: 'It did not hold.' } }
    },
  },
}
