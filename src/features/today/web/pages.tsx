import type { PageRoute } from '#ui/routes.ts'

export const pages: PageRoute[] = [
  {
    path: '/today',
    surface: 'today',
    titleKey: 'today:title',
    may: 'today.read',
    component: async () => (await import('./TodayPage.tsx')).TodayPage,
  },
]
