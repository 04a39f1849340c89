// Who answers for a number: whoever was named for the unit or the nearest one above, else whoever a rule says.
import { holdersOf } from '#features/accounts/public.ts'
import { hasLeft, type PersonCard, personCard, unitPathOf, unknownReference } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Item } from '../contract/chain.ts'
import { type MeasureName, measureOf } from '../rules/measures.ts'
import { ownersOf, takeOwner, writeOwner } from '../store/owners.ts'
import type { Opened } from './period.ts'

/** What is said, and what customers say, is the head of customer experience's; the rest is the nearest leader's. */
const isOfCx = (name: MeasureName): boolean => ['say', 'customers'].includes(measureOf(name).part)

/** Roles are kept apart from the organisation's own rows: asked beside the transaction. */
export const headsOfCx = async (ctx: Context): Promise<string[]> =>
  (await ctx.platform.db.controlRead(holdersOf(ctx.organisationId, 'head-of-cx'))).map(({ personId }) => personId)

export async function readOwners(
  tx: Tx,
  { unit, path }: Opened,
  heads: Promise<readonly string[]>,
): Promise<(name: MeasureName) => Item['owner']> {
  const [named, headIds] = await Promise.all([ownersOf(tx, path), heads])
  const ids = [...new Set([...named.map(({ personId }) => personId), ...headIds])]
  const cards: Map<string, PersonCard> = ids.length === 0 ? new Map() : await personCard(tx, ids)
  const here = (id: string): PersonCard | undefined => {
    const card = cards.get(id)
    return card?.status === 'active' ? card : undefined
  }
  const head = headIds.map(here).find((card) => card !== undefined)
  const leader = unit.leaders[0]
  const nearest = named.toSorted((a, b) => path.indexOf(b.unitId) - path.indexOf(a.unitId))
  return (name) => {
    const chosen = nearest
      .filter(({ measure }) => measure === name)
      .map(({ personId }) => here(personId))
      .find((card) => card !== undefined)
    if (chosen) return { id: chosen.id, name: chosen.displayName, why: 'named' }
    if (head && (isOfCx(name) || !leader)) return { id: head.id, name: head.displayName, why: 'head-of-cx' }
    return leader ? { id: leader.id, name: leader.name, why: 'leads' } : null
  }
}

export const nameOwner = (ctx: Context, measure: MeasureName, input: { unitId: string; personId: string | null }): Promise<void> =>
  ctx.write(async (tx) => {
    const { unitId, personId } = input
    tx.answersWith(unitId)
    const path = await unitPathOf(tx, unitId)
    if (path.length === 0) {
      ctx.may('chain.name-owners', {})
      throw new Problem(problems.notFound)
    }
    ctx.require('chain.name-owners', { unitPath: path })
    if (personId === null) await takeOwner(tx, unitId, measure)
    else {
      const card = (await personCard(tx, [personId])).get(personId)
      if (!card)
        throw new Problem(unknownReference, { errors: [{ pointer: '/personId', detail: 'Choose somebody of this organisation.' }] })
      if (card.status === 'left') throw new Problem(hasLeft)
      await writeOwner(tx, { unitId, measure, personId }, ctx.now())
    }
    tx.audit({ action: 'chain.owner-named', subject: { kind: 'unit', id: unitId }, details: { measure, personId } })
  })
