import { migrate } from '../db/migrate.ts'
import { type Command, defineCommand } from './command.ts'

/** `beforeChange` is called before the first change to a database that holds data. */
export const migrateCommand = (migrationsDir: string, beforeChange?: (pending: string[]) => Promise<void>): Command =>
  defineCommand({
    name: 'migrate',
    summary: 'Bring the database’s tables up to date. Starting the server does the same.',
    needs: 'settings',
    async run(ground) {
      const { ownerUrl } = await ground.database()
      const { applied } = await migrate({ ownerUrl, migrationsDir, log: ground.log, ...(beforeChange ? { beforeChange } : {}) })
      return { applied }
    },
    describe: ({ applied }) => (applied.length === 0 ? 'The database is up to date.' : applied.map((name) => `applied ${name}`).join('\n')),
  })
