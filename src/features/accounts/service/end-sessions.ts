// Where somebody is signed in, and ending it. Times are shown to the person alone; an administrator only ends.
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { OpenRequest, Reply } from '#platform/http/route.ts'
import { sha256 } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import type { SessionRow } from '../contract.ts'
import { noSessionCookie, sessionTokenOf } from '../cookies.ts'
import { idleMs } from '../rules/session-life.ts'
import { findAccountsOf } from '../store/accounts.ts'
import { endSession, endSessionByToken, endSessionsOf, listSessions, lockSession } from '../store/sessions.ts'
import { reachPerson } from './reach-person.ts'
import { signedInPerson } from './who-am-i.ts'

export const idleSince = (now: Date): string => new Date(now.getTime() - idleMs).toISOString()

export async function listOwnSessions(ctx: Context): Promise<SessionRow[]> {
  const { accountId, sessionId } = signedInPerson(ctx)
  const now = ctx.now()
  const rows = await ctx.read((tx) => listSessions(tx, accountId, now.toISOString(), idleSince(now)))
  return rows.map((row) => ({
    id: row.id,
    device: row.deviceLabel,
    deviceName: row.deviceName,
    sharedDevice: row.isShared,
    startedAt: row.createdAt,
    lastSeenAt: row.lastSeenAt,
    isThisOne: row.id === sessionId,
  }))
}

export async function endOwnSession(ctx: Context, id: string): Promise<void> {
  const { accountId, personId } = signedInPerson(ctx)
  await ctx.write(async (tx) => {
    if (!(await endSession(tx, accountId, id))) throw new Problem(problems.notFound)
    tx.audit({ action: 'session.ended', subject: { kind: 'person', id: personId } })
  })
}

/** Everywhere but here. */
export async function endOtherSessions(ctx: Context): Promise<void> {
  const { accountId, personId, sessionId } = signedInPerson(ctx)
  await ctx.write(async (tx) => {
    const count = await endSessionsOf(tx, [accountId], sessionId)
    if (count > 0) tx.audit({ action: 'sessions.ended', subject: { kind: 'person', id: personId }, details: { count } })
  })
}

/** An administrator signs somebody out everywhere. */
export async function endSessionsOfPerson(ctx: Context, personId: string): Promise<void> {
  await ctx.write(async (tx) => {
    await reachPerson(tx, ctx, 'sessions.end', personId)
    const accounts = await findAccountsOf(tx, tx.organisationId, [personId])
    const count = await endSessionsOf(
      tx,
      accounts.map(({ id }) => id),
    )
    tx.audit({ action: 'sessions.ended', subject: { kind: 'person', id: personId }, details: { count } })
  })
}

/** Signing out needs no live session: a locked or an expired one can be left as well. */
export async function signOut(platform: Platform, request: OpenRequest): Promise<Reply<undefined>> {
  const token = sessionTokenOf(request)
  if (token) await platform.db.control((tx) => endSessionByToken(tx, sha256(token)))
  return { body: undefined, cookies: [noSessionCookie(request.isSecure)] }
}

/** The page locks a shared device after its seconds without a touch, or when asked. */
export async function lockOwnSession(ctx: Context): Promise<void> {
  const { sessionId } = signedInPerson(ctx)
  await ctx.write((tx) => lockSession(tx, sessionId))
}
