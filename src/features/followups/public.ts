// What features to the right may use of followups.
export { answerFollowup, type Answering, openFollowup, type Opening, reassignOf } from './service.ts'
export { participant } from './participant.ts'
export { type Owed, owedBy } from './store.ts'
