// On board: know, can and will, each by itself; and what stops me goes to the obstacles in one tap.
import { fold } from '#engines/text/fold.ts'
import { openObstacles, raiseObstacle, supportObstacle } from '#features/obstacles/public.ts'
import { placeOfPerson } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { BuyIn, BuyInFigures, BuyInWords, Hindered, Hindrance } from '../contract/buy-ins.ts'
import { leastPeople, sayable, weekStart } from '../rules/paths.ts'
import { buyInsOf, countBuyIns, lessonIsTaught, sayBuyIn } from '../store/buy-ins.ts'
import { findPath } from '../store/paths/paths.ts'
import { openUnit } from './paths/coverage.ts'

const me = (ctx: Context): string => {
  ctx.require('buy-ins.say', { personId: ctx.actor.personId })
  return ctx.actor.personId!
}
const mostOffered = 5

export async function readBuyIn(ctx: Context, lessonId: string): Promise<BuyIn> {
  const personId = me(ctx)
  return ctx.read(async (tx) => {
    const [[said], place, isTaught] = await Promise.all([
      buyInsOf(tx, personId, lessonId),
      placeOfPerson(tx, personId),
      lessonIsTaught(tx, lessonId),
    ])
    if (!isTaught) throw new Problem(problems.notFound)
    const open = await openObstacles(tx, place?.unitPath ?? [], ctx.now())
    return {
      knows: said?.knows ?? null,
      can: said?.can ?? null,
      will: said?.will ?? null,
      obstacles: open
        .toSorted((a, b) => b.supporters - a.supporters)
        .slice(0, mostOffered)
        .map(({ id, title, supporters }) => ({ id, title, supporters })),
    }
  })
}

async function requireLesson(tx: Tx, lessonId: string): Promise<void> {
  if (!(await lessonIsTaught(tx, lessonId))) throw new Problem(problems.notFound)
}

export async function sayWords(ctx: Context, { lessonId, knows, can, will, at }: BuyInWords): Promise<void> {
  const personId = me(ctx)
  await ctx.write(async (tx) => {
    const [place] = await Promise.all([placeOfPerson(tx, personId), requireLesson(tx, lessonId)])
    // A phone's clock may run ahead.
    const saidAt = at === undefined || new Date(at) > ctx.now() ? ctx.now() : new Date(at)
    await sayBuyIn(tx, {
      personId,
      lessonId,
      unitId: place?.unitId ?? null,
      knows: knows ?? null,
      can: can ?? null,
      will: will ?? null,
      saidOn: dayIn(place?.timeZone ?? 'UTC', saidAt),
    })
  })
}

/** Joins the one that was tapped, or the open one that says the same; else it is raised, unnamed: what stops somebody is no confession. */
export async function sayHindrance(ctx: Context, input: Hindrance): Promise<Hindered> {
  const personId = me(ctx)
  return ctx.write(async (tx) => {
    const [place] = await Promise.all([placeOfPerson(tx, personId), requireLesson(tx, input.lessonId)])
    let known: string | undefined
    if ('obstacleId' in input) known = input.obstacleId
    else {
      const words = fold(input.title)
      known = (await openObstacles(tx, place?.unitPath ?? [], ctx.now())).find(({ title }) => fold(title) === words)?.id
    }
    if (known !== undefined) {
      await supportObstacle(tx, known, personId)
      tx.answersWith(known)
      return { obstacleId: known, isNew: false }
    }
    const { title } = input as { title: string }
    const { id } = await raiseObstacle(ctx, tx, { title, hurts: 'both', isUnnamed: true, bornLink: `/learn/lessons/${input.lessonId}` })
    tx.answersWith(id)
    return { obstacleId: id, isNew: true }
  })
}

export async function readBuyInFigures(ctx: Context, query: { pathId: string }): Promise<BuyInFigures> {
  return ctx.read(async (tx) => {
    const [unit, path] = await Promise.all([openUnit(ctx, tx, 'buy-ins.read', undefined), findPath(tx, query.pathId)])
    if (!path) throw new Problem(problems.notFound)
    const before = weekStart(dayIn(unit.timeZone, ctx.now()))
    const counts = await countBuyIns(tx, path.id, unit.id, before)
    const { said, rest, isRestSaid } = sayable(counts)
    const sum = (groups: typeof counts) => ({
      people: groups.reduce((total, one) => total + one.people, 0),
      knows: groups.reduce((total, one) => total + one.knows, 0),
      can: groups.reduce((total, one) => total + one.can, 0),
      will: groups.reduce((total, one) => total + one.will, 0),
    })
    const maySayAll = (rest.length === 0 || isRestSaid) && counts.length > 0 && sum(counts).people >= leastPeople
    return {
      unit: { id: unit.id, name: unit.name },
      before,
      fewest: leastPeople,
      total: maySayAll ? sum(counts) : null,
      units: said.map(({ branchId, branchName, people, knows, can, will }) => ({
        id: branchId,
        name: branchName,
        people,
        knows,
        can,
        will,
      })),
      rest: isRestSaid ? sum(rest) : null,
    }
  })
}
