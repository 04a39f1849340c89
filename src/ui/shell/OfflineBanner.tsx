import { IconWifiOff } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useT } from '../i18n.ts'
import { Message } from '../Message.tsx'

function subscribe(tell: () => void): () => void {
  addEventListener('online', tell)
  addEventListener('offline', tell)
  return () => {
    removeEventListener('online', tell)
    removeEventListener('offline', tell)
  }
}

export function OfflineBanner() {
  const t = useT('ui')
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine)
  if (isOnline) return null
  return (
    <div className="offline">
      <Message kind="note" icon={IconWifiOff} title={t('offline.title')} isNews>
        <p>{t('offline.text')}</p>
      </Message>
    </div>
  )
}
