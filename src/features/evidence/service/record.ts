import type { z } from 'zod'
import { tag } from '#features/language/public.ts'
// Writing what somebody has shown. Nothing is ever changed or taken away: what turned out wrong is followed by a "not yet".
import { hasLeft, personCard, readSettings } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { newSignOff } from '../contract.ts'
import { placeOf, recordPieces } from '../figures.ts'
import { notForOneself } from '../problems.ts'
import type { EvidenceKind } from '../rules.ts'
import { insertEvidence } from '../store.ts'
import { settleLevels } from './levels.ts'

export interface NewEvidence {
  personId: string
  kind: EvidenceKind
  /** Null: speaks for every level. */
  level: number | null
  /** Where it can be read: `sign-off`, later `scenario`, `observation` ...; one source counts once. */
  sourceKind: string
  sourceId: string
  outcome: 'met' | 'not-yet'
  shownAt: Date
  expiresAt?: Date | null
  principleId?: string | null
  words?: string | null
  notedBy?: string | null
}

/** For features to the right, in the transaction of their own fact. Answers the id. */
export async function recordEvidence(ctx: Context, tx: WriteTx, item: NewEvidence): Promise<string> {
  const id = newId(ctx.now().getTime())
  const place = await placeOf(tx, item.personId, item.shownAt)
  if (item.principleId)
    await tag(tx, ctx.now().toISOString(), {
      principleId: item.principleId,
      kind: 'evidence',
      subjectId: id,
      unitId: place.countedIn,
      day: place.countedOn,
    })
  recordPieces(tx, [{ ...place, outcome: item.outcome, principleId: item.principleId ?? null }], false)
  // Where it fails, so does what is read next.
  const inserted = insertEvidence(
    tx,
    {
      ...place,
      id,
      personId: item.personId,
      kind: item.kind,
      level: item.level,
      principleId: item.principleId ?? null,
      sourceKind: item.sourceKind,
      sourceId: item.sourceId,
      outcome: item.outcome,
      words: item.words ?? null,
      shownAt: item.shownAt.toISOString(),
      expiresAt: item.expiresAt?.toISOString() ?? null,
      notedBy: item.notedBy ?? null,
    },
    ctx.now(),
  )
  await Promise.all([inserted, settleLevels(tx, [item.personId], ctx.now())])
  return id
}

export async function signOff(ctx: Context, personId: string, input: z.output<typeof newSignOff>): Promise<{ id: string }> {
  return ctx.write(async (tx) => {
    const card = (await personCard(tx, [personId])).get(personId)
    if (!card) throw new Problem(problems.notFound)
    ctx.require('evidence.sign', { personId, managerId: card.managerId, unitPath: card.ancestorIds })
    if (personId === ctx.actor.personId) throw new Problem(notForOneself)
    if (card.status === 'left') throw new Problem(hasLeft)
    const { timeZone } = await readSettings(tx)
    const today = dayIn(timeZone, ctx.now())
    const shownOn = input.shownOn ?? today
    if (shownOn > today)
      throw new Problem(problems.invalidInput, { errors: [{ pointer: '/shownOn', detail: 'This day is still to come.' }] })
    // A day of the past counts from its noon; today from now, so that it is shown at once and after what was shown before.
    const shownAt = shownOn === today ? ctx.now() : new Date(`${shownOn}T12:00:00Z`)
    const sourceId = newId(ctx.now().getTime())
    const id = await recordEvidence(ctx, tx, {
      personId,
      kind: input.kind,
      level: input.level,
      outcome: input.outcome,
      words: input.words,
      principleId: input.principleId ?? null,
      sourceKind: 'sign-off',
      sourceId,
      shownAt,
      notedBy: ctx.actor.personId,
    })
    tx.audit({
      action: 'evidence.signed',
      subject: { kind: 'person', id: personId },
      details: { kind: input.kind, level: input.level, outcome: input.outcome },
    })
    tx.answersWith(id)
    return { id }
  })
}
