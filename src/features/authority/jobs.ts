import { defineTimed, type Job } from '#platform/jobs/kinds.ts'
import { forgetOld } from './service/forget.ts'

export const jobs: readonly Job[] = [defineTimed({ name: 'authority.forget', cron: '55 2 * * *', perOrganisation: forgetOld })]
