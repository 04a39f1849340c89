import { lazy } from 'react'
import type { PageRoute } from '#ui/routes.ts'
import { registerSlot } from '#ui/slots.tsx'

registerSlot(
  'person-page',
  lazy(() => import('./MyPartBlock.tsx').then(({ MyPartBlock }) => ({ default: MyPartBlock }))),
  10,
  'my-part.read',
)

const list = async () => (await import('./JourneysPage.tsx')).JourneysPage

export const pages: PageRoute[] = [
  {
    path: '/my-part',
    surface: 'today',
    titleKey: 'journeys:mine.title',
    may: 'my-part.read',
    nav: { order: 30, aboutKey: 'journeys:mine.about', stage: 'map' },
    component: async () => (await import('./MyPartPage.tsx')).MyPartPage,
  },
  {
    path: '/journeys',
    surface: 'today',
    titleKey: 'journeys:list.title',
    may: 'journeys.read',
    nav: { order: 31, aboutKey: 'journeys:list.about', stage: 'map' },
    component: list,
  },
  {
    path: '/studio/journeys',
    surface: 'studio',
    titleKey: 'journeys:list.title',
    may: 'journeys.change',
    nav: { order: 20, aboutKey: 'journeys:list.aboutStudio', stage: 'map' },
    component: list,
  },
  {
    path: '/journeys/$journeyId',
    surface: 'today',
    titleKey: 'journeys:one.title',
    may: 'journeys.read',
    component: async () => (await import('./JourneyPage.tsx')).JourneyPage,
  },
  {
    path: '/journeys/$journeyId/edit',
    surface: 'studio',
    titleKey: 'journeys:edit.title',
    may: 'journeys.change',
    component: 'journeys/edit/EditPage',
  },
  {
    path: '/journeys/$journeyId/edit/$stepId',
    surface: 'studio',
    titleKey: 'journeys:step.title',
    may: 'journeys.change',
    component: 'journeys/edit/StepPage',
  },
  {
    path: '/part-gaps',
    surface: 'team',
    titleKey: 'journeys:gaps.title',
    may: 'part-gaps.read',
    nav: { order: 40, shortKey: 'journeys:gaps.short', aboutKey: 'journeys:gaps.about' },
    component: 'journeys/GapsPage',
  },
]
