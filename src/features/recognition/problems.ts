import { problemType } from '#platform/http/problem.ts'

export const situationNeeded = problemType({ slug: 'situation-needed', status: 422, title: 'Say what happened' })
export const thanksStay = problemType({ slug: 'thanks-stay', status: 409, title: 'A day has passed; thanks stay now' })
export const storyWithdrawn = problemType({ slug: 'story-withdrawn', status: 410, title: 'This story was taken back' })
export const storyNotReady = problemType({ slug: 'story-not-ready', status: 409, title: 'Something is missing in this story' })
export const storySettled = problemType({ slug: 'story-settled', status: 409, title: 'The story is published; its words stay' })
export const anotherReaderNeeded = problemType({ slug: 'another-reader-needed', status: 409, title: 'Somebody else reads it first' })
export const nameInStory = problemType({ slug: 'name-in-story', status: 409, title: 'Your name stands in the story' })
