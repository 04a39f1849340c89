// An unhappy answer becomes a case: an owner by rule, a clock, and the first look for whoever leads where nobody owns it.
import { openFollowup } from '#features/followups/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { insertCase } from '../store/cases.ts'

export const caseSubject = (caseId: string) => ({ kind: 'case', id: caseId, link: `/cases/${caseId}` })

const hourMs = 3_600_000
/** Nothing where the answer has its case already. */
export async function openCase(
  ctx: Context,
  tx: WriteTx,
  response: { id: string; unitId: string; stepId: string | null },
  ownerId: string | null,
  withinHours: number,
): Promise<void> {
  const caseId = newId(ctx.now().getTime())
  const dueAt = new Date(ctx.now().getTime() + withinHours * hourMs)
  const { unitId, stepId } = response
  const isNew = await insertCase(tx, {
    id: caseId,
    responseId: response.id,
    unitId,
    stepId,
    ownerId,
    openedAt: ctx.now().toISOString(),
    dueAt: dueAt.toISOString(),
  })
  if (!isNew) return
  if (ownerId) await openFollowup(ctx, tx, { subject: caseSubject(caseId), ownerId, unitId, visibility: 'leaders', dueAt })
  tx.announce({ type: 'case-opened', payload: { caseId, responseId: response.id, unitId, stepId, ownerId } })
}
