// What features to the right may use of learning.
export { participant } from './participant.ts'
export type { Family } from '#engines/lesson/lesson.ts'
export { familiesByJobRole, familyOfPerson } from './service/role-families.ts'
