// What people at Hollin thanked each other for.
import { giveThanks } from '#features/recognition/public.ts'
import { newId } from '#platform/ids.ts'
import { readContent } from './content.ts'
import type { House } from './house.ts'

interface Thank {
  from: string
  to: string[]
  daysAgo: number
  time: string
  principle: string
  happened: string
  effect: string
}

export async function addThanks(house: House): Promise<void> {
  for (const { from, to, daysAgo, time, principle, happened, effect } of await readContent<Thank[]>('thanks.json')) {
    const ctx = house.at(daysAgo, time, from)
    await giveThanks(ctx, {
      id: newId(ctx.now().getTime()),
      toPersonIds: to.map((name) => house.person(name).id),
      toUnitId: null,
      principleId: house.principle(principle),
      happened,
      effect,
      isPrivate: false,
      quoteId: null,
    })
  }
}
