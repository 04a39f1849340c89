// What pages to the right may use of learning: an item or a moment of a scenario as it is asked, and what is said after an answer.
export { ItemFeedback, verdictOf } from './items/ItemFeedback.tsx'
export { MomentFeedback, MomentQuestion } from './scenarios/player/Moment.tsx'
export { blankAnswer, isAnswered, ItemQuestion } from './items/ItemQuestion.tsx'
