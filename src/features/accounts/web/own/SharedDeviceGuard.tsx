import { IconLock } from '@tabler/icons-react'
// On a shared device: locks after the organisation's seconds without a touch, keeps the session alive while somebody
// works without asking the server, and offers the lock in the page's head.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useEffectEvent, useRef } from 'react'
import { usePath, useGo } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useIdle } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { now } from '#ui/now.ts'
import { useSession, useSessionChange } from '#ui/session.tsx'
import { at } from '../queries.ts'

const lockPath = '/api/session-locks'

function useLock(): (isAsked: boolean) => Promise<void> {
  const go = useGo()
  const path = usePath()
  const change = useSessionChange()
  return async (isAsked) => {
    // A lost answer must not keep the page open: forget here in any case; the server locks by itself soon after.
    await api.post(lockPath).catch(() => undefined)
    await change('locked')
    // Whoever hands the device over wants the list of people, not the own PIN.
    if (isAsked) go('/sign-in?who=all', 'replace')
    else go(path === '/' || path === '/today' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(path + location.search)}`, 'replace')
  }
}

export function SharedDeviceGuard() {
  const { sharedDevice, autoLockSeconds } = useSession()
  const client = useQueryClient()
  const lock = useLock()
  // The same function for ever, or each drawing of the page would begin the wait anew.
  const latest = useRef(lock)
  useEffect(() => {
    latest.current = lock
  })
  const whenIdle = useCallback(() => void latest.current(false), [])
  const seconds = sharedDevice ? (autoLockSeconds ?? null) : null
  useIdle(seconds, whenIdle)

  const lastTold = useRef(now().getTime())
  const stayAwake = useEffectEvent(() => {
    if (!seconds) return
    const nowMs = now().getTime()
    if (nowMs - lastTold.current < (seconds * 1000) / 3) return
    lastTold.current = nowMs
    void client.invalidateQueries({ queryKey: [at.session] })
  })
  useEffect(() => {
    if (!sharedDevice) return
    const touched = () => stayAwake()
    const events = ['pointerdown', 'keydown'] as const
    for (const event of events) addEventListener(event, touched, { passive: true })
    return () => {
      for (const event of events) removeEventListener(event, touched)
    }
  }, [sharedDevice])
  return null
}

/** In the head of every page of a shared device: hands it to the next person. */
export function LockButton() {
  const t = useT('accounts')
  const { sharedDevice } = useSession()
  const lock = useLock()
  if (!sharedDevice) return null
  return (
    <Button kind="soft" icon={IconLock} isSmall onClick={() => void lock(true)}>
      {t('shared.lock')}
    </Button>
  )
}
