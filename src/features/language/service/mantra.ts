// The mantra: which wording counts, which come, who approved them and why.
import type { MantraSource } from '#features/accounts/public.ts'
import { personCard, readSettings, unknownReference } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { Mantra, MantraVersion, MantraVersions, NewMantra } from '../contract.ts'
import { coolingOff, dayNotPossible, inForce } from '../problems.ts'
import { coolOffEnds, textIn } from '../rules.ts'
import * as store from '../store/mantra.ts'

export async function readMantra(ctx: Context): Promise<Mantra | null> {
  ctx.require('mantra.read', {})
  return ctx.read((tx) => mantraToday(tx, ctx, ctx.language))
}

export const mantraToday = async (tx: Tx, ctx: Context, language: string): Promise<Mantra | null> =>
  (await tx.run(store.mantraNowQuery(tx.organisationId, ctx.now(), language)))[0] ?? null

export async function listMantraVersions(ctx: Context): Promise<MantraVersions> {
  ctx.require('mantra.read', {})
  return ctx.read((tx) => versionsIn(tx, ctx))
}

async function versionsIn(tx: Tx, ctx: Context): Promise<MantraVersions> {
  const reading = store.listVersions(tx)
  const { timeZone, defaultLanguage } = await readSettings(tx)
  const rows = await reading
  const today = dayIn(timeZone, ctx.now())
  const cards = await personCard(tx, [...new Set(rows.map(({ approvedBy }) => approvedBy).filter((id) => id !== null))])
  const currentId = rows.find(({ effectiveFrom }) => effectiveFrom <= today)?.id
  const items = rows.map((row, i): MantraVersion => {
    const approver = row.approvedBy ? cards.get(row.approvedBy) : undefined
    return {
      id: row.id,
      number: rows.length - i,
      state: row.id === currentId ? 'current' : row.effectiveFrom > today ? 'planned' : 'former',
      effectiveFrom: row.effectiveFrom,
      reason: row.reason,
      overrideReason: row.hurriedBecause,
      approvedBy: approver ? { id: approver.id, name: approver.displayName } : null,
      wording: textIn(row.texts, ctx.language, defaultLanguage)?.wording ?? row.wording,
      texts: row.texts,
      createdAt: row.createdAt,
    }
  })
  return { items, coolOffEnds: rows[0] ? coolOffEnds(rows[0].effectiveFrom) : null, today }
}

/** A new wording, from today or a later day on; the ones before stay as versions. */
export async function wordMantra(ctx: Context, input: NewMantra): Promise<MantraVersions> {
  ctx.require('mantra.change', {})
  return ctx.write(async (tx) => {
    void store.holdMantra(tx)
    const { timeZone, defaultLanguage } = await readSettings(tx)
    const [last] = await store.listVersions(tx)
    const today = dayIn(timeZone, ctx.now())
    const effectiveFrom = input.effectiveFrom ?? (last && last.effectiveFrom > today ? last.effectiveFrom : today)
    refuseDay(effectiveFrom, today, last)
    if (last && effectiveFrom < coolOffEnds(last.effectiveFrom) && !input.overrideReason)
      throw new Problem(coolingOff, {
        detail: `Until ${coolOffEnds(last.effectiveFrom)} a change needs a reason for the hurry.`,
        errors: [{ pointer: '/overrideReason', detail: 'Say why it can’t wait.' }],
        extra: { coolOffEnds: coolOffEnds(last.effectiveFrom) },
      })
    const texts = textsOf(input.texts)
    const main = textIn(texts, defaultLanguage, defaultLanguage)!
    const id = newId(ctx.now().getTime())
    const hurriedBecause = last && effectiveFrom < coolOffEnds(last.effectiveFrom) ? (input.overrideReason ?? null) : null
    await store.insertMantra(
      tx,
      {
        id,
        wording: main.wording,
        language: main.language,
        effectiveFrom,
        createdBy: ctx.actor.personId,
        reason: input.reason,
        approvedBy: await approverOf(tx, ctx, input),
        hurriedBecause,
        texts,
      },
      ctx.now().toISOString(),
    )
    tx.audit({
      action: 'mantra.worded',
      subject: { kind: 'mantra', id },
      details: { from: effectiveFrom, isHurried: hurriedBecause !== null },
    })
    tx.answersWith(id)
    return versionsIn(tx, ctx)
  })
}

function refuseDay(day: string, today: string, last: store.VersionRow | undefined): void {
  const refuse = (detail: string): never => {
    throw new Problem(dayNotPossible, { errors: [{ pointer: '/effectiveFrom', detail }] })
  }
  if (day < today) refuse('Today or a later day: what hung on the walls yesterday can’t be changed.')
  if (last && day < last.effectiveFrom)
    refuse(`A wording is planned from ${last.effectiveFrom} on; choose that day or a later one, or withdraw it.`)
}

function textsOf(texts: NewMantra['texts']): store.MantraText[] {
  return Object.entries(texts).flatMap(([language, text]) => {
    if (!text) return []
    for (const part of ['customersWords', 'colleaguesWords'] as const)
      if (text[part] && !text.wording.includes(text[part]))
        throw new Problem(problems.invalidInput, {
          errors: [{ pointer: `/texts/${language}/${part}`, detail: 'These words do not stand in the wording.' }],
        })
    return [{ language, wording: text.wording, customersWords: text.customersWords ?? null, colleaguesWords: text.colleaguesWords ?? null }]
  })
}

async function approverOf(tx: Tx, ctx: Context, { approvedBy }: NewMantra): Promise<string | null> {
  if (!approvedBy) return ctx.actor.personId
  if (!(await personCard(tx, [approvedBy])).has(approvedBy))
    throw new Problem(unknownReference, { errors: [{ pointer: '/approvedBy', detail: 'Choose somebody who works here.' }] })
  return approvedBy
}

/** Takes back a wording whose day has not come. */
export async function withdrawMantra(ctx: Context, id: string): Promise<void> {
  ctx.require('mantra.change', {})
  await ctx.write(async (tx) => {
    void store.holdMantra(tx)
    const { timeZone } = await readSettings(tx)
    if (!(await store.deletePlanned(tx, id, dayIn(timeZone, ctx.now())))) {
      const isThere = (await store.listVersions(tx)).some((row) => row.id === id)
      throw new Problem(isThere ? inForce : problems.notFound)
    }
    tx.audit({ action: 'mantra.withdrawn', subject: { kind: 'mantra', id } })
  })
}

/** Inside a transaction that is already open, as when an organisation begins. */
export async function addWording(
  tx: WriteTx,
  ctx: Context,
  { texts: given, ...input }: Pick<Mantra, 'wording' | 'language'> & { texts?: NewMantra['texts'] },
): Promise<Mantra> {
  const { timeZone } = await readSettings(tx)
  const row = { id: newId(), ...input, effectiveFrom: dayIn(timeZone, ctx.now()) }
  const texts = textsOf(given ?? { [input.language]: { wording: input.wording } })
  const { personId } = ctx.actor
  await store.insertMantra(
    tx,
    { ...row, createdBy: personId, approvedBy: personId, reason: null, hurriedBecause: null, texts },
    ctx.now().toISOString(),
  )
  tx.audit({ action: 'mantra.worded', subject: { kind: 'mantra', id: row.id } })
  tx.answersWith(row.id)
  return row
}

/** Sign-in, letters and cards greet with the mantra; they stand to the left and ask through this slot. */
export const mantraSource: MantraSource = {
  read: async (tx, day, language) => (await tx.run(store.currentMantraQuery(tx.organisationId, day, language)))[0]?.wording ?? null,
  begin: addWording,
}
