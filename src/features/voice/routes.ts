import type { AnyRoute } from '#platform/http/route.ts'
import { publicPages } from './public-pages.ts'
import { answerRoutes } from './routes/answers.ts'
import { caseRoutes } from './routes/cases.ts'
import { contactRoutes } from './routes/contacts.ts'
import { surveyRoutes } from './routes/surveys.ts'

export const routes: readonly AnyRoute[] = [...surveyRoutes, ...contactRoutes, ...answerRoutes, ...caseRoutes, ...publicPages]
