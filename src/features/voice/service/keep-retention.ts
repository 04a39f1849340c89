// Keeps what the data map promises about customers. Run by the daily job.
import type { Context } from '#platform/http/context.ts'
import { forgetOutlived } from '../store/retention.ts'

const dayMs = 86_400_000
const keptDays = { contacts: 180, words: 730, rows: 30 }

export const keepRetention = (ctx: Context): Promise<void> =>
  ctx.write((tx) => {
    const ago = (days: number) => new Date(ctx.now().getTime() - days * dayMs).toISOString()
    return forgetOutlived(tx, { contacts: ago(keptDays.contacts), words: ago(keptDays.words), rows: ago(keptDays.rows) })
  })
