import type { PageRoute } from '#ui/routes.ts'

export const pages: PageRoute[] = [
  {
    path: '/practice',
    surface: 'today',
    titleKey: 'practice:title',
    may: 'practice.do',
    nav: { order: 21, aboutKey: 'practice:about', stage: 'train' },
    component: async () => (await import('./PracticePage.tsx')).PracticePage,
  },
  {
    path: '/practice/days',
    surface: 'today',
    titleKey: 'practice:days.title',
    may: 'practice.do',
    component: async () => (await import('./DaysPage.tsx')).DaysPage,
  },
  {
    path: '/recall-map',
    surface: 'evidence',
    titleKey: 'practice:map.title',
    may: 'practice.map',
    nav: { order: 30, aboutKey: 'practice:map.about' },
    component: 'practice/map/RecallMapPage',
  },
]
