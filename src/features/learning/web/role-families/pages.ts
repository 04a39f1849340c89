import type { PageRoute } from '#ui/routes.ts'

export const roleFamilyPages: PageRoute[] = [
  {
    path: '/role-families',
    surface: 'studio',
    titleKey: 'learning:families.title',
    may: 'role-families.read',
    nav: { order: 38, shortKey: 'learning:families.short', aboutKey: 'learning:families.about', stage: 'train' },
    component: 'learning/role-families/RoleFamiliesPage',
  },
]
