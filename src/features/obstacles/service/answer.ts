// What a leader does with an obstacle: judge, reply, hand on, answer. And opening it again when the answer did not hold.
import { answerFollowup, openFollowup } from '#features/followups/public.ts'
import { personCard, readSettings, standInFor, timeZoneOf, unitPathOf } from '#features/people/public.ts'
import { recordSignals } from '#features/signals/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import { lawStays, nobodyLeads, obstacleAnswered, obstacleOpen } from '../problems.ts'
import { dayOf, dueFrom, isPossible } from '../rules.ts'
import * as store from '../store/obstacles.ts'
import * as supporters from '../store/supporters.ts'
import { leadersFor, linkTo, obstacleKind, requireLeader, signalFor } from './raise.ts'

/** As what the policy sees it: the leader, or today's stand-in, is `self`; the leader's manager may answer in their place. */
export async function answeringResource(ctx: Context, tx: WriteTx, row: Pick<store.ObstacleRecord, 'leaderId' | 'unitId'>) {
  const { timeZone } = await readSettings(tx)
  const [card, standIn, unitPath] = await Promise.all([
    personCard(tx, [row.leaderId]),
    standInFor(tx, row.leaderId, dayIn(timeZone, ctx.now())),
    unitPathOf(tx, row.unitId),
  ])
  const isStandIn = ctx.actor.personId !== null && standIn === ctx.actor.personId
  return { personId: isStandIn ? ctx.actor.personId : row.leaderId, managerId: card.get(row.leaderId)?.managerId ?? null, unitPath }
}

async function openToAnswer(ctx: Context, tx: WriteTx, id: string): Promise<store.ObstacleRecord> {
  const row = await store.lockObstacle(tx, id)
  if (!row) throw new Problem(problems.notFound)
  ctx.require('obstacles.answer', await answeringResource(ctx, tx, row))
  if (row.state !== 'open') throw new Problem(obstacleAnswered)
  tx.answersWith(id)
  return row
}

const today = async (ctx: Context, tx: WriteTx, unitId: string): Promise<string> => dayIn(await timeZoneOf(tx, unitId), ctx.now())

export const judge = (ctx: Context, id: string, input: { kind: 'red' | 'green'; law?: string | undefined }): Promise<void> =>
  ctx.write(async (tx) => {
    await openToAnswer(ctx, tx, id)
    await store.judge(tx, id, input.kind, input.kind === 'red' ? (input.law ?? null) : null)
    tx.audit({ action: 'obstacle.judged', subject: { kind: obstacleKind, id }, details: { kind: input.kind } })
  })

/** A first word while the clock runs on. */
export const reply = (ctx: Context, id: string, words: string): Promise<void> =>
  ctx.write(async (tx) => {
    const { unitId } = await openToAnswer(ctx, tx, id)
    await store.writeReply(tx, id, words, await today(ctx, tx, unitId))
  })

/** To another leader; the clock does not begin anew. */
export const handOn = (ctx: Context, id: string, leaderId: string): Promise<void> =>
  ctx.write(async (tx) => {
    const row = await openToAnswer(ctx, tx, id)
    if (leaderId === row.leaderId) return
    await requireLeader(tx, leaderId, row.raisedBy)
    await answerFollowup(ctx, tx, { subjectKind: obstacleKind, subjectId: id, answer: 'handed-on' })
    await startClock(ctx, tx, { id, leaderId, unitId: row.unitId, dueAt: new Date(row.dueAt) })
    await store.giveTo(tx, id, leaderId)
    tx.audit({ action: 'obstacle.handed-on', subject: { kind: obstacleKind, id }, details: { to: leaderId } })
  })

const startClock = (ctx: Context, tx: WriteTx, clock: { id: string; leaderId: string; unitId: string; dueAt: Date }) =>
  openFollowup(ctx, tx, {
    subject: { kind: obstacleKind, id: clock.id, link: linkTo(clock.id) },
    ownerId: clock.leaderId,
    unitId: clock.unitId,
    visibility: 'leaders',
    dueAt: clock.dueAt,
  })

export const answer = (ctx: Context, id: string, input: { answer: 'removed' | 'changed' | 'kept'; because: string }): Promise<void> =>
  ctx.write(async (tx) => {
    const row = await openToAnswer(ctx, tx, id)
    if (!isPossible(row.kind, input.answer)) throw new Problem(lawStays, { errors: [{ pointer: '/answer', detail: 'a law stays' }] })
    const answeredOn = await today(ctx, tx, row.unitId)
    const daysTaken = dayOf(new Date(row.openedAt), ctx.now())
    await store.writeAnswer(tx, {
      id: newId(ctx.now().getTime()),
      obstacleId: id,
      ...input,
      answeredBy: ctx.actor.personId,
      answeredOn,
      daysTaken,
    })
    await answerFollowup(ctx, tx, { subjectKind: obstacleKind, subjectId: id, answer: input.answer })
    recordSignals(ctx, tx, [signalFor(row, { metric: 'obstacles-answered', day: answeredOn, value: daysTaken })])
    tx.announce({
      type: 'obstacle-answered',
      payload: { obstacleId: id, unitId: row.unitId, leaderId: row.leaderId, answer: input.answer },
    })
    tx.audit({ action: 'obstacle.answered', subject: { kind: obstacleKind, id }, details: { answer: input.answer } })
  })

/** By whom it stops, or by who answered it; the clock begins anew, for the same leader where they still lead. */
export const reopen = (ctx: Context, id: string, because: string): Promise<void> =>
  ctx.write(async (tx) => {
    const row = await store.lockObstacle(tx, id)
    if (!row) throw new Problem(problems.notFound)
    const me = ctx.actor.personId
    const isConcerned = me !== null && (row.leaderId === me || row.raisedBy === me || (await supporters.isSupporter(tx, id, me)))
    ctx.require('obstacles.reopen', { personId: isConcerned ? me : row.leaderId, unitPath: await unitPathOf(tx, row.unitId) })
    if (row.state !== 'answered') throw new Problem(obstacleOpen)
    const leader = (await personCard(tx, [row.leaderId])).get(row.leaderId)
    const leaderId = leader?.status === 'active' ? row.leaderId : (await leadersFor(tx, row.unitId, row.raisedBy))[0]?.personId
    if (!leaderId) throw new Problem(nobodyLeads)
    const [at, dueAt] = [ctx.now(), dueFrom(ctx.now())]
    await store.reopen(tx, {
      obstacleId: id,
      because,
      by: me,
      on: await today(ctx, tx, row.unitId),
      openedAt: at.toISOString(),
      dueAt: dueAt.toISOString(),
      leaderId,
    })
    await startClock(ctx, tx, { id, leaderId, unitId: row.unitId, dueAt })
    tx.audit({ action: 'obstacle.reopened', subject: { kind: obstacleKind, id } })
    tx.answersWith(id)
  })
