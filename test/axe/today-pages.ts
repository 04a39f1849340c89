// The states of the start page that axe opens: with something in most places, and on the first day. The company's own stand in people-pages.ts.
import type { PageToCheck } from './page-list.ts'

export const todayPages: PageToCheck[] = [
  { name: 'today of who leads a team', path: '/today', as: 'team-leader' },
  { name: 'today of who looks after the rules', path: '/today', as: 'administrator' },
]

export const firstDays: PageToCheck[] = [
  { name: 'today on the first day', path: '/today', as: 'administrator' },
  {
    name: 'today on the first day, what comes after it',
    path: '/today',
    as: 'administrator',
    prepare: (page) => page.locator('.today-days > summary').click(),
  },
]
