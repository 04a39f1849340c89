import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
// Two organisations with the same shape, and an actor of each kind in the unit `own` of the first: root > above > own > below, and a sibling of own.
import { createApiTokenFor, type Person, type TestServer, type World } from '../support/server.ts'
import { type ActorName, actors, isKey, isWide, type Relation, roleOf } from './cells.ts'

/** Stands in every name, address and number of the other organisation: where it shows up, something has leaked. */
export const otherCanary = 'zweitkanari'
/** Stands in what only those may see who see a person's details. */
export const detailCanary = 'detailkanari'

type UnitRelation = 'above' | 'same' | 'below' | 'sibling' | 'other'
export interface Caller {
  name: ActorName
  who: Person
}
export interface AccessWorld {
  server: TestServer
  world: World
  other: World
  callers: Caller[]
  units: Record<UnitRelation, string>
  /** Somebody nobody has touched yet, in this relation to the caller. */
  freshPerson(caller: Caller, relation: Relation): Promise<string>
  freshUnit(relation: Relation): Promise<string>
  versionOf(table: 'people' | 'units' | 'sites' | 'job_roles' | 'organisation_settings', id: string, relation: Relation): Promise<number>
}

export async function accessWorld(server: TestServer): Promise<AccessWorld> {
  const world = await server.organisation('Access')
  const other = await server.organisation(`Other ${otherCanary}`)
  const above = await server.unit(world, 'Above')
  const own = await server.unit(world, 'Own', above)
  const below = await server.unit(world, 'Below', own)
  const sibling = await server.unit(world, 'Sibling', above)
  const units = { above, same: own, below, sibling, other: await server.unit(other, `Unit ${otherCanary}`) }
  const callers: Caller[] = []
  for (const name of actors) {
    if (isKey(name)) {
      callers.push({ name, who: await createApiTokenFor(server, world, roleOf(name)) })
      continue
    }
    const person = await server.person(world, { unitId: own, roles: [{ role: roleOf(name), unitId: isWide(name) ? null : own }] })
    callers.push({ name, who: person })
  }
  const pools = new Map<string, string[]>()
  let made = 0
  async function fill(organisation: World, unitId: string, managerId: string | null): Promise<string[]> {
    const ctx = systemContext(server.platform, organisation.organisationId, newId())
    const mark = organisation === other ? otherCanary : detailCanary
    const ids = Array.from({ length: 40 }, () => newId())
    // Straight into the tables: hundreds of people are spent, and how they came is not what is tested here.
    await ctx.write(async (tx) => {
      for (const id of ids) {
        const n = ++made
        const name = organisation === other ? `Name${n} ${otherCanary}` : `Name${n}`
        await tx.run(sql`insert into people (organisation_id, id, given_name, family_name, display_name, sort_key, email, hr_number, unit_id, manager_id, created_at, updated_at)
          values (${tx.organisationId}, ${id}, ${name}, 'Target', ${`${name} Target`}, ${`target ${n}`}, ${`${mark}${n}@hollin.example`}, ${`${mark}-${n}`},
                  ${unitId}, ${managerId}, '2026-01-01', '2026-01-01')`)
        await tx.run(sql`insert into assignments (organisation_id, person_id, id, unit_id, manager_id, starts_on, created_at)
          values (${tx.organisationId}, ${id}, ${newId()}, ${unitId}, ${managerId}, '2026-01-01', '2026-01-01')`)
      }
    })
    return ids
  }
  return {
    server,
    world,
    other,
    callers,
    units,
    async freshPerson(caller, relation) {
      if (relation === 'self') return caller.who.personId
      const place = relation === 'report' ? 'sibling' : (relation as UnitRelation)
      const key = relation === 'report' ? `report ${caller.name}` : relation
      if (!pools.get(key)?.length)
        pools.set(key, await fill(relation === 'other' ? other : world, units[place], relation === 'report' ? caller.who.personId : null))
      return pools.get(key)!.pop()!
    },
    freshUnit: (relation) =>
      server.unit(
        relation === 'other' ? other : world,
        `Fresh ${++made}${relation === 'other' ? ` ${otherCanary}` : ''}`,
        units[relation as UnitRelation],
      ),
    async versionOf(table, id, relation) {
      const organisationId = relation === 'other' ? other.organisationId : world.organisationId
      const key = table === 'organisation_settings' ? sql`organisation_id = ${id}` : sql`organisation_id = ${organisationId} and id = ${id}`
      const rows = await server.platform.db.read(
        organisationId,
        sql<{ version: number }>`select version from ${sql.table(table)} where ${key}`,
      )
      return rows[0]?.version ?? 1
    },
  }
}
