import { defineRound, defineTimed, type Job } from '#platform/jobs/kinds.ts'
import { sendReminders } from './service/paths/remind.ts'
import { settleCounts, sweepDaily, sweepNext } from './service/paths/sweep.ts'
import { forgetOldPlays } from './service/scenarios/forget.ts'
import { worthSettlingOf } from './store/paths/counts.ts'
import { oldestSweep } from './store/paths/paths.ts'
import { oldestReminder } from './store/paths/reminders.ts'

export const jobs: readonly Job[] = [
  defineTimed({ name: 'learning.forget-plays', cron: '5 3 * * *', perOrganisation: forgetOldPlays }),
  defineRound({ name: 'learning.plan', everySeconds: 10, gatherMs: 100, waiting: oldestSweep, handle: sweepNext }),
  // Every time zone has its midnight at an hour of its own; a path that was looked at today waits for tomorrow.
  defineTimed({ name: 'learning.plan-daily', cron: '9 * * * *', perOrganisation: sweepDaily }),
  defineRound({ name: 'learning.settle-coverage', everySeconds: 60, waiting: worthSettlingOf, handle: settleCounts }),
  defineRound({ name: 'learning.remind', everySeconds: 60, gatherMs: 500, waiting: oldestReminder, handle: sendReminders }),
]
