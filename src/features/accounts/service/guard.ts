// Every check of a secret begins here: it is counted as wrong before it is looked at, and given back when it was right.
import type { GlobalTx } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import { hmacSha256 } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { tooManyTries } from '../problems.ts'
import type { Limit } from '../rules/guessing.ts'
import { forgetTries, giveBackTry, takeTry, waitS } from '../store/limits.ts'

class Refused extends Error {}

export interface Try {
  /** Call in the transaction that the right secret leads to. */
  wasRight(tx: GlobalTx): Promise<void>
}

/** Throws `too-many-tries` when one of the limits is reached; then nothing was counted. */
export async function beginTry(platform: Platform, plain: readonly Limit[], headers: Record<string, string> = {}): Promise<Try> {
  const now = platform.clock.now()
  const limits = plain
    .map((limit) => ({
      ...limit,
      key: hmacSha256(platform.secrets.pepper, `try ${limit.key}`),
      isShared: /^(network|code|resets) /.test(limit.key),
    }))
    // Always in one order: two tries that take the same rows must not wait for each other.
    .sort((left, right) => (left.key < right.key ? -1 : 1))
  try {
    await platform.db.control(async (tx) => {
      const taken = await Promise.all(limits.map((limit) => takeTry(tx, limit, now)))
      if (taken.some((rows) => rows.length === 0)) throw new Refused()
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const seconds = await waitS(platform.db, limits, now)
    throw new Problem(tooManyTries, { headers: { ...headers, 'retry-after': String(seconds) }, extra: { retryAfterSeconds: seconds } })
  }
  return {
    async wasRight(tx) {
      await forgetTries(
        tx,
        limits.filter(({ isShared }) => !isShared).map(({ key }) => key),
      )
      for (const limit of limits) if (limit.isShared && limit.kind === 'budget') await giveBackTry(tx, limit)
    },
  }
}

/** True when the try passes; for doors that answer the same in either case. */
export async function mayTry(platform: Platform, limits: readonly Limit[]): Promise<boolean> {
  try {
    await beginTry(platform, limits)
    return true
  } catch (error) {
    if (error instanceof Problem && error.type === tooManyTries) return false
    throw error
  }
}
