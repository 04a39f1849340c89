// The background work: what waits, and for how long. Waiting is no fault where nothing runs that could do it.
import pg from 'pg'
import { openDatabase } from '../../db/database.ts'
import type { ReachedDatabase } from '../../db/embedded/reach.ts'
import { appRole } from '../../db/migrate.ts'
import { readBacklog } from '../../jobs/backlog.ts'
import type { Job, Round } from '../../jobs/kinds.ts'
import type { Ground } from '../ground.ts'
import { type Finding, note, ok, problem } from './findings.ts'

/** Rounds run every second to every minute; what is older waits for somebody. */
const lateSeconds = 120

export async function checkWork({ config, clock, log }: Ground, database: ReachedDatabase, jobs: readonly Job[]): Promise<Finding> {
  // Without a mail server letters wait, as they should; the line about mail says so.
  const rounds = jobs.filter((job): job is Round => job.kind === 'round' && !(job.isSlow && !config.smtpUrl))
  const role = database.appUrl === database.ownerUrl && (await mayBeApp(database.ownerUrl)) ? appRole : undefined
  const db = openDatabase({ appUrl: database.appUrl, role, log, max: 2 })
  try {
    const waiting = (await readBacklog({ db, clock }, rounds)).filter(({ organisations }) => organisations > 0)
    const text = waiting.map(({ round, oldestSeconds }) => `${round} for ${oldestSeconds.toFixed(0)} s`).join(', ')
    if (waiting.length === 0) return ok('background work', 'nothing waits')
    if (database.kind === 'embedded') return note('background work', `waits for the next start: ${text}`)
    if (waiting.every(({ oldestSeconds }) => oldestSeconds < lateSeconds)) return ok('background work', `under way: ${text}`)
    return problem(
      'background work',
      `waits: ${text}`,
      'Is a process running that does it (npm start, or the role work)? Its log says what hinders it.',
    )
  } finally {
    await db.close()
  }
}

/** An owner that may make no roles runs without the application's. */
async function mayBeApp(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'attune doctor' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rowCount } = await client.query(`select from pg_roles where rolname = $1 and pg_has_role(current_user, oid, 'member')`, [
      appRole,
    ])
    return rowCount === 1
  } finally {
    await client.end()
  }
}
