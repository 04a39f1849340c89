// A person as somebody who hands out a way in sees them: found, in scope, and not above the one who acts.
import { hasLeft, personCard, type PersonCard, unitsById } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { beyondAuthority } from '../problems.ts'
import { outranks, type PlacedGrant } from '../rules/authority.ts'
import { type GrantRow, grantsOf } from '../store/grants.ts'

export const resourceOf = (card: PersonCard) => ({ personId: card.id, managerId: card.managerId, unitPath: card.ancestorIds })

/** The roles of people with the paths of their units. */
export async function placedGrants(tx: Tx, personIds: readonly string[]): Promise<Map<string, PlacedGrant[]>> {
  const grants = await grantsOf(tx, tx.organisationId, personIds)
  const units = await unitsById(tx, [...new Set(grants.flatMap(({ unitId }) => unitId ?? []))])
  const placed = new Map<string, PlacedGrant[]>(personIds.map((id) => [id, []]))
  for (const grant of grants) placed.get(grant.personId)?.push(place(grant, units))
  return placed
}
// A unit that is gone gives no place to be covered: treated like the whole organisation, which few outrank.
const place = ({ role, unitId }: GrantRow, units: Map<string, { ancestorIds: string[] }>): PlacedGrant => ({
  role,
  path: unitId === null ? [] : (units.get(unitId)?.ancestorIds ?? []),
})

/** Throws 404, 403, or 409 for a leaver. */
export async function reachPerson(tx: Tx, ctx: Context, operation: string, personId: string): Promise<PersonCard> {
  const card = (await personCard(tx, [personId])).get(personId)
  if (!card) throw new Problem(problems.notFound)
  ctx.require(operation, resourceOf(card))
  const placed = await placedGrants(tx, [personId])
  if (!outranks(ctx.actor.grants, placed.get(personId) ?? [])) throw new Problem(beyondAuthority)
  if (card.status !== 'active') throw new Problem(hasLeft)
  return card
}

/** Of many, those within reach; an unknown id among them is a 404, nobody within reach a 403. */
export async function reachPeople(tx: Tx, ctx: Context, operation: string, personIds: readonly string[]): Promise<Map<string, PersonCard>> {
  const ids = [...new Set(personIds)]
  const [cards, placed] = await Promise.all([personCard(tx, ids), placedGrants(tx, ids)])
  if (cards.size < ids.length) throw new Problem(problems.notFound)
  const within = [...cards].filter(
    ([id, card]) => ctx.may(operation, resourceOf(card)) && (isSystem(ctx) || outranks(ctx.actor.grants, placed.get(id) ?? [])),
  )
  if (within.length === 0 && ids.length > 0) throw new Problem(problems.notAllowed)
  return new Map(within)
}

export const isSystem = (ctx: Context): boolean => ctx.actor.kind === 'system'
