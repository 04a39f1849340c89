// What main assembles once and hands to every feature.
import type { Policy } from './access/policy.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database, Tx } from './db/database.ts'
import type { Logger } from './log.ts'

// A type, not an interface: it is also packed as named values.
export type Secrets = {
  /** Keys the audit log's chain; lies outside the database. */
  auditKey: string
  /** Keys look-up hashes of short codes, so that a stolen database alone does not give them away. */
  pepper: string
}

export interface Platform {
  config: Config
  clock: Clock
  db: Database
  log: Logger
  secrets: Secrets
  policy: Policy
  /** Called after a commit that left events, deltas or jobs behind; never inside the transaction (data.md 12). */
  wake(organisationId: string): void
  /** Asks for a task (jobs/kinds.ts): it runs if and only if the transaction commits. */
  enqueue(tx: Tx, taskName: string, input: Record<string, unknown>): Promise<void>
}
