// What features to the right may use of language.
export { addWording, mantraSource, mantraToday, readMantra } from './service/mantra.ts'
export { addPrincipleIn } from './service/principles.ts'
export {
  principleRefs,
  type PrincipleRef,
  type PrincipleUse,
  principlesOf,
  registerTaggable,
  tag,
  type Taggable,
  type TaggedThing,
  untag,
} from './service/tagging.ts'
export { principleUnknown } from './problems.ts'
