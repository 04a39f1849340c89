// Starts the typesetting process at the first print, hands it one job at a time, and lets it go when nothing was printed for a while.
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { PrintError } from './print-error.ts'
import type { TypesettingJob, TypesettingReply } from './typesetter-process.ts'

export interface TypesetterLimits {
  /** 1,000 badges take about 3 s on two cores. */
  jobMs: number
  idleMs: number
  waitingJobs: number
}
const defaultLimits: TypesetterLimits = { jobMs: 60_000, idleMs: 60_000, waitingJobs: 50 }
const entry = fileURLToPath(new URL('typesetter-process.ts', import.meta.url))

export interface Typesetter {
  typeset(job: TypesettingJob): Promise<Uint8Array>
  /** Ends the process; a later job starts a new one. */
  close(): Promise<void>
  /** Process id, while there is one. */
  readonly pid: number | undefined
}

export function createTypesetter(limits: TypesetterLimits = defaultLimits): Typesetter {
  let child: ChildProcess | undefined
  let idle: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0

  function start(): ChildProcess {
    // No environment: settings with secrets are not for a process that only sets pages.
    const started = fork(entry, { serialization: 'advanced', env: {}, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    started.once('exit', () => {
      if (child === started) child = undefined
    })
    child = started
    return started
  }

  // While it waits, the process must not keep this one alive.
  function hold(process: ChildProcess, isHeld: boolean): void {
    clearTimeout(idle)
    if (isHeld) {
      process.ref()
      process.channel?.ref()
      return
    }
    process.unref()
    process.channel?.unref()
    idle = setTimeout(() => process.disconnect(), limits.idleMs).unref()
  }

  function run(job: TypesettingJob): Promise<Uint8Array> {
    const process = child?.connected ? child : start()
    hold(process, true)
    return new Promise((resolve, reject) => {
      const settle = (settled: () => void): void => {
        clearTimeout(deadline)
        process.off('message', replied).off('exit', ended).off('error', ended)
        if (process.connected) hold(process, false)
        settled()
      }
      const replied = (reply: TypesettingReply): void =>
        settle(() => ('bytes' in reply ? resolve(reply.bytes) : reject(new PrintError('failed', `${job.template}: ${reply.error}`))))
      const ended = (): void => settle(() => reject(new PrintError('stopped', 'The typesetting process ended before it was done')))
      const deadline = setTimeout(() => process.kill('SIGKILL'), limits.jobMs)
      process.on('message', replied).once('exit', ended).once('error', ended)
      process.send(job)
    })
  }

  return {
    get pid() {
      return child?.pid
    },
    async typeset(job) {
      if (waiting >= limits.waitingJobs) throw new PrintError('busy', `${waiting} prints wait already`)
      waiting += 1
      const result = last.then(() => run(job)).finally(() => (waiting -= 1))
      last = result.catch(() => {})
      return result
    },
    async close() {
      await last
      const process = child
      if (!process) return
      clearTimeout(idle)
      const ended = new Promise((resolve) => process.once('exit', resolve))
      process.ref()
      if (process.connected) process.disconnect()
      await ended
    },
  }
}
