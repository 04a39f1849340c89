import { problemType } from '#platform/http/problem.ts'

export const lessonIncomplete = problemType({ slug: 'lesson-incomplete', status: 409, title: 'The lesson is not complete yet' })
export const secondPersonNeeded = problemType({ slug: 'second-person-needed', status: 409, title: 'Somebody else looks at it first' })
export const draftIsThere = problemType({ slug: 'draft-is-there', status: 409, title: 'There is a draft already' })
export const fileRefused = problemType({ slug: 'file-refused', status: 422, title: 'This file can’t be shown in a lesson' })
