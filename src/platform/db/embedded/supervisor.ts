// Starts PostgreSQL inside DATA_DIR, keeps it running while this process lives, and stops it with the process.
import { chownSync, existsSync, mkdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { type Clock, monotonicMs, systemClock } from '../../clock.ts'
import { type DataDirLock, lockDataDir } from '../../data-dir/lock.ts'
import type { Logger } from '../../log.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { ensureCluster, run } from './cluster.ts'
import { connectionUrl, type Credentials, prepareCredentials } from './credentials.ts'
import { EmbeddedDatabaseError } from './error.ts'
import { type Folders, foldersOf } from './folders.ts'
import { chooseLauncher, type Launcher, type Way } from './launcher.ts'
import { clearLeftovers, lastWords, type Postmaster, spawnServer, stopProcess, waitUntilReady } from './postmaster.ts'
import { ensureRoles, newSupervisorPassword } from './roles.ts'
import { type ServerSettings, writeSettings } from './settings.ts'

export interface EmbeddedDatabase {
  /** Owns the schema; for migrations. No superuser. */
  ownerUrl: string
  /** Owns nothing, bound by row level security; for everything else. */
  appUrl: string
  /** Of the server now; another one after it was restarted. */
  readonly pid: number
  readonly way: Way
  /** Fast shutdown: open transactions are rolled back, everything committed is on the disk. */
  stop(): Promise<void>
  /** For the last moment of a process that leaves at once: asks the server to stop and does not wait. */
  abandon(): void
}

export interface EmbeddedOptions {
  dataDir: string
  log: Logger
  clock?: Clock
  /** The lock on DATA_DIR, where the caller has it already; otherwise it is taken here and held until stop. */
  lock?: DataDirLock
  /** Ends a start that is under way: startEmbedded then stops what it began and throws. */
  signal?: AbortSignal
  /** Settings of the server beyond ours (tests: fsync off). */
  settings?: ServerSettings
  /** Only this way of starting as root (launcher.ts); for tests. */
  way?: Way
}

const startTries = 5
const retryLimitMs = 5000

/** Starts the server, or explains in an EmbeddedDatabaseError why it can't. Ready for connections when it returns. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  const dataDir = realpathSync(options.dataDir)
  const lock = options.lock ?? takeLock(dataDir, options.clock ?? systemClock)
  try {
    return await new Supervisor(dataDir, options, lock).start()
  } catch (error) {
    if (options.lock === undefined) lock.release()
    throw error
  }
}

function takeLock(dataDir: string, clock: Clock): DataDirLock {
  const outcome = lockDataDir(dataDir, { command: 'database', clock })
  if (outcome.lock !== undefined) return outcome.lock
  const who = outcome.holder === undefined ? 'another program' : `process ${outcome.holder.pid}`
  throw new EmbeddedDatabaseError(`${dataDir} is in use by ${who}.`, 'Stop that one first, or use another DATA_DIR.')
}

class Supervisor implements EmbeddedDatabase {
  readonly #folders: Folders
  readonly #options: EmbeddedOptions
  readonly #log: Logger
  readonly #lock: DataDirLock
  #binaries!: Binaries
  #launcher!: Launcher
  #credentials!: Credentials
  #server: Postmaster | undefined
  #isStopping = false
  #restart: Promise<void> | undefined

  constructor(dataDir: string, options: EmbeddedOptions, lock: DataDirLock) {
    this.#folders = foldersOf(dataDir)
    this.#options = options
    this.#log = options.log
    this.#lock = lock
  }

  get ownerUrl(): string {
    return connectionUrl(this.#credentials, 'owner')
  }
  get appUrl(): string {
    return connectionUrl(this.#credentials, 'app')
  }
  get pid(): number {
    return this.#server?.pid ?? 0
  }
  get way(): Way {
    return this.#launcher.way
  }

  async start(): Promise<this> {
    const started = monotonicMs()
    // Only for the start: later the server outlives the signal, until the work in flight has ended and somebody calls stop.
    const giveUp = () => void this.stop()
    this.#options.signal?.addEventListener('abort', giveUp, { once: true })
    const folders = this.#folders
    this.#binaries = findBinaries()
    this.#launcher = chooseLauncher(this.#binaries, folders.dataDir, this.#options.way)
    const hasCredentials = existsSync(folders.credentials)
    this.#credentials = await prepareCredentials(folders)
    await clearLeftovers(folders, this.#log)
    if (!existsSync(folders.cluster)) this.#log.info('making the database, once')
    const isNew = await ensureCluster(folders, this.#binaries, this.#launcher, this.#credentials)
    this.#configure()
    const mustSetPasswords = !isNew && !hasCredentials
    if (mustSetPasswords) await this.#replaceSupervisorPassword()
    await this.#launchOrRetry()
    await this.#provision(mustSetPasswords)
    this.#options.signal?.removeEventListener('abort', giveUp)
    this.#log.info({ postgresPid: this.pid, way: this.way, ms: Math.round(monotonicMs() - started) }, 'the database server is ready')
    return this
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    await this.#stopServer()
    await this.#restart
    await this.#stopServer()
    if (this.#options.lock === undefined) this.#lock.release()
  }

  async #stopServer(): Promise<void> {
    if (this.#server !== undefined) await stopProcess(this.#server.pid, this.#server.hasEnded)
  }

  abandon(): void {
    this.#isStopping = true
    try {
      if (this.#server?.hasEnded() === false) process.kill(this.#server.pid, 'SIGINT')
    } catch {
      // It has ended already.
    }
  }

  #configure(): void {
    writeSettings(this.#folders, this.#folders.cluster, this.#credentials, this.#options.settings ?? {})
    const { uid, gid } = this.#launcher.owner
    if (process.getuid?.() !== 0) return
    const written = ['postgresql.conf', 'pg_hba.conf'].map((name) => path.join(this.#folders.cluster, name))
    for (const file of [this.#folders.run, ...written]) chownSync(file, uid, gid)
  }

  async #replaceSupervisorPassword(): Promise<void> {
    this.#log.warn('the passwords of the embedded database are gone from DATA_DIR/secrets; making new ones')
    const args = ['--single', '-D', this.#folders.cluster, 'postgres']
    await run(this.#launcher, this.#binaries.postgres, args, newSupervisorPassword(this.#credentials))
  }

  /** One try. False when the server ended before it was ready. */
  async #launch(): Promise<boolean> {
    await clearLeftovers(this.#folders, this.#log)
    if (this.#isStopping) return false
    const server = spawnServer(this.#folders, this.#binaries, this.#launcher)
    this.#server = server
    if (!(await waitUntilReady(this.#folders, server, this.#log))) return false
    if (server.hasEnded()) return false
    server.child.once('exit', (code, signal) => this.#onExit(code, signal))
    return true
  }

  // A killed server's remains (shared memory, processes that end one by one) refuse the next one for a moment. On TCP the port may be taken meanwhile.
  async #launchOrRetry(): Promise<void> {
    for (let tries = 1; ; tries++) {
      if (await this.#launch()) return
      if (this.#isStopping) throw new EmbeddedDatabaseError('The start was interrupted.', 'Start again.')
      if (tries === startTries) {
        throw new EmbeddedDatabaseError(
          `The database server does not start. Its last words:\n  ${lastWords(this.#folders)}`,
          `The whole log is ${this.#folders.log}. Check the free disk space and memory, and your own settings in ${this.#folders.overrides}.`,
        )
      }
      await new Promise((resolve) => setTimeout(resolve, 200 * tries))
      if (this.#credentials.host === '127.0.0.1') {
        this.#credentials = await prepareCredentials(this.#folders, { isPortTaken: true })
        this.#configure()
      }
    }
  }

  async #provision(mustSetPasswords: boolean): Promise<void> {
    const directory = await ensureRoles(this.#credentials, this.#log, mustSetPasswords).catch(async (error: unknown) => {
      await this.stop()
      throw new EmbeddedDatabaseError(
        `The database server does not let its supervisor in: ${(error as Error).message}.`,
        `Remove ${this.#folders.credentials}; the next start makes new passwords. No data is lost by that.`,
        { cause: error },
      )
    })
    if (realpathSync(directory) === this.#folders.cluster) return
    await this.stop()
    throw new EmbeddedDatabaseError(`Another database (${directory}) answers where ours should.`, 'Stop that server, then start again.')
  }

  #onExit(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#isStopping) return
    this.#log.error({ code, signal }, 'the database server ended; starting it again')
    this.#restart = this.#keepTrying().finally(() => (this.#restart = undefined))
  }

  // The address stays, since the pools know it. Never gives up: after a full disk the server comes back when there is space again.
  async #keepTrying(): Promise<void> {
    const since = monotonicMs()
    for (let waitMs = 50; !this.#isStopping; waitMs = Math.min(waitMs * 2, retryLimitMs)) {
      const isUp = await this.#launch().catch((err: unknown) => {
        this.#log.error({ err }, 'the database server could not be started')
        return false
      })
      if (isUp) {
        this.#log.info({ postgresPid: this.pid, ms: Math.round(monotonicMs() - since) }, 'the database server is back')
        return
      }
      this.#log.error({ lastWords: lastWords(this.#folders) }, 'the database server did not start; trying again')
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
}
