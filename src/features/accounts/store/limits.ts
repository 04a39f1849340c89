import type { Database, GlobalTx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { firstWaitS, forgetAfterMs, freeTries, type Limit, longestWaitS } from '../rules/guessing.ts'

const later = (at: Date, ms: number): string => new Date(at.getTime() + ms).toISOString()

// Keys arrive hashed: no address of a person or network stands in the table.

/**
 * Counts one try as wrong beforehand, in one statement, so that parallel tries can't slip past; a right one gives it back.
 * No row: the limit is reached, and nothing was counted.
 */
export function takeTry(tx: GlobalTx, limit: Limit, now: Date): Promise<{ key: string }[]> {
  const at = now.toISOString()
  if (limit.kind === 'budget') {
    // Generic cell rate: free_at is when the budget would be whole again.
    const stepS = limit.refillMs / 1000
    return tx.run(sql<{ key: string }>`insert into sign_in_limits as l (key, tries, free_at, updated_at)
      values (${limit.key}, 1, ${at}::timestamptz + ${stepS}::float8 * interval '1 second', ${at})
      on conflict (key) do update set tries = l.tries + 1, updated_at = ${at},
        free_at = greatest(l.free_at, ${at}::timestamptz) + ${stepS}::float8 * interval '1 second'
      where l.free_at <= ${later(now, (limit.burst - 1) * limit.refillMs)} returning key`)
  }
  const tries = sql`(case when l.updated_at < ${later(now, -forgetAfterMs)}::timestamptz then 1 else l.tries + 1 end)`
  return tx.run(sql<{
    key: string
  }>`insert into sign_in_limits as l (key, tries, free_at, updated_at) values (${limit.key}, 1, ${at}, ${at})
    on conflict (key) do update set tries = ${tries}, updated_at = ${at},
      free_at = ${at}::timestamptz + interval '1 second' * (case when ${tries} < ${freeTries} then 0
        else least(${longestWaitS}::float8, ${firstWaitS} * power(2, least(${tries} - ${freeTries}, 20))) end)
    where l.free_at <= ${at} returning key`)
}

/** Seconds until each of these lets a try pass again; the longest counts. */
export async function waitS(db: Database, limits: readonly Limit[], now: Date): Promise<number> {
  const rows = await db.controlRead(
    sql<{ key: string; freeAt: string }>`select key, free_at from sign_in_limits where key = any(${limits.map(({ key }) => key)})`,
  )
  const waits = rows.map(({ key, freeAt }) => {
    const limit = limits.find((one) => one.key === key)!
    const spareMs = limit.kind === 'budget' ? (limit.burst - 1) * limit.refillMs : 0
    return Math.ceil((new Date(freeAt).getTime() - spareMs - now.getTime()) / 1000)
  })
  return Math.max(1, ...waits)
}

export const forgetTries = (tx: GlobalTx, keys: readonly string[]) =>
  tx.run(sql`delete from sign_in_limits where key = any(${keys}::text[])`)

/** A right try did not use up its share of a budget that others draw on too. */
export const giveBackTry = (tx: GlobalTx, limit: Limit & { kind: 'budget' }) =>
  tx.run(sql`update sign_in_limits set tries = greatest(tries - 1, 0), free_at = free_at - ${limit.refillMs / 1000}::float8 * interval '1 second'
    where key = ${limit.key}`)

export const sweepLimits = async (tx: GlobalTx, before: string): Promise<number> =>
  (await tx.run(sql`delete from sign_in_limits where updated_at < ${before} and free_at < ${before} returning key`)).length
