import { curve } from '#engines/practice/memory.ts'
// What a unit still knows of each principle, and what it will know in four weeks. Groups only; the figures are counted by a job (data.md 10).
import { meanWithInterval } from '#engines/scores/mean.ts'
import { shownGroups } from '#engines/scores/shown-groups.ts'
import { principleRefs, requireLive } from '#features/language/public.ts'
import { readSettings, type UnitBelow, unitOverview, type UnitOverview, unitsById, unitsRightBelow } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { Cell, RecallMap } from '../contract.ts'
import { dayNumber, dayOf, fewestPeople, mondayOf, refreshBelow, refresherDays } from '../rules.ts'
import {
  countRecall,
  type CountedRow,
  deleteRefresher,
  findRefresher,
  insertRefresher,
  lastCount,
  openRefreshers,
  recallOfUnits,
  type RefresherRow,
  writeRecall,
} from '../store/recall.ts'

const laterDays = 28
/** More people than this need no counting. */
const countPeopleTo = 100_000

/** Counts anew where somebody practised since, or a day has passed: recall falls by itself. */
export const countAll = (ctx: Context): Promise<void> =>
  ctx.write(async (tx) => {
    const [{ timeZone }, last] = await Promise.all([readSettings(tx), lastCount(tx)])
    const today = dayIn(timeZone, ctx.now())
    const isNew = last.newestReviewAt !== null && (last.countedAt === null || last.newestReviewAt >= last.countedAt)
    if (!isNew && (last.countedOn === null || last.countedOn >= today)) return
    const rows = await countRecall(tx, curve, today, laterDays)
    await writeRecall(tx, rows, { week: dayOf(mondayOf(dayNumber(today))), today, at: ctx.now() })
  })

const cut = (value: number): number => Math.round(value * 1000) / 1000
function cellOf(principleId: string, now: CountedRow | undefined, before: CountedRow | undefined, isShown: boolean): Cell {
  if (!now) return { principleId, n: 0, recall: null, later: null, before: null, state: 'none' }
  if (!isShown) return { principleId, n: null, recall: null, later: null, before: null, state: 'too-few' }
  const { estimate, low, high } = meanWithInterval({ n: now.people, sum: now.recallSum, sumSquares: now.recallSquares }, { from: 0, to: 1 })
  return {
    principleId,
    n: now.people,
    recall: { estimate: cut(estimate), low: cut(low), high: cut(high) },
    later: cut(now.laterSum / now.people),
    before: before ? cut(before.recallSum / before.people) : null,
    state: 'shown',
  }
}

export const readMap = (ctx: Context, unitId: string | undefined): Promise<RecallMap> =>
  ctx.read(async (tx) => {
    const unit = await unitOverview(tx, { unitId, reach: ctx.reach('practice.map'), countPeopleTo })
    if (!unit) throw new Problem(unitId === undefined ? problems.notAllowed : problems.notFound)
    const unitPath = unit.path.map(({ id }) => id)
    ctx.require('practice.map', { unitPath })
    const [below, principles] = await Promise.all([unitsRightBelow(tx, unit.id, countPeopleTo), principleRefs(tx, ctx.language)])
    return mapOf(ctx, tx, { unit, unitPath, below, principles })
  })

interface Opened {
  unit: UnitOverview
  unitPath: string[]
  below: UnitBelow[]
  principles: RecallMap['principles']
}
async function mapOf(ctx: Context, tx: Tx, { unit, unitPath, below, principles }: Opened): Promise<RecallMap> {
  const today = dayIn(unit.timeZone, ctx.now())
  const monday = mondayOf(dayNumber(today))
  const weeks = { now: dayOf(monday), last: dayOf(monday - 7), before: dayOf(monday - laterDays) }
  const ids = [unit.id, ...below.map(({ id }) => id)]
  const [rows, refreshers] = await Promise.all([recallOfUnits(tx, ids, Object.values(weeks)), openRefreshers(tx, today)])
  // On a Monday morning before the first count the figures are last week's.
  const current = rows.some(({ week }) => week === weeks.now) ? weeks.now : weeks.last
  // By a key: looking through the rows for each cell of fifty teams took longer than reading them.
  const byCell = new Map(rows.map((row) => [`${row.unitId} ${row.principleId} ${row.week}`, row]))
  const rowAt = (id: string, principleId: string, week: string) => byCell.get(`${id} ${principleId} ${week}`)
  const fewest = fewestPeople(unit.isWorksCouncilMode)
  const shownOf = (week: string) =>
    new Map(
      principles.map(({ id }) => {
        const whole = rowAt(unit.id, id, week)?.people ?? 0
        return [
          id,
          whole < fewest
            ? new Set<string>()
            : shownGroups(whole, new Map(below.map((one) => [one.id, rowAt(one.id, id, week)?.people ?? 0])), fewest),
        ]
      }),
    )
  const [shown, shownBefore] = [shownOf(current), shownOf(weeks.before)]
  const cellsOf = (id: string) =>
    principles.map(({ id: principleId }) => {
      const [now, before] = [rowAt(id, principleId, current), rowAt(id, principleId, weeks.before)]
      const isWhole = id === unit.id
      const wasShown = isWhole ? (before?.people ?? 0) >= fewest : shownBefore.get(principleId)!.has(id)
      return cellOf(
        principleId,
        now,
        wasShown ? before : undefined,
        isWhole ? (now?.people ?? 0) >= fewest : shown.get(principleId)!.has(id),
      )
    })
  const whole = cellsOf(unit.id)
  const open = refreshers.filter((one) => ids.includes(one.unitId) || unitPath.includes(one.unitId))
  const weakest = whole
    .filter(
      ({ recall, principleId }) =>
        recall !== null &&
        recall.estimate < refreshBelow &&
        !open.some((one) => one.principleId === principleId && unitPath.includes(one.unitId)),
    )
    .toSorted((a, b) => a.recall!.estimate - b.recall!.estimate)[0]
  const names = new Map([...below, ...unit.path].map(({ id, name }) => [id, name]))
  return {
    unit: { id: unit.id, name: unit.name },
    path: unit.path,
    countedAt: rows.filter(({ week }) => week === current).map(({ countedAt }) => countedAt)[0] ?? null,
    fewestPeople: fewest,
    principles,
    whole: { people: unit.people, cells: whole },
    units: below.map(({ id, name, people }) => ({ id, name, people, cells: cellsOf(id) })),
    proposal: weakest ? { principleId: weakest.principleId, recall: weakest.recall!.estimate, later: weakest.later! } : null,
    refreshers: open.map((one) => ({ ...one, unitName: names.get(one.unitId) ?? '' })),
    mayRefresh: ctx.may('practice.refresh', { unitPath }),
  }
}

export const askRefresher = (ctx: Context, input: { unitId: string; principleId: string }): Promise<RefresherRow> =>
  ctx.write(async (tx) => {
    const unit = (await unitsById(tx, [input.unitId])).get(input.unitId)
    if (!unit) throw new Problem(problems.notFound)
    ctx.require('practice.refresh', { unitPath: unit.ancestorIds })
    const [{ timeZone }] = await Promise.all([readSettings(tx), requireLive(tx, input.principleId)])
    const today = dayIn(timeZone, ctx.now())
    const open = (await openRefreshers(tx, today)).find((one) => one.unitId === input.unitId && one.principleId === input.principleId)
    const row = open ?? { id: newId(ctx.now().getTime()), ...input, untilDay: dayOf(dayNumber(today) + refresherDays - 1) }
    if (!open) {
      await insertRefresher(tx, { ...row, fromDay: today }, ctx.now())
      tx.audit({
        action: 'practice.refresher-asked',
        subject: { kind: 'unit', id: input.unitId },
        details: { principleId: input.principleId },
      })
    }
    tx.answersWith(row.id)
    return row
  })

export const refresherById = (ctx: Context, id: string): Promise<RefresherRow> =>
  ctx.read(async (tx) => {
    const row = await findRefresher(tx, id)
    const unit = row && (await unitsById(tx, [row.unitId])).get(row.unitId)
    if (!row || !unit) throw new Problem(problems.notFound)
    ctx.require('practice.refresh', { unitPath: unit.ancestorIds })
    return row
  })

export const endRefresher = (ctx: Context, id: string): Promise<void> =>
  ctx.write(async (tx) => {
    const row = await findRefresher(tx, id)
    const unit = row && (await unitsById(tx, [row.unitId])).get(row.unitId)
    // Of somebody else's part of the house, not even that it exists.
    if (!row || !unit || !ctx.may('practice.refresh', { unitPath: unit.ancestorIds })) throw new Problem(problems.notFound)
    await deleteRefresher(tx, id)
    tx.audit({ action: 'practice.refresher-ended', subject: { kind: 'unit', id: row.unitId }, details: { principleId: row.principleId } })
  })
