// What features to the right may use of huddles.
export { type HuddleAbout, type HuddleItem, type HuddleItemSource, registerHuddleItem } from './items.ts'
export { metrics } from './metrics.ts'
export { participant } from './participant.ts'
export { listHuddles, listTeams as listHuddleTeams, readHuddle, type WeekOf, weekOf } from './service/read.ts'
export { hasHeldHuddle } from './store/huddles.ts'
export { settle as settleHuddle } from './service/run.ts'
export { writeHuddles } from './service/write-week.ts'
export { taggable } from './taggable.ts'
