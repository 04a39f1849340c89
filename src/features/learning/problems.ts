import { problemType } from '#platform/http/problem.ts'

export const pathEmpty = problemType({ slug: 'path-empty', status: 409, title: 'The path has no step yet' })
export const lessonIncomplete = problemType({ slug: 'lesson-incomplete', status: 409, title: 'The lesson is not complete yet' })
export const secondPersonNeeded = problemType({ slug: 'second-person-needed', status: 409, title: 'Somebody else looks at it first' })
export const draftIsThere = problemType({ slug: 'draft-is-there', status: 409, title: 'There is a draft already' })
export const fileRefused = problemType({ slug: 'file-refused', status: 422, title: 'This file can’t be shown in a lesson' })
export const scenarioFaulty = problemType({ slug: 'scenario-faulty', status: 409, title: 'The scenario can’t be published yet' })
export const scenarioKeyTaken = problemType({ slug: 'scenario-key-taken', status: 409, title: 'Another scenario has this key' })
export const scenarioUnreadable = problemType({ slug: 'scenario-unreadable', status: 422, title: 'This is no scenario' })
export const structureDiffers = problemType({ slug: 'structure-differs', status: 422, title: 'The translation has another structure' })
export const playImpossible = problemType({ slug: 'play-impossible', status: 422, title: 'Nobody can have played this' })
