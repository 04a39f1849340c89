// What features to the right may use of language.
export { addWording, mantraSource, readMantra } from './service.ts'
export { currentMantraQuery } from './store.ts'
