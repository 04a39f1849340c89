import type { PageRoute } from '#ui/routes.ts'

export const scenarioPages: PageRoute[] = [
  {
    path: '/learn/scenarios',
    surface: 'today',
    titleKey: 'learning:scenarios.list.title',
    may: 'scenarios.play',
    component: async () => (await import('./player/PlayableListPage.tsx')).PlayableListPage,
  },
  {
    path: '/learn/scenarios/$scenarioId',
    surface: 'today',
    titleKey: 'learning:scenarios.player.title',
    may: 'scenarios.play',
    component: async () => (await import('./player/PlayerPage.tsx')).PlayerPage,
  },
  {
    path: '/scenarios',
    surface: 'studio',
    titleKey: 'learning:scenarios.studio.title',
    may: 'scenarios.read',
    nav: { order: 31, aboutKey: 'learning:scenarios.studio.about', stage: 'train' },
    component: 'learning/scenarios/studio/ScenariosPage',
  },
  {
    path: '/scenarios/new',
    surface: 'studio',
    titleKey: 'learning:scenarios.new.title',
    may: 'scenarios.write',
    component: 'learning/scenarios/studio/NewScenarioPage',
  },
  {
    path: '/scenarios/$scenarioId',
    surface: 'studio',
    titleKey: 'learning:scenarios.studio.one',
    may: 'scenarios.read',
    component: 'learning/scenarios/studio/ScenarioPage',
  },
]
