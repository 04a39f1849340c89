import type { Context } from '#platform/http/context.ts'
import { deleteDecisionsBefore } from '../store/decisions.ts'
import { deleteEscalationsBefore } from '../store/escalations.ts'

const keptMs = 730 * 86_400_000

/** Decisions and questions passed on are kept for two years. The figures stay with signals, without anybody in them. */
export const forgetOld = (ctx: Context): Promise<void> =>
  ctx.write(async (tx) => {
    const before = new Date(ctx.now().getTime() - keptMs)
    await deleteDecisionsBefore(tx, before)
    await deleteEscalationsBefore(tx, before)
  })
