// What a command stands on before there is a platform: settings, log, clock, and the way to the database, opened only when asked for.
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { reachDatabase, type ReachedDatabase } from '../db/embedded/reach.ts'
import type { EmbeddedDatabase } from '../db/embedded/supervisor.ts'
import type { Logger } from '../log.ts'
import type { Platform } from '../platform.ts'

/** `A`: what main makes of it. Commands only ask for the platform in it. */
export interface Ground<A extends { platform: Platform } = { platform: Platform }> {
  readonly config: Config
  readonly clock: Clock
  readonly log: Logger
  readonly signal: AbortSignal
  /** Reaches the database, once; the schema may be old or missing. */
  database(): Promise<ReachedDatabase>
  /** The whole program on the migrated database, once. */
  assembled(): Promise<A>
}

const closeLimitMs = 3000

type Assembly = { platform: Platform; close(): Promise<void> }

export interface OpenGround<A extends Assembly> extends Ground<A> {
  /** Closes what was opened, last first. */
  close(): Promise<void>
  /** For the last moment: lets the embedded server stop by itself. */
  abandon(): void
}

export interface GroundOptions<A extends Assembly> {
  config: Config
  clock: Clock
  log: Logger
  signal: AbortSignal
  command: string
  say(text: string): void
  /** Migrates and assembles; main knows the features. */
  assemble(ground: Ground, database: ReachedDatabase): Promise<A>
}

export function openGround<A extends Assembly>(options: GroundOptions<A>): OpenGround<A> {
  const { config, clock, log, signal } = options
  let reached: Promise<ReachedDatabase> | undefined
  let embedded: EmbeddedDatabase | undefined
  let assembled: Promise<A> | undefined
  const ground: OpenGround<A> = {
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
    assembled: () => (assembled ??= ground.database().then((database) => options.assemble(ground, database))),
    async close() {
      const [last, first] = await Promise.allSettled([assembled, reached])
      // A connection that somebody holds must not keep the server from stopping in good order.
      if (last.status === 'fulfilled')
        await Promise.race([last.value?.close(), new Promise((resolve) => setTimeout(resolve, closeLimitMs))])
      if (first.status === 'fulfilled') await first.value?.close()
    },
    abandon: () => embedded?.abandon(),
  }
  return ground
}
