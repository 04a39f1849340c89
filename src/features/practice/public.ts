// What features to the right may use of practice.
export { participant } from './participant.ts'
export { practiceFor, type PracticeToday } from './service/for-others.ts'
