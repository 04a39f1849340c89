import { lazy } from 'react'
import type { PageRoute } from '#ui/routes.ts'
import { registerSlot } from '#ui/slots.tsx'
import { storyPages } from './stories/pages.ts'

registerSlot(
  'person-page',
  lazy(() => import('./PersonThanks.tsx').then(({ PersonThanks }) => ({ default: PersonThanks }))),
  15,
  'thanks.read',
)

registerSlot(
  'person-page',
  lazy(() => import('./stories/PersonStories.tsx').then(({ PersonStories }) => ({ default: PersonStories }))),
  16,
  'stories.read',
)

export const pages: PageRoute[] = [
  ...storyPages,
  {
    path: '/thanks',
    surface: 'today',
    titleKey: 'recognition:list.title',
    may: 'thanks.read',
    nav: { order: 4, aboutKey: 'recognition:list.about' },
    component: async () => (await import('./ThanksPage.tsx')).ThanksPage,
  },
  {
    path: '/thanks/give',
    surface: 'today',
    titleKey: 'recognition:give.title',
    may: 'thanks.give',
    component: async () => (await import('./GivePage.tsx')).GivePage,
  },
  {
    path: '/thanks/reach',
    surface: 'team',
    titleKey: 'recognition:reach.title',
    may: 'thanks.reach',
    nav: { order: 40, shortKey: 'recognition:reach.short', aboutKey: 'recognition:reach.about' },
    component: 'recognition/ReachPage',
  },
  {
    path: '/thanks/$thanksId',
    surface: 'today',
    titleKey: 'recognition:one.title',
    may: 'thanks.read',
    component: async () => (await import('./OnePage.tsx')).OnePage,
  },
]
