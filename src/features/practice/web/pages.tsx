import { IconMail } from '@tabler/icons-react'
import type { PageRoute } from '#ui/routes.ts'
import { registerAccountEntry } from '#ui/slots.tsx'

registerAccountEntry({ to: '/messages', labelKey: 'ui:account.messages', icon: IconMail, order: 5, may: 'practice.do' })

export const pages: PageRoute[] = [
  {
    path: '/practice',
    surface: 'today',
    titleKey: 'practice:title',
    may: 'practice.do',
    nav: { order: 21, aboutKey: 'practice:about', stage: 'train' },
    component: async () => (await import('./PracticePage.tsx')).PracticePage,
  },
  {
    path: '/practice/days',
    surface: 'today',
    titleKey: 'practice:days.title',
    may: 'practice.do',
    component: async () => (await import('./DaysPage.tsx')).DaysPage,
  },
  {
    path: '/messages',
    surface: 'today',
    titleKey: 'practice:messages.title',
    may: 'practice.do',
    component: async () => (await import('./MessagesPage.tsx')).MessagesPage,
  },
  {
    path: '/recall-map',
    surface: 'evidence',
    titleKey: 'practice:map.title',
    may: 'practice.map',
    nav: { order: 30, aboutKey: 'practice:map.about' },
    component: 'practice/map/RecallMapPage',
  },
]
