import type { PageRoute } from '#ui/routes.ts'

export const pathPages: PageRoute[] = [
  {
    path: '/paths',
    surface: 'studio',
    titleKey: 'learning:paths.title',
    may: 'paths.read',
    nav: { order: 34, aboutKey: 'learning:paths.about', stage: 'train' },
    component: 'learning/paths/PathsPage',
  },
  {
    path: '/paths/$pathId',
    surface: 'studio',
    titleKey: 'learning:paths.one',
    may: 'paths.read',
    component: 'learning/paths/PathPage',
  },
  {
    path: '/coverage',
    surface: 'team',
    titleKey: 'learning:paths.coverage.title',
    may: 'coverage.read',
    nav: { order: 30, shortKey: 'learning:paths.coverage.short', aboutKey: 'learning:paths.coverage.about' },
    component: 'learning/paths/CoveragePage',
  },
]
