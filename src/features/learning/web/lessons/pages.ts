import type { PageRoute } from '#ui/routes.ts'

export const lessonPages: PageRoute[] = [
  {
    path: '/learn',
    surface: 'today',
    titleKey: 'learning:lessons.mine.title',
    may: 'lessons.learn',
    nav: { order: 20, aboutKey: 'learning:lessons.mine.about', stage: 'train' },
    component: async () => (await import('./player/LearnPage.tsx')).LearnPage,
  },
  {
    path: '/learn/lessons/$lessonId',
    surface: 'today',
    titleKey: 'learning:lessons.player.title',
    may: 'lessons.learn',
    component: async () => (await import('./player/LessonPage.tsx')).LessonPage,
  },
  {
    path: '/lessons',
    surface: 'studio',
    titleKey: 'learning:lessons.studio.title',
    may: 'lessons.read',
    nav: { order: 30, aboutKey: 'learning:lessons.studio.about', stage: 'train' },
    component: 'learning/lessons/studio/LessonsPage',
  },
  {
    path: '/lessons/new',
    surface: 'studio',
    titleKey: 'learning:lessons.new.title',
    may: 'lessons.write',
    component: 'learning/lessons/studio/NewLessonPage',
  },
  {
    path: '/lessons/$lessonId',
    surface: 'studio',
    titleKey: 'learning:lessons.edit.pageTitle',
    may: 'lessons.read',
    component: 'learning/lessons/studio/LessonEditPage',
  },
]
