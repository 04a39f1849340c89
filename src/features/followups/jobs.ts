import { defineRound, defineTimed, type Job } from '#platform/jobs/kinds.ts'
import { escalateLate, forgetAnswered, passToDeputies } from './service.ts'
import { oldestToEscalate } from './store.ts'

export const jobs: readonly Job[] = [
  defineRound({ name: 'followups.escalate', everySeconds: 30, waiting: oldestToEscalate, handle: escalateLate }),
  // Every ten minutes, because each organisation's day begins at an hour of its own, and absences are noted at any time.
  defineTimed({ name: 'followups.pass-to-deputies', cron: '*/10 * * * *', perOrganisation: passToDeputies }),
  defineTimed({ name: 'followups.forget', cron: '50 2 * * *', perOrganisation: async (ctx) => void (await forgetAnswered(ctx)) }),
]
