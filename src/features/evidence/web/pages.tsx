import { lazy } from 'react'
import type { PageRoute } from '#ui/routes.ts'
import { registerSlot } from '#ui/slots.tsx'

registerSlot(
  'person-page',
  lazy(() => import('./Standing.tsx').then(({ Standing }) => ({ default: Standing }))),
  10,
  'evidence.read',
)

export const pages: PageRoute[] = [
  {
    path: '/people/$personId/sign-off',
    surface: 'team',
    titleKey: 'evidence:signOff.title',
    may: 'evidence.sign',
    component: 'evidence/SignOffPage',
  },
  {
    path: '/my-levels',
    surface: 'today',
    titleKey: 'evidence:mine.title',
    may: 'evidence.read-own',
    nav: { order: 24, shortKey: 'evidence:mine.short', aboutKey: 'evidence:mine.about', stage: 'train' },
    component: async () => (await import('./mine/MyLevelsPage.tsx')).MyLevelsPage,
  },
  {
    path: '/levels',
    surface: 'studio',
    titleKey: 'evidence:levels.title',
    may: 'levels.change',
    nav: { order: 39, aboutKey: 'evidence:levels.about', stage: 'train' },
    component: 'evidence/LevelsPage',
  },
]
