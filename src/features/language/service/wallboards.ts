// Screens on walls: made and taken back in Studio; read by whoever holds the address, and nobody else.
import { personCard, unitIdsBelow, unitPathOf, unitsById, unknownReference } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Context, systemContext } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { OpenRequest, Reply } from '#platform/http/route.ts'
import { isUuid, newId, newSecret, sha256 } from '#platform/ids.ts'
import type { MadeWallboard, NewWallboard, Wallboard } from '../contract.ts'
import { wallboardUnknown } from '../problems.ts'
import { segmentsOf } from '../rules.ts'
import * as store from '../store/wallboards.ts'
import { wallboardItems } from '../wallboard/items.ts'
import type { Board } from '../wallboard/page.ts'
import { mantraIn, wordingNow } from './wording.ts'

async function describe(tx: Tx, ctx: Context, rows: readonly store.WallboardRow[], operation: string): Promise<Wallboard[]> {
  const [units, cards] = await Promise.all([
    unitsById(tx, [...new Set(rows.map(({ unitId }) => unitId).filter((id) => id !== null))]),
    personCard(tx, [...new Set(rows.map(({ madeBy }) => madeBy).filter((id) => id !== null))]),
  ])
  return rows
    .filter(({ unitId }) => ctx.may(operation, { unitPath: unitId ? (units.get(unitId)?.ancestorIds ?? []) : [] }))
    .map(({ unitId, madeBy, ...row }) => {
      const person = madeBy ? cards.get(madeBy) : undefined
      return {
        ...row,
        unit: unitId ? { id: unitId, name: units.get(unitId)?.name ?? null } : null,
        madeBy: person ? { id: person.id, name: person.displayName } : null,
      }
    })
}

export const listWallboards = (ctx: Context): Promise<{ items: Wallboard[] }> => {
  ctx.reach('wallboards.read')
  return ctx.read(async (tx) => ({ items: await describe(tx, ctx, await store.listWallboards(tx), 'wallboards.read') }))
}

/** The organisation stands in the token, because a screen has no session that would name it. */
const newToken = (organisationId: string): string => `${organisationId.replaceAll('-', '')}${newSecret()}`
const tokenShape = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([\w-]{43})$/
function organisationOf(token: string): string | undefined {
  const match = tokenShape.exec(token)
  const id = match?.slice(1, 6).join('-')
  return id && isUuid(id) ? id : undefined
}

export async function makeWallboard(ctx: Context, input: NewWallboard, origin: string): Promise<MadeWallboard> {
  const id = newId(ctx.now().getTime())
  const token = newToken(ctx.organisationId)
  const unitId = input.unitId ?? null
  return ctx.write(async (tx) => {
    const path = await unitPathOf(tx, unitId)
    if (unitId && path.length === 0) {
      ctx.require('wallboards.change', { unitPath: ctx.actor.grants.flatMap((grant) => grant.unitId ?? []) })
      throw new Problem(unknownReference, { errors: [{ pointer: '/unitId', detail: 'Choose one of the units.' }] })
    }
    ctx.require('wallboards.change', { unitPath: path })
    const row = { id, name: input.name, unitId, language: input.language, madeBy: ctx.actor.personId }
    const at = ctx.now().toISOString()
    await store.insertWallboard(tx, { ...row, tokenHash: sha256(token) }, at)
    tx.audit({ action: 'wallboard.made', subject: { kind: 'wallboard', id } })
    const [wallboard] = await describe(tx, ctx, [{ ...row, createdAt: at, lastSeenAt: null }], 'wallboards.change')
    return { ...wallboard!, address: `${origin}/wallboard#${token}` }
  })
}

/** From now on the address opens nothing; a screen that shows it says so within seconds. */
export async function takeBackWallboard(ctx: Context, id: string): Promise<void> {
  await ctx.write(async (tx) => {
    const row = (await store.listWallboards(tx)).find((one) => one.id === id)
    if (!row) throw new Problem(problems.notFound)
    ctx.require('wallboards.change', { unitPath: await unitPathOf(tx, row.unitId) })
    await store.deleteWallboard(tx, id)
    tx.audit({ action: 'wallboard.taken-back', subject: { kind: 'wallboard', id } })
  })
}

const cookieName = (isSecure: boolean): string => (isSecure ? '__Host-attune-wallboard' : 'attune-wallboard')
/** The longest that browsers keep a cookie; each opening of the page renews it. */
const cookieMaxAgeS = 400 * 24 * 3600
export const wallboardCookie = (isSecure: boolean, value: string): NonNullable<Reply<unknown>['cookies']>[number] => ({
  name: cookieName(isSecure),
  value,
  maxAgeS: value ? cookieMaxAgeS : 0,
})
export const wallboardTokenOf = ({ cookies, isSecure }: OpenRequest): string | undefined => cookies[cookieName(isSecure)]

/** The cookie for the address that a screen was opened with. */
export async function connectWallboard(ctx: Context, token: string, isSecure: boolean) {
  if (!(await readBoard(ctx, token))) throw new Problem(wallboardUnknown)
  return wallboardCookie(isSecure, token)
}

const seenEveryMs = 3_600_000

/** What a screen shows now; undefined where its address counts no more. */
export async function readBoard(ctx: Context, token: string | undefined): Promise<Board | undefined> {
  const organisationId = token === undefined ? undefined : organisationOf(token)
  if (!token || !organisationId) return undefined
  const system = systemContext(ctx.platform, organisationId, ctx.requestId)
  const found = await system.read(async (tx) => {
    const wallboard = await store.findWallboardByToken(tx, sha256(token))
    if (!wallboard) return undefined
    const { language, unitId } = wallboard
    const wording = await wordingNow(tx, system)
    const mantra = mantraIn(wording, language)
    const unitIds = unitId ? await unitIdsBelow(tx, [unitId]) : null
    const board: Board = {
      language,
      organisation: wording.settings.name,
      mantra: mantra ? segmentsOf(mantra) : [],
      principles: wording.principles(language),
      items: await wallboardItems(tx, { unitIds, language, now: system.now() }),
    }
    return { board, wallboard }
  })
  if (!found) return undefined
  const { id, lastSeenAt } = found.wallboard
  if (lastSeenAt === null || system.now().getTime() - Date.parse(lastSeenAt) > seenEveryMs)
    await system.write((tx) => store.touchWallboard(tx, id, system.now().toISOString()))
  return found.board
}
