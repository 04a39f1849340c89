// Reading thanks: those of my units, of the house, mine, and one by its address.
import { personCard, readSettings, unitIdsBelow, unitPathOf, unitsById } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid } from '#platform/ids.ts'
import type { Thanks, ThanksQuery } from '../contract.ts'
import { findThanks, listThanks, setHidden, type ThanksRow, type Whose } from '../store/thanks.ts'
import { withdraw } from './give.ts'
import { concerns, viewsOf } from './view.ts'

function cursorOf(after: string | undefined): { at: string; id: string } | undefined {
  if (after === undefined) return undefined
  const [at, id] = decodeCursor(after, 2) ?? []
  if (typeof at !== 'string' || typeof id !== 'string' || !isUuid(id) || Number.isNaN(Date.parse(at)))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is not a cursor of this list' }] })
  return { at: new Date(at).toISOString(), id }
}

/** My unit and the one above it, and all below those that I lead: a team of three also hears what is said about its shop. */
async function myUnits(ctx: Context, tx: Tx): Promise<string[]> {
  const { personId } = ctx.actor
  const unitId = personId === null ? null : ((await personCard(tx, [personId])).get(personId)?.unitId ?? null)
  const [path, led] = await Promise.all([unitPathOf(tx, unitId), unitIdsBelow(tx, ctx.reach('thanks.notice').unitIds)])
  return [...new Set([...path.slice(-2), ...led])]
}

async function whoseOf(ctx: Context, tx: Tx, query: ThanksQuery): Promise<Whose> {
  const me = ctx.actor.personId
  ctx.require('thanks.read', {})
  if (query.personId) {
    const { isWorksCouncilMode } = await readSettings(tx)
    // Put together by person it is a list about that person.
    ctx.require(isWorksCouncilMode ? 'thanks.read-own' : 'thanks.read', { personId: query.personId })
    return { kind: 'person', personId: query.personId }
  }
  if (query.whose === 'received' || query.whose === 'given') {
    ctx.require('thanks.read-own', { personId: me })
    return { kind: query.whose, personId: me! }
  }
  if (query.whose === 'reported') {
    ctx.require('thanks.judge', {})
    return { kind: 'reported' }
  }
  return { kind: 'units', unitIds: query.whose === 'all' ? null : await myUnits(ctx, tx) }
}

export async function readThanksList(ctx: Context, query: ThanksQuery): Promise<{ items: Thanks[]; next: string | null }> {
  const after = cursorOf(query.after)
  return ctx.read(async (tx) => {
    const whose = await whoseOf(ctx, tx, query)
    const rows = await listThanks(tx, { whose, principleId: query.principleId, after, limit: query.limit + 1 })
    const hasMore = rows.length > query.limit
    if (hasMore) rows.pop()
    const last = rows.at(-1)
    return { items: await viewsOf(ctx, tx, rows), next: hasMore && last ? encodeCursor([last.saidAt, last.id]) : null }
  })
}

/** Of one that is not for this reader's eyes not even that it exists. */
async function readable(ctx: Context, tx: Tx, id: string): Promise<ThanksRow> {
  const row = await findThanks(tx, id)
  if (!row) throw new Problem(problems.notFound)
  const own = [row.fromId, ...row.receivers.map(({ personId }) => personId)].find((one) => one !== null && one === ctx.actor.personId)
  const isOpen = !row.isPrivate && !row.isHidden
  const may =
    (ctx.may('thanks.read', {}) && isOpen) ||
    (own !== undefined && ctx.may('thanks.read-own', { personId: own })) ||
    (row.isReported && ctx.may('thanks.judge', {}))
  if (may) return row
  // Whoever leads the unit that was thanked may show again what they hid.
  const units = await unitsById(tx, [row.receivers.find(({ kind }) => kind === 'unit')?.unitId ?? row.receivers[0]!.unitId])
  if (!ctx.may('thanks.hide', concerns(ctx, row, units))) throw new Problem(problems.notFound)
  return row
}
export const readThanks = (ctx: Context, id: string): Promise<Thanks> =>
  ctx.read(async (tx) => (await viewsOf(ctx, tx, [await readable(ctx, tx, id)]))[0]!)

/** Whoever was thanked decides whether it hangs where others read it, and can ask that somebody looks at it. */
export const hideThanks = (ctx: Context, id: string, change: { isHidden: boolean; isReported: boolean }): Promise<Thanks> =>
  ctx.write(async (tx) => {
    const row = await readable(ctx, tx, id)
    const units = await unitsById(tx, [...new Set(row.receivers.map(({ unitId }) => unitId))])
    ctx.require('thanks.hide', concerns(ctx, row, units))
    // What is reported waits for whoever judges it.
    if (!row.isReported) await setHidden(tx, id, change.isHidden, change.isReported)
    return (await viewsOf(ctx, tx, [(await findThanks(tx, id))!]))[0]!
  })

/** A reported one stays, hidden as its receiver wished, or its words are deleted. */
export const judgeThanks = (ctx: Context, id: string, stays: boolean): Promise<void> =>
  ctx.write(async (tx) => {
    ctx.require('thanks.judge', {})
    const row = await findThanks(tx, id)
    if (!row?.isReported) throw new Problem(problems.notFound)
    if (stays) await setHidden(tx, id, true, false)
    else await withdraw(ctx, tx, row)
  })
