// A worker process that takes a task, says so, and never finishes it: to be killed. Arguments: the application's database URL.
import { systemClock } from '#platform/clock.ts'
import { loadConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db/database.ts'
import { newSecret } from '#platform/ids.ts'
import { createJobs } from '#platform/jobs/jobs.ts'
import { defineTask } from '#platform/jobs/kinds.ts'
import { silentLog } from './template.ts'

const [appUrl = ''] = process.argv.slice(2)
const platform = {
  config: loadConfig({ ATTUNE_ENV: 'test' }),
  clock: systemClock,
  db: openDatabase({ appUrl, log: silentLog, max: 4 }),
  log: silentLog,
  secrets: { auditKey: newSecret(), pepper: newSecret() },
  policy: {},
  wake: () => undefined,
  enqueue: async () => undefined,
}
createJobs(platform, [
  defineTask({
    name: 'test.work',
    retryLimit: 5,
    retryDelaySeconds: 1,
    expireSeconds: 600,
    handle: async () => {
      process.stdout.write('taken\n')
      await new Promise(() => undefined)
    },
  }),
]).start('work')
