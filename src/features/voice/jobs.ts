import { defineTimed, type Job } from '#platform/jobs/kinds.ts'
import { finishLeftAnswers } from './service/answer.ts'
import { keepRetention } from './service/keep-retention.ts'

export const jobs: readonly Job[] = [
  defineTimed({
    name: 'voice.finish-answers',
    cron: '*/10 * * * *',
    perOrganisation: async (ctx) => {
      while (await finishLeftAnswers(ctx));
    },
  }),
  defineTimed({ name: 'voice.keep-retention', cron: '35 2 * * *', perOrganisation: keepRetention }),
]
