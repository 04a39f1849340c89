import type { PageRoute } from '#ui/routes.ts'

export const pages: PageRoute[] = [
  {
    path: '/people',
    surface: 'team',
    titleKey: 'people:directory.title',
    may: 'people.read',
    nav: { order: 10, aboutKey: 'people:directory.about' },
    component: async () => (await import('./DirectoryPage.tsx')).DirectoryPage,
  },
  {
    path: '/people/add',
    surface: 'team',
    titleKey: 'people:add.title',
    may: 'people.add',
    component: async () => (await import('./AddPersonPage.tsx')).AddPersonPage,
  },
  {
    path: '/people/$personId',
    surface: 'today',
    titleKey: 'people:person.title',
    component: async () => (await import('./person/PersonPage.tsx')).PersonPage,
  },
  {
    path: '/people/$personId/settings',
    surface: 'today',
    titleKey: 'people:settle.title',
    may: 'people.settle',
    component: async () => (await import('./person/SettlePage.tsx')).SettlePage,
  },
  {
    path: '/people/$personId/change',
    surface: 'team',
    titleKey: 'people:change.title',
    may: 'people.change',
    component: async () => (await import('./person/ChangePage.tsx')).ChangePage,
  },
  {
    path: '/people/$personId/move',
    surface: 'team',
    titleKey: 'people:move.title',
    may: 'people.move',
    component: async () => (await import('./person/MovePage.tsx')).MovePage,
  },
  {
    path: '/people/$personId/leave',
    surface: 'team',
    titleKey: 'people:leave.title',
    may: 'people.depart',
    component: async () => (await import('./person/LeavePage.tsx')).LeavePage,
  },
  {
    path: '/people/$personId/absence',
    surface: 'today',
    titleKey: 'people:absence.title',
    may: 'absences.note',
    component: async () => (await import('./person/AbsencePage.tsx')).AbsencePage,
  },
  {
    path: '/people/$personId/data',
    surface: 'today',
    titleKey: 'people:data.title',
    may: 'people.take-out',
    component: async () => (await import('./person/DataPage.tsx')).DataPage,
  },
]
