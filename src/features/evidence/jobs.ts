import { defineRound, type Job } from '#platform/jobs/kinds.ts'
import { lapseLevels } from './service/lapse.ts'
import { firstLapse } from './store.ts'

export const jobs: readonly Job[] = [defineRound({ name: 'evidence.lapse', everySeconds: 60, waiting: firstLapse, handle: lapseLevels })]
