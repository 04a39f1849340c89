import type { PageRoute } from '#ui/routes.ts'

export const itemPages: PageRoute[] = [
  {
    path: '/items',
    surface: 'studio',
    titleKey: 'learning:items.title',
    may: 'items.read',
    nav: { order: 32, shortKey: 'learning:items.short', aboutKey: 'learning:items.about', stage: 'train' },
    component: 'learning/items/ItemsPage',
  },
  {
    path: '/items/new',
    surface: 'studio',
    titleKey: 'learning:items.new',
    may: 'items.change',
    component: 'learning/items/EditItemPage#NewItemPage',
  },
  {
    path: '/items/files',
    surface: 'studio',
    titleKey: 'learning:items.files.title',
    may: 'items.change',
    component: 'learning/items/FilesPage',
  },
  {
    path: '/items/$itemId',
    surface: 'studio',
    titleKey: 'learning:items.one',
    may: 'items.read',
    component: 'learning/items/EditItemPage',
  },
]
