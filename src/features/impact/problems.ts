import { problemType } from '#platform/http/problem.ts'

export const studyIsRegistered = problemType({
  slug: 'study-is-registered',
  status: 409,
  title: 'This study is registered: its plan stands',
})
export const studyNotRegistered = problemType({ slug: 'study-not-registered', status: 409, title: 'This study is not registered yet' })
export const studyIsClosed = problemType({ slug: 'study-is-closed', status: 409, title: 'This study is closed' })
export const planHasGaps = problemType({ slug: 'plan-has-gaps', status: 409, title: 'This plan lacks something' })
export const unreadablePanel = problemType({ slug: 'unreadable-panel', status: 422, title: 'This file can’t be read as a table' })
export const nothingToTakeOut = problemType({ slug: 'nothing-to-take-out', status: 404, title: 'There is nothing to take out yet' })
