import { lazy } from 'react'
import type { PageRoute } from '#ui/routes.ts'
import { registerSlot } from '#ui/slots.tsx'

registerSlot(
  'journey-step',
  lazy(() => import('./StepObstacles.tsx').then(({ StepObstacles }) => ({ default: StepObstacles }))),
  30,
  'obstacles.read',
)

export const pages: PageRoute[] = [
  {
    path: '/obstacles',
    surface: 'today',
    titleKey: 'obstacles:board.title',
    may: 'obstacles.read',
    nav: { order: 50, aboutKey: 'obstacles:board.about' },
    component: async () => (await import('./BoardPage.tsx')).BoardPage,
  },
  {
    path: '/obstacles/raise',
    surface: 'today',
    titleKey: 'obstacles:raise.title',
    may: 'obstacles.raise',
    component: async () => (await import('./RaisePage.tsx')).RaisePage,
  },
  {
    path: '/obstacles/leaders',
    surface: 'evidence',
    titleKey: 'obstacles:leaders.title',
    may: 'obstacles.read',
    nav: { order: 40, aboutKey: 'obstacles:leaders.about' },
    component: 'obstacles/LeadersPage',
  },
  {
    path: '/obstacles/$obstacleId',
    surface: 'today',
    titleKey: 'obstacles:one.title',
    may: 'obstacles.read',
    component: async () => (await import('./ObstaclePage.tsx')).ObstaclePage,
  },
]
