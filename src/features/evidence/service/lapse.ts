import type { Context } from '#platform/http/context.ts'
import { holdRound } from '#platform/jobs/hold-round.ts'
import { lapsedBy } from '../store.ts'
import { settleLevels } from './levels.ts'

const perRun = 500

/** Announces levels that have ended by themselves. True when more wait than were taken. */
export const lapseLevels = (ctx: Context): Promise<boolean> =>
  ctx.write(async (tx) => {
    if (!(await holdRound(tx, 'evidence.lapse'))) return false
    const personIds = await lapsedBy(tx, ctx.now(), perRun)
    if (personIds.length > 0) await settleLevels(tx, personIds, ctx.now())
    return personIds.length === perRun
  })
