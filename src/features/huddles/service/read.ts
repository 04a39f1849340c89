import { personCard, readSettings, unitIdsBelow, unitPathOf, unitsById } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { gathering } from '#platform/db/gather.ts'
import type { Context } from '#platform/http/context.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Huddle, HuddleRow, Outcome, TeamList } from '../contract.ts'
import { dayAfter, mondayOf, weekNumber } from '../rules.ts'
import { itemsOf, sumsByUnit } from '../store/history.ts'
import * as store from '../store/huddles.ts'
import { agendaOf } from './agenda.ts'

/** Whom a huddle belongs to, in the words of the policy: a member of the team stands to it as a person to their own things. */
export async function placeOf(ctx: Context, tx: Tx, unitId: string) {
  const me = ctx.actor.personId
  const [path, cards] = await Promise.all([unitPathOf(tx, unitId), me === null ? undefined : personCard(tx, [me])])
  const isMine = me !== null && cards?.get(me)?.unitId === unitId
  return { isMine, resource: { personId: isMine ? me : null, unitPath: path } }
}

async function describe(tx: Tx, rows: readonly (store.HuddleRecord & { raised: number })[]): Promise<HuddleRow[]> {
  const [units, cards] = await Promise.all([
    unitsById(tx, [...new Set(rows.map(({ unitId }) => unitId))]),
    personCard(tx, [...new Set(rows.flatMap(({ hostId }) => hostId ?? []))]),
  ])
  return rows.map(({ id, unitId, week, principleId, hostId, state, settledOn, raised }) => ({
    id,
    unit: { id: unitId, name: units.get(unitId)?.name ?? null },
    week,
    weekNumber: weekNumber(week),
    principleId,
    host: hostId === null ? null : { id: hostId, name: cards.get(hostId)?.displayName ?? null },
    state,
    settledOn,
    raised,
  }))
}

function weekAfter(after: string | undefined): string | null {
  if (after === undefined) return null
  const [week] = decodeCursor(after, 1) ?? []
  if (typeof week !== 'string' || !/^(19|2\d)\d\d-\d\d-\d\d$/.test(week) || Number.isNaN(Date.parse(week)) || mondayOf(week) !== week)
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is no cursor of this list' }] })
  return week
}

/** Of one team, the latest week first. Without a unit: of the caller's own; somebody without one has none. */
export async function listHuddles(
  ctx: Context,
  query: { unitId?: string | undefined; after?: string | undefined; limit: number },
): Promise<{ items: HuddleRow[]; next: string | null }> {
  const before = weekAfter(query.after)
  return ctx.read(async (tx) => {
    const me = ctx.actor.personId
    const unitId = query.unitId ?? (me === null ? null : ((await personCard(tx, [me])).get(me)?.unitId ?? null))
    if (unitId === null) {
      ctx.require('huddles.read', { personId: me })
      return { items: [], next: null }
    }
    const { resource } = await placeOf(ctx, tx, unitId)
    // A unit of another organisation is as little there as one that never was.
    if (resource.unitPath.length === 0) {
      ctx.may('huddles.read', resource)
      throw new Problem(problems.notFound)
    }
    ctx.require('huddles.read', resource)
    const rows = await store.listHuddles(tx, unitId, before, query.limit + 1)
    const shown = rows.slice(0, query.limit)
    const last = shown.at(-1)
    return { items: await describe(tx, shown), next: rows.length > query.limit && last ? encodeCursor([last.week]) : null }
  })
}

/** Four turns, each one statement. */
export async function readHuddle(ctx: Context, id: string): Promise<Huddle> {
  return ctx.read(async (given) => {
    const tx = gathering(given)
    const [row, kept] = await Promise.all([store.findHuddle(tx, id), itemsOf(tx, id)])
    if (!row) {
      ctx.may('huddles.read', {})
      throw new Problem(problems.notFound)
    }
    const [{ isMine, resource }, agenda, [shown]] = await Promise.all([
      placeOf(ctx, tx, row.unitId),
      agendaOf(ctx, tx, row, kept),
      describe(tx, [{ ...row, raised: 0 }]),
    ])
    ctx.require('huddles.read', resource)
    return {
      ...shown!,
      ...agenda,
      raised: agenda.raisedHere.length,
      openedOn: row.openedOn,
      isMine,
      may: { run: ctx.may('huddles.run', resource) },
    }
  })
}

const followedWeeks = 12
const mostTeams = 1000
/** How often the teams met that the caller leads, in the order of names: it is no ranking. */
export async function listTeams(ctx: Context): Promise<TeamList> {
  const reach = ctx.reach('huddles.follow')
  return ctx.read(async (tx) => {
    const { timeZone } = await readSettings(tx)
    const week = mondayOf(dayIn(timeZone, ctx.now()))
    const unitIds = reach.isEverywhere ? null : await unitIdsBelow(tx, reach.unitIds)
    const sums = await sumsByUnit(tx, dayAfter(week, -7 * (followedWeeks - 1)), week, unitIds)
    const units = await unitsById(
      tx,
      sums.map(({ unitId }) => unitId),
    )
    return {
      weeks: followedWeeks,
      items: sums
        .map(({ unitId, made, held, skipped, currentId, currentState }) => ({
          unit: { id: unitId, name: units.get(unitId)?.name ?? null },
          made,
          held,
          skipped,
          current: currentId && currentState ? { id: currentId, state: currentState } : null,
        }))
        .sort((a, b) => (a.unit.name ?? '').localeCompare(b.unit.name ?? ''))
        .slice(0, mostTeams),
    }
  })
}

export interface WeekOf {
  /** The Monday. */
  week: string
  /** The same for every team; null where there is none yet. */
  principleId: string | null
  huddles: { id: string; unitId: string; hostId: string | null; state: Outcome }[]
}
/** This week in these units. */
export async function weekOf(tx: Tx, unitIds: readonly string[], day: string): Promise<WeekOf> {
  const week = mondayOf(day)
  const rows = await store.ofWeek(tx, unitIds, week)
  const own = rows.filter(({ unitId }) => unitIds.includes(unitId))
  return {
    week,
    principleId: [...own, ...rows].find(({ principleId }) => principleId !== null)?.principleId ?? null,
    huddles: own.map(({ id, unitId, hostId, state }) => ({ id, unitId, hostId, state })),
  }
}
