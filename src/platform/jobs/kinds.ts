// The three kinds of work that happens outside a request. Each module exports a plain list `jobs`; main hands all of them to createJobs.
import type { RawBuilder } from '../db/sql.ts'
import type { Context } from '../http/context.ts'
import type { Platform } from '../platform.ts'

/**
 * Drains what commits left behind, organisation by organisation, every few seconds and soon after a wake. It keeps no state of its own: a killed
 * worker's transaction rolls back, and the next round, anywhere, does the work. So `handle` works in transactions that begin with holdRound.
 */
export interface Round {
  kind: 'round'
  name: string
  /** How often an organisation is looked at; a round that hears no wakes is late by this much. */
  everySeconds: number
  /** Also soon after a wake; the wait lets one run take what many commits left. Absent: wakes don't matter. */
  gatherMs?: number
  /** Waits for others than the database (a mail server): such rounds go apart, so that they hold up nobody. */
  isSlow?: boolean
  /** SQL of one value: the uuid v7 or the time of the oldest thing that waits, null for nothing. Cheap: the first entry of an index. */
  waiting: (organisationId: string, at: Date) => RawBuilder<unknown>
  /** True when more waits than was taken. */
  handle(ctx: Context): Promise<boolean>
}

/** By the calendar, kept by pg-boss: one worker runs it, another takes it over when that one dies, so it can be interrupted anywhere and run again. */
export interface Timed {
  kind: 'timed'
  name: string
  /** minute hour day month weekday, in UTC. */
  cron: string
  /** Run for each organisation in turn; a failure of one does not keep the others from theirs. */
  perOrganisation?: (ctx: Context) => Promise<void>
  once?: (platform: Platform, signal: AbortSignal) => Promise<void>
}

/** Asked for by a use case, in its transaction (enqueue). Runs at least once; a killed worker's task is taken over within a minute. */
export interface Task {
  kind: 'task'
  name: string
  /** Tries after the first; the waits double from `retryDelaySeconds`. */
  retryLimit: number
  retryDelaySeconds: number
  /** A try that takes longer counts as failed. */
  expireSeconds: number
  /** `signal` is aborted when this worker has lost its claim or shuts down. */
  handle(ctx: Context, input: Record<string, unknown>, signal: AbortSignal): Promise<void>
}

export type Job = Round | Timed | Task

export const defineRound = (round: Omit<Round, 'kind'>): Round => ({ kind: 'round', ...round })
export const defineTimed = (timed: Omit<Timed, 'kind'>): Timed => ({ kind: 'timed', ...timed })
export const defineTask = (task: Omit<Task, 'kind'>): Task => ({ kind: 'task', ...task })

const nameShape = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/

/** Names every fault of the list at once; a bad list stops the process at start. */
export function checkJobs(jobs: readonly Job[]): void {
  const faults: string[] = []
  const names = new Set<string>()
  for (const job of jobs) {
    if (!nameShape.test(job.name)) faults.push(`${job.name}: a job's name is feature.verb`)
    if (names.has(job.name)) faults.push(`${job.name}: stands twice`)
    names.add(job.name)
    if (job.kind === 'timed' && (job.perOrganisation === undefined) === (job.once === undefined))
      faults.push(`${job.name}: needs either perOrganisation or once`)
  }
  if (faults.length > 0) throw new Error(`These jobs can't run:\n  ${faults.join('\n  ')}`)
}
