// Writing a card, in one language or all; it goes live when nothing is missing.
import { requireLive, tag, untag } from '#features/language/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { Card, CardBody, CardUses } from '../../contract/cards.ts'
import { cardNotReady } from '../../problems.ts'
import { faultsOf, waitOf } from '../../rules/cards.ts'
import { freeKey, keyOf } from '../../rules/lessons.ts'
import { addUses, allCards, type CardRecord, findCard, insertCards, type NewCard, updateCard } from '../../store/cards.ts'
import { cardKind, viewCard } from './read.ts'

function checked({ state, texts }: Pick<CardBody, 'state' | 'texts'>): void {
  const faults = state === 'live' ? faultsOf(texts) : []
  if (faults.length > 0)
    throw new Problem(cardNotReady, {
      errors: faults.map(({ language, pointer, detail }) => ({ pointer: `/texts/${language}${pointer}`, detail })),
    })
}
/** A lesson or situation of another house is as little there as one that never was. */
const orUnknown = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    const { code, table } = error as { code?: string; table?: string }
    if (code !== '23503' || table !== 'cards') throw error
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/lessonId', detail: 'This lesson or situation is not there.' }] })
  }
}
/** While nobody has said a situation, none is kept: it is looked for with every reading. */
const said = ({ situationId, isSituationSaid }: CardBody) => (isSituationSaid ? situationId : null)

export async function addCard(ctx: Context, body: CardBody): Promise<Card> {
  ctx.require('cards.change', {})
  checked(body)
  return orUnknown(
    ctx.write(async (tx) => {
      const [known] = await Promise.all([allCards(tx), requireLive(tx, body.principleId)])
      const wanted = keyOf(Object.values(body.texts)[0]?.moment ?? '', 'card')
      const key = freeKey(
        wanted,
        known.map((one) => one.key),
      )
      const id = newId(ctx.now().getTime())
      await insertCards(tx, [{ ...body, id, key, theme: null, situationId: said(body), version: 1 }], ctx.now())
      await carry(ctx, tx, id, body)
      tx.audit({ action: 'card.added', subject: { kind: 'card', id }, details: { key } })
      tx.answersWith(id)
      return viewCard(ctx, tx, (await findCard(tx, id))!)
    }),
  )
}

export async function changeCard(ctx: Context, id: string, version: number, body: CardBody): Promise<Card> {
  ctx.require('cards.change', {})
  checked(body)
  return orUnknown(
    ctx.write(async (tx) => {
      const before = await findCard(tx, id)
      if (!before) throw new Problem(problems.notFound)
      await replaceCard(ctx, tx, before, { ...before, ...body, situationId: said(body) }, version)
      tx.audit({ action: 'card.changed', subject: { kind: 'card', id }, details: { key: before.key, state: body.state } })
      return viewCard(ctx, tx, (await findCard(tx, id))!)
    }),
  )
}

/** Only what is live carries its principle. */
export async function replaceCard(ctx: Context, tx: WriteTx, before: CardRecord, after: NewCard, fromVersion: number): Promise<void> {
  if (before.principleId !== after.principleId) await requireLive(tx, after.principleId)
  if (!(await updateCard(tx, { ...after, version: fromVersion + 1 }, fromVersion, ctx.now()))) throw new Problem(problems.versionChanged)
  if (before.principleId === after.principleId && (before.state === 'live') === (after.state === 'live')) return
  await untag(tx, cardKind, after.id)
  await carry(ctx, tx, after.id, after)
}
async function carry(ctx: Context, tx: WriteTx, id: string, { state, principleId }: Pick<NewCard, 'state' | 'principleId'>): Promise<void> {
  if (state === 'live') await tag(tx, ctx.now().toISOString(), { principleId, kind: cardKind, subjectId: id })
}

/** Counted by card and day. Whose phone it was is not noted anywhere. */
export async function countUses(ctx: Context, { uses }: CardUses): Promise<void> {
  ctx.require('cards.use', { personId: ctx.actor.personId })
  const today = ctx.now().toISOString().slice(0, 10)
  await ctx.write(async (tx) => {
    await addUses(
      tx,
      // A phone whose clock is ahead counts today.
      uses.map(({ cardId, day, seconds }) => ({ cardId, day: day > today ? today : day, wait: waitOf(seconds), uses: 1 })),
    )
    tx.answersWith(tx.organisationId)
  })
}
