import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useT } from '#ui/i18n.ts'
import { staleNow } from '#ui/queries.ts'
import { sendWaiting, useWaiting } from '#ui/queue.ts'
import { useSession } from '#ui/session.tsx'
import { Slot } from '#ui/slots.tsx'
import { toast } from '#ui/toast.ts'

const againMs = 20_000
/** After the page that was asked for. */
const warmMs = 4_000

/** Stands in the shell: sends what this person noted without a network, as soon as there is one. */
export function Sender() {
  const t = useT('authority')
  const client = useQueryClient()
  const { person, operations } = useSession()
  const [isLater, setLater] = useState(false)
  // The page and its texts come to the phone before they are needed without a network.
  useEffect(() => {
    const timer = setTimeout(() => {
      void import('./may-i/MayIPage.tsx').catch(() => undefined)
      setLater(true)
    }, warmMs)
    return () => clearTimeout(timer)
  }, [])
  const waits = useWaiting(person.id).some(({ refused }) => !refused)
  useEffect(() => {
    if (!waits) return
    const send = async () => {
      const received = await sendWaiting(person.id)
      if (received === 0) return
      toast({ title: t('act.sentNow', { count: received }) })
      void staleNow(client, ['/api/decisions', '/api/escalations'])
    }
    void send()
    const timer = setInterval(() => void send(), againMs)
    const online = () => void send()
    addEventListener('online', online)
    return () => {
      clearInterval(timer)
      removeEventListener('online', online)
    }
  }, [waits, person.id, client, t])
  // What features to the right bring to the phone before it is needed.
  return isLater ? <Slot name="later" operations={operations} props={{}} /> : null
}
