// The board: what waits, what was answered, which are alike, and how the house is doing.
import { personCard, readSettings, unitIdsBelow, unitsById } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { csvLine } from '#platform/http/csv.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid } from '#platform/ids.ts'
import type { Figures, Obstacle, ObstacleQuery, ObstacleRow, Similar } from '../contract.ts'
import { clockOf, dayOf, findSimilar, halfWithin } from '../rules.ts'
import * as board from '../store/board.ts'
import * as figures from '../store/figures.ts'
import { earlierAnswers } from '../store/obstacles.ts'
import { describe } from './describe.ts'

type Filters = Omit<ObstacleQuery, 'state' | 'after' | 'limit'>

async function teamOf(ctx: Context, tx: Tx): Promise<string[]> {
  const me = ctx.actor.personId
  const unitId = me ? (await personCard(tx, [me])).get(me)?.unitId : null
  return unitId ? unitIdsBelow(tx, [unitId]) : []
}

async function filterOf(ctx: Context, tx: Tx, state: board.BoardFilter['state'], query: Filters): Promise<board.BoardFilter> {
  const nobody = '00000000-0000-0000-0000-000000000000'
  const me = ctx.actor.personId ?? nobody
  const within = query.unitId ? await unitIdsBelow(tx, [query.unitId]) : undefined
  const team = query.whose === 'team' ? await teamOf(ctx, tx) : undefined
  return {
    state,
    search: query.search,
    raisedOrSupportedBy: query.whose === 'mine' ? me : undefined,
    answeredByLeader: query.whose === 'for-me' ? me : query.leaderId,
    unitIds: within && team ? within.filter((id) => team.includes(id)) : (within ?? team),
    stepId: query.stepId,
    kind: query.kind,
    hurts: query.hurts,
  }
}

function cursorOf(after: string | undefined): { key: string; id: string } | null {
  if (after === undefined) return null
  const [key, id] = decodeCursor(after, 2) ?? []
  if (typeof key !== 'string' || typeof id !== 'string' || !isUuid(id) || Number.isNaN(Date.parse(key)))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is no cursor of this list' }] })
  return { key: new Date(key).toISOString(), id }
}

export async function listObstacles(
  ctx: Context,
  query: ObstacleQuery,
): Promise<{ items: ObstacleRow[]; next: string | null; total: number | null }> {
  ctx.require('obstacles.read', {})
  const after = cursorOf(query.after)
  return ctx.read(async (tx) => {
    const filter = await filterOf(ctx, tx, query.state, query)
    const [rows, total] = await Promise.all([
      board.listBoard(tx, filter, { personId: ctx.actor.personId, after, limit: query.limit + 1 }),
      after ? null : board.countBoard(tx, filter),
    ])
    const shown = rows.slice(0, query.limit)
    const last = shown.at(-1)
    const key = last && (query.state === 'open' ? last.dueAt : last.answeredOn)
    return {
      items: await describe(ctx, tx, shown),
      next: rows.length > query.limit && last && key ? encodeCursor([key, last.id]) : null,
      total,
    }
  })
}

export async function readObstacle(ctx: Context, id: string): Promise<Obstacle> {
  ctx.require('obstacles.read', {})
  return ctx.read(async (tx) => {
    const row = await board.findBoardRow(tx, id, ctx.actor.personId)
    if (!row) throw new Problem(problems.notFound)
    const [[shown], earlier] = await Promise.all([describe(ctx, tx, [row], true), earlierAnswers(tx, id)])
    const cards = await personCard(tx, [...new Set(earlier.flatMap(({ answeredBy }) => answeredBy ?? []))])
    return {
      ...shown!,
      earlier: earlier.map((one) => ({
        answer: one.answer,
        because: one.because,
        on: one.answeredOn,
        by: one.answeredBy ? { id: one.answeredBy, name: cards.get(one.answeredBy)?.displayName ?? null } : null,
        daysTaken: one.daysTaken,
        reopened: { on: one.reopenedOn, because: one.reopenedBecause },
      })),
    }
  })
}

/** While somebody types: open ones that say the same, so that they join instead of doubling. */
export async function listSimilar(ctx: Context, words: string): Promise<{ items: Similar[] }> {
  ctx.require('obstacles.raise', {})
  return ctx.read(async (tx) => {
    const found = findSimilar(words, await board.openTitles(tx, ctx.actor.personId))
    const units = await unitsById(tx, [...new Set(found.map(({ unitId }) => unitId))])
    return {
      items: found.map(({ id, title, unitId, supporters, iSupport, openedAt }) => ({
        id,
        title,
        unit: { id: unitId, name: units.get(unitId)?.name ?? null },
        supporters,
        iSupport,
        day: dayOf(new Date(openedAt), ctx.now()),
      })),
    }
  })
}

const figureDays = 90
export async function readFigures(ctx: Context): Promise<Figures> {
  ctx.require('obstacles.read', {})
  return ctx.read(async (tx) => {
    const settings = await readSettings(tx)
    const since = dayIn(settings.timeZone, new Date(ctx.now().getTime() - (figureDays - 1) * 86_400_000))
    const me = ctx.actor.personId
    const [team, sums, taken, oldest, steps] = await Promise.all([
      teamOf(ctx, tx),
      figures.sumsByLeader(tx, since, ctx.now()),
      figures.daysTaken(tx, since),
      figures.oldestOpen(tx),
      figures.openBySteps(tx),
    ])
    const [counts, cards] = await Promise.all([
      figures.countsFor(tx, me, team),
      personCard(tx, [...new Set([...sums.map(({ leaderId }) => leaderId), ...(oldest ? [oldest.leaderId] : [])])]),
    ])
    const person = (id: string) => ({ id, name: cards.get(id)?.displayName ?? null })
    const clock = oldest && clockOf(new Date(oldest.openedAt), new Date(oldest.dueAt), ctx.now())
    // A person's figures are that person's alone where the works council has asked for it.
    const shown = settings.isWorksCouncilMode ? sums.filter(({ leaderId }) => leaderId === me) : sums
    return {
      days: figureDays,
      steps,
      counts,
      raised: sums.reduce((sum, one) => sum + one.raised, 0),
      answered: sums.reduce((sum, one) => sum + one.answered, 0),
      half: halfWithin(taken),
      oldest: oldest && clock ? { id: oldest.id, days: clock.day, daysLate: clock.daysLate, leader: person(oldest.leaderId) } : null,
      leaders: shown
        .map(({ leaderId, oldestAt, ...sum }) => ({
          leader: person(leaderId),
          ...sum,
          oldestDays: oldestAt ? dayOf(new Date(oldestAt), ctx.now()) : null,
        }))
        // In the order of names: it is no ranking.
        .sort((a, b) => (a.leader.name ?? '').localeCompare(b.leader.name ?? '')),
    }
  })
}

const exportedAtMost = 20_000
export async function exportObstacles(ctx: Context, query: Filters & { state: board.BoardFilter['state'] }): Promise<string> {
  ctx.require('obstacles.read', {})
  return ctx.write(async (tx) => {
    const filter = await filterOf(ctx, tx, query.state, query)
    const rows = await board.listBoard(tx, filter, { personId: ctx.actor.personId, after: null, limit: exportedAtMost })
    const items = await describe(ctx, tx, rows)
    tx.audit({ action: 'obstacles.exported', subject: { kind: 'organisation', id: ctx.organisationId }, details: { rows: items.length } })
    const head = [
      'Obstacle',
      'What happened',
      'Hurts',
      'Raised on',
      'Raised by',
      'Unit',
      'Step',
      'Rule',
      'Kind',
      'Law',
      'Supporters',
      'Leader',
      'State',
      'Day',
      'Days late',
      'Answer',
      'Because',
      'Answered on',
      'Days taken',
      'Link',
    ]
    const lines = items.map((one) =>
      csvLine([
        one.title,
        one.happened,
        one.hurts,
        one.raisedOn,
        one.raisedBy?.name ?? null,
        one.unit.name,
        one.step?.name ?? null,
        one.rule?.name ?? null,
        one.kind,
        one.law,
        one.supporters,
        one.leader.name,
        one.state,
        one.clock?.day ?? null,
        one.clock?.daysLate ?? null,
        one.answer?.answer ?? null,
        one.answer?.because ?? null,
        one.answer?.on ?? null,
        one.answer?.daysTaken ?? null,
        `/obstacles/${one.id}`,
      ]),
    )
    return `\ufeff${[csvLine(head), ...lines].join('\r\n')}\r\n`
  })
}
