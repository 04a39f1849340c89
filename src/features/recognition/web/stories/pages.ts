import type { PageRoute } from '#ui/routes.ts'

export const storyPages: PageRoute[] = [
  {
    path: '/stories',
    surface: 'today',
    titleKey: 'recognition:stories.list.title',
    may: 'stories.read',
    nav: { order: 5, aboutKey: 'recognition:stories.list.about' },
    component: async () => (await import('./StoriesPage.tsx')).StoriesPage,
  },
  {
    path: '/stories/tell',
    surface: 'today',
    titleKey: 'recognition:stories.tell.title',
    may: 'stories.tell',
    component: async () => (await import('./TellPage.tsx')).TellPage,
  },
  {
    path: '/stories/workshop',
    surface: 'studio',
    titleKey: 'recognition:stories.workshop.title',
    may: 'stories.review',
    nav: { order: 65, shortKey: 'recognition:stories.workshop.short', aboutKey: 'recognition:stories.workshop.about', stage: 'recognise' },
    component: 'recognition/stories/WorkshopPage',
  },
  {
    path: '/stories/$storyId',
    surface: 'today',
    titleKey: 'recognition:stories.one.title',
    may: 'stories.read',
    component: async () => (await import('./StoryPage.tsx')).StoryPage,
  },
  {
    path: '/stories/$storyId/workshop',
    surface: 'studio',
    titleKey: 'recognition:stories.prepare.title',
    may: 'stories.read',
    component: 'recognition/stories/PreparePage',
  },
]
