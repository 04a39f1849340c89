// What features to the right may use of learning.
export { participant } from './participant.ts'
export { type Family } from './rules/role-families.ts'
export { registerSureAndWrong, type SureAndWrong } from './service/assessments/submit.ts'
export { assessmentTaggable } from './service/assessments/write.ts'
export { isItemFor, itemAnswered, itemBank, itemsAsked } from './service/items/for-others.ts'
export { hasLiveItems } from './store/items.ts'
export { itemTaggable } from './service/items/read.ts'
export { familiesByJobRole, familyOfPerson } from './service/role-families.ts'
