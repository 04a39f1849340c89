import { lazy } from 'react'
import type { PageRoute } from '#ui/routes.ts'
import { registerSlot } from '#ui/slots.tsx'

registerSlot(
  'may-i',
  lazy(async () => ({ default: (await import('./FromMayI.tsx')).FromMayI })),
  20,
  'cards.use',
)
registerSlot(
  'later',
  lazy(async () => ({ default: (await import('./Warm.tsx')).Warm })),
  20,
  'cards.use',
)

export const cardPages: PageRoute[] = [
  {
    path: '/moments',
    surface: 'today',
    titleKey: 'learning:cards.title',
    may: 'cards.use',
    nav: { order: 2, aboutKey: 'learning:cards.about' },
    component: async () => (await import('./MomentsPage.tsx')).MomentsPage,
  },
  {
    path: '/cards',
    surface: 'studio',
    titleKey: 'learning:cards.studio.title',
    may: 'cards.read',
    nav: { order: 35, aboutKey: 'learning:cards.studio.about', stage: 'train' },
    component: 'learning/cards/studio/CardsPage',
  },
  {
    path: '/cards/new',
    surface: 'studio',
    titleKey: 'learning:cards.studio.new',
    may: 'cards.change',
    component: 'learning/cards/studio/EditCardPage#NewCardPage',
  },
  {
    path: '/cards/$cardId',
    surface: 'studio',
    titleKey: 'learning:cards.studio.one',
    may: 'cards.read',
    component: 'learning/cards/studio/EditCardPage',
  },
]
