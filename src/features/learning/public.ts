// What features to the right may use of learning.
export { participant } from './participant.ts'
export { type Family } from './rules/role-families.ts'
export { type AskedItem, itemAnswered, itemsAsked, itemsFor } from './service/items/for-others.ts'
export { itemTaggable } from './service/items/read.ts'
export { familiesByJobRole, familyOfPerson } from './service/role-families.ts'
