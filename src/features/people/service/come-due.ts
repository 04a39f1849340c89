import { dayIn } from '#platform/clock.ts'
// What a new day brings: moves that begin, departures that have come. Run by the daily job, for the organisation's own day.
import type { Context } from '#platform/http/context.ts'
import { tellParticipants } from '../participants.ts'
import { dueAssignments, dueDepartures } from '../store/assignments.ts'
import { readSettings } from '../store/organisations.ts'
import { lockPerson } from '../store/read-person.ts'
import { endEmployment } from './depart-person.ts'
import { takePlace } from './move-person.ts'

/** Returns how many people changed. Safe to run at any time and any number of times. */
export async function comeDue(ctx: Context): Promise<number> {
  const today = await ctx.read(async (tx) => dayIn((await readSettings(tx)).timeZone, ctx.now()))
  const { moves, departures } = await ctx.read(async (tx) => ({
    moves: await dueAssignments(tx, today),
    departures: await dueDepartures(tx, today),
  }))
  const at = ctx.now().toISOString()
  for (const move of moves)
    await ctx.write(async (tx) => {
      const row = await lockPerson(tx, move.personId)
      if (row?.status !== 'active') return
      await tellParticipants(tx, ctx, [await takePlace(tx, row, move, at)])
      tx.announce({ type: 'people-changed', payload: { personIds: [move.personId], kinds: ['moved'] } })
    })
  for (const departure of departures)
    await ctx.write(async (tx) => {
      if ((await lockPerson(tx, departure.id))?.status === 'active') await endEmployment(tx, ctx, departure.id, departure.leftOn)
    })
  return moves.length + departures.length
}
