// Writing an item, in one language or all; it goes live when nothing is missing.
import { principleRefs, requireLive, tag, untag } from '#features/language/public.ts'
import { readSettings } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { Item, ItemBody } from '../../contract/items.ts'
import { itemKeyTaken, itemNotReady } from '../../problems.ts'
import { faultsOf, themeOf, tidied, type Texts, wordsOf } from '../../rules/items.ts'
import {
  findItem,
  insertItems,
  insertVersions,
  type ItemRecord,
  itemsByKey,
  lastNumber,
  type NewItem,
  updateItem,
} from '../../store/items.ts'
import { itemKind, viewItem } from './read.ts'

const tidiedTexts = ({ kind, texts }: Pick<ItemBody, 'kind' | 'texts'>): Texts =>
  Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, tidied(kind, text)]))

async function checked(tx: WriteTx, body: ItemBody, texts: Texts): Promise<void> {
  if (body.state !== 'live') return
  const { defaultLanguage } = await readSettings(tx)
  const faults = faultsOf(body.kind, texts, defaultLanguage)
  if (faults.length > 0)
    throw new Problem(itemNotReady, {
      errors: faults.slice(0, 50).map(({ language, pointer, message }) => ({ pointer: `/texts/${language}${pointer}`, detail: message })),
    })
}
const isTaken = (error: unknown): boolean => {
  const { code, table } = error as { code?: string; table?: string }
  return code === '23505' && table === 'items'
}
const orTaken = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    throw isTaken(error) ? new Problem(itemKeyTaken, { errors: [{ pointer: '/key', detail: 'Another item has this key.' }] }) : error
  }
}

export async function addItem(ctx: Context, body: ItemBody): Promise<Item> {
  ctx.require('items.change', {})
  return orTaken(
    ctx.write(async (tx) => {
      const texts = tidiedTexts(body)
      const [principles] = await Promise.all([principleRefs(tx, 'en'), requireLive(tx, body.principleId), checked(tx, body, texts)])
      const theme = body.key?.replace(/-\d+$/, '') ?? themeOf(principles.find(({ id }) => id === body.principleId)?.name ?? '')
      const key = body.key ?? `${theme}-${String((await lastNumber(tx, theme)) + 1).padStart(2, '0')}`
      if ((await itemsByKey(tx, [key])).length > 0)
        throw new Problem(itemKeyTaken, { errors: [{ pointer: '/key', detail: 'Another item has this key.' }] })
      const id = newId(ctx.now().getTime())
      await insertItems(tx, [{ ...body, id, key, theme, texts, version: 1, isEdited: true, words: wordsOf(key, texts) }], ctx.now())
      await tag(tx, ctx.now().toISOString(), { principleId: body.principleId, kind: itemKind, subjectId: id })
      tx.audit({ action: 'item.added', subject: { kind: 'item', id }, details: { key } })
      tx.answersWith(id)
      return viewItem(ctx, tx, (await findItem(tx, id))!)
    }),
  )
}

/** Keeps the version before; answers of then keep their question. */
export async function changeItem(ctx: Context, id: string, version: number, body: ItemBody): Promise<Item> {
  ctx.require('items.change', {})
  return orTaken(
    ctx.write(async (tx) => {
      const before = await findItem(tx, id)
      if (!before) throw new Problem(problems.notFound)
      const texts = tidiedTexts(body)
      await checked(tx, body, texts)
      const key = body.key ?? before.key
      const after: NewItem = {
        ...body,
        id,
        key,
        theme: before.theme,
        texts,
        version: before.version + 1,
        isEdited: true,
        words: wordsOf(key, texts),
      }
      await replaceItem(ctx, tx, before, after, version)
      tx.audit({ action: 'item.changed', subject: { kind: 'item', id }, details: { key, state: body.state } })
      return viewItem(ctx, tx, (await findItem(tx, id))!)
    }),
  )
}

/** Retired ones carry their principle no more: its page counts what is in use. */
export async function replaceItem(ctx: Context, tx: WriteTx, before: ItemRecord, after: NewItem, fromVersion: number): Promise<void> {
  const isMoved = before.principleId !== after.principleId
  if (isMoved) await requireLive(tx, after.principleId)
  if (!(await updateItem(tx, after, fromVersion, ctx.now()))) throw new Problem(problems.versionChanged)
  await insertVersions(tx, [after], ctx.now())
  const isGone = after.state === 'retired'
  if (!isMoved && isGone === (before.state === 'retired')) return
  await untag(tx, itemKind, after.id)
  if (!isGone) await tag(tx, ctx.now().toISOString(), { principleId: after.principleId, kind: itemKind, subjectId: after.id })
}
