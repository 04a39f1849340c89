// Raising an obstacle, joining one, and taking one's own back.
import { fold } from '#engines/text/fold.ts'
import { answerFollowup, openFollowup } from '#features/followups/public.ts'
import { tag, untag } from '#features/language/public.ts'
import { hasReports, leadersOf, personCard, rootUnitIds, timeZoneOf, unitPathOf } from '#features/people/public.ts'
import { recordSignals, type Signal } from '#features/signals/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { LeaderChoice, NewObstacle } from '../contract.ts'
import { nobodyLeads, obstacleOpen, othersWaitToo } from '../problems.ts'
import { dueFrom, type Leader, leadersUpwards, withManager } from '../rules.ts'
import * as store from '../store/obstacles.ts'
import * as supporters from '../store/supporters.ts'

export const obstacleKind = 'obstacle'
export const linkTo = (id: string): string => `/obstacles/${id}`

/** The person's unit, or the top of the tree for somebody without one. */
async function unitFor(tx: Tx, personId: string | null): Promise<string> {
  const unitId = personId ? (await personCard(tx, [personId])).get(personId)?.unitId : null
  const found = unitId ?? (await rootUnitIds(tx))[0]
  if (!found) throw new Problem(nobodyLeads)
  return found
}

export async function leadersFor(tx: Tx, unitId: string, raiserId: string | null): Promise<Leader[]> {
  const path = await unitPathOf(tx, unitId)
  const managerId = raiserId ? ((await personCard(tx, [raiserId])).get(raiserId)?.managerId ?? null) : null
  const manager = managerId ? (await personCard(tx, [managerId])).get(managerId) : undefined
  return withManager(
    leadersUpwards(path, await leadersOf(tx, path), raiserId),
    unitId,
    manager?.status === 'active' ? { personId: manager.id, unitId: manager.unitId ?? unitId } : null,
  )
}

/** Who could answer, the nearest leader first: that one is proposed. */
export async function listLeaders(ctx: Context): Promise<{ items: LeaderChoice[] }> {
  ctx.require('obstacles.raise', {})
  return ctx.read(async (tx) => {
    const leaders = await leadersFor(tx, await unitFor(tx, ctx.actor.personId), ctx.actor.personId)
    const cards = await personCard(
      tx,
      leaders.map(({ personId }) => personId),
    )
    return {
      items: leaders.map(({ personId, unitId }, i) => ({
        id: personId,
        name: cards.get(personId)?.displayName ?? null,
        unit: { id: unitId, name: cards.get(personId)?.unitName ?? null },
        isProposed: i === 0,
      })),
    }
  })
}

/** Somebody who leads a unit or people today; nobody answers what they raised themselves. */
export async function requireLeader(tx: Tx, leaderId: string, raiserId: string | null): Promise<void> {
  const card = (await personCard(tx, [leaderId])).get(leaderId)
  const leads = card?.status === 'active' && leaderId !== raiserId && (card.leadsUnit || (await hasReports(tx, leaderId)))
  if (!leads) throw new Problem(nobodyLeads, { detail: 'Choose somebody who leads, and not yourself.' })
}

export type Raising = Pick<NewObstacle, 'title' | 'hurts'> &
  Partial<Omit<NewObstacle, 'title' | 'hurts'>> & {
    /** Where it was raised; the raiser's own unit where left out. */
    unitId?: string
  }

const signalsOf = (row: { unitId: string; stepId: string | null; principleId: string | null }) => ({
  unitId: row.unitId,
  facets: [
    ...(row.stepId ? [{ kind: 'step' as const, id: row.stepId }] : []),
    ...(row.principleId ? [{ kind: 'principle' as const, id: row.principleId }] : []),
  ],
})
export const signalFor = (
  row: { unitId: string; stepId: string | null; principleId: string | null },
  signal: Pick<Signal, 'metric' | 'day' | 'value' | 'isCorrection'>,
): Signal => ({ ...signalsOf(row), ...signal })

function sayUnknownStep(error: Error & { code?: string; constraint?: string }): never {
  if (error.code === '23503' && error.constraint?.includes('step'))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/stepId', detail: 'is no step of a journey' }] })
  throw error
}

/** Inside the caller's transaction: huddles and the look-up raise with what they write themselves. */
export async function raiseObstacle(ctx: Context, tx: WriteTx, input: Raising): Promise<{ id: string }> {
  const raisedBy = ctx.actor.personId
  const unitId = input.unitId ?? (await unitFor(tx, raisedBy))
  if (input.leaderId) await requireLeader(tx, input.leaderId, raisedBy)
  const leaderId = input.leaderId ?? (await leadersFor(tx, unitId, raisedBy))[0]?.personId
  if (!leaderId) throw new Problem(nobodyLeads)
  const at = ctx.now()
  const [id, dueAt] = [newId(at.getTime()), dueFrom(at)]
  const raisedOn = dayIn(await timeZoneOf(tx, unitId), at)
  const row = {
    id,
    title: input.title,
    happened: input.happened || null,
    searchKey: fold(`${input.title} ${input.happened ?? ''}`),
    hurts: input.hurts,
    raisedBy,
    isUnnamed: input.isUnnamed ?? false,
    unitId,
    bornIn: input.bornIn ?? 'self',
    bornId: input.bornId ?? null,
    bornLink: input.bornLink ?? null,
    stepId: input.stepId ?? null,
    ruleId: input.ruleId ?? null,
    principleId: input.principleId ?? null,
    leaderId,
    raisedOn,
    openedAt: at.toISOString(),
    dueAt: dueAt.toISOString(),
  }
  if (row.principleId)
    await tag(tx, at.toISOString(), { principleId: row.principleId, kind: obstacleKind, subjectId: id, unitId, day: raisedOn })
  await store.insertObstacle(tx, row).catch(sayUnknownStep)
  if (raisedBy) await supporters.addSupporter(tx, id, raisedBy)
  await openFollowup(ctx, tx, {
    subject: { kind: obstacleKind, id, link: linkTo(id) },
    ownerId: leaderId,
    unitId,
    visibility: 'leaders',
    dueAt,
  })
  recordSignals(ctx, tx, [signalFor(row, { metric: 'obstacles-raised', day: raisedOn, value: 1 })])
  tx.announce({ type: 'obstacle-raised', payload: { obstacleId: id, unitId, leaderId, bornIn: row.bornIn, bornId: row.bornId } })
  return { id }
}

export async function raise(ctx: Context, input: NewObstacle): Promise<string> {
  ctx.require('obstacles.raise', {})
  return ctx.write(async (tx) => {
    const { id } = await raiseObstacle(ctx, tx, input)
    tx.answersWith(id)
    return id
  })
}

export async function supportObstacle(tx: Tx, obstacleId: string, personId: string): Promise<void> {
  const row = await store.lockObstacle(tx, obstacleId)
  if (!row) throw new Problem(problems.notFound)
  await supporters.addSupporter(tx, obstacleId, personId)
}

const personOf = (ctx: Context): string => {
  if (!ctx.actor.personId) throw new Problem(problems.notAllowed)
  return ctx.actor.personId
}

/** "Mine too", and back again. Who raised it stays with it: that one withdraws it instead. */
export async function support(ctx: Context, id: string, isMine: boolean): Promise<void> {
  ctx.require('obstacles.raise', {})
  await ctx.write(async (tx) => {
    tx.answersWith(id)
    if (isMine) return supportObstacle(tx, id, personOf(ctx))
    const row = await store.lockObstacle(tx, id)
    if (!row) throw new Problem(problems.notFound)
    if (row.raisedBy !== ctx.actor.personId) await supporters.removeSupporter(tx, id, personOf(ctx))
  })
}

/** Whether the answer helped: whom it stopped says so, and never who answered it. */
export const maySayHelped = (ctx: Context, row: { answeredBy: string | null }, isSupporter: boolean): boolean =>
  ctx.may('obstacles.say-helped', { personId: isSupporter && row.answeredBy !== ctx.actor.personId ? ctx.actor.personId : null })

export async function sayHelped(ctx: Context, id: string, hasHelped: boolean): Promise<void> {
  await ctx.write(async (tx) => {
    const row = await store.lockObstacle(tx, id)
    if (!row) throw new Problem(problems.notFound)
    if (!maySayHelped(ctx, row, await supporters.isSupporter(tx, id, personOf(ctx)))) throw new Problem(problems.notAllowed)
    if (row.state !== 'answered') throw new Problem(obstacleOpen)
    await supporters.writeVoice(tx, id, personOf(ctx), hasHelped)
    tx.answersWith(id)
  })
}

/** Only while nobody else waits: what a team has joined is the team's. */
export async function withdraw(ctx: Context, id: string): Promise<void> {
  await ctx.write(async (tx) => {
    const row = await store.lockObstacle(tx, id)
    if (!row) throw new Problem(problems.notFound)
    ctx.require('obstacles.withdraw', { personId: row.raisedBy })
    const earlier = await store.earlierAnswers(tx, id)
    if (row.state !== 'open' || earlier.length > 0 || (await supporters.hasOthers(tx, id, personOf(ctx)))) throw new Problem(othersWaitToo)
    await answerFollowup(ctx, tx, { subjectKind: obstacleKind, subjectId: id, answer: 'withdrawn' })
    await untag(tx, obstacleKind, id)
    await store.deleteObstacle(tx, id)
    recordSignals(ctx, tx, [signalFor(row, { metric: 'obstacles-raised', day: row.raisedOn, value: 1, isCorrection: true })])
    tx.audit({ action: 'obstacle.withdrawn', subject: { kind: obstacleKind, id } })
    tx.answersWith(id)
  })
}
