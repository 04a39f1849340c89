import { defineTimed, type Job } from '#platform/jobs/kinds.ts'
import { forgetOld } from './service/forget.ts'

export const jobs: readonly Job[] = [defineTimed({ name: 'recognition.forget', cron: '5 3 * * *', perOrganisation: forgetOld })]
