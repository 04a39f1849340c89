import { problemType } from '#platform/http/problem.ts'

export const itemNotReady = problemType({ slug: 'item-not-ready', status: 422, title: 'Something is missing before this can be asked' })
export const itemKeyTaken = problemType({ slug: 'item-key-taken', status: 409, title: 'Another item has this key' })
export const cardNotReady = problemType({ slug: 'card-not-ready', status: 422, title: 'Something is missing before this can be read' })
export const themeUnknown = problemType({ slug: 'theme-unknown', status: 422, title: 'Say which principle each theme means' })
export const pathEmpty = problemType({ slug: 'path-empty', status: 409, title: 'The path has no step yet' })
export const lessonIncomplete = problemType({ slug: 'lesson-incomplete', status: 409, title: 'The lesson is not complete yet' })
export const secondPersonNeeded = problemType({ slug: 'second-person-needed', status: 409, title: 'Somebody else looks at it first' })
export const draftIsThere = problemType({ slug: 'draft-is-there', status: 409, title: 'There is a draft already' })
export const fileRefused = problemType({ slug: 'file-refused', status: 422, title: 'This file can’t be shown in a lesson' })
export const scenarioFaulty = problemType({ slug: 'scenario-faulty', status: 409, title: 'The scenario can’t be published yet' })
export const scenarioHeld = problemType({ slug: 'scenario-held', status: 409, title: 'It is published with its story' })
export const scenarioKeyTaken = problemType({ slug: 'scenario-key-taken', status: 409, title: 'Another scenario has this key' })
export const scenarioUnreadable = problemType({ slug: 'scenario-unreadable', status: 422, title: 'This is no scenario' })
export const structureDiffers = problemType({ slug: 'structure-differs', status: 422, title: 'The translation has another structure' })
export const playImpossible = problemType({ slug: 'play-impossible', status: 422, title: 'Nobody can have played this' })
export const assessmentNotReady = problemType({
  slug: 'assessment-not-ready',
  status: 422,
  title: 'Something is missing before this can be sat',
})
export const tooFewPeople = problemType({ slug: 'too-few-people', status: 409, title: 'This group is too small to be asked' })
export const nothingToAsk = problemType({ slug: 'nothing-to-ask', status: 409, title: 'There is nothing to ask yet' })
