import { problemType } from '#platform/http/problem.ts'

export const noAnswer = problemType({ slug: 'no-answer-to-this', status: 422, title: 'This is no answer to this question' })
