import { defineTask, defineTimed, type Job } from '#platform/jobs/kinds.ts'
import { keepStudies } from './service/studies/keep-retention.ts'
import { runsTask } from './service/studies/runs.ts'
import { runStudies } from './service/studies/work.ts'

export const jobs: readonly Job[] = [
  defineTask({
    name: runsTask,
    retryLimit: 3,
    retryDelaySeconds: 5,
    // Several runs may wait, each for at most twenty minutes.
    expireSeconds: 3 * 3600,
    handle: (ctx, _input, signal) => runStudies(ctx, signal),
  }),
  defineTimed({ name: 'impact.keep-studies', cron: '50 2 * * *', perOrganisation: keepStudies }),
]
