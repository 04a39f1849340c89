import { currentT } from '../i18n.ts'
// The service worker, and what happens when a new version of the pages was installed while this one was open.
import { toast } from '../toast.ts'

const triedKey = 'attune.reloaded'

export function watchVersion(): void {
  // A chunk of the old version is gone: one reload brings the new page. Only one, or a broken server would loop.
  addEventListener('vite:preloadError', () => {
    if (sessionStorage.getItem(triedKey)) return
    sessionStorage.setItem(triedKey, 'yes')
    location.reload()
  })
  addEventListener('load', () => setTimeout(() => sessionStorage.removeItem(triedKey), 10_000))
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const hadOne = Boolean(navigator.serviceWorker.controller)
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!hadOne) return
    const t = currentT()
    toast({ title: t('update.title'), action: { label: t('update.action'), onChoose: () => location.reload() } })
  })
  // A failed registration (private window, policy) only costs the icon on the home screen.
  navigator.serviceWorker.register('/sw.js').catch(() => undefined)
}
