// What a command stands on before there is a platform: settings, log, clock, and the way to the database, opened only when asked for.
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { reachDatabase, type ReachedDatabase } from '../db/embedded/reach.ts'
import type { EmbeddedDatabase } from '../db/embedded/supervisor.ts'
import type { Logger } from '../log.ts'
import type { Platform } from '../platform.ts'

export interface Ground {
  readonly config: Config
  readonly clock: Clock
  readonly log: Logger
  readonly signal: AbortSignal
  /** Reaches the database, once; the schema may be old or missing. */
  database(): Promise<ReachedDatabase>
  /** The whole platform on the migrated database, once. */
  platform(): Promise<Platform>
}

export interface OpenGround extends Ground {
  /** Closes what was opened, last first. */
  close(): Promise<void>
  /** For the last moment: lets the embedded server stop by itself. */
  abandon(): void
}

export interface GroundOptions {
  config: Config
  clock: Clock
  log: Logger
  signal: AbortSignal
  command: string
  say(text: string): void
  /** Migrates and assembles; main knows the features. */
  assemble(ground: Ground, database: ReachedDatabase): Promise<{ platform: Platform; close(): Promise<void> }>
}

export function openGround(options: GroundOptions): OpenGround {
  const { config, clock, log, signal } = options
  let reached: Promise<ReachedDatabase> | undefined
  let embedded: EmbeddedDatabase | undefined
  let assembled: Promise<{ platform: Platform; close(): Promise<void> }> | undefined
  const ground: OpenGround = {
    config,
    clock,
    log,
    signal,
    database() {
      reached ??= reachDatabase(options).then((database) => {
        embedded = database.embedded
        return database
      })
      return reached
    },
    async platform() {
      assembled ??= ground.database().then((database) => options.assemble(ground, database))
      return (await assembled).platform
    },
    async close() {
      const [last, first] = await Promise.allSettled([assembled, reached])
      if (last.status === 'fulfilled') await last.value?.close()
      if (first.status === 'fulfilled') await first.value?.close()
    },
    abandon: () => embedded?.abandon(),
  }
  return ground
}
