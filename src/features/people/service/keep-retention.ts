// Keeps the retention that the data map promises. Run by the daily job.
import type { Context } from '#platform/http/context.ts'
import { retentionDays } from '../data-protection.ts'
import { deleteOutlived, leaversBefore } from '../store/data-protection.ts'
import { lockPerson } from '../store/read-person.ts'
import { eraseEverywhere } from './erase-person.ts'

const dayMs = 86_400_000

/** Returns how many leavers were erased. */
export async function keepRetention(ctx: Context): Promise<number> {
  const ago = (code: string) => new Date(ctx.now().getTime() - retentionDays[code]! * dayMs).toISOString()
  await ctx.write((tx) =>
    deleteOutlived(tx, {
      absences: ago('three-months-after').slice(0, 10),
      imports: ago('a-day'),
      keys: ago('two-days'),
      importTraces: ago('two-years'),
    }),
  )
  const leavers = await ctx.read((tx) => leaversBefore(tx, ago('employment-and-a-month').slice(0, 10)))
  for (const { id } of leavers)
    await ctx.write(async (tx) => {
      if ((await lockPerson(tx, id))?.status === 'left') await eraseEverywhere(tx, ctx, id)
    })
  return leavers.length
}
