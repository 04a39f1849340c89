// What features to the right may use of practice.
export { byPerson, type DigestPart, registerDigestPart } from './digest-parts.ts'
export { ownDigestParts } from './service/digest-parts.ts'
export { participant } from './participant.ts'
export { practiceFor, type PracticeToday } from './service/for-others.ts'
export { bringPractice, practisedAmong, type PastPractice } from './service/history.ts'
export { countAll as countRecall } from './service/recall-map.ts'
export { forgetScenes } from './store/reviews.ts'
export { takeFromSitting } from './service/from-sittings.ts'
