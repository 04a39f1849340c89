// Situations (tiles of "May I?") and remedies: what happened, and what can be done about it. Rules join the two.
import { readSettings } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import { textFor } from '../rules.ts'
import { insertThing, type Kind, type Names, type ThingRow, thingsQuery, updateThing } from '../store/catalogue.ts'

const nounOf: Record<Kind, 'situation' | 'remedy'> = { situations: 'situation', remedies: 'remedy' }
export type NamedThing = ThingRow & { name: string }

export async function listThings(ctx: Context, kind: Kind): Promise<{ items: NamedThing[] }> {
  ctx.require('rules.read', {})
  return ctx.read(async (tx) => {
    const [rows, { defaultLanguage }] = await Promise.all([tx.run(thingsQuery(tx.organisationId, kind)), readSettings(tx)])
    return { items: rows.map((row) => ({ ...row, name: textFor(row.texts, ctx.language, defaultLanguage).name })) }
  })
}
export async function readThing(ctx: Context, kind: Kind, id: string): Promise<NamedThing> {
  const found = (await listThings(ctx, kind)).items.find((item) => item.id === id)
  if (!found) throw new Problem(problems.notFound)
  return found
}

/** Inside a transaction that is already open; for the demonstration too. */
export async function addThingIn(ctx: Context, tx: WriteTx, kind: Kind, input: { icon?: string; texts: Names }): Promise<string> {
  const id = newId(ctx.now().getTime())
  await insertThing(tx, kind, { id, icon: input.icon ?? '', texts: input.texts }, ctx.now())
  tx.audit({ action: `${nounOf[kind]}.added`, subject: { kind: nounOf[kind], id } })
  return id
}
export async function addThing(ctx: Context, kind: Kind, input: { icon?: string; texts: Names }): Promise<NamedThing> {
  ctx.require('rules.change', {})
  const id = await ctx.write(async (tx) => {
    const made = await addThingIn(ctx, tx, kind, input)
    tx.answersWith(made)
    return made
  })
  return readThing(ctx, kind, id)
}

export async function changeThing(
  ctx: Context,
  kind: Kind,
  id: string,
  version: number,
  input: { icon?: string | undefined; texts?: Names | undefined; isRetired?: boolean | undefined },
): Promise<NamedThing> {
  ctx.require('rules.change', {})
  const before = await readThing(ctx, kind, id)
  await ctx.write(async (tx) => {
    const { icon = before.icon, texts = before.texts, isRetired = before.isRetired } = input
    if (!(await updateThing(tx, kind, { id, icon, texts, isRetired }, version))) throw new Problem(problems.versionChanged)
    tx.audit({ action: `${nounOf[kind]}.changed`, subject: { kind: nounOf[kind], id }, details: { fields: Object.keys(input).sort() } })
  })
  return readThing(ctx, kind, id)
}
