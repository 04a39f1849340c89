// What features to the right may use of journeys.
export type { StepRef } from './contract.ts'
export { participant } from './participant.ts'
export { type QuoteSource, registerQuoteSource, type StepQuote } from './quotes.ts'
export { fewestAnswers } from './rules.ts'
export { addJourney, addStage, addStep } from './service/write.ts'
export { type PartInBrief, partsInBrief, scoresOfSteps, stepNames } from './service/own-view.ts'
export { partsOf, stepsShapedBy, unitsShaping } from './service/parts.ts'
export { describeSteps, stepKind, stepRefs } from './service/read.ts'
