import { defineTimed, type Job } from '#platform/jobs/kinds.ts'
import { forgetOldPlays } from './service/scenarios/forget.ts'

export const jobs: readonly Job[] = [defineTimed({ name: 'learning.forget-plays', cron: '5 3 * * *', perOrganisation: forgetOldPlays })]
