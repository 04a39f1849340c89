// The pages of learning in the states that people meet.
import type { PageToCheck } from './page-list.ts'

export const learningPages: PageToCheck[] = [
  { name: 'kinds of work', path: '/role-families', as: 'administrator' },
  { name: 'my plan', path: '/learn', as: 'team-leader' },
  { name: 'paths', path: '/paths', as: 'administrator' },
  { name: 'a path that is written', path: '/paths/new', as: 'administrator' },
  { name: 'who is not taught yet', path: '/coverage', as: 'team-leader' },
]
