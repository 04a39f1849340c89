// What features to the right may use of learning.
export { participant } from './participant.ts'
export { taggables } from './taggables.ts'
export { addScenarioIn, publishScenarioIn, putScenarioIn } from './service/scenarios/write.ts'
export { meaningOf, type ThemeMeaning } from './service/themes.ts'
export type { Family } from '#engines/lesson/lesson.ts'
export { familiesByJobRole, familyOfPerson } from './service/role-families.ts'
