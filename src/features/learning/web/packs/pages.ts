import type { PageRoute } from '#ui/routes.ts'

export const packPages: PageRoute[] = [
  {
    path: '/packs',
    surface: 'studio',
    titleKey: 'learning:packs.title',
    may: 'packs.read',
    nav: { order: 29, aboutKey: 'learning:packs.about', stage: 'train' },
    component: 'learning/packs/PacksPage',
  },
  {
    path: '/packs/$packKey',
    surface: 'studio',
    titleKey: 'learning:packs.one',
    may: 'packs.read',
    component: 'learning/packs/PackPage',
  },
  {
    path: '/packs/$packKey/part',
    surface: 'studio',
    titleKey: 'learning:packs.part.title',
    may: 'packs.read',
    component: 'learning/packs/PartPage',
  },
]
