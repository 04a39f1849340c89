import { IconBook2, IconSignature } from '@tabler/icons-react'
import type { PageRoute } from '#ui/routes.ts'
import { registerAccountEntry } from '#ui/slots.tsx'

// Studio is for those who look after the words; everyone else reaches them from the own menu.
registerAccountEntry({ to: '/principles', labelKey: 'ui:account.principles', icon: IconBook2, order: 60, may: 'principles.read' })
registerAccountEntry({ to: '/signature', labelKey: 'ui:account.signature', icon: IconSignature, order: 62, may: 'mantra.read' })

export const pages: PageRoute[] = [
  {
    path: '/mantra',
    surface: 'studio',
    titleKey: 'language:mantra.title',
    may: 'mantra.read',
    nav: { order: 10, shortKey: 'language:mantra.short', aboutKey: 'language:mantra.about', stage: 'define' },
    component: 'language/mantra/MantraPage',
  },
  {
    path: '/mantra/new',
    surface: 'studio',
    titleKey: 'language:newMantra.title',
    may: 'mantra.change',
    component: 'language/mantra/NewMantraPage',
  },
  {
    path: '/principles',
    surface: 'studio',
    titleKey: 'language:principles.title',
    may: 'principles.read',
    nav: { order: 12, shortKey: 'language:principles.short', aboutKey: 'language:principles.about', stage: 'define' },
    component: 'language/principles/PrinciplesPage',
  },
  {
    path: '/principles/add',
    surface: 'studio',
    titleKey: 'language:addPrinciple.title',
    may: 'principles.change',
    component: 'language/principles/AddPrinciplePage',
  },
  {
    path: '/principles/$principleId',
    surface: 'studio',
    titleKey: 'language:principle.title',
    may: 'principles.read',
    component: 'language/principles/PrinciplePage',
  },
  {
    path: '/principles/$principleId/uses',
    surface: 'studio',
    titleKey: 'language:uses.title',
    may: 'principles.read',
    component: 'language/principles/UsesPage',
  },
  {
    path: '/principles/$principleId/change',
    surface: 'studio',
    titleKey: 'language:changePrinciple.title',
    may: 'principles.change',
    component: 'language/principles/ChangePrinciplePage',
  },
  {
    path: '/principles/$principleId/examples',
    surface: 'studio',
    titleKey: 'language:examples.title',
    may: 'principles.change',
    component: 'language/principles/ExamplesPage',
  },
  {
    path: '/behaviours',
    surface: 'studio',
    titleKey: 'language:behaviours.title',
    may: 'principles.read',
    nav: { order: 14, aboutKey: 'language:behaviours.about', stage: 'define' },
    component: 'language/principles/BehavioursPage',
  },
  {
    path: '/behaviours/add',
    surface: 'studio',
    titleKey: 'language:behaviour.add',
    may: 'principles.change',
    component: 'language/principles/BehaviourPage#AddBehaviourPage',
  },
  {
    path: '/behaviours/$behaviourId',
    surface: 'studio',
    titleKey: 'language:behaviour.change',
    may: 'principles.change',
    component: 'language/principles/BehaviourPage#ChangeBehaviourPage',
  },
  {
    path: '/posters',
    surface: 'studio',
    titleKey: 'language:posters.title',
    may: 'principles.read',
    nav: { order: 16, aboutKey: 'language:posters.about', stage: 'define' },
    component: 'language/artefacts/PostersPage',
  },
  {
    path: '/signature',
    surface: 'studio',
    titleKey: 'language:signature.title',
    may: 'mantra.read',
    nav: { order: 17, shortKey: 'language:signature.short', aboutKey: 'language:signature.about', stage: 'define' },
    component: 'language/artefacts/SignaturePage',
  },
  {
    path: '/screens',
    surface: 'studio',
    titleKey: 'language:screens.title',
    may: 'wallboards.read',
    nav: { order: 18, aboutKey: 'language:screens.about', stage: 'define' },
    component: 'language/artefacts/ScreensPage',
  },
  {
    path: '/placements',
    surface: 'studio',
    titleKey: 'language:placements.title',
    may: 'placements.read',
    nav: { order: 19, shortKey: 'language:placements.short', aboutKey: 'language:placements.about', stage: 'define' },
    component: 'language/artefacts/PlacementsPage',
  },
  {
    // Leaders have no Studio; what hangs in their unit is theirs to renew.
    path: '/team/placements',
    surface: 'team',
    titleKey: 'language:placements.title',
    may: 'placements.read',
    nav: { order: 40, shortKey: 'language:placements.short', aboutKey: 'language:placements.about' },
    component: async () => (await import('./artefacts/PlacementsPage.tsx')).PlacementsPage,
  },
]
