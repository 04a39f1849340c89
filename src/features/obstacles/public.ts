// What features to the right may use of obstacles.
export { metrics } from './metrics.ts'
export { participant } from './participant.ts'
export { registerRuleNames, type RuleNames } from './rule-names.ts'
export { answer as answerObstacle, judge as judgeObstacle, reply as replyToObstacle } from './service/answer.ts'
export {
  type AnswerBack,
  answersByIds,
  answersFor,
  describeObstacles,
  obstacleTitles,
  openObstacles,
  type Waiting,
} from './service/for-others.ts'
export { type AnswerTo, answersToPeople } from './store/board.ts'
export {
  linkTo as linkToObstacle,
  obstacleKind,
  type Raising,
  raiseObstacle,
  sayHelped as sayObstacleHelped,
  supportObstacle,
} from './service/raise.ts'
export { readFigures as obstacleFigures } from './service/read.ts'
export { nobodyLeads } from './problems.ts'
