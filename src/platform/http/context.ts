// What a use case gets: who asks, what they may, and the transactions that carry audit, events and the idempotency key along.
import { type Actor, isAllowed, reachOf, type Reach, type Resource } from '../access/policy.ts'
import { type AuditEntry, recordAudit } from '../audit/record.ts'
import type { OpenTx, Tx } from '../db/database.ts'
import type { RawBuilder } from '../db/sql.ts'
import { announce, type Event } from '../events/announce.ts'
import type { Platform } from '../platform.ts'
import { rememberKey } from './idempotency.ts'
import { Problem, problems } from './problem.ts'

export interface Session {
  actor: Actor
  sessionId: string
  language: string
  isSharedDevice: boolean
  /** When a password or PIN was last proved; step-up operations ask for the last ten minutes. */
  provedAt: Date
}

export interface WriteTx extends Tx {
  /** When it began, by the clock of the program. */
  readonly at: Date
  audit(entry: AuditEntry): void
  announce(event: Event): void
  /** A job has something to do after the commit; an announced event says so by itself. */
  leavesWork(): void
  /** The id with which a retry of this request finds the answer again. */
  answersWith(id: string): void
}

export interface IdempotencyClaim {
  operation: string
  key: string
  bodyHash: string
  status: number
}

/** Who acts, without a request: commands and jobs use it too. */
export interface Context {
  readonly platform: Platform
  readonly organisationId: string
  readonly actor: Actor
  readonly session: Session | null
  readonly requestId: string
  readonly language: string
  now(): Date
  read<T>(work: (tx: OpenTx) => Promise<T>): Promise<T>
  readOne<R>(query: RawBuilder<R>): Promise<R[]>
  write<T>(work: (tx: WriteTx) => Promise<T>): Promise<T>
  may(operation: string, resource: Omit<Resource, 'organisationId'>): boolean
  /** Throws 403 unless the policy allows it. */
  require(operation: string, resource: Omit<Resource, 'organisationId'>): void
  reach(operation: string): Reach
}

export interface ContextOptions {
  platform: Platform
  actor: Actor
  session?: Session | null
  requestId: string
  language: string
  claim?: IdempotencyClaim | undefined
  onPolicyAsked?: (operation: string) => void
}

const stepUpMs = 10 * 60_000

export function createContext(options: ContextOptions): Context {
  const { platform, actor } = options
  const organisationId = actor.organisationId
  const asked = (operation: string) => options.onPolicyAsked?.(operation)
  const may: Context['may'] = (operation, resource) => {
    asked(operation)
    return isAllowed(platform.policy, actor, operation, { ...resource, organisationId })
  }
  return {
    platform,
    organisationId,
    actor,
    session: options.session ?? null,
    requestId: options.requestId,
    language: options.language,
    now: () => platform.clock.now(),
    read: (work) => platform.db.inOrganisation(organisationId, { readOnly: true }, work),
    readOne: (query) => platform.db.read(organisationId, query),
    async write(work) {
      const at = platform.clock.now()
      let resultId: string | null = null
      let leavesWork = false
      const result = await platform.db.inOrganisation(organisationId, { readOnly: false }, async (tx) => {
        const author = { accountId: actor.accountId, kind: actor.kind, requestId: options.requestId, at, key: platform.secrets.auditKey }
        const done = await work({
          ...tx,
          at,
          audit: (entry) => void recordAudit(tx, author, entry).catch(() => undefined),
          announce(event) {
            leavesWork = true
            announce(tx, event, at).catch(() => undefined)
          },
          leavesWork: () => (leavesWork = true),
          answersWith: (id) => (resultId = id),
        })
        // Not awaited: where the key is there already, COMMIT fails with that.
        if (options.claim) void rememberKey(tx, actor.accountId, options.claim, resultId, at)
        return done
      })
      if (leavesWork) platform.wake(organisationId)
      return result
    },
    may,
    require(operation, resource) {
      if (!may(operation, resource)) throw new Problem(problems.notAllowed)
      const session = options.session
      if (platform.policy[operation]?.stepUp && session && platform.clock.now().getTime() - session.provedAt.getTime() > stepUpMs)
        throw new Problem(problems.stepUpNeeded)
    },
    reach(operation) {
      asked(operation)
      return reachOf(platform.policy, actor, operation)
    },
  }
}

/** For jobs and commands: the system itself, which the policy does not bind. */
export function systemContext(platform: Platform, organisationId: string, requestId: string): Context {
  const actor: Actor = { kind: 'system', organisationId, accountId: '00000000-0000-0000-0000-000000000000', personId: null, grants: [] }
  const context = createContext({ platform, actor, requestId, language: 'en' })
  const everywhere = { isEverywhere: true, unitIds: [], isSelf: false, isManager: false }
  return { ...context, may: () => true, require: () => undefined, reach: () => everywhere }
}
