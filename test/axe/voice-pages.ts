// The states of voice's pages that axe opens. The demonstration brings no answers of its own yet: empty states and forms are what is there.
import type { PeoplePage } from './people-pages.ts'

const nothing = '019b0000-0000-7000-8000-000000000000'

export const voicePages: PeoplePage[] = [
  { name: 'customers’ words', path: '/customers-words', as: 'employee' },
  { name: 'answers', path: '/answers', as: 'leader' },
  { name: 'an answer that is not there', path: `/answers/${nothing}`, as: 'leader' },
  { name: 'cases', path: '/cases', as: 'leader' },
  { name: 'surveys', path: '/surveys', as: 'administrator' },
  { name: 'add a survey', path: '/surveys/add', as: 'administrator' },
  { name: 'contacts', path: '/contacts', as: 'administrator' },
  { name: 'scores', path: ({ unit }) => `/scores?unitId=${unit}`, as: 'leader' },
]
