import type { PageRoute } from '#ui/routes.ts'

export const itemPages: PageRoute[] = [
  {
    path: '/items',
    surface: 'studio',
    titleKey: 'learning:items.title',
    may: 'items.read',
    nav: { order: 34, shortKey: 'learning:items.short', aboutKey: 'learning:items.about' },
    component: async () => (await import('./ItemsPage.tsx')).ItemsPage,
  },
  {
    path: '/items/new',
    surface: 'studio',
    titleKey: 'learning:items.new',
    may: 'items.change',
    component: async () => (await import('./EditItemPage.tsx')).NewItemPage,
  },
  {
    path: '/items/files',
    surface: 'studio',
    titleKey: 'learning:items.files.title',
    may: 'items.change',
    component: async () => (await import('./FilesPage.tsx')).FilesPage,
  },
  {
    path: '/items/$itemId',
    surface: 'studio',
    titleKey: 'learning:items.one',
    may: 'items.read',
    component: async () => (await import('./EditItemPage.tsx')).EditItemPage,
  },
]
