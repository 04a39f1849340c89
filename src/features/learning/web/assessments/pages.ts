import type { PageRoute } from '#ui/routes.ts'

export const assessmentPages: PageRoute[] = [
  {
    path: '/learn/assessments',
    surface: 'today',
    titleKey: 'learning:sittings.title',
    may: 'sittings.take',
    component: async () => (await import('./OwnPage.tsx')).OwnPage,
  },
  {
    path: '/learn/sittings/$sittingId',
    surface: 'today',
    titleKey: 'learning:sittings.title',
    may: 'sittings.take',
    component: async () => (await import('./SittingPage.tsx')).SittingPage,
  },
  {
    path: '/assessments',
    surface: 'studio',
    titleKey: 'learning:assessments.title',
    may: 'assessments.read',
    nav: { order: 33, aboutKey: 'learning:assessments.about', stage: 'train' },
    component: 'learning/assessments/studio/AssessmentsPage',
  },
  {
    path: '/assessments/new',
    surface: 'studio',
    titleKey: 'learning:assessments.new',
    may: 'assessments.change',
    component: 'learning/assessments/studio/EditAssessmentPage#NewAssessmentPage',
  },
  {
    path: '/assessments/$assessmentId',
    surface: 'studio',
    titleKey: 'learning:assessments.one',
    may: 'assessments.read',
    component: 'learning/assessments/studio/EditAssessmentPage',
  },
  {
    path: '/assessments/$assessmentId/analysis',
    surface: 'studio',
    titleKey: 'learning:analysis.title',
    may: 'assessments.read',
    component: 'learning/assessments/studio/AnalysisPage',
  },
  {
    path: '/skills',
    surface: 'team',
    titleKey: 'learning:skills.title',
    may: 'skills.map',
    nav: { order: 35, shortKey: 'learning:skills.short', aboutKey: 'learning:skills.about' },
    component: 'learning/assessments/matrix/SkillsPage',
  },
]
