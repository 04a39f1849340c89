// Running a huddle: it is opened once, hosted by whoever likes, something is raised, and it was held or left out.
import { isLivePrinciple, tag, untag } from '#features/language/public.ts'
import { raiseObstacle } from '#features/obstacles/public.ts'
import { personCard, readSettings, unknownReference } from '#features/people/public.ts'
import { recordSignals } from '#features/signals/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { NewRaising, Outcome } from '../contract.ts'
import { signalOf } from '../metrics.ts'
import { insertItems, itemsOf } from '../store/history.ts'
import * as store from '../store/huddles.ts'
import { huddleKind, linkTo } from '../taggable.ts'
import { agendaOf, rowsOf } from './agenda.ts'
import { placeOf } from './read.ts'

async function mine(ctx: Context, tx: Tx, id: string): Promise<store.HuddleRecord> {
  const row = await store.lockHuddle(tx, id)
  if (!row) {
    ctx.may('huddles.run', {})
    throw new Problem(problems.notFound)
  }
  ctx.require('huddles.run', (await placeOf(ctx, tx, row.unitId)).resource)
  return row
}
const today = async (ctx: Context, tx: Tx) => dayIn((await readSettings(tx)).timeZone, ctx.now())

/** The agenda stays from here on as everybody in the room has seen it. Twice is once. */
export async function open(ctx: Context, id: string): Promise<void> {
  await ctx.write(async (tx) => {
    tx.answersWith(id)
    const row = await mine(ctx, tx, id)
    if (row.openedOn === null) await freeze(ctx, tx, row)
  })
}
async function freeze(ctx: Context, tx: Tx, row: store.HuddleRecord): Promise<void> {
  await insertItems(tx, row.id, rowsOf(await agendaOf(ctx, tx, row, await itemsOf(tx, row.id))))
  await store.openHuddle(tx, row.id, await today(ctx, tx))
}

/** Held, or left out: both are fine, and both can be taken back. What was held carries its principle. */
export async function settle(ctx: Context, id: string, state: Outcome): Promise<void> {
  await ctx.write(async (tx) => {
    tx.answersWith(id)
    const row = await mine(ctx, tx, id)
    if (row.state === state) return
    if (state === 'held' && row.openedOn === null) await freeze(ctx, tx, row)
    await store.settleHuddle(tx, id, state, state === 'ready' ? null : await today(ctx, tx))
    const wasHeld = row.state === 'held'
    if (wasHeld || state === 'held') recordSignals(ctx, tx, [{ ...signalOf('huddles-held', row.unitId, row.week), isCorrection: wasHeld }])
    await untag(tx, huddleKind, id)
    const principleId = state === 'held' ? await livePrincipleOf(tx, row) : null
    if (principleId !== null) await tag(tx, ctx.now().toISOString(), { principleId, kind: huddleKind, subjectId: id, unitId: row.unitId })
  })
}

/** A principle that was retired since stays with the huddle and is counted no more. */
async function livePrincipleOf(tx: Tx, { principleId }: store.HuddleRecord): Promise<string | null> {
  return principleId !== null && (await isLivePrinciple(tx, principleId)) ? principleId : null
}

export async function giveHost(ctx: Context, id: string, personId: string): Promise<void> {
  await ctx.write(async (tx) => {
    tx.answersWith(id)
    const row = await mine(ctx, tx, id)
    const card = (await personCard(tx, [personId])).get(personId)
    if (card?.status !== 'active' || card.unitId !== row.unitId)
      throw new Problem(unknownReference, { errors: [{ pointer: '/personId', detail: 'Choose somebody of this team.' }] })
    await store.giveHost(tx, id, personId)
  })
}

/** One thing to raise: it goes to a leader by name, and returns to this team's huddle with the answer. */
export async function raise(ctx: Context, id: string, input: NewRaising): Promise<void> {
  await ctx.write(async (tx) => {
    tx.answersWith(id)
    const row = await mine(ctx, tx, id)
    if (row.openedOn === null) await freeze(ctx, tx, row)
    const { id: obstacleId } = await raiseObstacle(ctx, tx, {
      ...input,
      // What was just talked about, unless somebody chose another or none.
      principleId: input.principleId === undefined ? await livePrincipleOf(tx, row) : input.principleId,
      unitId: row.unitId,
      bornIn: 'huddle',
      bornId: id,
      bornLink: linkTo(id),
    })
    const before = await itemsOf(tx, id)
    await insertItems(tx, id, [{ kind: 'raised', subjectId: obstacleId }], before.length)
  })
}
