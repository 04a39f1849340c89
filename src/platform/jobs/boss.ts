// pg-boss for what runs by the calendar or was asked for (kinds.ts): durable, retried, and taken over when a worker dies. It runs as the
// application's role on the control pool. A worker whose heartbeat stops for 12 s loses the job;
// another has it within a minute (12 + 15 s of supervision + the wait for the next poll).
import type { ConstructorOptions, PgBoss } from 'pg-boss'
import type { GlobalTx } from '../db/database.ts'
import { type RawBuilder, sql } from '../db/sql.ts'
import { systemContext } from '../http/context.ts'
import { newId } from '../ids.ts'
import type { Platform } from '../platform.ts'
import { describeFault } from './fault.ts'
import { jobsSchema } from './install.ts'
import type { Task, Timed } from './kinds.ts'

const heartbeatSeconds = 12
const superviseSeconds = 15
const timedPollSeconds = 20
const taskPollSeconds = 2

export interface TaskData {
  organisationId: string
  input: Record<string, unknown>
}

/** The statements that pg-boss makes are text with $1, $2; our transactions take kysely's tag. */
function boundQuery(text: string, values: readonly unknown[]): RawBuilder<Record<string, unknown>> {
  const pieces = text.split(/\$(\d+)/)
  const strings = pieces.filter((_, i) => i % 2 === 0)
  const bound = pieces.filter((_, i) => i % 2 === 1).map((number) => values[Number(number) - 1])
  return sql(Object.assign(strings, { raw: strings }) as unknown as TemplateStringsArray, ...bound)
}

type BossDatabase = NonNullable<ConstructorOptions['db']>
const within = (tx: GlobalTx): BossDatabase => ({
  executeSql: async (text, values = []) => ({ rows: await tx.run(boundQuery(text, values)) }),
})

async function openBoss(platform: Platform, isWorker: boolean): Promise<PgBoss> {
  // Loaded when needed: 14 MB and 70 ms that a process without jobs saves.
  const { PgBoss } = await import('pg-boss')
  const pool = platform.db.pools.control
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
    schema: jobsSchema,
    migrate: false,
    createSchema: false,
    supervise: isWorker,
    schedule: isWorker,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    maintenanceIntervalSeconds: 600,
    // Asking less often keeps a machine at rest at rest: chains of jobs are not used, and cron counts minutes.
    flowIntervalSeconds: 3600,
    cronWorkerIntervalSeconds: 15,
    // Both need to own the tables.
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) =>
    platform.log.warn({ part: 'jobs', fault: describeFault(error) }, 'pg-boss could not do its work; it tries again'),
  )
  await boss.start()
  return boss
}

/** Sends tasks only; opened at the first. */
export function createTaskSender(platform: Platform): {
  send(tx: GlobalTx, task: Task, data: TaskData): Promise<void>
  stop(): Promise<void>
} {
  let opening: Promise<PgBoss> | undefined
  const known = new Set<string>()
  return {
    async send(tx, task, data) {
      opening ??= openBoss(platform, false)
      opening.catch(() => (opening = undefined))
      const boss = await opening
      if (!known.has(task.name)) await ensureTaskQueue(boss, task)
      known.add(task.name)
      await boss.send(task.name, data, { db: within(tx) })
    },
    async stop() {
      await (await opening?.catch(() => undefined))?.stop({ graceful: false })
    },
  }
}

const ensureTaskQueue = async (boss: PgBoss, task: Task): Promise<void> => {
  const options = {
    retryLimit: task.retryLimit,
    retryDelay: task.retryDelaySeconds,
    retryBackoff: true,
    expireInSeconds: task.expireSeconds,
    heartbeatSeconds,
  }
  await boss.createQueue(task.name, options)
  await boss.updateQueue(task.name, options)
}

export interface JobWorker {
  /** Looks for tasks at once. */
  hurryTasks(): void
  stop(): Promise<void>
}

export async function startJobWorker(platform: Platform, tasks: readonly Task[], timed: readonly Timed[]): Promise<JobWorker> {
  const boss = await openBoss(platform, true)
  const taskWorkers: string[] = []
  for (const task of tasks) {
    await ensureTaskQueue(boss, task)
    const work = async ([job]: { data: TaskData; signal: AbortSignal }[]) => {
      const { organisationId, input } = job!.data
      await told(platform, task.name, () => task.handle(systemContext(platform, organisationId, newId()), input, job!.signal))
    }
    taskWorkers.push(await boss.work<TaskData>(task.name, { pollingIntervalSeconds: taskPollSeconds, batchSize: 1 }, work))
  }
  for (const job of timed) {
    // exclusive: one queued or running, so that a long night's work is not doubled by the next one.
    await boss.createQueue(job.name, { policy: 'exclusive', retryLimit: 3, retryDelay: 60, expireInSeconds: 3600, heartbeatSeconds })
    await boss.work(job.name, { pollingIntervalSeconds: timedPollSeconds, batchSize: 1 }, async ([claimed]) => {
      await told(platform, job.name, () => runTimed(platform, job, claimed!.signal))
    })
    await boss.schedule(job.name, job.cron, {}, { missed: 'once' })
  }
  return {
    hurryTasks: () => taskWorkers.forEach((id) => boss.notifyWorker(id)),
    stop: () => boss.stop({ graceful: true, timeout: 15_000 }),
  }
}

async function runTimed(platform: Platform, job: Timed, signal: AbortSignal): Promise<void> {
  await job.once?.(platform, signal)
  if (!job.perOrganisation) return
  const organisations = await platform.db.controlRead(sql<{ id: string }>`select id from organisations order by id`)
  const faults: string[] = []
  for (const { id } of organisations) {
    signal.throwIfAborted()
    await job.perOrganisation(systemContext(platform, id, newId())).catch((error: unknown) => faults.push(describeFault(error)))
  }
  if (faults.length > 0) throw new Error(`failed for ${faults.length} of ${organisations.length} organisations; the first: ${faults[0]}`)
}

/** pg-boss stores and logs what a handler throws: only words that may be stored leave here. */
async function told(platform: Platform, name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const fault = describeFault(error)
    platform.log.error({ part: 'jobs', job: name, fault }, 'a job failed; it is tried again')
    // oxlint-disable-next-line eslint/preserve-caught-error -- the cause would be stored too
    throw new Error(fault)
  }
}
