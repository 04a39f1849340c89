// The pages of learning in the states that people meet.
import type { PageToCheck } from './page-list.ts'

export const learningPages: PageToCheck[] = [{ name: 'kinds of work', path: '/role-families', as: 'administrator' }]
