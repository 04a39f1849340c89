// The states of the pages of huddles that axe opens: an agenda with something on it, every kind of part in run mode, paper, and how often teams met.
import { writeHuddles } from '#features/huddles/public.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { desk, type OpenHouse } from '../support/open-house.ts'
import type { PageToCheck } from './page-list.ts'

let huddleId = ''
const part = (name: string, number: number): PageToCheck => ({
  name: `huddle, ${name}`,
  path: () => `/huddles/${huddleId}/run?part=${number}`,
  as: 'team-leader',
})

export async function settleHuddles(house: OpenHouse): Promise<void> {
  await writeHuddles(systemContext(house.platform, house.ids.organisation, newId()))
  const lea = await house.signedIn('lea@hollin.example', desk)
  const { items } = await house.ask<{ items: { id: string }[] }>(lea, 'GET', '/api/huddles')
  huddleId = items[0]!.id
  await house.ask(lea, 'POST', `/api/huddles/${huddleId}/obstacles`, { title: 'No void filler after 18:00', hurts: 'customers' })
  await lea.close()
}

export const huddlesPages: PageToCheck[] = [
  { name: 'huddles', path: '/huddles', as: 'team-leader' },
  { name: 'a huddle', path: () => `/huddles/${huddleId}`, as: 'team-leader' },
  part('first part', 1),
  part('second part', 2),
  part('third part', 3),
  part('thanks', 4),
  part('one thing to raise', 5),
  { name: 'a huddle on paper', path: () => `/huddles/${huddleId}/paper`, as: 'team-leader' },
  { name: 'huddles of my teams', path: '/huddles/teams', as: 'team-leader' },
]
