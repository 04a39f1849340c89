// What features to the right may use of recognition.
export { metric } from './metrics.ts'
export { digestPart } from './service/digest-part.ts'
export { participant } from './participant.ts'
export { type PublicThanks, taggable, thanksFor, thanksTo, type ThanksToMe, wallboardSource } from './service/for-others.ts'
export { consentsAsked, storiesFor, type StoryForHuddle, storyTaggable } from './service/stories/for-others.ts'
export { giveThanks } from './service/give.ts'
