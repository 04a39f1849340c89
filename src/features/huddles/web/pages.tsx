import type { PageRoute } from '#ui/routes.ts'

export const pages: PageRoute[] = [
  {
    path: '/huddles',
    surface: 'today',
    titleKey: 'huddles:list.title',
    may: 'huddles.read',
    nav: { order: 40, aboutKey: 'huddles:list.about' },
    component: async () => (await import('./HuddlesPage.tsx')).HuddlesPage,
  },
  {
    path: '/huddles/teams',
    surface: 'team',
    titleKey: 'huddles:teams.title',
    may: 'huddles.follow',
    nav: { order: 12, shortKey: 'huddles:teams.short', aboutKey: 'huddles:teams.about' },
    component: 'huddles/TeamsPage',
  },
  {
    path: '/huddles/$huddleId',
    surface: 'today',
    titleKey: 'huddles:list.one',
    may: 'huddles.read',
    component: async () => (await import('./HuddlePage.tsx')).HuddlePage,
  },
  {
    path: '/huddles/$huddleId/run',
    surface: 'today',
    titleKey: 'huddles:run.huddle',
    may: 'huddles.read',
    frame: 'bare',
    component: async () => (await import('./RunPage.tsx')).RunPage,
  },
  {
    path: '/huddles/$huddleId/paper',
    surface: 'today',
    titleKey: 'huddles:one.print',
    may: 'huddles.read',
    frame: 'plain',
    component: async () => (await import('./PaperPage.tsx')).PaperPage,
  },
]
