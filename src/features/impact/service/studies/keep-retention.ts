// Keeps what the data map promises about files that were brought. Run by the daily job.
import type { Context } from '#platform/http/context.ts'
import { forgetFiles } from '../../store/studies.ts'

const keptDays = 730

export const keepStudies = (ctx: Context): Promise<void> =>
  ctx.write(async (tx) => void (await forgetFiles(tx, new Date(ctx.now().getTime() - keptDays * 86_400_000).toISOString())))
