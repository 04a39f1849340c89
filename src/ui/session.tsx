// Who is here, and what they may do. The server answers GET /api/session; the page only hides what it would refuse.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, use } from 'react'
import type { ReactNode } from 'react'
import { api, etagOf } from './client.ts'
import { rememberHouse } from './house.ts'
import { ProblemError } from './problem.ts'
import { setDraftOwner, settings, wipeDrafts, wipeOwn } from './storage.ts'

export type Session = {
  person: { id: string; displayName: string; initials: string }
  organisation: { id: string; name: string; languages: string[]; defaultLanguage: string; mantra?: string | null }
  roles: string[]
  operations: string[]
  surfaces: string[]
  language: string
  sharedDevice: boolean
  autoLockSeconds?: number | null
  /** Signed in with a start PIN: no page but the one that changes it is open. */
  mustChangeSecret?: boolean
  /** What is asked for when the person has to prove who they are. */
  secret?: 'password' | 'pin'
  hasPin?: boolean
}

export const sessionPath = '/api/session'
const SessionContext = createContext<Session | null>(null)

// Who was here last, so that what works without a network can be opened without one. Never on a shared device; gone with sign-out, lock and refusal.
const keptName = 'session'
function keepSession(session: Session | null): void {
  if (session && !session.sharedDevice && !session.mustChangeSecret) settings.keep(keptName, JSON.stringify(session))
  else settings.drop(keptName)
}
function keptSession(): Session | undefined {
  try {
    return (JSON.parse(settings.kept(keptName) ?? 'null') as Session | null) ?? undefined
  } catch {
    return undefined
  }
}

export async function readSession(): Promise<Session | null> {
  try {
    const session = (await api.get<Session | null>(sessionPath)) ?? null
    setDraftOwner(session?.person.id, session?.sharedDevice ?? false)
    keepSession(session)
    return session
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    if (error.status === 401) {
      keepSession(null)
      return null
    }
    const last = error.isLost ? keptSession() : undefined
    if (!last) throw error
    setDraftOwner(last.person.id, false)
    return last
  }
}

/** For the root: undefined while it is not known, null when nobody is signed in. */
export function useSessionQuery() {
  return useQuery({ queryKey: [sessionPath], queryFn: readSession, staleTime: 60_000 })
}

export function SessionProvider({ session, children }: { session: Session | null; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

export const useMaybeSession = (): Session | null => use(SessionContext)

export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('This page needs a session: give its route a surface other than public.')
  return session
}

/** Whether the signed-in person may do an operation. Off controls say why; they do not vanish. */
export const useMay = (operation: string): boolean => use(SessionContext)?.operations.includes(operation) ?? false

/**
 * Forgets everything of the last person, then reads who is here: call after sign-in, sign-out, a switch, a lock. Drafts
 * outlive a lock, because the same person most often comes back; another one who signs in does not find them.
 */
export function useSessionChange(): (next?: 'signed-out' | 'locked') => Promise<Session | null> {
  const client = useQueryClient()
  return async (next) => {
    if (next === 'signed-out') {
      wipeDrafts()
      wipeOwn()
    }
    if (next) keepSession(null)
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionPath })
    // An answer that is on its way is about the one who was here before.
    await client.cancelQueries({ queryKey: [sessionPath] })
    if (next) {
      client.setQueryData([sessionPath], null)
      return null
    }
    const session = await client.fetchQuery({ queryKey: [sessionPath], queryFn: readSession, staleTime: 0 })
    if (session) {
      wipeDrafts(session.person.id)
      wipeOwn(session.person.id)
      rememberHouse(session.organisation)
    }
    return session
  }
}

/** Writes down which language the person reads, so that the next device knows it too. */
export async function keepOwnLanguage(personId: string, language: string): Promise<void> {
  const me = await api.get(`/api/people/${personId}`)
  await api.patch(`/api/people/${personId}/settings`, { language }, { ifMatch: etagOf(me) })
}
