// Seals what was written since, every five seconds. In the write's own transaction a chain would make all writers queue for its end.
import type { Context } from '../http/context.ts'
import { instantOfId } from '../ids.ts'
import { describeFault } from '../jobs/fault.ts'
import { holdRound } from '../jobs/hold-round.ts'
import { defineRound, defineTimed, type Job } from '../jobs/kinds.ts'
import { firstIdAt, firstPreviousHash, lastIdAt, type Seal, sealHash } from './chain.ts'
import { rememberEnd } from './remembered-end.ts'
import { insertSeal, lastSeal, oldestUnsealed, unsealedBetween } from './seal-store.ts'

const entriesPerSeal = 2000
/** Clocks of several machines differ; an entry from further ahead waits until its time has come. */
const aheadMs = 5000
/** An id is made before its commit, so an entry can appear behind the last sealed one: that far back is always looked. */
const lateMs = 5 * 60_000
/** And that far every hour. */
const veryLateMs = 26 * 3_600_000

const idBefore = (lastId: string, at: Date, backMs: number): string =>
  firstIdAt(Math.min(instantOfId(lastId).getTime(), at.getTime()) - backMs)

/** Seals one batch; true when there may be more. */
async function sealEntries(ctx: Context, backMs: number): Promise<boolean> {
  const { platform, organisationId } = ctx
  const made = await ctx.write(async (tx) => {
    if (!(await holdRound(tx, 'audit.seal'))) return undefined
    const at = ctx.now()
    const last = await lastSeal(tx)
    const fromId = last ? idBefore(last.lastId, at, backMs) : firstIdAt(0)
    const entries = await unsealedBetween(tx, fromId, lastIdAt(at.getTime() + aheadMs), entriesPerSeal)
    const lastEntry = entries.at(-1)
    if (!lastEntry) return undefined
    const facts = {
      number: (last?.number ?? 0) + 1,
      sealedAt: at.toISOString(),
      lastId: last && last.lastId > lastEntry.id ? last.lastId : lastEntry.id,
      total: (last?.total ?? 0) + entries.length,
      previousHash: last?.hash ?? firstPreviousHash,
    }
    const hash = sealHash(platform.secrets.auditKey, organisationId, facts, entries)
    const seal: Seal = { ...facts, hash, entryIds: entries.map(({ id }) => id) }
    await insertSeal(tx, seal, idBefore(seal.lastId, at, lateMs))
    return seal
  })
  if (!made) return false
  await rememberEnd(platform.config.dataDir, organisationId, made).catch((error: unknown) =>
    platform.log.warn(
      { part: 'audit', fault: describeFault(error) },
      'the end of the audit log could not be remembered outside the database',
    ),
  )
  return made.entryIds.length === entriesPerSeal
}

export const jobs: readonly Job[] = [
  defineRound({
    name: 'audit.seal',
    everySeconds: 5,
    waiting: (organisationId, at) => oldestUnsealed(organisationId, lastIdAt(at.getTime() + aheadMs)),
    handle: (ctx) => sealEntries(ctx, lateMs),
  }),
  defineTimed({
    name: 'audit.seal-late',
    cron: '17 * * * *',
    async perOrganisation(ctx) {
      while (await sealEntries(ctx, veryLateMs)) ctx.platform.log.debug({ part: 'audit' }, 'sealed a batch of late entries')
    },
  }),
]
