// pg-boss keeps its tables in a schema of its own. The owner makes and upgrades them at migrate time; the application only uses them.
import pg from 'pg'
import bossPackage from 'pg-boss/package.json' with { type: 'json' }
import { appRole } from '../db/migrate.ts'
import type { Logger } from '../log.ts'

export const jobsSchema = 'pgboss'

export interface InstallJobsOptions {
  ownerUrl: string
  /** What migrate answered: the application's role, or undefined where owner and application are one. */
  role: string | undefined
  log: Logger
}

/** Brings pg-boss's schema to the version of the package. Safe at each start, and from two processes at once; true: something was done. */
export async function installJobs(options: InstallJobsOptions): Promise<boolean> {
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'attune migrate' })
  client.on('error', (err) => options.log.warn({ err }, 'jobs: the connection for migrations was lost'))
  await client.connect()
  try {
    if (await isCurrent(client)) return false
    const { PgBoss } = await import('pg-boss')
    const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
    const boss = new PgBoss({ db, schema: jobsSchema, supervise: false, schedule: false })
    boss.on('error', (err) => options.log.error({ err }, 'jobs: pg-boss could not be installed'))
    await boss.start()
    await boss.stop({ graceful: false })
    if (options.role === appRole) await grantToApp(client)
    return true
  } finally {
    await client.end()
  }
}

async function isCurrent(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(`select to_regclass('${jobsSchema}.version') is not null as is_there`)
  if (!rows[0].is_there) return false
  const { rows: versions } = await client.query(`select version from ${jobsSchema}.version`)
  return Number(versions[0]?.version) === bossPackage.pgboss.schema
}

const grantToApp = (client: pg.Client) =>
  client.query(`begin;
    grant usage on schema ${jobsSchema} to ${appRole};
    grant select, insert, update, delete on all tables in schema ${jobsSchema} to ${appRole};
    grant usage on all sequences in schema ${jobsSchema} to ${appRole};
    grant execute on all functions in schema ${jobsSchema} to ${appRole};
    commit`)
