import { problemType } from '#platform/http/problem.ts'

export const caseFails = problemType({ slug: 'case-fails', status: 409, title: 'A test case fails' })
export const noCases = problemType({ slug: 'no-cases', status: 409, title: 'A rule needs test cases before it goes live' })
export const noDraft = problemType({ slug: 'no-draft', status: 409, title: 'There is no draft' })
export const startsTooEarly = problemType({ slug: 'starts-too-early', status: 409, title: 'A rule can’t begin in the past' })
export const reasonNeeded = problemType({ slug: 'reason-needed', status: 422, title: 'Say in a sentence why you did it' })
export const nobodyToAsk = problemType({ slug: 'nobody-to-ask', status: 409, title: 'Nobody is noted whom you could ask' })
export const tooLateToTakeBack = problemType({ slug: 'too-late-to-take-back', status: 409, title: 'A day has passed' })
export const alreadyAnswered = problemType({ slug: 'already-answered', status: 409, title: 'It is answered already' })
