// What people thanked each other for in the last days, so that whoever looks around finds thanks on their own day.
import { giveThanks } from '#features/recognition/public.ts'
import { newId } from '#platform/ids.ts'
import { readContent } from './content.ts'
import type { House } from './house.ts'

interface Said {
  from: string
  to: string
  daysAgo: number
  time: string
  principle: string
  happened: string
  effect: string
}

export async function addThanks(house: House): Promise<void> {
  for (const { from, to, daysAgo, time, principle, happened, effect } of await readContent<Said[]>('thanks.json')) {
    const ctx = house.at(daysAgo, time, from)
    await giveThanks(ctx, {
      id: newId(ctx.now().getTime()),
      toPersonIds: [house.person(to).id],
      toUnitId: null,
      principleId: house.principle(principle),
      happened,
      effect,
      isPrivate: false,
      quoteId: null,
      saidAt: ctx.now().toISOString(),
    })
  }
}
