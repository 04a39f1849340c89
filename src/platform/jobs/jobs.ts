// What main starts and stops. `serve` only tells others that something waits; `work` and `all` do it.
import { setTimeout as delay } from 'node:timers/promises'
import type { Tx } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { Platform } from '../platform.ts'
import { type Backlog, readBacklog } from './backlog.ts'
import { createTaskSender, type JobWorker, startJobWorker } from './boss.ts'
import { describeFault } from './fault.ts'
import { checkJobs, type Job, type Round, type Task, type Timed } from './kinds.ts'
import { createRounds, settleRounds } from './rounds.ts'
import { createWakeSender, listenForWakes, type WakeListener } from './wakes.ts'

export type ProcessRole = 'serve' | 'work' | 'all'

export interface Jobs {
  /** After a commit that left work behind: what platform.wake calls. */
  wake(organisationId: string): void
  /** Asks for a task in the caller's transaction: it runs if and only if that commits. */
  enqueue(tx: Tx, taskName: string, input: Record<string, unknown>): Promise<void>
  start(role: ProcessRole): void
  /** Ends after the work under way, or after 15 s. */
  stop(): Promise<void>
  /** For tests and commands: does all that waits now, in this process. Tasks and timed jobs are not part of it. */
  settle(organisationId?: string): Promise<void>
  /** What waits, by round; for doctor and /metrics. */
  backlog(): Promise<Backlog[]>
}

export function createJobs(platform: Platform, jobs: readonly Job[]): Jobs {
  checkJobs(jobs)
  const rounds = jobs.filter((job): job is Round => job.kind === 'round')
  const tasks = jobs.filter((job): job is Task => job.kind === 'task')
  const timed = jobs.filter((job): job is Timed => job.kind === 'timed')
  const byName = new Map(tasks.map((task) => [task.name, task]))
  const lanes = [rounds.filter(({ isSlow }) => !isSlow), rounds.filter(({ isSlow }) => isSlow)]
    .filter((lane) => lane.length > 0)
    .map((lane) => createRounds(platform, lane))
  const wakeLanes = (organisationId: string) => lanes.forEach((lane) => lane.wake(organisationId))
  const wakeSender = createWakeSender(platform)
  const taskSender = createTaskSender(platform)
  const stopping = new AbortController()
  let hasTasks = false
  let isWorker = false
  let listener: WakeListener | undefined
  let worker: JobWorker | undefined
  let workerStart: Promise<void> | undefined

  /** Until the database answers. */
  async function startWorker(): Promise<void> {
    while (!stopping.signal.aborted && !worker) {
      try {
        worker = await startJobWorker(platform, tasks, timed)
      } catch (error) {
        platform.log.warn({ part: 'jobs', fault: describeFault(error) }, 'tasks and timed jobs do not run yet; trying again')
        await delay(2000, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
  }

  return {
    wake(organisationId) {
      const hurry = hasTasks
      hasTasks = false
      if (!isWorker) return wakeSender.send(organisationId, hurry)
      wakeLanes(organisationId)
      if (hurry) worker?.hurryTasks()
    },
    async enqueue(tx, taskName, input) {
      const task = byName.get(taskName)
      if (!task) throw new TypeError(`there is no task ${taskName}`)
      await taskSender.send(tx, task, { organisationId: tx.organisationId, input })
      hasTasks = true
    },
    start(role) {
      if (role === 'serve') return
      isWorker = true
      for (const lane of lanes) lane.start()
      listener = listenForWakes(platform, { wake: wakeLanes, hurryTasks: () => worker?.hurryTasks() })
      if (tasks.length + timed.length > 0) workerStart = startWorker()
    },
    async stop() {
      stopping.abort()
      wakeSender.stop()
      await Promise.all([...lanes.map((lane) => lane.stop()), listener?.stop(), taskSender.stop(), workerStart?.then(() => worker?.stop())])
    },
    async settle(organisationId) {
      const ids = organisationId
        ? [organisationId]
        : (await platform.db.controlRead(sql<{ id: string }>`select id from organisations`)).map(({ id }) => id)
      await settleRounds(platform, rounds, ids)
    },
    backlog: () => readBacklog(platform, rounds),
  }
}
