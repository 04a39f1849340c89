import { type Command, defineCommand } from './command.ts'
import type { Ground } from './ground.ts'

export const migrateCommand = (bringUpToDate: (ground: Ground) => Promise<{ applied: string[] }>): Command =>
  defineCommand({
    name: 'migrate',
    summary: 'Bring the database’s tables up to date. Starting the server does the same.',
    details: ['A database that holds data is first backed up into DATA_DIR/backups.'],
    needs: 'settings',
    async run(ground) {
      const { applied } = await bringUpToDate(ground)
      return { applied }
    },
    describe: ({ applied }) => (applied.length === 0 ? 'The database is up to date.' : applied.map((name) => `applied ${name}`).join('\n')),
  })
