// Finds who asks: one query for a session's cookie, one for an API token.
import type { Grant, Role } from '#platform/access/policy.ts'
import type { Session } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Credentials } from '#platform/http/server.ts'
import { sha256 } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { sessionTokenOf } from '../cookies.ts'
import { sessionLocked } from '../problems.ts'
import { needsTouch, stateOf } from '../rules/session-life.ts'
import { apiTokenMark } from '../secrets/codes.ts'
import { findSession, touchSession } from '../store/sessions.ts'
import { findToken, touchToken } from '../store/tokens.ts'

const tokenTouchMs = 3_600_000

/** Everyone who is active is an employee. Until a start PIN was changed nobody is anything: only the change itself is open. */
export const grantsFrom = (rows: readonly (readonly [role: string, unitId: string | null])[], isStart: boolean): Grant[] =>
  isStart ? [] : [{ role: 'employee', unitId: null }, ...rows.map(([role, unitId]) => ({ role: role as Role, unitId }))]

/** What main hands to the server. Throws `session-locked` where a shared device waits for a PIN. */
export const createAuthenticate =
  (platform: Platform) =>
  async (credentials: Credentials): Promise<Session | null> => {
    const bearer = /^Bearer +(\S{1,200})$/i.exec(credentials.authorization ?? '')?.[1]
    if (bearer !== undefined) return authenticateToken(platform, bearer)
    const token = sessionTokenOf(credentials)
    return token === undefined ? null : authenticateSession(platform, token)
  }

async function authenticateSession(platform: Platform, token: string): Promise<Session | null> {
  const row = await findSession(platform.db, sha256(token))
  if (!row || row.isDisabled) return null
  const now = platform.clock.now()
  const state = stateOf(row, now)
  if (state === 'ended') return null
  if (state === 'locked') throw new Problem(sessionLocked)
  if (needsTouch(row, now)) await touchSession(platform.db, row.id, now.toISOString())
  return {
    actor: {
      kind: 'person',
      organisationId: row.organisationId,
      accountId: row.accountId,
      personId: row.personId,
      grants: grantsFrom(row.grants, row.isStart),
    },
    sessionId: row.id,
    language: row.language,
    isSharedDevice: row.lockSeconds !== null,
    provedAt: new Date(row.provedAt),
  }
}

async function authenticateToken(platform: Platform, token: string): Promise<Session | null> {
  if (!token.startsWith(apiTokenMark)) return null
  const row = await findToken(platform.db, sha256(token))
  const now = platform.clock.now()
  if (!row || (row.expiresAt !== null && new Date(row.expiresAt) <= now)) return null
  if (row.lastUsedAt === null || now.getTime() - new Date(row.lastUsedAt).getTime() >= tokenTouchMs)
    await touchToken(platform.db, row.id, now.toISOString())
  return {
    actor: {
      kind: 'token',
      organisationId: row.organisationId,
      accountId: row.id,
      personId: null,
      grants: [{ role: row.role as Role, unitId: row.unitId }],
      ...(row.operations ? { operations: row.operations } : {}),
    },
    sessionId: row.id,
    language: 'en',
    isSharedDevice: false,
    // A token proves itself with each request; what people must confirm anew is closed to it by `peopleOnly` instead.
    provedAt: now,
  }
}
