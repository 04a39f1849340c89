// How long a session lives. On a device of one's own: 12 hours without use, 30 days at most. On a shared one it locks after the
// organisation's seconds without a touch and ends after 8 hours, a shift.
const hourMs = 3_600_000

export interface SessionTimes {
  lockSeconds: number | null
  isLocked: boolean
  lastSeenAt: string
  expiresAt: string
}
export type SessionState = 'live' | 'locked' | 'ended'

export const absoluteMs = (isShared: boolean): number => (isShared ? 8 * hourMs : 30 * 24 * hourMs)
export const idleMs = 12 * hourMs

/** Last use is written at most once a minute; on a shared device more often, so that its lock is not early by much. */
export const touchEveryMs = (lockSeconds: number | null): number =>
  lockSeconds === null ? 60_000 : Math.min(60_000, Math.max(5000, (lockSeconds * 1000) / 8))

/** The page locks on the second; the server never earlier, whatever it had not yet written. */
export function stateOf(session: SessionTimes, now: Date): SessionState {
  const nowMs = now.getTime()
  const sinceMs = nowMs - new Date(session.lastSeenAt).getTime()
  if (nowMs >= new Date(session.expiresAt).getTime()) return 'ended'
  if (session.lockSeconds === null) return sinceMs >= idleMs ? 'ended' : 'live'
  return session.isLocked || sinceMs > session.lockSeconds * 1000 + touchEveryMs(session.lockSeconds) ? 'locked' : 'live'
}

export const needsTouch = (session: SessionTimes, now: Date): boolean =>
  now.getTime() - new Date(session.lastSeenAt).getTime() >= touchEveryMs(session.lockSeconds)
