import { defineTimed, type Job } from '#platform/jobs/kinds.ts'
import { writeHuddles } from './service/write-week.ts'

export const jobs: readonly Job[] = [
  // Every time zone has its Monday at an hour of its own, and a team that is new today meets this week.
  defineTimed({ name: 'huddles.write', cron: '*/10 * * * *', perOrganisation: writeHuddles }),
]
