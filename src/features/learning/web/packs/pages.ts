import type { PageRoute } from '#ui/routes.ts'

export const packPages: PageRoute[] = [
  {
    path: '/packs',
    surface: 'studio',
    titleKey: 'learning:packs.title',
    may: 'packs.read',
    nav: { order: 30, aboutKey: 'learning:packs.about' },
    component: async () => (await import('./PacksPage.tsx')).PacksPage,
  },
  {
    path: '/packs/$packKey',
    surface: 'studio',
    titleKey: 'learning:packs.one',
    may: 'packs.read',
    component: async () => (await import('./PackPage.tsx')).PackPage,
  },
  {
    path: '/packs/$packKey/part',
    surface: 'studio',
    titleKey: 'learning:packs.part.title',
    may: 'packs.read',
    component: async () => (await import('./PartPage.tsx')).PartPage,
  },
]
