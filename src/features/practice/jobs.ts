import { defineTimed, type Job } from '#platform/jobs/kinds.ts'
import { countAll } from './service/recall-map.ts'

export const jobs: readonly Job[] = [defineTimed({ name: 'practice.count-recall', cron: '20 * * * *', perOrganisation: countAll })]
