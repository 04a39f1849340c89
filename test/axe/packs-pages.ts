// The states of cards and packs that axe opens.
import { deliveredPack, installPack } from '#features/learning/public.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { OpenHouse } from '../support/open-house.ts'
import type { PageToCheck } from './page-list.ts'

const at = { card: '' }

/** The pack that comes with the program is here, in all three languages; one card was changed. */
export async function settlePacks(house: OpenHouse): Promise<void> {
  const ada = await house.signedIn('ada@hollin.example')
  const { items } = await house.ask<{ items: { id: string; isRetired: boolean }[] }>(ada, 'GET', '/api/principles')
  const principleId = items.find(({ isRetired }) => !isRetired)!.id
  const pack = await deliveredPack('everyday-service')
  const chosen = Object.fromEntries(pack.themes.map(({ key }) => [key, principleId]))
  await installPack(systemContext(house.platform, house.ids.organisation, newId()), pack, { chosen, isApplied: true })
  await house.sql(`update cards set texts = jsonb_set(texts, '{en,avoid}', '"Shouting back."') where key = 'shouting'`)
  at.card = (await house.sql(`select id from cards where key = 'shouting'`))[0]!['id'] as string
  await ada.close()
}

export const packsPages: PageToCheck[] = [
  { name: 'moments of need', path: '/moments', as: 'team-leader' },
  { name: 'a card in the moment', path: () => `/moments?card=${at.card}`, as: 'team-leader' },
  {
    name: 'moments, nothing found',
    path: '/moments?q=zebra',
    as: 'team-leader',
    prepare: async (page) => page.locator('.empty').waitFor(),
  },
  { name: 'all cards', path: '/cards', as: 'administrator' },
  { name: 'a card, written', path: () => `/cards/${at.card}`, as: 'administrator' },
  { name: 'a new card', path: '/cards/new', as: 'administrator' },
  { name: 'packs', path: '/packs', as: 'administrator' },
  { name: 'a pack', path: '/packs/everyday-service', as: 'administrator' },
  { name: 'a part that was changed here', path: '/packs/everyday-service/part?part=cards/shouting', as: 'administrator' },
  { name: 'a lesson of a pack', path: '/packs/everyday-service/part?part=lessons/look-up/en', as: 'administrator' },
  { name: 'a question of a pack', path: '/packs/everyday-service/part?part=items/promise-01', as: 'administrator' },
]
