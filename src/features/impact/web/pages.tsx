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
  {
    path: '/studies',
    surface: 'evidence',
    titleKey: 'impact:studies.title',
    may: 'studies.read',
    nav: { order: 15, aboutKey: 'impact:studies.about' },
    component: 'impact/studies/StudiesPage',
  },
  {
    path: '/studies/$studyId',
    surface: 'evidence',
    titleKey: 'impact:studies.one',
    may: 'studies.read',
    component: 'impact/studies/StudyPage',
  },
]
