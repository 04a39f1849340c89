// Keys for programs. A key carries one role, perhaps narrowed to a unit and to some operations; what is `peopleOnly` stays closed to it.
import { unitsById } from '#features/people/public.ts'
import { type Actor, isThinkable } from '#platform/access/policy.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId, sha256 } from '#platform/ids.ts'
import type { ApiToken, NewApiToken } from '../contract.ts'
import { beyondAuthority } from '../problems.ts'
import { mayGrant } from '../rules/authority.ts'
import { newApiToken } from '../secrets/codes.ts'
import { insertToken, listTokens, revokeToken, type TokenRow } from '../store/tokens.ts'
import { cursorOf, pageFrom } from './pages.ts'
import { isSystem } from './reach-person.ts'
import { grantPath } from './role-grants.ts'

async function describeTokens(tx: Tx, rows: readonly Omit<TokenRow, 'organisationId' | 'revokedAt'>[]): Promise<ApiToken[]> {
  const units = await unitsById(tx, [...new Set(rows.flatMap(({ unitId }) => unitId ?? []))])
  return rows.map(({ id, name, role, unitId, operations, expiresAt, lastUsedAt, createdAt }) => ({
    id,
    name,
    role,
    unit: unitId === null ? null : { id: unitId, name: units.get(unitId)?.name ?? '–' },
    operations,
    expiresAt,
    lastUsedAt,
    createdAt,
  }))
}

export async function listApiTokens(ctx: Context, query: { after?: string | undefined; limit: number }) {
  ctx.require('api-tokens.read', { unitPath: ctx.reach('api-tokens.read').unitIds })
  return ctx.read(async (tx) => {
    const page = pageFrom(await listTokens(tx, tx.organisationId, cursorOf(query.after), query.limit + 1), query.limit)
    const units = await unitsById(
      tx,
      page.items.flatMap(({ unitId }) => unitId ?? []),
    )
    const within = page.items.filter(({ unitId }) =>
      ctx.may('api-tokens.read', { unitPath: unitId === null ? [] : (units.get(unitId)?.ancestorIds ?? []) }),
    )
    return { items: await describeTokens(tx, within), next: page.next }
  })
}

export async function createApiToken(ctx: Context, input: NewApiToken): Promise<ApiToken & { token: string }> {
  return ctx.write(async (tx) => {
    const path = await grantPath(tx, input.unitId ?? null)
    ctx.require('api-tokens.change', { unitPath: path })
    if (!isSystem(ctx) && !mayGrant(ctx.actor.grants, path)) throw new Problem(beyondAuthority)
    return makeToken(tx, ctx, input)
  })
}

export async function makeToken(tx: WriteTx, ctx: Context, input: NewApiToken): Promise<ApiToken & { token: string }> {
  const at = ctx.now()
  refuseWhatNeverWorks(ctx, input, at)
  const token = newApiToken()
  const row = {
    id: newId(at.getTime()),
    name: input.name,
    role: input.role,
    unitId: input.unitId ?? null,
    operations: input.operations ? [...new Set(input.operations)].sort() : null,
    expiresAt: input.expiresAt ? new Date(input.expiresAt).toISOString() : null,
  }
  await insertToken(tx, tx.organisationId, { ...row, tokenHash: sha256(token), createdBy: ctx.actor.personId }, at.toISOString())
  tx.audit({
    action: 'api-token.made',
    subject: { kind: 'api-token', id: row.id },
    details: { role: row.role, unitId: row.unitId, expiresAt: row.expiresAt },
  })
  const [described] = await describeTokens(tx, [{ ...row, lastUsedAt: null, createdAt: at.toISOString() }])
  return { ...described!, token }
}

function refuseWhatNeverWorks(ctx: Context, input: NewApiToken, at: Date): void {
  const actor: Actor = {
    kind: 'token',
    organisationId: ctx.organisationId,
    accountId: '',
    personId: null,
    grants: [{ role: input.role, unitId: input.unitId ?? null }],
  }
  const errors = (input.operations ?? []).flatMap((operation, i) =>
    isThinkable(ctx.platform.policy, actor, operation)
      ? []
      : [{ pointer: `/operations/${i}`, detail: 'is not open to a key of this role' }],
  )
  if (input.expiresAt && new Date(input.expiresAt) <= at) errors.push({ pointer: '/expiresAt', detail: 'lies in the past' })
  if (errors.length > 0) throw new Problem(problems.invalidInput, { errors: errors.slice(0, 50) })
}

export async function revokeApiToken(ctx: Context, id: string): Promise<void> {
  await ctx.write(async (tx) => {
    const unitId = await revokeToken(tx, tx.organisationId, id, ctx.now().toISOString())
    if (unitId === undefined) throw new Problem(problems.notFound)
    // Asked after the fact: a refusal rolls the whole transaction back.
    ctx.require('api-tokens.change', { unitPath: unitId === null ? [] : ((await unitsById(tx, [unitId])).get(unitId)?.ancestorIds ?? []) })
    tx.audit({ action: 'api-token.revoked', subject: { kind: 'api-token', id } })
  })
}
