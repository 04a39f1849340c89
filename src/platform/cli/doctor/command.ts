// Looks at everything that must be right for the program to run. Makes the embedded database where there is none: only that shows that it can run here.
import type { Job } from '../../jobs/kinds.ts'
import { type Command, defineCommand } from '../command.ts'
import type { Ground } from '../ground.ts'
import { checkDatabase } from './database.ts'
import { type Finding, problem } from './findings.ts'
import { checkDisk, checkMail, checkNode, checkTls } from './machine.ts'
import { type SettingFact, settingFacts } from './settings.ts'
import { checkWork } from './work.ts'

export const doctorCommand = (migrationsDir: string, jobs: readonly Job[]): Command =>
  defineCommand({
    name: 'doctor',
    summary: 'Show the settings and check the machine, the database and what else must be right.',
    details: ['Exit status 1 when something needs you. Secrets are never shown.'],
    needs: 'settings',
    async run(ground) {
      const checks = [checkNode(), await checkDisk(ground.config), ...(await databaseFindings(ground, migrationsDir, jobs))]
      checks.push(checkTls(ground.config, ground.clock), await checkMail(ground.config))
      return { settings: settingFacts(), checks, problems: checks.filter(({ state }) => state === 'problem').length }
    },
    exitStatus: ({ problems }) => (problems === 0 ? 0 : 1),
    describe,
  })

async function databaseFindings(ground: Ground, migrationsDir: string, jobs: readonly Job[]): Promise<Finding[]> {
  try {
    const database = await ground.database()
    const findings = await checkDatabase(database, migrationsDir)
    // With migrations waiting, what it looks at may be missing.
    const isCurrent = findings.some(({ about, state }) => about === 'migrations' && state === 'ok')
    return isCurrent ? [...findings, await checkWork(ground, database, jobs)] : findings
  } catch (error) {
    const { message, remedy } = error as Error & { remedy?: string }
    return [problem('database', message || String(error), remedy ?? 'Check DATABASE_URL and that PostgreSQL runs there.')]
  }
}

function describe({ settings, checks, problems }: { settings: SettingFact[]; checks: Finding[]; problems: number }): string {
  const lines = settings.map(({ name, value, source, meaning }) => `  ${name} = ${value ?? '(not set)'}  [${source}]\n      ${meaning}`)
  const marks = { ok: 'ok     ', note: 'note   ', problem: 'PROBLEM' }
  const findings = checks.map(
    ({ about, state, text, remedy }) => `  ${marks[state]}  ${about}: ${text}${remedy ? `\n           ${remedy}` : ''}`,
  )
  const verdict = problems === 0 ? 'Nothing needs you.' : `${problems} ${problems === 1 ? 'thing needs' : 'things need'} you.`
  return ['Settings', ...lines, '', 'Checks', ...findings, '', verdict].join('\n')
}
