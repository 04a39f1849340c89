// Where the database is: by DATABASE_URL, started here, or running already under another process of ours on the same DATA_DIR.
import { type Clock, monotonicMs } from '../../clock.ts'
import type { Config } from '../../config.ts'
import { type DataDirLock, lockDataDir, type LockHolder } from '../../data-dir/lock.ts'
import type { Logger } from '../../log.ts'
import { findRunning } from './attach.ts'
import { EmbeddedDatabaseError } from './error.ts'
import { type EmbeddedDatabase, startEmbedded } from './supervisor.ts'

export const serverCommands = ['all', 'serve', 'work'] as const
export type ServerCommand = (typeof serverCommands)[number]
const isServerCommand = (command: string): command is ServerCommand => (serverCommands as readonly string[]).includes(command)

export interface ReachedDatabase {
  ownerUrl: string
  appUrl: string
  /** `embedded`: started here. `attached`: runs under another process. `server`: DATABASE_URL. */
  kind: 'embedded' | 'attached' | 'server'
  embedded?: EmbeddedDatabase
  /** Tells later starts on the same DATA_DIR where this one answers. */
  announce(address: string): void
  close(): Promise<void>
}

export interface ReachOptions {
  config: Config
  log: Logger
  clock: Clock
  /** all, serve, work, or the name of a one-off command. */
  command: string
  signal: AbortSignal
  say(text: string): void
}

/** A second server on one DATA_DIR. */
export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning'
  readonly remedy: string
  constructor(dataDir: string, holder: LockHolder | undefined) {
    const who = holder === undefined ? 'by another machine or container' : `pid ${holder.pid}, ${holder.address ?? 'still starting'}`
    super(`Attune is already running on ${dataDir}: ${who}.`)
    this.remedy = `Use that one, stop it first${holder === undefined ? '' : ` (kill ${holder.pid})`}, or choose another folder with DATA_DIR.`
  }
}

const busyLimitMs = 60_000
const startingLimitMs = 60_000
const unsignedLimitMs = 500
const stepMs = 100

/**
 * A server takes DATA_DIR for itself, and refuses where another one has it. A one-off command uses the running server's database, or starts it for itself.
 * Both wait while another one-off command has it.
 */
export async function reachDatabase(options: ReachOptions): Promise<ReachedDatabase> {
  const { config } = options
  if (config.databaseUrl !== undefined) return reachServer(options, config.databaseUrl)
  const started = monotonicMs()
  let isTold = false
  for (;;) {
    options.signal.throwIfAborted()
    const outcome = lockDataDir(config.dataDir, options)
    if (outcome.lock !== undefined) return startHere(options, outcome.lock)
    const { holder } = outcome
    const waitedMs = monotonicMs() - started
    // Taken a moment ago, and not signed yet.
    if (holder === undefined && waitedMs < unsignedLimitMs) {
      await new Promise((resolve) => setTimeout(resolve, stepMs))
      continue
    }
    const isServerThere = holder === undefined || isServerCommand(holder.command)
    if (isServerThere && isServerCommand(options.command)) throw new AlreadyRunning(config.dataDir, holder)
    if (isServerThere) {
      const urls = await findRunning(config.dataDir)
      if (urls !== undefined) return { ...urls, kind: 'attached', announce: () => undefined, close: async () => undefined }
    }
    if (waitedMs > (isServerThere ? startingLimitMs : busyLimitMs)) throw busy(config.dataDir, holder)
    if (!isTold && waitedMs > 500) options.say(`waiting for ${holder?.command ?? 'another process'} (pid ${holder?.pid ?? 'unknown'}) ...`)
    isTold ||= waitedMs > 500
    await new Promise((resolve) => setTimeout(resolve, stepMs))
  }
}

const busy = (dataDir: string, holder: LockHolder | undefined) =>
  new EmbeddedDatabaseError(
    `${dataDir} has been in use for a while: ${holder?.command ?? 'another process'}, pid ${holder?.pid ?? 'unknown'}.`,
    'Wait until that is done, then try again.',
  )

async function startHere({ config, log, clock, signal }: ReachOptions, lock: DataDirLock): Promise<ReachedDatabase> {
  try {
    const embedded = await startEmbedded({ dataDir: config.dataDir, log, clock, lock, signal })
    return {
      ownerUrl: embedded.ownerUrl,
      appUrl: embedded.appUrl,
      kind: 'embedded',
      embedded,
      announce: (address) => lock.announce(address),
      async close() {
        await embedded.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

// Apart from the database, DATA_DIR holds secrets and files. With a server of its own, one process may answer and another one do the jobs.
function reachServer({ config, clock, command }: ReachOptions, ownerUrl: string): ReachedDatabase {
  const names = command === 'all' ? ['serve', 'work'] : isServerCommand(command) ? [command] : []
  const locks: DataDirLock[] = []
  const release = () => locks.forEach((lock) => lock.release())
  for (const name of names) {
    const outcome = lockDataDir(config.dataDir, { command, clock, name })
    if (outcome.lock === undefined) {
      release()
      throw new AlreadyRunning(config.dataDir, outcome.holder)
    }
    locks.push(outcome.lock)
  }
  return {
    ownerUrl,
    appUrl: config.databaseAppUrl ?? ownerUrl,
    kind: 'server',
    announce: (address) => locks.forEach((lock) => lock.announce(address)),
    close: async () => release(),
  }
}
