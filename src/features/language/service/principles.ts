// Four to eight principles: their words in every language, their colour and icon, their order.
import { readSettings } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { NewPrinciple, Principle } from '../contract.ts'
import { orderOutdated, principleNameTaken, tooManyPrinciples } from '../problems.ts'
import { mostPrinciples, textIn } from '../rules.ts'
import * as store from '../store/principles.ts'

export function principleIn(row: store.PrincipleRow, language: string, ownLanguage: string): Principle {
  const { name = '', meaning = '' } = textIn(row.texts, language, ownLanguage) ?? {}
  return { ...(row as Omit<Principle, 'name' | 'meaning'>), name, meaning }
}

export async function listPrinciples(ctx: Context, language = ctx.language): Promise<{ items: Principle[] }> {
  ctx.require('principles.read', {})
  return ctx.read(async (tx) => {
    const rows = tx.run(store.principlesQuery(tx.organisationId))
    const { defaultLanguage } = await readSettings(tx)
    return { items: (await rows).map((row) => principleIn(row, language, defaultLanguage)) }
  })
}

export async function readPrinciple(ctx: Context, id: string): Promise<Principle> {
  ctx.require('principles.read', {})
  return ctx.read((tx) => findIn(tx, ctx, id))
}

async function findIn(tx: Tx, ctx: Context, id: string): Promise<Principle> {
  const { defaultLanguage } = await readSettings(tx)
  const row = await store.findPrinciple(tx, id)
  if (!row) throw new Problem(problems.notFound)
  return principleIn(row, ctx.language, defaultLanguage)
}

const textRows = (texts: NewPrinciple['texts']) =>
  Object.entries(texts).flatMap(([language, words]) => (words ? [{ language, ...words }] : []))

/** No two live principles are called the same in one language: a name is how people find it. */
function refuseSameName(
  rows: readonly store.PrincipleRow[],
  id: string | null,
  texts: readonly { language: string; name: string }[],
): void {
  for (const { language, name } of texts) {
    const isTaken = rows.some(
      (row) =>
        row.id !== id &&
        !row.isRetired &&
        row.texts.some((text) => text.language === language && text.name.toLowerCase() === name.toLowerCase()),
    )
    if (isTaken)
      throw new Problem(principleNameTaken, {
        errors: [{ pointer: `/texts/${language}/name`, detail: 'Another principle has that name.' }],
      })
  }
}

/** The rows while nobody else changes their order. */
async function heldRows(tx: WriteTx): Promise<store.PrincipleRow[]> {
  void store.holdOrder(tx)
  return tx.run(store.principlesQuery(tx.organisationId))
}

/** Inside a transaction that is already open; for the demonstration too. */
export async function addPrincipleIn(tx: WriteTx, ctx: Context, input: NewPrinciple): Promise<string> {
  const rows = await heldRows(tx)
  const live = rows.filter(({ isRetired }) => !isRetired)
  if (live.length >= mostPrinciples) throw new Problem(tooManyPrinciples)
  const words = textRows(input.texts)
  refuseSameName(rows, null, words)
  const id = newId(ctx.now().getTime())
  const at = ctx.now().toISOString()
  void store.insertPrinciple(tx, { id, position: live.length + 1, colour: input.colour, icon: input.icon }, at)
  await store.replaceTexts(tx, id, words)
  tx.audit({ action: 'principle.added', subject: { kind: 'principle', id } })
  return id
}

export async function addPrinciple(ctx: Context, input: NewPrinciple): Promise<Principle> {
  ctx.require('principles.change', {})
  return ctx.write(async (tx) => {
    const id = await addPrincipleIn(tx, ctx, input)
    tx.answersWith(id)
    return findIn(tx, ctx, id)
  })
}

/** Renames everywhere: nothing keeps a copy of a principle's name. */
export async function changePrinciple(ctx: Context, id: string, version: number, input: NewPrinciple): Promise<Principle> {
  ctx.require('principles.change', {})
  return ctx.write(async (tx) => {
    const rows = await heldRows(tx)
    const before = rows.find((row) => row.id === id)
    if (!before) throw new Problem(problems.notFound)
    const words = textRows(input.texts)
    if (!before.isRetired) refuseSameName(rows, id, words)
    const wordsOf = (texts: readonly { language: string; name: string; meaning: string }[]) =>
      texts
        .map(({ language, name, meaning }) => JSON.stringify([language, name, meaning]))
        .sort((a, b) => a.localeCompare(b))
        .join()
    const hasNewWords = wordsOf(before.texts) !== wordsOf(words)
    const row = { id, colour: input.colour, icon: input.icon, hasNewWords }
    if (!(await store.updatePrinciple(tx, row, version, ctx.now().toISOString()))) throw new Problem(problems.versionChanged)
    if (hasNewWords) await store.replaceTexts(tx, id, words)
    tx.audit({ action: 'principle.changed', subject: { kind: 'principle', id }, details: { hasNewWords } })
    return findIn(tx, ctx, id)
  })
}

export async function retirePrinciple(ctx: Context, id: string, version: number): Promise<Principle> {
  ctx.require('principles.change', {})
  return ctx.write(async (tx) => {
    const rows = await heldRows(tx)
    const before = rows.find((row) => row.id === id)
    if (!before) throw new Problem(problems.notFound)
    if (!(await store.placePrinciple(tx, id, null, version))) throw new Problem(problems.versionChanged)
    const left = rows.filter((row) => !row.isRetired && row.id !== id).map((row) => row.id)
    if (left.length > 0) await store.orderPrinciples(tx, left)
    tx.audit({ action: 'principle.retired', subject: { kind: 'principle', id } })
    return findIn(tx, ctx, id)
  })
}

/** Comes back as the last one, with its words and all that still carries it. */
export async function bringBackPrinciple(ctx: Context, id: string, version: number): Promise<Principle> {
  ctx.require('principles.change', {})
  return ctx.write(async (tx) => {
    const rows = await heldRows(tx)
    const before = rows.find((row) => row.id === id)
    if (!before) throw new Problem(problems.notFound)
    const live = rows.filter(({ isRetired }) => !isRetired)
    if (before.isRetired) {
      if (live.length >= mostPrinciples) throw new Problem(tooManyPrinciples)
      refuseSameName(rows, id, before.texts)
      if (!(await store.placePrinciple(tx, id, live.length + 1, version))) throw new Problem(problems.versionChanged)
      tx.audit({ action: 'principle.brought-back', subject: { kind: 'principle', id } })
    }
    return findIn(tx, ctx, id)
  })
}

/** Takes every live principle exactly once. */
export async function orderPrinciples(ctx: Context, ids: readonly string[]): Promise<{ items: Principle[] }> {
  ctx.require('principles.change', {})
  await ctx.write(async (tx) => {
    const live = (await heldRows(tx)).filter(({ isRetired }) => !isRetired).map(({ id }) => id)
    if (live.length !== ids.length || new Set(ids).size !== ids.length || live.some((id) => !ids.includes(id)))
      throw new Problem(orderOutdated)
    await store.orderPrinciples(tx, ids)
    tx.audit({ action: 'principles.ordered', subject: { kind: 'principle', id: ids[0]! } })
  })
  return listPrinciples(ctx)
}
