import { problemType } from '#platform/http/problem.ts'

export const notForOneself = problemType({ slug: 'not-for-oneself', status: 409, title: 'Nobody signs for themselves' })
