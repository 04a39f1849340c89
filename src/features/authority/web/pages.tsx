import { lazy } from 'react'
import type { PageRoute } from '#ui/routes.ts'
import { registerSlot } from '#ui/slots.tsx'

/** After the page that was asked for. */
const senderMs = 2_000
registerSlot(
  'shell',
  lazy(async () => {
    await new Promise((done) => setTimeout(done, senderMs))
    // Without a network there is nothing to send, and the code may not be here.
    if (!navigator.onLine) await new Promise((done) => addEventListener('online', done, { once: true }))
    return { default: (await import('./Sender.tsx')).Sender }
  }),
  40,
  'decisions.note',
)

registerSlot(
  'level-allows',
  lazy(() => import('./LevelAllows.tsx').then(({ LevelAllows }) => ({ default: LevelAllows }))),
  10,
  'may-i.ask',
)

export const pages: PageRoute[] = [
  {
    path: '/may-i',
    surface: 'today',
    titleKey: 'authority:mayI.title',
    may: 'may-i.ask',
    nav: { order: 1, aboutKey: 'authority:mayI.about' },
    component: async () => (await import('./may-i/MayIPage.tsx')).MayIPage,
  },
  {
    path: '/decisions',
    surface: 'today',
    titleKey: 'authority:decisions.title',
    may: 'decisions.read',
    component: async () => (await import('./decisions/DecisionsPage.tsx')).DecisionsPage,
  },
  {
    path: '/escalations/$escalationId',
    surface: 'today',
    titleKey: 'authority:escalation.title',
    may: 'escalations.read',
    component: async () => (await import('./decisions/EscalationPage.tsx')).EscalationPage,
  },
  {
    path: '/rules',
    surface: 'studio',
    titleKey: 'authority:rules.title',
    may: 'rules.read',
    nav: { order: 42, aboutKey: 'authority:rules.about', stage: 'empower' },
    component: 'authority/studio/RulesPage',
  },
  {
    path: '/rules/new',
    surface: 'studio',
    titleKey: 'authority:edit.title',
    may: 'rules.change',
    component: 'authority/studio/EditRulePage#NewRulePage',
  },
  {
    path: '/rules/$ruleId',
    surface: 'studio',
    titleKey: 'authority:rule.title',
    may: 'rules.read',
    component: 'authority/rule/RulePage',
  },
  {
    path: '/rules/$ruleId/edit',
    surface: 'studio',
    titleKey: 'authority:edit.title',
    may: 'rules.change',
    component: 'authority/studio/EditRulePage',
  },
  {
    path: '/situations',
    surface: 'studio',
    titleKey: 'authority:situations.title',
    may: 'rules.change',
    nav: { order: 44, shortKey: 'authority:situations.short', aboutKey: 'authority:situations.about', stage: 'empower' },
    component: 'authority/studio/SituationsPage',
  },
  {
    path: '/gaps',
    surface: 'studio',
    titleKey: 'authority:gaps.title',
    may: 'gaps.read',
    nav: { order: 46, shortKey: 'authority:gaps.short', aboutKey: 'authority:gaps.about', stage: 'empower' },
    component: 'authority/studio/GapsPage',
  },
]
