import { defineRound, type Job } from '#platform/jobs/kinds.ts'
import { rollUp, rollupName } from './rollup.ts'
import { oldestDelta } from './store/days.ts'

export const jobs: readonly Job[] = [
  // The wait lets one rollup take what many commits left: larger batches, fewer updates of the same rows.
  defineRound({ name: rollupName, everySeconds: 1, gatherMs: 400, waiting: oldestDelta, handle: rollUp }),
]
