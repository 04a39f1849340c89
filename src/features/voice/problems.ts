import { problemType } from '#platform/http/problem.ts'

export const surveyHasAnswers = problemType({
  slug: 'survey-has-answers',
  status: 409,
  title: 'Customers have answered this survey already',
})
export const surveyIncomplete = problemType({ slug: 'survey-incomplete', status: 409, title: 'This survey lacks words' })
export const surveyNotOpen = problemType({ slug: 'survey-not-open', status: 409, title: 'This survey is not open' })
export const caseIsResolved = problemType({ slug: 'case-is-resolved', status: 409, title: 'This case is resolved' })
export const caseIsOpen = problemType({ slug: 'case-is-open', status: 409, title: 'This case is not resolved yet' })
export const intakeIsSettled = problemType({ slug: 'intake-is-settled', status: 409, title: 'This file was brought in or thrown away' })
export const unreadableContacts = problemType({
  slug: 'unreadable-contacts',
  status: 422,
  title: 'This file can’t be read as a list of contacts',
})
export const unknownStep = problemType({ slug: 'unknown-step', status: 422, title: 'There is no such step' })
