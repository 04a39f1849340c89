// Saying thanks, once, from a phone that may have had no network; and taking it back within a day.
import type { z } from 'zod'
import { isSentence } from '#engines/text/sentence.ts'
import { principleRefs, requireLive, tagLive, untag } from '#features/language/public.ts'
import { peopleBelow, type PersonCard, personCard, readSettings, rootUnitIds, timeZoneOf, unitsById } from '#features/people/public.ts'
import { recordSignals } from '#features/signals/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { GiveForm, newThanks, Thanks } from '../contract.ts'
import { situationNeeded, thanksStay } from '../problems.ts'
import { saidAt, takeBackMs } from '../rules.ts'
import { findThanks, giverOf, insertThanks, type Receiver, takeBack, type ThanksRow } from '../store/thanks.ts'
import { namesFrom, type Unit, viewOf, viewsOf } from './view.ts'

export const thanksKind = 'thanks'
const mostColleagues = 60
type Input = z.output<typeof newThanks>

/** Each unit that was thanked, or whose people were, counts it once. */
export function signalsOf(ctx: Context, tx: WriteTx, row: ThanksRow, isCorrection: boolean): void {
  const facets = [{ kind: 'principle' as const, id: row.principleId }]
  const unitIds = [...new Set(row.receivers.map(({ unitId }) => unitId))]
  recordSignals(
    ctx,
    tx,
    unitIds.map((unitId) => ({ metric: 'thanks', unitId, day: row.day, value: 1, facets, isCorrection })),
  )
}

/** A second tab of the same phone was faster by a breath. */
const isTaken = (error: unknown): boolean => {
  const { code, table } = error as { code?: string; table?: string }
  return code === '23505' && table === 'thanks'
}

export async function giveThanks(ctx: Context, input: Input): Promise<Thanks> {
  const personId = ctx.actor.personId
  ctx.require('thanks.give', { personId })
  try {
    return await giveOnce(ctx, personId!, input)
  } catch (error) {
    if (!isTaken(error)) throw error
    return giveOnce(ctx, personId!, input)
  }
}

const giveOnce = (ctx: Context, personId: string, input: Input): Promise<Thanks> =>
  ctx.write(async (tx) => {
    // What new thanks need to know is asked along with whether they are new: they nearly all are.
    const [known, cards, units] = await Promise.all([
      giverOf(tx, input.id),
      personCard(tx, [personId, ...input.toPersonIds]),
      unitsById(tx, input.toUnitId === null ? [] : [input.toUnitId]),
    ])
    // Somebody else's id is said to be no more than taken; sent before and taken back meanwhile, it stays taken back.
    if (known && (known.fromId !== personId || known.takenBackAt)) throw new Problem(problems.notFound)
    if (!known) return viewOf(ctx, await giveNew(ctx, tx, personId, input, { cards, units }), namesFrom(cards, units))
    const row = await findThanks(tx, input.id)
    if (!row) throw new Problem(problems.notFound)
    return (await viewsOf(ctx, tx, [row]))[0]!
  })

interface Named {
  cards: ReadonlyMap<string, PersonCard>
  units: ReadonlyMap<string, Unit>
}
async function giveNew(ctx: Context, tx: WriteTx, fromId: string, input: Input, named: Named): Promise<ThanksRow> {
  if (!isSentence(input.happened))
    throw new Problem(situationNeeded, {
      errors: [{ pointer: '/happened', detail: 'What happened, and what did it change? One sentence is enough.' }],
    })
  const receivers = await receiversOf(tx, fromId, input, named)
  const at = saidAt(input.saidAt, ctx.now())
  const unitId = receivers[0]!.unitId
  const [timeZone] = await Promise.all([timeZoneOf(tx, unitId), requireLive(tx, input.principleId)])
  const row: ThanksRow = {
    id: input.id,
    fromId,
    principleId: input.principleId,
    happened: input.happened,
    effect: input.effect || null,
    isPrivate: input.isPrivate,
    quoteId: input.quoteId,
    saidAt: at.toISOString(),
    day: dayIn(timeZone, at),
    isHidden: false,
    isReported: false,
    receivers,
  }
  // Sent in one message; where the id is there already, all of it fails.
  insertThanks(tx, row, ctx.now())
  tagLive(tx, ctx.now().toISOString(), { principleId: row.principleId, kind: thanksKind, subjectId: row.id, unitId, day: row.day })
  signalsOf(ctx, tx, row, false)
  tx.announce({
    type: 'thanks-given',
    payload: {
      thanksId: row.id,
      fromId,
      personIds: input.toPersonIds,
      unitIds: [...new Set(receivers.map((one) => one.unitId))],
      isPrivate: row.isPrivate,
      quoteId: row.quoteId,
    },
  })
  return row
}

async function receiversOf(tx: Tx, fromId: string, { toPersonIds, toUnitId }: Input, { cards, units }: Named): Promise<Receiver[]> {
  const fault = (pointer: string, detail: string) => new Problem(problems.invalidInput, { errors: [{ pointer, detail }] })
  if (toPersonIds.includes(fromId)) throw fault('/toPersonIds', 'Thank somebody else.')
  const found = toPersonIds.map((id) => {
    const card = cards.get(id)
    if (card?.status !== 'active') throw fault('/toPersonIds', 'This person is not here any more.')
    return card
  })
  // Whoever stands in no unit counts for the whole house.
  const [root] = found.some(({ unitId }) => unitId === null) ? await rootUnitIds(tx) : []
  const people = found.map(({ id, unitId, jobRoleId }): Receiver => ({ kind: 'person', personId: id, unitId: unitId ?? root!, jobRoleId }))
  if (toUnitId === null) return people
  if (!units.has(toUnitId)) throw fault('/toUnitId', 'This unit is not there.')
  return [...people, { kind: 'unit', personId: null, unitId: toUnitId, jobRoleId: null }]
}

export const takeBackThanks = (ctx: Context, id: string): Promise<void> =>
  ctx.write(async (tx) => {
    const row = await findThanks(tx, id)
    // Of somebody else's, not even that it exists.
    if (!row || row.fromId === null || !ctx.may('thanks.give', { personId: row.fromId })) throw new Problem(problems.notFound)
    if (ctx.now().getTime() - Date.parse(row.saidAt) > takeBackMs) throw new Problem(thanksStay)
    await withdraw(ctx, tx, row)
  })

/** Its words are deleted and it counts nowhere any more. */
export async function withdraw(ctx: Context, tx: WriteTx, row: ThanksRow): Promise<void> {
  if (!(await takeBack(tx, row.id, ctx.now()))) return
  await untag(tx, thanksKind, row.id)
  signalsOf(ctx, tx, row, true)
}

/** What a phone needs to write thanks without a network: the principles, my unit and its people. */
export async function readGiveForm(ctx: Context, language = ctx.language): Promise<GiveForm> {
  const personId = ctx.actor.personId
  ctx.require('thanks.give', { personId })
  return ctx.read(async (tx) => {
    const me = (await personCard(tx, [personId!])).get(personId!)
    const [{ defaultLanguage }, ids] = await Promise.all([
      readSettings(tx),
      me?.unitId ? peopleBelow(tx, me.unitId, mostColleagues + 1) : Promise.resolve([]),
    ])
    const wanted = [...new Set([...ids, ...(me?.managerId ? [me.managerId] : [])])].filter((id) => id !== personId)
    const [principles, cards] = await Promise.all([principleRefs(tx, language || defaultLanguage), personCard(tx, wanted)])
    const colleagues = wanted.flatMap((id) => cards.get(id) ?? []).filter(({ status }) => status === 'active')
    return {
      principles,
      unit: me?.unitId ? { id: me.unitId, name: me.unitName } : null,
      colleagues: colleagues.map(({ id, displayName, jobRoleName, unitName }) => ({
        id,
        name: displayName,
        about: [jobRoleName, unitName].filter(Boolean).join(', ') || null,
      })),
    }
  })
}
