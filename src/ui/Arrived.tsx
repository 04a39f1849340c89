// Whether what was just noted has arrived: said where the network makes one wait, and taken back with "received" once it is there.
import { IconCloudCheck, IconDeviceMobileCheck } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useT } from './i18n.ts'
import { Message } from './Message.tsx'
import { useWaiting } from './queue.ts'
import type { Waiting } from './queue.ts'
import { useSession } from './session.tsx'

/** With a network it is there before anybody could read that it is not. */
const patienceMs = 800

/** `isOf`: which of what waits on this phone belongs to this page. `isSaid`: the page says itself that it waits. */
export function Arrived({ isOf, isSaid = false }: { isOf: (item: Waiting) => boolean; isSaid?: boolean }) {
  const t = useT('ui')
  const { person } = useSession()
  const isWaiting = useWaiting(person.id).some((item) => !item.refused && isOf(item))
  const [said, setSaid] = useState<'waits' | 'received' | null>(null)
  if (!isWaiting && said === 'waits') setSaid('received')
  useEffect(() => {
    if (!isWaiting) return undefined
    const timer = setTimeout(() => setSaid('waits'), patienceMs)
    return () => clearTimeout(timer)
  }, [isWaiting])
  if (said === null || (isSaid && said === 'waits')) return null
  return said === 'waits' ? (
    <Message kind="note" icon={IconDeviceMobileCheck} title={t('waits.here')} isNews />
  ) : (
    <Message kind="good" icon={IconCloudCheck} title={t('waits.received')} isNews />
  )
}
