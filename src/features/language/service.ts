import type { MantraSource } from '#features/accounts/public.ts'
import { readSettings } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Mantra, NewMantra } from './contract.ts'
import { currentMantraQuery, insertMantra } from './store.ts'

export async function readMantra(ctx: Context): Promise<Mantra | null> {
  ctx.require('mantra.read', {})
  return ctx.read(async (tx) => {
    const { timeZone } = await readSettings(tx)
    return (await tx.run(currentMantraQuery(tx.organisationId, dayIn(timeZone, ctx.now()))))[0] ?? null
  })
}

/** A new wording counts from today; the one before stays as a version. */
export async function wordMantra(ctx: Context, input: NewMantra): Promise<Mantra> {
  ctx.require('mantra.change', {})
  return ctx.write((tx) => addWording(tx, ctx, input))
}

/** Inside a transaction that is already open, as when an organisation begins. */
export async function addWording(tx: WriteTx, ctx: Context, input: Pick<Mantra, 'wording' | 'language'>): Promise<Mantra> {
  const { timeZone } = await readSettings(tx)
  const row = { id: newId(), ...input, effectiveFrom: dayIn(timeZone, ctx.now()) }
  await insertMantra(tx, { ...row, createdBy: ctx.actor.personId }, ctx.now().toISOString())
  tx.audit({ action: 'mantra.worded', subject: { kind: 'mantra', id: row.id } })
  tx.answersWith(row.id)
  return row
}

/** Sign-in, letters and cards greet with the mantra; they stand to the left and ask through this slot. */
export const mantraSource: MantraSource = {
  read: async (tx, day) => (await tx.run(currentMantraQuery(tx.organisationId, day)))[0]?.wording ?? null,
  begin: addWording,
}
