// What features to the right may use of authority.
export type { Definition } from './contract.ts'
export { metrics } from './metrics.ts'
export { participant } from './participant.ts'
export { taggables } from './taggables.ts'
export { addThingIn } from './service/catalogue.ts'
export {
  decisionsOf,
  mostAskedGap,
  nameRules,
  type PassedOn,
  questionsFor,
  situationsInWords,
  type SituationTile,
  tilesFor,
} from './service/for-others.ts'
export { hasRules } from './store/rules.ts'
export { mayI } from './service/may-i.ts'
export { noteDecision } from './service/decisions.ts'
export { addRuleIn, publishIn } from './service/write-rules.ts'
export { askColleague } from './service/escalations.ts'
export { reportGap } from './service/gaps.ts'
