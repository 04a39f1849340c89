// What features to the right may use of learning.
export { participant } from './participant.ts'
export { type Family } from './rules/role-families.ts'
export { familiesByJobRole, familyOfPerson } from './service/role-families.ts'
