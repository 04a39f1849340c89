// Questions without an answer: the words and how often, never who asked.
import type { z } from 'zod'
import { readSettings } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Context } from '#platform/http/context.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid, newId } from '#platform/ids.ts'
import type { Gap, gapQuery, gapSettling, newGap } from '../contract.ts'
import { gapKey } from '../rules.ts'
import { thingsQuery } from '../store/catalogue.ts'
import { countGap, findGap, type GapRow, listGaps, settleGap } from '../store/gaps.ts'
import { versionsQuery } from '../store/rules.ts'

const shown = ({ ruleId, ruleNumber, ...row }: GapRow): Gap => ({
  ...row,
  rule: ruleId !== null && ruleNumber !== null ? { id: ruleId, number: ruleNumber } : null,
})

export async function reportGap(ctx: Context, input: z.output<typeof newGap>): Promise<{ id: string }> {
  ctx.require('gaps.report', { personId: ctx.actor.personId })
  return ctx.write(async (tx) => {
    const { timeZone } = await readSettings(tx)
    const { situationId = null, remedyId = null, reason, words } = input
    for (const [kind, id] of [
      ['situations', situationId],
      ['remedies', remedyId],
    ] as const)
      if (id !== null && !(await tx.run(thingsQuery(tx.organisationId, kind))).some((row) => row.id === id))
        throw new Problem(problems.invalidInput, {
          errors: [{ pointer: kind === 'situations' ? '/situationId' : '/remedyId', detail: 'is not there' }],
        })
    const day = dayIn(timeZone, ctx.now())
    const counted = await countGap(tx, {
      id: newId(ctx.now().getTime()),
      key: gapKey(words, situationId, remedyId),
      reason,
      words,
      situationId,
      remedyId,
      day,
    })
    if (counted.isNews) tx.announce({ type: 'gap-found', payload: { gapId: counted.id } })
    tx.answersWith(counted.id)
    return { id: counted.id }
  })
}

export async function listOf(ctx: Context, query: z.output<typeof gapQuery>): Promise<{ items: Gap[]; next: string | null }> {
  ctx.require('gaps.read', {})
  const [times, id] = (query.after === undefined ? undefined : decodeCursor(query.after, 2)) ?? []
  if (
    query.after !== undefined &&
    (!Number.isSafeInteger(times) || Number(times) > 2_147_483_647 || Number(times) < 0 || !isUuid(String(id)))
  )
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is not a cursor of this list' }] })
  return ctx.read(async (tx) => {
    const after = query.after === undefined ? undefined : { times: Number(times), id: String(id) }
    const rows = await listGaps(tx, { state: query.state, after, limit: query.limit + 1 })
    const hasMore = rows.length > query.limit
    if (hasMore) rows.pop()
    const last = rows.at(-1)
    return { items: rows.map(shown), next: hasMore && last ? encodeCursor([last.times, last.id]) : null }
  })
}

export async function readGap(ctx: Context, id: string): Promise<Gap> {
  ctx.require('gaps.read', {})
  const row = await ctx.read((tx) => findGap(tx, id))
  if (!row) throw new Problem(problems.notFound)
  return shown(row)
}

export async function settle(ctx: Context, id: string, version: number, input: z.output<typeof gapSettling>): Promise<Gap> {
  ctx.require('gaps.read', {})
  await ctx.write(async (tx) => {
    const before = await findGap(tx, id)
    if (!before) throw new Problem(problems.notFound)
    const ruleId = input.ruleId === undefined ? before.ruleId : input.ruleId
    if (ruleId !== null && (await tx.run(versionsQuery(tx.organisationId, ruleId))).length === 0)
      throw new Problem(problems.invalidInput, { errors: [{ pointer: '/ruleId', detail: 'This rule is not there.' }] })
    const row = { id, state: input.state, ruleId, because: input.because || null, by: ctx.actor.personId }
    if (!(await settleGap(tx, row, version, ctx.now()))) throw new Problem(problems.versionChanged)
    tx.audit({ action: 'gap.settled', subject: { kind: 'gap', id }, details: { state: input.state } })
  })
  return readGap(ctx, id)
}
