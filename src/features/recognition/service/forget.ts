import type { Context } from '#platform/http/context.ts'
import { deleteThanksBefore } from '../store/forget.ts'

const keptMs = 730 * 86_400_000

/** Thanks are kept for two years. The figures stay with signals, without anybody in them. */
export const forgetOld = (ctx: Context): Promise<void> =>
  ctx.write(async (tx) => void (await deleteThanksBefore(tx, new Date(ctx.now().getTime() - keptMs))))
