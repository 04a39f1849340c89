// What people at Hollin thanked each other for, so that whoever looks around finds thanks on their own day.
import { giveThanks } from '#features/recognition/public.ts'
import { newId } from '#platform/ids.ts'
import { readContent } from './content.ts'
import type { House } from './house.ts'

interface Said {
  from: string
  to?: string[]
  team?: string
  daysAgo: number
  time: string
  principle: string
  happened: string
  effect: string
}

export async function addThanks(house: House): Promise<void> {
  for (const { from, to = [], team, daysAgo, time, principle, happened, effect } of await readContent<Said[]>('thanks.json')) {
    const ctx = house.at(daysAgo, time, from)
    await giveThanks(ctx, {
      id: newId(ctx.now().getTime()),
      toPersonIds: to.map((name) => house.person(name).id),
      toUnitId: team === undefined ? null : house.unit(team),
      principleId: house.principle(principle),
      happened,
      effect,
      isPrivate: false,
      quoteId: null,
      saidAt: ctx.now().toISOString(),
    })
  }
}
