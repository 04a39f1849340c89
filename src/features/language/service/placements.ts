// The placement register: what hangs where, and what still shows the old words until somebody has renewed it.
import { personCard, unitIdsBelow, unitPathOf, unitsById, unknownReference } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid, newId } from '#platform/ids.ts'
import type { NewPlacement, Placement, PlacementList } from '../contract.ts'
import { nothingToPrint } from '../problems.ts'
import * as store from '../store/placements.ts'
import { shownBy, type Wording, wordingNow } from './wording.ts'

const kinds = ['mantra-poster', 'principles-poster'] as const
/** Every print that would come out today, in every language. */
const currentPrints = (wording: Wording): string[] =>
  kinds.flatMap((kind) => ['en', 'de', 'ar'].map((language) => shownBy(wording, kind, language)?.print ?? ''))

async function describe(tx: Tx, ctx: Context, rows: readonly store.PlacementRow[], wording: Wording): Promise<Placement[]> {
  const [units, cards] = await Promise.all([
    unitsById(tx, [...new Set(rows.map(({ unitId }) => unitId))]),
    personCard(tx, [...new Set(rows.map(({ renewedBy }) => renewedBy).filter((id) => id !== null))]),
  ])
  return rows.map(({ unitId, renewedBy, ...row }) => {
    const unit = units.get(unitId)
    const person = renewedBy ? cards.get(renewedBy) : undefined
    return {
      ...row,
      kind: row.kind as Placement['kind'],
      unit: { id: unitId, name: unit?.name ?? null },
      current: shownBy(wording, row.kind, row.language)?.shows ?? null,
      renewedBy: person ? { id: person.id, name: person.displayName } : null,
      mayChange: ctx.may('placements.change', { unitPath: unit?.ancestorIds ?? [] }),
    }
  })
}

export interface PlacementQuery {
  state: 'all' | 'outdated'
  after?: string | undefined
  limit: number
}
export async function listPlacements(ctx: Context, query: PlacementQuery): Promise<PlacementList> {
  const reach = ctx.reach('placements.read')
  return ctx.read(async (tx) => {
    const wording = await wordingNow(tx, ctx)
    const unitIds = reach.isEverywhere ? ('everywhere' as const) : await unitIdsBelow(tx, reach.unitIds)
    const filter = { unitIds, current: currentPrints(wording) }
    const [rows, outdated] = await Promise.all([
      store.listPlacements(tx, {
        ...filter,
        isOutdatedOnly: query.state === 'outdated',
        after: cursorOf(query.after),
        limit: query.limit + 1,
      }),
      store.countOutdated(tx, filter),
    ])
    const shown = rows.slice(0, query.limit)
    const last = rows.length > query.limit ? shown.at(-1) : undefined
    const next = last ? encodeCursor([Number(last.isOutdated), last.renewedAt, last.id]) : null
    return { items: await describe(tx, ctx, shown, wording), outdated, next }
  })
}

function cursorOf(after: string | undefined): store.PlacementFilter['after'] {
  if (after === undefined) return undefined
  const [isOutdated, renewedAt, id] = decodeCursor(after, 3) ?? []
  if (
    typeof renewedAt !== 'string' ||
    typeof id !== 'string' ||
    !isUuid(id) ||
    !/^\d{4}-/.test(renewedAt) ||
    Number.isNaN(Date.parse(renewedAt))
  )
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is not a cursor of this list' }] })
  return { isOutdated: isOutdated === 1, renewedAt: new Date(renewedAt).toISOString(), id }
}

async function placementNow(tx: Tx, ctx: Context, id: string, operation: string): Promise<[Placement, Wording]> {
  const wording = await wordingNow(tx, ctx)
  const row = await store.findPlacement(tx, id, currentPrints(wording))
  if (!row) throw new Problem(problems.notFound)
  ctx.require(operation, { unitPath: await unitPathOf(tx, row.unitId) })
  return [(await describe(tx, ctx, [row], wording))[0]!, wording]
}
export const readPlacement = (ctx: Context, id: string): Promise<Placement> =>
  ctx.read(async (tx) => (await placementNow(tx, ctx, id, 'placements.read'))[0])

function shownOf(wording: Wording, kind: string, language: string) {
  const shown = shownBy(wording, kind, language)
  if (!shown) throw new Problem(nothingToPrint, { detail: 'There is nothing yet that it could show.' })
  return shown
}

export async function notePlacement(ctx: Context, input: NewPlacement): Promise<Placement> {
  const id = newId(ctx.now().getTime())
  await ctx.write(async (tx) => {
    const path = await unitPathOf(tx, input.unitId)
    if (path.length === 0) {
      // Whoever may note none at all reads that first; another organisation's unit is one that is not there.
      ctx.require('placements.change', { unitPath: ctx.actor.grants.flatMap(({ unitId }) => unitId ?? []) })
      throw new Problem(unknownReference, { errors: [{ pointer: '/unitId', detail: 'Choose one of the units.' }] })
    }
    ctx.require('placements.change', { unitPath: path })
    const shown = shownOf(await wordingNow(tx, ctx), input.kind, input.language)
    await store.insertPlacement(tx, { id, ...input, ...shown, by: ctx.actor.personId }, ctx.now().toISOString())
    tx.audit({ action: 'placement.noted', subject: { kind: 'placement', id } })
    tx.answersWith(id)
  })
  return ctx.read(async (tx) => (await placementNow(tx, ctx, id, 'placements.change'))[0])
}

/** It shows the words of today again. */
export async function renewPlacement(ctx: Context, id: string, version: number): Promise<Placement> {
  return ctx.write(async (tx) => {
    const [{ kind, language }, wording] = await placementNow(tx, ctx, id, 'placements.change')
    const row = { id, ...shownOf(wording, kind, language), by: ctx.actor.personId }
    if (!(await store.renewPlacement(tx, row, version, ctx.now().toISOString()))) throw new Problem(problems.versionChanged)
    tx.audit({ action: 'placement.renewed', subject: { kind: 'placement', id } })
    return (await placementNow(tx, ctx, id, 'placements.change'))[0]
  })
}

export async function takeDownPlacement(ctx: Context, id: string): Promise<void> {
  await ctx.write(async (tx) => {
    await placementNow(tx, ctx, id, 'placements.change')
    await store.takeDownPlacement(tx, id, ctx.now().toISOString())
    tx.audit({ action: 'placement.taken-down', subject: { kind: 'placement', id } })
  })
}
