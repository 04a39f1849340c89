// The huddles of the weeks before: most teams met, some left a week out, a few said nothing.
import { listHuddleTeams, settleHuddle, writeHuddles } from '#features/huddles/public.ts'
import { type House, shareOf } from './house.ts'

const weeksBefore = 6

/** Before customers are heard: what a huddle has told once is not told again, and this week's should have something to tell. */
export async function addPastHuddles(house: House): Promise<void> {
  for (let weeks = weeksBefore; weeks > 0; weeks--) {
    const ctx = house.at(weeks * 7, '09:30')
    await writeHuddles(ctx)
    for (const { unit, current } of (await listHuddleTeams(ctx)).items) {
      const share = shareOf(`huddle ${unit.name} ${weeks}`)
      if (current && share < 0.92) await settleHuddle(ctx, current.id, share < 0.8 ? 'held' : 'skipped')
    }
  }
}
