// What features to the right may use of language.
import type { NewMantra } from './contract.ts'

export { addWording, mantraSource, mantraToday, readMantra, wordMantra } from './service/mantra.ts'
export { hasMantra } from './store/mantra.ts'
export { hasPrinciple, isLive as isLivePrinciple } from './store/principles.ts'
export { addPrincipleIn } from './service/principles.ts'
export { addExampleIn, type ExampleRef, examplesFor } from './service/examples.ts'
export { addBehaviourIn, type BehaviourRef, behavioursFor, behaviourTaggable } from './service/behaviours.ts'
export {
  type PrincipleCard,
  principleCards,
  principleRefs,
  type PrincipleRef,
  type PrincipleUse,
  principlesOf,
  principleWords,
  registerTaggable,
  requireLive,
  tag,
  tagLive,
  type Taggable,
  type TaggedThing,
  untag,
} from './service/tagging.ts'
export { registerWallboardItem, type WallboardAbout, type WallboardItem, type WallboardSource } from './wallboard/items.ts'
export { metric as usesMetric, recordFigures, registerFigures } from './figures.ts'
export { participant } from './participant.ts'
export { nothingToPrint, principleUnknown } from './problems.ts'
export { principleColours, printInks } from './rules.ts'
export { printing } from './service/posters.ts'
export type { NewBehaviour as BehaviourWords, NewPrinciple as PrincipleWords } from './contract.ts'

export type MantraWords = NewMantra['texts']
