import { useEffect, useRef } from 'react'
import { useGo, useSearchState } from '#ui/address.ts'
import { useSessionChange, useSessionQuery } from '#ui/session.tsx'
import { settings } from '#ui/storage.ts'

const sharedKey = 'shared-device'

/** Whether this browser was a shared device when somebody last signed in: then the sign-in page waits for its list. */
export const wasShared = (): boolean => settings.kept(sharedKey) === 'yes'

export function noteShared(isShared: boolean): void {
  if (isShared) settings.keep(sharedKey, 'yes')
  else settings.drop(sharedKey)
}

/** Where everybody begins who wanted nothing else. */
export const firstPage = '/today'
/** Only addresses of ours, and none of those that lead here again. */
export const safeReturn = (to: string): string => (/^\/(?![/\\])/.test(to) && !/^\/(sign-in|badge|new-pin)\b/.test(to) ? to : firstPage)

/** The address with the wish to return, so that no way of signing in forgets it. */
export function useWayBack(): { back: string; withBack: (to: string) => string } {
  const [{ return: wanted }] = useSearchState({ return: '' })
  const back = safeReturn(wanted)
  return {
    back,
    withBack: (to) => (back === firstPage ? to : `${to}${to.includes('?') ? '&' : '?'}return=${encodeURIComponent(back)}`),
  }
}

/** What follows a sign-in: who is here is read anew, then the page that was wanted opens. */
export function useArrival(): (to?: string) => Promise<void> {
  const go = useGo()
  const change = useSessionChange()
  const { back, withBack } = useWayBack()
  return async (to = back) => {
    const session = await change()
    noteShared(session?.sharedDevice ?? false)
    go(session?.mustChangeSecret ? withBack('/new-pin') : to, 'replace')
  }
}

/** Somebody who is signed in already has nothing to do on a sign-in page; `isOff` where another one is about to come in. */
export function useLeaveWhenSignedIn(isOff = false): void {
  const go = useGo()
  const { back } = useWayBack()
  const { data, isPending } = useSessionQuery()
  const isAsked = useRef(false)
  useEffect(() => {
    if (isOff || isPending || isAsked.current) return
    isAsked.current = true
    if (data) go(back, 'replace')
  }, [isOff, data, isPending, go, back])
}
