import type { PageRoute } from '#ui/routes.ts'

export const pages: PageRoute[] = [
  {
    path: '/chain',
    surface: 'evidence',
    titleKey: 'impact:chain.title',
    may: 'chain.read',
    nav: { order: 10, aboutKey: 'impact:chain.about' },
    component: 'impact/ChainPage',
  },
  {
    path: '/chain/$measure',
    surface: 'evidence',
    titleKey: 'impact:rows.title',
    may: 'chain.read',
    component: 'impact/MeasurePage',
  },
]
