import { defineTimed, type Job } from '#platform/jobs/kinds.ts'
import { comeDue } from './service/come-due.ts'
import { keepRetention } from './service/keep-retention.ts'
import { resumeImports } from './service/run-import.ts'

export const jobs: Job[] = [
  // Hourly, because each organisation's day begins at an hour of its own.
  defineTimed({ name: 'people.come-due', cron: '3 * * * *', perOrganisation: async (ctx) => void (await comeDue(ctx)) }),
  defineTimed({ name: 'people.keep-retention', cron: '20 2 * * *', perOrganisation: async (ctx) => void (await keepRetention(ctx)) }),
  defineTimed({ name: 'people.resume-imports', cron: '* * * * *', perOrganisation: async (ctx) => void (await resumeImports(ctx)) }),
]
