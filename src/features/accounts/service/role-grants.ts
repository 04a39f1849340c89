// Roles given by hand, each for the whole organisation or a unit and below. Leading a unit gives its role by itself (follow-people.ts).
import { hasLeft, personCard, unitPathOf, unitsById } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { GrantQuery, NewRoleGrant, RoleGrant } from '../contract.ts'
import { beyondAuthority, grantFollowsUnit, lastAdministrator } from '../problems.ts'
import { mayGrant } from '../rules/authority.ts'
import { deleteGrant, findGrant, type GrantRow, grantsOf, insertGrants, listGrants, lockAdministrators } from '../store/grants.ts'
import { cursorOf, pageFrom } from './pages.ts'
import { isSystem } from './reach-person.ts'

export async function listRoleGrants(ctx: Context, query: GrantQuery) {
  ctx.require('role-grants.read', { unitPath: ctx.reach('role-grants.read').unitIds })
  return ctx.read(async (tx) => {
    const found = await listGrants(tx, tx.organisationId, {
      role: query.role ?? null,
      afterId: cursorOf(query.after),
      limit: query.limit + 1,
    })
    const page = pageFrom(found, query.limit)
    const { grants, paths } = await describeGrants(tx, page.items)
    // An administrator of a region sees the roles of that region.
    return { items: grants.filter(({ id }) => ctx.may('role-grants.read', { unitPath: paths.get(id) })), next: page.next }
  })
}

async function describeGrants(tx: Tx, rows: readonly GrantRow[]): Promise<{ grants: RoleGrant[]; paths: Map<string, string[]> }> {
  const [cards, units] = await Promise.all([
    personCard(tx, [...new Set(rows.flatMap(({ personId, grantedBy }) => [personId, ...(grantedBy ? [grantedBy] : [])]))]),
    unitsById(tx, [...new Set(rows.flatMap(({ unitId }) => unitId ?? []))]),
  ])
  const ref = (id: string) => ({ id, name: cards.get(id)?.displayName ?? '–' })
  return {
    grants: rows.map(({ id, personId, role, unitId, grantedBy }) => ({
      id,
      person: ref(personId),
      role,
      unit: unitId === null ? null : { id: unitId, name: units.get(unitId)?.name ?? '–' },
      grantedBy: grantedBy === null ? null : ref(grantedBy),
    })),
    paths: new Map(rows.map(({ id, unitId }) => [id, unitId === null ? [] : (units.get(unitId)?.ancestorIds ?? [])])),
  }
}

/** The path of a grant's unit; undefined for the whole organisation, where only a grant without a unit reaches. Unknown unit: 404. */
export async function grantPath(tx: Tx, unitId: string | null): Promise<string[]> {
  if (unitId === null) return []
  const path = await unitPathOf(tx, unitId)
  if (path.length === 0) throw new Problem(problems.notFound, { detail: 'There is no such unit.' })
  return path
}

export async function grantRole(ctx: Context, input: NewRoleGrant): Promise<RoleGrant> {
  return ctx.write(async (tx) => {
    const unitId = input.unitId ?? null
    const path = await grantPath(tx, unitId)
    ctx.require('role-grants.change', { unitPath: path })
    if (!isSystem(ctx) && !mayGrant(ctx.actor.grants, path)) throw new Problem(beyondAuthority)
    const card = (await personCard(tx, [input.personId])).get(input.personId)
    if (!card) throw new Problem(problems.notFound)
    if (card.status !== 'active') throw new Problem(hasLeft)
    const row = await give(tx, ctx, { personId: card.id, role: input.role, unitId })
    tx.answersWith(row.id)
    return (await describeGrants(tx, [row])).grants[0]!
  })
}

/** Given already: nothing happens, and the answer is what there is. */
export async function give(tx: WriteTx, ctx: Context, grant: { personId: string; role: string; unitId: string | null }): Promise<GrantRow> {
  const made = await insertGrants(
    tx,
    tx.organisationId,
    [{ id: newId(), ...grant, source: 'given', grantedBy: ctx.actor.personId }],
    ctx.now().toISOString(),
  )
  if (made.length > 0)
    tx.audit({
      action: 'role.given',
      subject: { kind: 'person', id: grant.personId },
      details: { role: grant.role, unitId: grant.unitId },
    })
  const rows = await grantsOf(tx, tx.organisationId, [grant.personId])
  return rows.find((row) => row.role === grant.role && row.unitId === grant.unitId && row.source === 'given')!
}

export async function readRoleGrant(ctx: Context, id: string): Promise<RoleGrant> {
  return ctx.read(async (tx) => {
    const row = await findGrant(tx, tx.organisationId, id)
    if (!row) throw new Problem(problems.notFound)
    return (await describeGrants(tx, [row])).grants[0]!
  })
}

export async function endRole(ctx: Context, id: string): Promise<void> {
  await ctx.write(async (tx) => {
    const row = await findGrant(tx, tx.organisationId, id)
    if (!row) throw new Problem(problems.notFound)
    const path = await pathOfGrant(tx, row)
    ctx.require('role-grants.change', { unitPath: path })
    if (row.source === 'leads-unit') throw new Problem(grantFollowsUnit, { detail: 'Change who leads the unit instead.' })
    if (!isSystem(ctx) && !mayGrant(ctx.actor.grants, path)) throw new Problem(beyondAuthority)
    if (row.role === 'administrator' && row.unitId === null) await keepOneAdministrator(tx, [row.personId])
    await deleteGrant(tx, tx.organisationId, id)
    tx.audit({ action: 'role.ended', subject: { kind: 'person', id: row.personId }, details: { role: row.role, unitId: row.unitId } })
  })
}
const pathOfGrant = async (tx: Tx, { unitId }: GrantRow): Promise<string[]> =>
  unitId === null ? [] : ((await unitsById(tx, [unitId])).get(unitId)?.ancestorIds ?? [])

/** Throws when these people are the only administrators of the whole organisation who can come in. */
export async function keepOneAdministrator(tx: Tx, goingPersonIds: readonly string[]): Promise<void> {
  const present = await lockAdministrators(tx, tx.organisationId)
  const going = new Set(goingPersonIds)
  if (present.some(({ personId }) => going.has(personId)) && present.every(({ personId }) => going.has(personId)))
    throw new Problem(lastAdministrator, { detail: 'Make somebody else administrator of the whole organisation first.' })
}
