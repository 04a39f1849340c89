import type { Context } from '#platform/http/context.ts'
import { deletePlaysBefore } from '../../store/scenarios/plays.ts'

const keptMs = 730 * 86_400_000

/** Plays are kept for two years. What they proved stays with evidence. */
export const forgetOldPlays = (ctx: Context): Promise<void> =>
  ctx.write(async (tx) => {
    await deletePlaysBefore(tx, new Date(ctx.now().getTime() - keptMs))
  })
