// Leaving in good order. The first signal stops taking new work, finishes what is in flight and leaves; a second one leaves at once.
import { describeFault } from './jobs/fault.ts'
import type { Logger } from './log.ts'

export interface Lifecycle {
  /** Aborted as soon as the process is to stop: long loops and starts that are under way look at it. */
  readonly signal: AbortSignal
  readonly isStopping: boolean
  /** Called on the way out, the last registered first. After its limit the next step begins. */
  onStop(name: string, step: () => Promise<void> | void, limitMs?: number): void
  /** Called in the very last moment, also when there is no time for the steps. Must not wait. */
  onExit(step: () => void): void
  /** Stops as a signal does; silently without a reason. */
  stop(reason?: string, exitStatus?: number): Promise<void>
}

export interface LifecycleOptions {
  log: Logger
  /** All steps together; afterwards the process leaves whatever is unfinished. */
  limitMs?: number
  /** Exit status after a signal: a stopped server has done its job, an interrupted command has not. */
  signalStatus?: number
  /** A second signal within this time is the echo of the first. */
  echoMs?: number
  process?: Pick<NodeJS.Process, 'on' | 'off' | 'exit'>
}

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** Where it happened, without the message, which can repeat values. */
const framesOf = (error: unknown): string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => /^ {4}at /.test(line))
        .map((line) => line.trim())
    : []

// One Ctrl-C arrives twice: from the terminal, and passed on by npm. Only a later one means "at once".
const usualEchoMs = 1000

export function startLifecycle(options: LifecycleOptions): Lifecycle {
  const { log, limitMs = 25_000, signalStatus = 0, echoMs = usualEchoMs, process: own = process } = options
  const controller = new AbortController()
  const steps: { name: string; step: () => Promise<void> | void; limitMs: number }[] = []
  const lastSteps: (() => void)[] = []
  let stopped: Promise<void> | undefined
  let mayHurry = false

  const leave = (status: number) => {
    for (const step of lastSteps.toReversed()) step()
    own.exit(status)
  }

  async function stopSteps(): Promise<void> {
    for (const { name, step, limitMs: stepLimitMs } of steps.toReversed()) {
      let timer: NodeJS.Timeout | undefined
      const isLate = new Promise<true>((resolve) => (timer = setTimeout(resolve, stepLimitMs, true)))
      try {
        if (await Promise.race([isLate, step()])) log.warn(`${name} is not finished after ${stepLimitMs / 1000} s; going on`)
      } catch (err) {
        log.error({ err }, `stopping ${name} failed`)
      }
      clearTimeout(timer)
    }
  }

  function stop(reason?: string, exitStatus = 0): Promise<void> {
    stopped ??= (async () => {
      if (reason !== undefined) log.info({ reason }, 'stopping')
      const limit = setTimeout(() => {
        log.error(`not everything ended within ${limitMs / 1000} s; leaving`)
        leave(1)
      }, limitMs)
      setTimeout(() => (mayHurry = true), echoMs).unref()
      controller.abort(new Error(`stopping: ${reason ?? 'done'}`))
      await stopSteps()
      clearTimeout(limit)
      if (reason !== undefined) log.info('stopped')
      leave(exitStatus)
    })()
    return stopped
  }

  for (const signal of signals) {
    own.on(signal, () => {
      if (stopped === undefined) void stop(signal, signalStatus)
      else if (mayHurry) {
        log.warn(`second ${signal}: leaving at once`)
        leave(1)
      }
    })
  }
  // A fault in one place must not end everybody's work: a promise that nobody looked at is told and left; any other error leaves in good order.
  own.on('unhandledRejection', (reason) => log.error({ fault: describeFault(reason), at: framesOf(reason) }, 'a failure was not handled'))
  own.on('uncaughtException', (error) => {
    log.fatal({ fault: describeFault(error), at: framesOf(error) }, 'a fault of the program; leaving')
    void stop('a fault', 1)
  })
  // A closed terminal or pipe must not turn the way out into a crash.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

  return {
    signal: controller.signal,
    get isStopping() {
      return stopped !== undefined
    },
    onStop: (name, step, stepLimitMs = limitMs) => void steps.push({ name, step, limitMs: stepLimitMs }),
    onExit: (step) => void lastSteps.push(step),
    stop,
  }
}
