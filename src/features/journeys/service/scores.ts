// What customers answered at each step, from signals' scoreboard: never from other features' tables.
import { readSettings, rootUnitIds } from '#features/people/public.ts'
import { type Score, scoresByFacet } from '#features/signals/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'

/** Recorded by voice for each answer: 1 for a satisfied customer (4 or 5 of 5), else 0; so that the sum is a count. */
export const metric = 'csat'
export const scoredDays = 90

/** Of the last 90 days over the whole organisation: a step's score is the customers', not a team's. */
export async function stepScores(ctx: Context, tx: Tx): Promise<Map<string, Score>> {
  const [{ timeZone }, unitIds] = await Promise.all([readSettings(tx), rootUnitIds(tx)])
  const lastDay = dayIn(timeZone, ctx.now())
  const firstDay = dayIn(timeZone, new Date(ctx.now().getTime() - (scoredDays - 1) * 86_400_000))
  return scoresByFacet(tx, { unitIds, metric, facetKind: 'step', firstDay, lastDay })
}
