// What features to the right may use of learning.
export type { Family, Lesson as LessonText } from '#engines/lesson/lesson.ts'
export { participant } from './participant.ts'
export { taggables } from './taggables.ts'
export { askedOf as commitmentsToAsk } from './service/lessons/learn.ts'
export { installLessonIn } from './service/lessons/text-form.ts'
export { addScenarioIn, publishScenarioIn, putScenarioIn } from './service/scenarios/write.ts'
export { meaningOf, type ThemeMeaning } from './service/themes.ts'
export { familiesByJobRole, familyOfPerson } from './service/role-families.ts'
