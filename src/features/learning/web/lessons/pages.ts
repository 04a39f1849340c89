import type { PageRoute } from '#ui/routes.ts'

export const lessonPages: PageRoute[] = [
  {
    path: '/learn',
    surface: 'today',
    titleKey: 'learning:lessons.mine.title',
    may: 'lessons.learn',
    nav: { order: 3, aboutKey: 'learning:lessons.mine.about' },
    component: async () => (await import('./player/LearnPage.tsx')).LearnPage,
  },
  {
    path: '/learn/lessons/$lessonId',
    surface: 'today',
    titleKey: 'learning:lessons.player.title',
    may: 'lessons.learn',
    component: async () => (await import('./player/LessonPage.tsx')).LessonPage,
  },
]
