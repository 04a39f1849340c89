// The clock of what somebody is owed. The feature that the subject belongs to opens and answers it, in its own transaction.
import { absentOn, personCard, readSettings, standInFor } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { holdRound } from '#platform/jobs/hold-round.ts'
import {
  answerOpen,
  deleteAnsweredBefore,
  giveToOther,
  insertFollowup,
  markEscalated,
  openStandIns,
  setDeputy,
  takeFromSides,
  takeToEscalate,
} from './store.ts'

export interface Opening {
  /** Made by the caller where a retry must not open a second one. */
  id?: string
  subject: { kind: string; id: string; link: string }
  ownerId: string
  /** The owner's unit where left out. */
  unitId?: string
  visibility: 'owner' | 'leaders'
  dueAt: Date
}

async function today(tx: Tx, ctx: Context): Promise<string> {
  const { timeZone } = await readSettings(tx)
  return dayIn(timeZone, ctx.now())
}

async function deputyFor(tx: Tx, ownerId: string, day: string): Promise<string | null> {
  const standIn = await standInFor(tx, ownerId, day)
  return standIn === ownerId ? null : standIn
}

/** Starts the clock; in the owner's absence it runs for the stand-in as well. Answers its id. */
export async function openFollowup(ctx: Context, tx: WriteTx, opening: Opening): Promise<string> {
  const { id = newId(ctx.now().getTime()), subject, ownerId, visibility, dueAt } = opening
  const unitId = opening.unitId ?? (await personCard(tx, [ownerId])).get(ownerId)?.unitId ?? null
  const deputyId = await deputyFor(tx, ownerId, await today(tx, ctx))
  const { kind: subjectKind, id: subjectId, link: subjectLink } = subject
  await insertFollowup(
    tx,
    { id, subjectKind, subjectId, subjectLink, ownerId, deputyId, unitId, visibility, dueAt: dueAt.toISOString() },
    ctx.now(),
  )
  return id
}

export interface Answering {
  subjectKind: string
  subjectId: string
  /** Only this person's; without it all that run for the subject. */
  ownerId?: string
  /** One word for how it ended, in the subject's own language: `done`, `not-needed`. What was said stays with the subject. */
  answer: string
}

/** Stops the clock. Answers how many were running; none is no fault. */
export async function answerFollowup(ctx: Context, tx: WriteTx, answering: Answering): Promise<number> {
  const rows = await answerOpen(tx, { ...answering, ownerId: answering.ownerId ?? null, answeredBy: ctx.actor.personId }, ctx.now())
  for (const row of rows)
    tx.announce({
      type: 'followup-answered',
      payload: {
        followupId: row.id,
        subjectKind: row.subjectKind,
        subjectId: row.subjectId,
        ownerId: row.ownerId,
        answer: answering.answer,
        wasInTime: ctx.now().getTime() <= new Date(row.dueAt).getTime(),
      },
    })
  return rows.length
}

const escalatedPerRun = 200

/** Tells the owner's manager, once. True when more are late than were taken. */
export const escalateLate = (ctx: Context): Promise<boolean> =>
  ctx.write(async (tx) => {
    if (!(await holdRound(tx, 'followups.escalate'))) return false
    const rows = await takeToEscalate(tx, ctx.now(), escalatedPerRun)
    if (rows.length === 0) return false
    const cards = await personCard(tx, [...new Set(rows.map(({ ownerId }) => ownerId))])
    const escalations = rows.map((row) => ({ row, id: row.id, toId: cards.get(row.ownerId)?.managerId ?? null }))
    void markEscalated(tx, escalations, ctx.now())
    for (const { row, toId } of escalations) {
      const { id: followupId, subjectKind, subjectId, ownerId } = row
      tx.announce({ type: 'followup-escalated', payload: { followupId, subjectKind, subjectId, ownerId, toId } })
    }
    return rows.length === escalatedPerRun
  })

/** Passes clocks to whoever stands in today, and back to those who are here again. */
export const passToDeputies = (ctx: Context): Promise<void> =>
  ctx.write(async (tx) => {
    const [day, owners] = await Promise.all([today(tx, ctx), openStandIns(tx)])
    if (owners.length === 0) return
    const absent = new Set(await absentOn(tx, day))
    for (const ownerId of new Set(owners.map(({ ownerId }) => ownerId))) {
      const wanted = absent.has(ownerId) ? await deputyFor(tx, ownerId, day) : null
      if (owners.some((row) => row.ownerId === ownerId && row.deputyId !== wanted)) await setDeputy(tx, ownerId, wanted)
    }
  })

/** What a leaver owed goes to another, and nothing waits for the leaver any more. Answers how many clocks were passed on. */
export async function reassignOf(ctx: Context, tx: WriteTx, fromId: string, toId: string | null): Promise<number> {
  await takeFromSides(tx, fromId, toId)
  if (toId === null) return 0
  const passedOn = await giveToOther(tx, fromId, toId)
  if (passedOn === 0) return 0
  const deputyId = await deputyFor(tx, toId, await today(tx, ctx))
  if (deputyId) await setDeputy(tx, toId, deputyId)
  tx.audit({ action: 'followups.reassigned', subject: { kind: 'person', id: fromId }, details: { to: toId, count: passedOn } })
  return passedOn
}

const answeredKeptMs = 730 * 86_400_000
export const forgetAnswered = (ctx: Context): Promise<unknown> =>
  ctx.write((tx) => deleteAnsweredBefore(tx, new Date(ctx.now().getTime() - answeredKeptMs)))
