import { defineTimed, type Job } from '#platform/jobs/kinds.ts'
import { forgetDigests, makeDigests } from './service/digest.ts'
import { countAll } from './service/recall-map.ts'

export const jobs: readonly Job[] = [
  defineTimed({ name: 'practice.count-recall', cron: '20 * * * *', perOrganisation: countAll }),
  // Each quarter of an hour is somebody's nine o'clock.
  defineTimed({ name: 'practice.digest', cron: '*/15 * * * *', perOrganisation: makeDigests }),
  defineTimed({ name: 'practice.forget-digests', cron: '50 2 * * *', perOrganisation: forgetDigests }),
]
