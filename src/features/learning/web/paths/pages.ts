import type { PageRoute } from '#ui/routes.ts'

export const pathPages: PageRoute[] = [
  {
    path: '/paths',
    surface: 'studio',
    titleKey: 'learning:paths.title',
    may: 'paths.read',
    nav: { order: 37, aboutKey: 'learning:paths.about' },
    component: async () => (await import('./PathsPage.tsx')).PathsPage,
  },
  {
    path: '/paths/$pathId',
    surface: 'studio',
    titleKey: 'learning:paths.one',
    may: 'paths.read',
    component: async () => (await import('./PathPage.tsx')).PathPage,
  },
  {
    path: '/coverage',
    surface: 'team',
    titleKey: 'learning:paths.coverage.title',
    may: 'coverage.read',
    nav: { order: 30, shortKey: 'learning:paths.coverage.short', aboutKey: 'learning:paths.coverage.about' },
    component: async () => (await import('./CoveragePage.tsx')).CoveragePage,
  },
]
