// An import of 50,000 rows and one of 1,000, each in a process of its own on an empty organisation: seconds of preview and application, memory.
// Ends with 1 beyond the budgets of performance.md.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { startApplication } from '#features/people/service/run-import.ts'
import { startImport } from '#features/people/service/start-import.ts'
import { systemClock } from '#platform/clock.ts'
import { loadConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db/database.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId, newSecret } from '#platform/ids.ts'
import { createLog } from '#platform/log.ts'
import { policy } from '../src/assembly.ts'
import { keep, say } from './figures.ts'
import { openGround, type Setting } from './ground.ts'

const budgets = [
  { rows: 1000, previewMs: 1000, applyMs: 1000, megabytes: 500 },
  { rows: 50_000, previewMs: 10_000, applyMs: 60_000, megabytes: 500 },
]

interface Figures {
  previewMs: number
  applyMs: number
  cpuMs: number
  megabytes: number
}

/** Managers by number, some further down; 1,200 teams in three levels, 40 sites, 60 roles. */
function exportOf(count: number): Buffer {
  const families = ['Müller', 'Smith', 'الأحمد', "O'Neill", 'Źdźbło', 'García']
  const lines = ['Employee ID,"Last, First",Work Email,Division,Department,Team,Location,Job Title,Supervisor,Hire Date,Language,Salary']
  for (let id = 1; id <= count; id++) {
    const unit = id % 1200
    const boss = id < 10 ? '' : `E${Math.floor(id / 10)}`
    const hired = `20${10 + (id % 15)}-${String((id % 12) + 1).padStart(2, '0')}-${String((id % 28) + 1).padStart(2, '0')}`
    lines.push(
      `E${id},"${families[id % families.length]}${id}, Anna",p${id}@import.example,Division ${unit % 6},Abteilung ${unit % 120},Team ${unit},Site ${id % 40},Role ${id % 60},${boss},${hired},${['de', 'en', 'ar'][id % 3]},${id % 9973}`,
    )
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`)
}

async function importOnce({ appUrl, dataDir, organisationId }: Setting, rows: number): Promise<Figures> {
  const log = createLog('error', 'stderr')
  const db = openDatabase({ appUrl, log, max: 4 })
  const secrets = { auditKey: newSecret(), pepper: newSecret() }
  const platform = {
    config: { ...loadConfig({}), dataDir },
    clock: systemClock,
    db,
    log,
    secrets,
    policy,
    wake: () => undefined,
    enqueue: async () => undefined,
  }
  const ctx = systemContext(platform, organisationId, newId())
  const bytes = exportOf(rows)
  const beganMs = performance.now()
  const { id, planned } = await startImport(ctx, { name: 'staff.csv', bytes }, { absent: 'keep' })
  await planned
  const previewedMs = performance.now()
  const { applied } = await startApplication(ctx, id, null)
  await applied
  const appliedMs = performance.now()
  await db.close()
  const { user, system } = process.cpuUsage()
  return {
    previewMs: Math.round(previewedMs - beganMs),
    applyMs: Math.round(appliedMs - previewedMs),
    cpuMs: Math.round((user + system) / 1000),
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

export async function run(): Promise<void> {
  const results: (Figures & { rows: number })[] = []
  for (const budget of budgets) {
    const ground = await openGround({ people: 0 })
    try {
      const child = fork(import.meta.filename, [String(budget.rows)], {
        env: { ...process.env, BENCH_SETTING: JSON.stringify(ground.setting) },
        execArgv: [],
      })
      const [figures] = (await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(([code]) => Promise.reject(new Error(`ended with ${code}`))),
      ])) as [Figures]
      child.disconnect()
      results.push({ rows: budget.rows, ...figures })
      const isWithin = figures.previewMs < budget.previewMs && figures.applyMs < budget.applyMs && figures.megabytes < budget.megabytes
      say(
        `import: ${budget.rows} rows: preview ${figures.previewMs} ms, apply ${figures.applyMs} ms, CPU ${figures.cpuMs} ms, ${figures.megabytes} MB${isWithin ? '' : '   BEYOND THE BUDGET'}`,
      )
      if (!isWithin) process.exitCode = 1
    } finally {
      await ground.close()
    }
  }
  keep('import', { results })
}

if (process.env.BENCH_SETTING && process.send)
  process.send(await importOnce(JSON.parse(process.env.BENCH_SETTING) as Setting, Number(process.argv[2])))
else if (process.argv[1] === import.meta.filename) await run()
