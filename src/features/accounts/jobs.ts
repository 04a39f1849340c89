import { newId } from '#platform/ids.ts'
// What accounts does by the calendar: letters that a killed process left, and forgetting what has had its time.
import { defineTimed, type Job } from '#platform/jobs/kinds.ts'
import { sendResets } from './service/request-reset.ts'
import { sweepAccounts } from './service/sweep.ts'

export const jobs: readonly Job[] = [
  defineTimed({ name: 'accounts.send-resets', cron: '* * * * *', once: (platform) => sendResets(platform, newId()) }),
  defineTimed({ name: 'accounts.sweep', cron: '17 * * * *', once: sweepAccounts }),
]
